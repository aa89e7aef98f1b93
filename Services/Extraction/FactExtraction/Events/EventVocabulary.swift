import ReferenceData

/// A set of word classes, one bit each.
typealias ClassSet = UInt128

/// The inflections that a word may be.
struct WordForms: OptionSet, Sendable {
  let rawValue: UInt8
  static let base = WordForms(rawValue: 1)
  static let present = WordForms(rawValue: 2)
  static let past = WordForms(rawValue: 4)
  static let participle = WordForms(rawValue: 8)
  static let gerund = WordForms(rawValue: 16)
  static let noun = WordForms(rawValue: 32)
}

/// All words of the event lexicon, numbered from 1, each with its classes and forms; 0 is every other word.
struct EventVocabulary: Sendable {
  private(set) var classes: [ClassSet] = [0]
  private(set) var forms: [WordForms] = [[]]
  /// What a number word counts, else -1.
  private(set) var counts: [Int] = [-1]
  private(set) var classBits: [String: Int] = [:]

  private var spans: [(start: Int32, end: Int32)] = [(0, 0)]
  private var letters: [UInt8] = []
  private var slots: [UInt16] = Array(repeating: 0, count: 1024)

  init(classNames: [String]) {
    for name in classNames where classBits[name] == nil { classBits[name] = classBits.count }
    precondition(classBits.count <= ClassSet.bitWidth, "the event lexicon has more than 128 word classes")
  }

  var count: Int { classes.count }

  func set(_ names: [String]) -> ClassSet {
    names.reduce(0) { set, name in set | (classBits[name].map { ClassSet(1) << ClassSet($0) } ?? 0) }
  }

  func set(_ names: String...) -> ClassSet { set(names) }

  /// The number of a word in lower case; 0 where the lexicon has no such word.
  func id(_ word: some Sequence<UInt8>) -> Int {
    let word = Array(word)
    return word.withUnsafeBufferPointer { id($0, 0, $0.count) }
  }

  @inline(__always)
  func id(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var slot = Self.hash(text, start, end) & (slots.count - 1)
    while true {
      let id = Int(slots[slot])
      if id == 0 || equals(id, text, start, end) { return id }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  @discardableResult
  mutating func add(_ word: String, forms: WordForms = [], classes: ClassSet = 0, count: Int? = nil) -> Int {
    let bytes = Array(word.utf8)
    var id = self.id(bytes)
    if id == 0 {
      id = self.classes.count
      precondition(id <= Int(UInt16.max), "the event lexicon has more than 65,535 words")
      spans.append((Int32(letters.count), Int32(letters.count + bytes.count)))
      letters += bytes
      self.classes.append(0)
      self.forms.append([])
      counts.append(-1)
      if self.classes.count * 2 > slots.count { grow() } else { place(id) }
    }
    self.classes[id] |= classes
    self.forms[id].formUnion(forms)
    if let count { counts[id] = count }
    return id
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for id in 1..<classes.count { place(id) }
  }

  private mutating func place(_ id: Int) {
    let span = spans[id]
    var slot = letters.withUnsafeBufferPointer { Self.hash($0, Int(span.start), Int(span.end)) } & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt16(id)
  }

  @inline(__always)
  private func equals(_ id: Int, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let span = spans[id]
    guard Int(span.end - span.start) == end - start else { return false }
    for offset in 0..<(end - start) where letters[Int(span.start) + offset] != text[start + offset] { return false }
    return true
  }

  /// FNV-1a, folded.
  @inline(__always)
  private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<end { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
  }
}
