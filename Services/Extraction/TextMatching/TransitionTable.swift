/// The transitions of a finite automaton whose input symbols are token hashes.
///
/// The transitions from the start are in a separate table, small enough to stay in a processor's cache: for most
/// tokens of a text, no other look-up is needed.
struct TransitionTable: Sendable {
  /// A transition, with what is known of the state that it leads to.
  struct Step: Sendable {
    /// The state in the upper 31 bits; the lowest bit says whether a phrase ends there.
    fileprivate var bits: UInt32
    /// A filter of the token hashes that have a transition from the state: five bits of a hash select one of these 32
    /// bits. It saves most look-ups without a result, which would read memory that is in no cache.
    fileprivate var followers: UInt32 = 0

    fileprivate init(state: Int32) { bits = UInt32(state) << 1 }

    var state: Int32 { Int32(truncatingIfNeeded: bits >> 1) }
    /// Whether a phrase ends at the state.
    fileprivate(set) var isEnd: Bool {
      get { bits & 1 != 0 }
      set { bits = bits & ~1 | (newValue ? 1 : 0) }
    }

    /// Whether a token with that hash may lead on from the state.
    @inline(__always)
    func mayGoOn(_ hash: UInt32) -> Bool { followers & Self.follower(hash) != 0 }

    @inline(__always)
    fileprivate static func follower(_ hash: UInt32) -> UInt32 { 1 << (TransitionTable.spread(hash) & 31) }
  }

  /// The first slot in which a token's step from the start may be.
  struct FirstSlot {
    let token: Int32
    fileprivate let hash: UInt32
    fileprivate let step: Step
  }

  private var firsts: StepTable<FirstKey>
  private var nexts: StepTable<NextKey>
  /// A filter of the token hashes that have a transition from the start: the lower bits of a mixed hash select one of
  /// these bits. Most tokens of a text do not pass it.
  private var beginnings: [UInt64]
  private let beginningsMask: UInt32
  /// The number of states; they are numbered from 0, the start.
  private(set) var stateCount: Int32 = 1

  init(capacity: Int) {
    firsts = StepTable(capacity: capacity / 2)
    nexts = StepTable(capacity: capacity)
    var bits = 1 << 14
    while bits < capacity * 4, bits < 1 << 20 { bits *= 2 }
    beginnings = Array(repeating: 0, count: bits / 64)
    beginningsMask = UInt32(bits - 1)
  }

