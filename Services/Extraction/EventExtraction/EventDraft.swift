import Models
import TextAnalysis

/// An event as it is read from one sentence, before the article's mentions of it are joined.
struct EventDraft {
  /// What its targets are, in the order of how much they say of whom it hit.
  enum TargetBasis: Comparable {
    /// Only names of places and of the country there, which say where rather than whom.
    case place
    /// A site that was attacked, which is the first of the targets, and perhaps places.
    case site
    /// People, bodies or companies, and perhaps places.
    case actor
  }

  /// The most actors of one side.
  static let mostActors = 4

  var kind: Int
  var reading: RealisReader.Reading
  var sources: [EventActor] = []
  var targets: [EventActor] = []
  /// Whether its sources are only names of states, which a report may make more precise.
  var isDoneByStates = false
  var targetBasis = TargetBasis.actor
  /// The names among its targets that only say where it happened: places, and a country against which no state acts.
  var settings: Set<String> = []
  /// Those of them that are no object of its trigger, but stand in for targets that the sentence does not name.
  var standIns: Set<String> = []
  /// The registered project that it attacks.
  var attackedProject: EventActor?
  /// Those whom its trigger holds responsible for violence that the text reports elsewhere: `blamed the rebels`.
  var blamed: [EventActor] = []
  /// Whether it names that violence: `blamed the rebels for the attack`.
  var namesViolence = false
  /// The side on which the first word of its sentence is as the subject of its trigger; nil if it is not the subject.
  var sideOfFirstWord: EventActor.Role?
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
  /// Whether its sentence says that its end does not come: `不会解除对…的制裁`.
  var goesOn = false
  /// Whether it is named as already known: `the attack`, `the deadly strike`.
  var refersBack = false
  /// Whether it is an accident of which the sentence reports only what happened to people: `two workers were killed`.
  var isCasualty = false
  /// Whether the verb of an accident says what happened to people: `two workers were killed in a fire`.
  var hasCasualtyVerb = false
  /// The nouns of the trigger of an accident, a collapse or a disaster, as numbers of the vocabulary: `crane` in `the
  /// crane fell`.
  var nouns: [Int] = []
  /// The grounds for it; empty unless `explains` is set.
  var why: [Reason] = []

  /// Whether it is reported as happening or about to happen.
  var isLive: Bool { reading.isLive }

  /// Puts targets before those that say less of whom it hit. People who are known stand in for the site.
  mutating func addTargets(_ added: [EventActor], _ basis: TargetBasis) {
    guard !added.isEmpty, targets.isEmpty || targetBasis < basis else { return }
    targets = Self.merged(added, before: targetBasis == .site ? Array(targets.dropFirst()) : targets)
    targetBasis = basis
  }

  /// Its targets without the settings if there are others, else without the stand-ins unless a state acts on another;
  /// and the registered project that it attacks. Who is hit takes over the country of what is left out.
  var namedTargets: [EventActor] {
    var named = targets.filter { !settings.contains($0.text) }
    if let project = attackedProject, named.count < Self.mostActors,
      !named.contains(where: { $0.text == project.text })
    {
      named.append(project)
    }
    if settings.isEmpty { return named }
    let places = targets.filter { settings.contains($0.text) }
    if named.isEmpty {
      return places.filter { place in
        !standIns.contains(place.text) || sources.contains { $0.country.map { $0 != place.country } ?? false }
      }
    }
    for place in places where place.country != nil && !named.contains(where: { $0.country == place.country }) {
      if let index = named.firstIndex(where: { $0.country == nil && $0.kind == .other }) {
        named[index].country = place.country
      } else if sources.contains(where: { $0.country == place.country }), named.count < Self.mostActors {
        named.append(place)
      }
    }
    return named
  }

  /// The actors of one side with further ones before them, each name once and at most `mostActors`.
  static func merged(_ added: [EventActor], before others: [EventActor]) -> [EventActor] {
    var all: [EventActor] = []
    for actor in added + others where all.count < mostActors {
      if !all.contains(where: { $0.text == actor.text || $0.isSame(as: actor) }) { all.append(actor) }
    }
    return all
  }

  /// Whether a country is one of the event's or of an actor's.
  func concerns(_ country: String) -> Bool {
    countries.contains(country) || sources.contains { $0.country == country }
      || targets.contains { $0.country == country }
  }
}

extension EventActor {
  /// Whether both are the same actor: they have one name, or one adds an owner or a title to the other's (`Kenya's
  /// Tarvan Gold`), and neither their kinds nor their countries differ.
  func isSame(as other: EventActor) -> Bool {
    guard kind == other.kind, country == nil || other.country == nil || country == other.country else { return false }
    if text == other.text { return true }
    let isLonger = text.utf8.count > other.text.utf8.count
    let (long, short) = isLonger ? (text, other.text) : (other.text, text)
    guard short.utf8.first?.isCapitalLetter == true, long.hasSuffix(" " + short) else { return false }
    let added = long.utf8.dropLast(short.utf8.count + 1)
    return added.split(separator: UInt8(ascii: " ")).last?.first?.isCapitalLetter == true
  }
}

extension UInt8 {
  /// Whether the byte is a letter from `A` to `Z`.
  var isCapitalLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
}
