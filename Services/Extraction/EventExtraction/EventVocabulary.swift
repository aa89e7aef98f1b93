import ReferenceData
import TextAnalysis

/// The inflected forms that a word may be.
struct WordForms: OptionSet, Sendable {
  let rawValue: UInt8
  static let base = WordForms(rawValue: 1)
  static let present = WordForms(rawValue: 2)
  static let past = WordForms(rawValue: 4)
  static let participle = WordForms(rawValue: 8)
  static let gerund = WordForms(rawValue: 16)
  static let noun = WordForms(rawValue: 32)
}

extension WordForms {
  init(_ kind: VerbForms.Form.Kind) {
    switch kind {
    case .base: self = .base
    case .present: self = .present
    case .past: self = .past
    case .participle: self = .participle
    case .gerund: self = .gerund
    }
  }
}

/// What the items of a sentence copy from a word. Many words share one profile, so that reading touches little memory.
struct WordProfile: Hashable, Sendable {
  let classes: ClassSet
  /// The value of a number word, else -1.
  let count: Int
  /// Whether patterns are indexed by the word.
  let isPivot: Bool
}

/// All words of the event lexicon, numbered from 1, each with its classes and forms; 0 is every other word.
struct EventVocabulary: Sendable {
  private(set) var classes: [ClassSet] = [0]
  private(set) var forms: [WordForms] = [[]]
  /// The value of a number word, else -1.
  private(set) var counts: [Int] = [-1]
  private(set) var classBits: [String: Int] = [:]

  private var words: [String] = []
  private var ids: [String: Int] = [:]

  init(classNames: [String]) {
    for name in classNames where classBits[name] == nil { classBits[name] = classBits.count }
    precondition(classBits.count <= ClassSet.capacity, "event-words.tsv has more classes than fit")
  }

  var count: Int { classes.count }

  /// How many bytes the word with that number, from 1, has in UTF-8: the longer, the rarer it is likely to be.
  func length(of word: Int) -> Int { words[word - 1].utf8.count }

  func set(_ names: [String]) -> ClassSet {
    names.reduce(0) { set, name in set | (classBits[name].map(ClassSet.init(bit:)) ?? 0) }
  }

  func set(_ names: String...) -> ClassSet { set(names) }

  /// The number of a word in lower case; 0 where the lexicon has no such word.
  func id(_ word: String) -> Int { ids[word] ?? 0 }

  /// Finds the numbers of a text's tokens.
  var index: WordIndex { WordIndex(words) }

  @discardableResult
  mutating func add(_ word: String, forms: WordForms = [], classes: ClassSet = 0, count: Int? = nil) -> Int {
    var id = self.id(word)
    if id == 0 {
      id = self.classes.count
      precondition(id <= Int(WordID.max), "the event lexicon has more than 65,535 words")
      words.append(word)
      ids[word] = id
      self.classes.append(0)
      self.forms.append([])
      counts.append(-1)
    }
    self.classes[id] |= classes
    self.forms[id].formUnion(forms)
    if let count { counts[id] = count }
    return id
  }
}
