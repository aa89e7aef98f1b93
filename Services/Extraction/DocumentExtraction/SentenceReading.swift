import Models
import ReferenceData
import TextAnalysis

/// A cue word or phrase of the lexicon that occurs in a sentence.
struct CueReading {
  var tokens: Range<Int>
  var role: DocumentLexicon.Cue.Role
}

/// What the lexicon finds in one sentence, each list in order of the text; the same value is refilled for each
/// sentence.
struct SentenceReading {
  private(set) var sentence: Sentence
  var milestones: [PatternTable<DocumentLexicon.MilestoneWording>.Match] = []
  var notices: [PatternTable<String>.Match] = []
  /// Phrases of risk; the value is a category code.
  var risks: [PatternTable<String>.Match] = []
  /// Phrases of opportunity; the value is a category code.
  var opportunities: [PatternTable<String>.Match] = []
  var cues: [CueReading] = []
  /// The tokens that are head nouns of documents (`Law`).
  var documentHeads: [Int] = []
  /// The token ranges that are heads of titles in lower case.
  var lowerHeads: [Range<Int>] = []
  /// The tokens that are head nouns of meetings (`Forum`).
  var meetingHeads: [Int] = []
  /// The organisations that an earlier recogniser found in the sentence.
  var organisations: ArraySlice<Organisation> = []
  var dates: ArraySlice<DateMention> = []
  var projects: ArraySlice<ProjectMention> = []
  var places: ArraySlice<Place> = []
  var demonyms: ArraySlice<Demonym> = []
  /// Persons and organisations; empty unless the sentence has a verb of saying.
  var speakers: ArraySlice<TextSpan> = []

  /// A reading of a sentence in which nothing has been found yet.
  init(_ sentence: Sentence) { self.sentence = sentence }

  /// Whether the lexicon has found nothing in the sentence.
  var isEmpty: Bool {
    milestones.isEmpty && notices.isEmpty && risks.isEmpty && opportunities.isEmpty && cues.isEmpty
      && documentHeads.isEmpty && lowerHeads.isEmpty && meetingHeads.isEmpty
  }

  /// Clears the lexicon's findings for the next sentence.
  fileprivate mutating func begin(_ sentence: Sentence) {
    self.sentence = sentence
    if isEmpty { return }
    milestones.removeAll(keepingCapacity: true)
    notices.removeAll(keepingCapacity: true)
    risks.removeAll(keepingCapacity: true)
    opportunities.removeAll(keepingCapacity: true)
    cues.removeAll(keepingCapacity: true)
    documentHeads.removeAll(keepingCapacity: true)
    lowerHeads.removeAll(keepingCapacity: true)
    meetingHeads.removeAll(keepingCapacity: true)
  }

  /// The last cue with the role that ends before token `token`, with at most `reach` tokens between.
  func cue(_ role: DocumentLexicon.Cue.Role, before token: Int, reach: Int) -> CueReading? {
    cues.last { $0.role == role && $0.tokens.upperBound <= token && token - $0.tokens.upperBound <= reach }
  }
}

/// Reads sentences with the document lexicon in one pass over their tokens.
struct SentenceReader {
  let text: ArticleText
  let vocabulary: DocumentVocabulary
  let ids: [WordID]

  init(_ text: ArticleText, _ vocabulary: DocumentVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
    ids = text.ids(in: vocabulary.words)
  }

  /// Fills `reading` with what the lexicon finds in a sentence; does not change the findings of earlier recognisers.
  func read(_ sentence: Sentence, into reading: inout SentenceReading) {
    reading.begin(sentence)
    let limit = sentence.tokens.upperBound
    var words: WordBits = []
    for index in sentence.tokens { words.insert(WordBits(word: Int(ids[index]))) }
    var nextMilestone = 0
    var nextNotice = 0
    var nextCue = 0
    for index in sentence.tokens {
      let starts = vocabulary.starts[Int(ids[index])]
      if starts.isEmpty { continue }
      if starts.contains(.milestone), index >= nextMilestone,
        let match = vocabulary.milestones.first(from: index, in: ids, text, limit: limit, words: words)
      {
        reading.milestones.append(match)
        nextMilestone = match.tokens.upperBound
      }
      if starts.contains(.notice), index >= nextNotice,
        let match = vocabulary.notices.first(from: index, in: ids, text, limit: limit, words: words)
      {
        reading.notices.append(match)
        nextNotice = match.tokens.upperBound
      }
      if starts.contains(.theme) {
        if let match = vocabulary.risks.first(from: index, in: ids, text, limit: limit, words: words) {
          reading.risks.append(match)
        }
        if let match = vocabulary.opportunities.first(from: index, in: ids, text, limit: limit, words: words) {
          reading.opportunities.append(match)
        }
      }
      if starts.contains(.cue), index >= nextCue,
        let match = vocabulary.cues.longest(from: index, in: ids, limit: limit)
      {
        reading.cues.append(CueReading(tokens: match.tokens, role: match.value))
        nextCue = match.tokens.upperBound
      }
      if starts.contains(.document) { reading.documentHeads.append(index) }
      if starts.contains(.lowerDocument),
        let match = vocabulary.lowerDocuments.longest(from: index, in: ids, limit: limit)
      {
        reading.lowerHeads.append(match.tokens)
      }
      if starts.contains(.meeting) { reading.meetingHeads.append(index) }
    }
  }
}
