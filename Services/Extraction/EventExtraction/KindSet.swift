/// A set of kinds of event by their numbers in the taxonomy, one bit each: at most 256 of them.
struct KindSet: Sendable {
  static let capacity = 256

  private var low: UInt128 = 0
  private var high: UInt128 = 0

  init(_ kinds: [Int]) {
    for kind in kinds {
      precondition(kind < Self.capacity, "the taxonomy has more than 256 types")
      if kind < 128 { low |= 1 << UInt128(kind) } else { high |= 1 << UInt128(kind - 128) }
    }
  }

  @inline(__always)
  var isEmpty: Bool { low | high == 0 }

  @inline(__always)
  func contains(_ kind: Int) -> Bool {
    (kind < 128 ? low >> UInt128(kind) : high >> UInt128(kind - 128)) & 1 != 0
  }

  /// The kinds in the set, in ascending order.
  var kinds: [Int] { (0..<Self.capacity).filter(contains) }
}

extension KindSet: ExpressibleByArrayLiteral {
  init(arrayLiteral kinds: Int...) { self.init(kinds) }
}
