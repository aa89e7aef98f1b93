/// A set of kinds of event by their numbers in the taxonomy, one bit each: at most 256 of them.
struct KindSet: Sendable {
  static let capacity = BitSet256.capacity

  private var bits: BitSet256 = 0

  init(_ kinds: [Int]) {
    for kind in kinds {
      precondition(kind < Self.capacity, "event-types.tsv has more than 256 types")
      bits |= BitSet256(bit: kind)
    }
  }

  @inline(__always)
  var isEmpty: Bool { bits == 0 }

  @inline(__always)
  func contains(_ kind: Int) -> Bool { bits & BitSet256(bit: kind) != 0 }

  /// The kinds in the set, in ascending order.
  var kinds: [Int] { (0..<Self.capacity).filter(contains) }
}

extension KindSet: ExpressibleByArrayLiteral {
  init(arrayLiteral kinds: Int...) { self.init(kinds) }
}
