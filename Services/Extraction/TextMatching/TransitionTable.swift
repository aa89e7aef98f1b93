/// The transitions of an automaton over token hashes, as a hash table with open addressing.
struct TransitionTable: Sendable {
  private struct Slot {
    /// The state in the upper half, the token's hash in the lower; `empty` where there is none.
    var key: UInt64
    var next: Int32
  }

  private static let empty = UInt64.max

  private var slots: [Slot]
  private var mask: Int
  private var count = 0
  /// A set of the hashes that leave state 0, one bit each of their lower 16 bits: most tokens end here.
  private var beginnings = [UInt64](repeating: 0, count: 1024)
  /// States are 0, the start, up to this number, exclusive.
  private(set) var stateCount: Int32 = 1

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(key: Self.empty, next: 0), count: size)
    mask = size - 1
  }

  @inline(__always)
  func mayBegin(_ hash: UInt32) -> Bool {
    beginnings[Int(hash & 0xFFFF) >> 6] & (1 << UInt64(hash & 63)) != 0
  }

  @inline(__always)
  func next(_ state: Int32, _ hash: UInt32) -> Int32? {
    let key = UInt64(UInt32(bitPattern: state)) << 32 | UInt64(hash)
    var index = Self.mix(key) & mask
    while true {
      let slot = slots[index]
      if slot.key == key { return slot.next }
      if slot.key == Self.empty { return nil }
      index = (index + 1) & mask
    }
  }

  /// The state after `state` and `hash`, made where there was none.
  mutating func insert(_ state: Int32, _ hash: UInt32) -> Int32 {
    if let known = next(state, hash) { return known }
    if (count + 1) * 2 > slots.count { grow() }
    if state == 0 { beginnings[Int(hash & 0xFFFF) >> 6] |= 1 << UInt64(hash & 63) }
    let made = stateCount
    stateCount += 1
    place(Slot(key: UInt64(UInt32(bitPattern: state)) << 32 | UInt64(hash), next: made))
    count += 1
    return made
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
  private static func mix(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
