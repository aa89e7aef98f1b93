import Models
import TextAnalysis

/// An event as it is read from one sentence, before the article's mentions of it are joined.
struct EventDraft {
  var kind: Int
  var reading: RealisReader.Reading
  var sources: [EventActor] = []
  var targets: [EventActor] = []
  var countries: [String] = []
  /// What its countries were derived from.
  var locatedBy: Event.Location?
  var project: String?
  var place: String?
  var when: PartialDate?
  var timeBasis = TimeBasis.none
  var deaths: Int?
  var injured: Int?
  var amount: Money?
  var attribution: Attribution?
  var confidence: Double
  var sentence: Int
  /// The trigger's bytes.
  var start: Int
  var end: Int
  /// How far it is the subject of the article.
  var weight: Double
  /// The classifier's addition to its importance.
  var support = 0.0
  var mentions = 1
  /// The sentences of its other mentions.
  var otherSentences: Set<Int> = []
  /// The index among the article's drafts of the event that it follows from.
  var cause: Int?
  /// A risk in an adverbial clause whose main clause only speaks of it.
  var isIncident = false
  /// It is in a clause that says who or what is meant, or is an accident in an adverbial one: where the article leads
  /// with an ending, what came before it.
  var isBackground = false
  /// Named as known: `the attack`, `the deadly strike`.
  var refersBack = false
  /// The grounds for it, where they are asked for.
  var why: [Reason] = []

  /// Whether a country is one of the event's or of an actor's.
  func concerns(_ country: String) -> Bool {
    countries.contains(country) || sources.contains { $0.country == country }
      || targets.contains { $0.country == country }
  }
}
