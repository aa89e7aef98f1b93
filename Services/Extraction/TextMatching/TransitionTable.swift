/// The transitions of an automaton over token hashes, as a hash table with open addressing.
struct TransitionTable: Sendable {
  fileprivate struct Slot {
    /// The state in the upper half, the token's hash in the lower; `empty` for a free slot.
    var key: UInt64
    var next: Int32
    /// A phrase ends at the next state.
    var isEnd = false
    /// Transitions leave the next state.
    var goesOn = false
  }

  /// A transition that a text takes.
  struct Step {
    let state: Int32
    /// A phrase ends at the state.
    let isEnd: Bool
    /// Longer phrases may follow: without, no further token need be looked up.
    let goesOn: Bool
  }

  fileprivate static let empty = UInt64.max

  private var slots: [Slot]
  private var mask: Int
  private var count = 0
  /// A set of the hashes that leave state 0, one bit each of some of their bits: most tokens end here.
  private var beginnings: [UInt64]
  private let beginningsMask: UInt32
  /// States are 0, the start, up to this number, exclusive.
  private(set) var stateCount: Int32 = 1

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(key: Self.empty, next: 0), count: size)
    mask = size - 1
    var bits = 1 << 14
    while bits < capacity * 4, bits < 1 << 20 { bits *= 2 }
    beginnings = Array(repeating: 0, count: bits / 64)
    beginningsMask = UInt32(bits - 1)
  }

  /// Runs `body` with a view of the table that is valid until it returns.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      beginnings.withUnsafeBufferPointer { beginnings in
        body(View(slots: slots, beginnings: beginnings, mask: mask, beginningsMask: beginningsMask))
      }
    }
  }

  /// The table without bounds checks: every index is masked to its size, a power of two.
  struct View {
    fileprivate let slots: UnsafeBufferPointer<Slot>
    fileprivate let beginnings: UnsafeBufferPointer<UInt64>
    fileprivate let mask: Int
    fileprivate let beginningsMask: UInt32

    @inline(__always)
    func mayBegin(_ hash: UInt32) -> Bool {
      let bit = TransitionTable.spread(hash) & beginningsMask
      return beginnings[Int(bit >> 6)] & (1 << UInt64(bit & 63)) != 0
    }

    @inline(__always)
    func next(_ state: Int32, _ hash: UInt32) -> Step? {
      let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(hash)
      var index = TransitionTable.mix(key) & mask
      while true {
        let slot = slots[index]
        if slot.key == key { return Step(state: slot.next, isEnd: slot.isEnd, goesOn: slot.goesOn) }
        if slot.key == TransitionTable.empty { return nil }
        index = (index + 1) & mask
      }
    }
  }

  /// The state after `state` and `hash`, added where it is missing.
  mutating func insert(_ state: Int32, _ hash: UInt32) -> Int32 {
    if let known = withView({ $0.next(state, hash) }) { return known.state }
    if (count + 1) * 2 > slots.count { grow() }
    if state == 0 {
      let bit = Self.spread(hash) & beginningsMask
      beginnings[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
    }
    let made = stateCount
    stateCount += 1
    place(Slot(key: UInt64(UInt32(bitPattern: state)) << 32 | UInt64(hash), next: made))
    count += 1
    return made
  }

  /// Notes in each transition what is beyond it, once all are there; `isEnd` tells whether a phrase ends at a state.
  mutating func seal(isEnd: (Int32) -> Bool) {
    var goesOn = [Bool](repeating: false, count: Int(stateCount))
    for slot in slots where slot.key != Self.empty { goesOn[Int(slot.key >> 32)] = true }
    for index in slots.indices where slots[index].key != Self.empty {
      slots[index].isEnd = isEnd(slots[index].next)
      slots[index].goesOn = goesOn[Int(slots[index].next)]
    }
  }

  private mutating func place(_ slot: Slot) {
    var index = Self.mix(slot.key) & mask
    while slots[index].key != Self.empty { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: Self.empty, next: 0), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.key != Self.empty { place(slot) }
  }

  @inline(__always)
  fileprivate static func spread(_ hash: UInt32) -> UInt32 { hash ^ hash >> 15 }

  @inline(__always)
  fileprivate static func mix(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