  /// Runs `body` with a view of the table that is valid until it returns.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    firsts.slots.withUnsafeBufferPointer { firsts in
      nexts.slots.withUnsafeBufferPointer { nexts in
        beginnings.withUnsafeBufferPointer { beginnings in
          body(View(firsts: firsts, nexts: nexts, beginnings: beginnings, beginningsMask: beginningsMask))
        }
      }
    }
  }

  /// The table without bounds checks: every index is masked to its size, a power of two.
  struct View {
    fileprivate let firsts: UnsafeBufferPointer<StepTable<FirstKey>.Slot>
    fileprivate let nexts: UnsafeBufferPointer<StepTable<NextKey>.Slot>
    fileprivate let beginnings: UnsafeBufferPointer<UInt64>
    fileprivate let beginningsMask: UInt32

    @inline(__always)
    func mayBegin(_ hash: UInt32) -> Bool {
      let bit = TransitionTable.spread(hash) & beginningsMask
      return beginnings[Int(bit >> 6)] & (1 << UInt64(bit & 63)) != 0
    }

    /// The step from the start for a token hash.
    @inline(__always)
    func first(_ hash: UInt32) -> Step? { StepTable.step(of: FirstKey(hash: hash), in: firsts) }

    /// The first slot in which the step from the start with that hash may be, for the token with that index.
    @inline(__always)
    func firstSlot(_ hash: UInt32, of token: Int32) -> FirstSlot {
      let slot = firsts[StepTable<FirstKey>.place(of: FirstKey(hash: hash)) & (firsts.count - 1)]
      return FirstSlot(token: token, hash: slot.key.hash, step: slot.step)
    }

    /// The step from the start for a token hash whose first slot has been read before, as `slot`.
    @inline(__always)
    func first(_ hash: UInt32, _ slot: FirstSlot) -> Step? {
      if slot.step.bits == 0 { return nil }
      return slot.hash == hash ? slot.step : first(hash)
    }

    /// The step from a state other than the start for a token hash.
    @inline(__always)
    func next(_ state: Int32, _ hash: UInt32) -> Step? {
      StepTable.step(of: NextKey(state: UInt32(bitPattern: state), hash: hash), in: nexts)
    }
  }

  /// The state that `hash` leads to from `state`; the transition is added where it is missing.
  mutating func insert(_ state: Int32, _ hash: UInt32) -> Int32 {
    if let known = withView({ state == 0 ? $0.first(hash) : $0.next(state, hash) }) { return known.state }
    let step = Step(state: stateCount)
    stateCount += 1
    if state == 0 {
      let bit = Self.spread(hash) & beginningsMask
      beginnings[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
      firsts.add(FirstKey(hash: hash), step)
    } else {
      nexts.add(NextKey(state: UInt32(bitPattern: state), hash: hash), step)
    }
    return step.state
  }

  /// Sets `isEnd` and `followers` of each step, once all transitions are added. `isEnd` says whether a phrase ends at
  /// a state.
  mutating func seal(isEnd: (Int32) -> Bool) {
    var followers = [UInt32](repeating: 0, count: Int(stateCount))
    for slot in nexts.slots where !slot.isFree { followers[Int(slot.key.state)] |= Step.follower(slot.key.hash) }
    func seal(_ step: inout Step) {
      step.isEnd = isEnd(step.state)
      step.followers = followers[Int(step.state)]
    }
    for index in firsts.slots.indices where !firsts.slots[index].isFree { seal(&firsts.slots[index].step) }
    for index in nexts.slots.indices where !nexts.slots[index].isFree { seal(&nexts.slots[index].step) }
  }

  @inline(__always)
  fileprivate static func spread(_ hash: UInt32) -> UInt32 { hash ^ hash >> 15 }
}

/// The key by which a transition is looked up.
private protocol TransitionKey: Equatable, Sendable {
  /// The key of a free slot.
  static var none: Self { get }
  var bits: UInt64 { get }
}

private struct FirstKey: TransitionKey {
  let hash: UInt32

  static var none: Self { Self(hash: 0) }
  @inline(__always)
  var bits: UInt64 { UInt64(hash) }
}

private struct NextKey: TransitionKey {
  let state: UInt32
  let hash: UInt32

  static var none: Self { Self(state: 0, hash: 0) }
  @inline(__always)
  var bits: UInt64 { UInt64(state) << 32 | UInt64(hash) }
}

/// A hash table of steps by their keys, with open addressing. The number of slots is a power of two; at most half are
/// taken.
private struct StepTable<Key: TransitionKey>: Sendable {
  struct Slot: Sendable {
    var key: Key
    var step: TransitionTable.Step

    /// Whether the slot is free: the step in it leads to the start, as no transition does.
    @inline(__always)
    var isFree: Bool { step.bits == 0 }
  }

  var slots: [Slot]
  private var count = 0

  init(capacity: Int) {
    var size = 64
    while size < capacity { size *= 2 }
    slots = Array(repeating: Slot(key: .none, step: TransitionTable.Step(state: 0)), count: size)
  }

  @inline(__always)
  static func step(of key: Key, in slots: UnsafeBufferPointer<Slot>) -> TransitionTable.Step? {
    let mask = slots.count - 1
    var index = place(of: key) & mask
    while !slots[index].isFree {
      if slots[index].key == key { return slots[index].step }
      index = (index + 1) & mask
    }
    return nil
  }

  /// Adds a step whose key is not there yet.
  mutating func add(_ key: Key, _ step: TransitionTable.Step) {
    if (count + 1) * 2 > slots.count { grow() }
    put(Slot(key: key, step: step))
    count += 1
  }

  private mutating func put(_ slot: Slot) {
    let mask = slots.count - 1
    var index = Self.place(of: slot.key) & mask
    while !slots[index].isFree { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(key: .none, step: TransitionTable.Step(state: 0)), count: old.count * 2)
    for slot in old where !slot.isFree { put(slot) }
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  fileprivate static func place(of key: Key) -> Int {
    Int(truncatingIfNeeded: (key.bits &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
