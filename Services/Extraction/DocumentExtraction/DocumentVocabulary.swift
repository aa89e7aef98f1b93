import Models
import ReferenceData
import TextAnalysis

/// The document lexicon, compiled for look-up by word id.
final class DocumentVocabulary: Sendable {
  /// The kinds of phrases that may begin with a word, so that most words need a single check.
  struct Starts: OptionSet, Sendable {
    let rawValue: UInt8

    static let milestone = Starts(rawValue: 1 << 0)
    static let notice = Starts(rawValue: 1 << 1)
    static let theme = Starts(rawValue: 1 << 2)
    static let cue = Starts(rawValue: 1 << 3)
    static let document = Starts(rawValue: 1 << 4)
    static let lowerDocument = Starts(rawValue: 1 << 5)
    static let meeting = Starts(rawValue: 1 << 6)
  }

  let words: WordIndex
  /// What may begin with each word, by word id.
  let starts: [Starts]
  let milestones: PatternTable<DocumentLexicon.MilestoneWording>
  let notices: PatternTable<String>
  let risks: PatternTable<String>
  let opportunities: PatternTable<String>
  let cues: PhraseTable<DocumentLexicon.Cue.Role>
  let lowerDocuments: PhraseTable<Bool>
  let chineseHeads: [String]
  /// By word id: whether a title in lower case stops before the word.
  let boundaries: [Bool]
  /// By word id: whether the word numbers the edition of a meeting (`third`).
  let ordinals: [Bool]
  /// By word id: whether the word names an issuing authority when it comes directly before an issuing verb.
  let authorities: [Bool]
  let constants: ReadingConstants
  /// The salience from which a country is the one that an article is mostly about.
  let mainCountry: Double
  /// By word id: whether the word is a document's head noun that needs a complement, or a meeting's that needs an
  /// edition.
  let strictHeads: [Bool]

  init(_ lexicon: DocumentLexicon) {
    constants = lexicon.constants
    mainCountry = lexicon.mainCountry
    var collector = WordCollector()
    var milestones = PatternTable(lexicon.milestones.map { ($0.pattern, $0) }, &collector)
    var notices = PatternTable(lexicon.notices.map { ($0.pattern, $0.rule) }, &collector)
    var risks = PatternTable(
      lexicon.themes.filter { $0.ledger == .risk }.map { ($0.pattern, $0.category) }, &collector)
    var opportunities = PatternTable(
      lexicon.themes.filter { $0.ledger == .opportunity }.map { ($0.pattern, $0.category) }, &collector)
    let cues = lexicon.cues.filter { $0.role != .boundary && $0.role != .ordinal && $0.role != .authority }.map {
      (words: collector.ids($0.phrase), value: $0.role)
    }
    let lower = lexicon.heads.filter { $0.kind == .lower }.map { (words: collector.ids($0.form), value: true) }
    let heads = lexicon.heads.filter { $0.kind != .lower && $0.kind != .chinese }.map {
      (collector.ids($0.form), $0.kind)
    }
    for cue in lexicon.cues { _ = collector.ids(cue.phrase) }
    let count = collector.count
    milestones.index(wordCount: count)
    notices.index(wordCount: count)
    risks.index(wordCount: count)
    opportunities.index(wordCount: count)

    var starts = Array(repeating: Starts(), count: count + 1)
    for id in 1..<count + 1 {
      let word = WordID(id)
      if milestones.begins(with: word) { starts[id].insert(.milestone) }
      if notices.begins(with: word) { starts[id].insert(.notice) }
      if risks.begins(with: word) || opportunities.begins(with: word) { starts[id].insert(.theme) }
    }
    for (words, _) in cues { if let first = words.first { starts[Int(first)].insert(.cue) } }
    for (words, _) in lower { if let first = words.first { starts[Int(first)].insert(.lowerDocument) } }
    var strictHeads = Array(repeating: false, count: count + 1)
    for (words, kind) in heads where words.count == 1 {
      starts[Int(words[0])].insert(kind == .document || kind == .complement ? .document : .meeting)
      if kind == .complement || kind == .numbered { strictHeads[Int(words[0])] = true }
    }
    self.strictHeads = strictHeads
    words = collector.index
    self.starts = starts
    self.milestones = milestones
    self.notices = notices
    self.risks = risks
    self.opportunities = opportunities
    var boundaries = Array(repeating: false, count: count + 1)
    var ordinals = boundaries
    var authorities = boundaries
    for cue in lexicon.cues {
      let id = Int(words.id(of: cue.phrase))
      if cue.role == .boundary { boundaries[id] = true }
      if cue.role == .ordinal { ordinals[id] = true }
      if cue.role == .authority { authorities[id] = true }
    }
    self.boundaries = boundaries
    self.ordinals = ordinals
    self.authorities = authorities
    self.cues = PhraseTable(cues, wordCount: count)
    lowerDocuments = PhraseTable(lower, wordCount: count)
    chineseHeads = lexicon.heads.filter { $0.kind == .chinese }.map(\.form)
  }
}
