import Models
import TextAnalysis

/// An event as it is read from one sentence, before the article's mentions of it are joined.
struct EventDraft {
  var kind: Int
  var reading: RealisReader.Reading
  var sources: [EventActor] = []
  var targets: [EventActor] = []
  /// Whether its sources are only names of states, which a report may make more precise.
  var isDoneByStates = false
  /// Whether its targets are only names of places and of the country there, which say where rather than whom.
  var targetsArePlaces = false
  /// Whether its trigger says who is to blame for something else.
  var blames = false
  var countries: [String] = []
  /// What its countries were derived from.
  var locatedBy: Event.Location?
  var project: String?
  var place: String?
  var when: PartialDate?
  var timeBasis = TimeBasis.none
  var toll = CasualtyReader.Toll()
  var amount: Money?
  var attribution: Attribution?
  var confidence: Double
  var sentence: Int
  /// The byte at which the trigger starts.
  var start: Int
  /// The byte after the trigger.
  var end: Int
  /// How central it is to the article, by its place in the sentence and in the text.
  var weight: Double
  /// The classifier's addition to its importance.
  var support = 0.0
  var mentions = 1
  /// The sentences of its other mentions.
  var otherSentences: Set<Int> = []
  /// The index among the article's drafts of the event that it follows from.
  var cause: Int?
  /// Whether it is a risk in an adverbial clause whose main clause only speaks of it.
  var isIncident = false
  /// Whether it is in a relative clause, an act without intent in an adverbial one, or harm that a verb in the perfect
  /// tense sums up. If the article leads with an ending, it is then what came before.
  var isBackground = false
  /// Whether it is named as already known: `the attack`, `the deadly strike`.
  var refersBack = false
  /// The grounds for it; empty unless `explains` is set.
  var why: [Reason] = []

  /// Whether it is reported as happening or about to happen.
  var isLive: Bool { reading.isLive }

  /// Puts targets before the names of places, where it has no others.
  mutating func addTargets(_ added: [EventActor]) {
    guard !added.isEmpty, targets.isEmpty || targetsArePlaces else { return }
    targets = added + targets
    targetsArePlaces = false
  }

  /// Whether a country is one of the event's or of an actor's.
  func concerns(_ country: String) -> Bool {
    countries.contains(country) || sources.contains { $0.country == country }
      || targets.contains { $0.country == country }
  }
}
