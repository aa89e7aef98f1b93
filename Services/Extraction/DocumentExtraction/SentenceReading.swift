import Models
import ReferenceData
import TextAnalysis

/// A cue of the lexicon in a sentence.
struct CueReading {
  var tokens: Range<Int>
  var role: DocumentLexicon.Cue.Role
}

/// What the lexicon finds in one sentence, each list in order of the text.
final class SentenceReading {
  let sentence: Sentence
  var milestones: [PatternTable<String>.Match] = []
  var notices: [PatternTable<String>.Match] = []
  /// The value is a category.
  var risks: [PatternTable<String>.Match] = []
  var opportunities: [PatternTable<String>.Match] = []
  var cues: [CueReading] = []
  /// Tokens that name documents or meetings.
  var documentHeads: [Int] = []
  var lowerHeads: [Range<Int>] = []
  var meetingHeads: [Int] = []
  /// What earlier recognisers found in the sentence.
  var organisations: ArraySlice<Organisation> = []
  var dates: ArraySlice<DateMention> = []
  var projects: ArraySlice<ProjectMention> = []
  var places: ArraySlice<Place> = []
  var demonyms: ArraySlice<Demonym> = []
  /// Persons and organisations.
  var speakers: ArraySlice<TextSpan> = []
  /// The last organisation before the sentence.
  var earlierOrganisation: Organisation?

  init(sentence: Sentence) { self.sentence = sentence }

  /// The cue of that role nearest before the token, at most `reach` tokens away.
  func cue(_ role: DocumentLexicon.Cue.Role, before token: Int, reach: Int) -> CueReading? {
    cues.last { $0.role == role && $0.tokens.upperBound <= token && token - $0.tokens.upperBound <= reach }
  }
}

/// Reads sentences with the prose lexicon in one pass over their tokens.
struct SentenceReader {
  let text: ArticleText
  let vocabulary: DocumentVocabulary
  let ids: [WordID]

  init(_ text: ArticleText, _ vocabulary: DocumentVocabulary) {
    self.text = text
    self.vocabulary = vocabulary
    ids = vocabulary.words.ids(of: text)
  }

  func read(_ sentence: Sentence) -> SentenceReading {
    let reading = SentenceReading(sentence: sentence)
    let limit = sentence.tokens.upperBound
    var nextMilestone = 0
    var nextNotice = 0
    var nextCue = 0
    for index in sentence.tokens {
      let starts = vocabulary.starts[Int(ids[index])]
      if starts.isEmpty { continue }
      if starts.contains(.milestone), index >= nextMilestone,
        let match = vocabulary.milestones.first(from: index, in: ids, text, limit: limit)
      {
        reading.milestones.append(match)
        nextMilestone = match.tokens.upperBound
      }
      if starts.contains(.notice), index >= nextNotice,
        let match = vocabulary.notices.first(from: index, in: ids, text, limit: limit)
      {
        reading.notices.append(match)
        nextNotice = match.tokens.upperBound
      }
      if starts.contains(.theme) {
        if let match = vocabulary.risks.first(from: index, in: ids, text, limit: limit) {
          reading.risks.append(match)
        }
        if let match = vocabulary.opportunities.first(from: index, in: ids, text, limit: limit) {
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
    return reading
  }
}
