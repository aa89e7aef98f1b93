import Models
import ReferenceData

/// What an article says of itself as a whole.
struct ArticleNature {
  /// The genre of an article that reports nothing that happened: a drill, a film, an opinion; nil for others.
  var genre: EventLexicon.Effect?
  var genreGrounds: [Reason] = []
  /// Whether the genre follows from the author's voice alone.
  var isGenreFromVoice = false
  /// The kinds of event that it says were only staged, at registered projects too.
  var staged: KindSet = []
  /// By kind of event that the title or lead says is over: what it says of it.
  var ends: [Int: Ending] = [:]
  /// The factor by which the importance of an act that is no risk is multiplied in this article.
  var frameFactor = 1.0
  /// What phrases of its title and first sentence say against an event that no pattern found there.
  var leadDoubt = LeadDoubt.none
  /// Whether it reports a particular case of wrongdoing; opportunities in it then count less, by `frameFactor`.
  var isCase = false
}

/// What speaks against a risk that no pattern knows in the title and first sentence of an article.
enum LeadDoubt: Int, Comparable {
  case none
  /// An event there would be over or only supposed.
  case some
  /// An event there would be denied or staged, the lead reports an end, or the article is of a genre without events.
  case certain

  /// The doubt that a phrase of this effect casts on an event that no pattern found.
  init(_ effect: EventLexicon.Effect) {
    switch effect {
    case .denied, .staged, .opinion: self = .certain
    case .averted, .ended, .conditional: self = .some
    default: self = .none
    }
  }

  /// The doubt that an event casts on others, if it is not reported for this reason; nil for an event that is reported,
  /// and for a reason that a table names.
  init(_ reason: SuppressionReason?) {
    switch reason {
    case .denied, .negated, .staged, .opinion, .drill, .fiction, .sport: self = .certain
    // A kind of event that the lead only names says nothing of what else it reports.
    case .generic: self = .none
    case nil, .averted, .ended, .historical, .conditional, .prescriptive, .threatened, .attributive, .undated, .talk,
      .nothing:
      self = .some
    }
  }

  static func < (left: LeadDoubt, right: LeadDoubt) -> Bool { left.rawValue < right.rawValue }
}

/// The end of a kind of event, as an article reports it.
struct Ending {
  /// Mentions of the kind after the sentence of this index are historical; nil if all mentions are.
  let sentence: Int?
  /// Whether it also applies to mentions dated on the day of publication or the day before.
  var outweighsDates = false
  let why: [Reason]
}
