import Models
import ReferenceData

/// How the events of one article are related: which is its main risk, which belong to one incident, and which are only
/// mentioned in passing.
struct EventRelations {
  private let facts: FactsDocument
  private let rules: MatchingRules
  /// The id of the first event in the risk ledger, whatever its realis; nil without one.
  private let firstRisk: String?
  /// The first event that is a current risk, which the article chiefly reports; nil without one.
  private let main: Event?
  /// The only registered project that the article names, with the byte offset of its first mention; nil where it names
  /// none or several.
  private let soleProject: (id: String, start: Int)?
  /// Within how many first sentences the main risk must be reported: the lead's, if the article opens with an
  /// opportunity such as the inauguration of a port.
  private let mainSentences: Int
  /// Events outside the risk ledger in the article's lead, which may report that another event has ended.
  private let endings: [Event]

  init(_ facts: FactsDocument, _ rules: MatchingRules) {
    self.facts = facts
    self.rules = rules
    firstRisk = facts.events.first { $0.ledger == .risk }?.id
    main = facts.events.first(where: rules.isCurrentRisk)
    let registered = facts.projects.compactMap { mention in mention.id.map { (id: $0, start: mention.span.start) } }
    soleProject = Set(registered.map(\.id)).count == 1 ? registered.min { $0.start < $1.start } : nil
    let opensWithOpportunity = facts.events.contains {
      $0.ledger == .opportunity && $0.realis == .actual && !$0.negated && $0.sentence < rules.openingSentences
    }
    mainSentences = opensWithOpportunity ? min(rules.leadSentences, rules.mainSentences) : rules.mainSentences
    endings = facts.events.filter { $0.ledger != .risk && $0.sentence < rules.leadSentences }
  }

  /// The indices of the events in the order in which their signals are given: those of the article's opening first.
  /// Within the opening and within the rest, causes come before their consequences, then more severe events first. An
  /// alert takes the category of the first, and those that follow join it.
  var order: [Int] {
    let keys = facts.events.map { (rank: rank(of: $0), severity: rules.severity(of: $0)) }
    return keys.indices.sorted { left, right in
      let (mine, theirs) = (keys[left], keys[right])
      if mine.rank != theirs.rank { return mine.rank < theirs.rank }
      return mine.severity == theirs.severity ? left < right : mine.severity > theirs.severity
    }
  }

  /// 0 for an event of the opening and 2 for one of the rest; 1 more for the consequence of another event of the same
  /// part.
  private func rank(of event: Event) -> Int {
    func isInOpening(_ event: Event) -> Bool { event.sentence < rules.openingSentences }
    let part = isInOpening(event)
    let cause = event.causedBy.flatMap { id in facts.events.first { $0.id == id } }
    return (part ? 0 : 2) + (cause.map(isInOpening) == part ? 1 : 0)
  }

  /// Whether the article mentions the event only in passing (once, below its lead and not as its main risk), or reports
  /// the event's end in its lead. A main risk that only a late sentence reports is itself in passing, unless it
  /// concerns a registered project.
  func isAside(_ event: Event) -> Bool {
    let isMain = event.id == firstRisk && (event.sentence < mainSentences || event.project != nil)
    let isInPassing = !isMain && event.sentence >= rules.leadSentences && event.mentions.isEmpty
    return isInPassing || endings.contains { isEnd($0, of: event) }
  }

  private func isEnd(_ ending: Event, of event: Event) -> Bool {
    rules.endings.isEnd(ending, of: event) && ending.sentence <= event.sentence
      && (ending.countries.isEmpty || event.countries.isEmpty
        || event.countries.contains(where: ending.countries.contains))
  }

  /// The id of the article's only registered project, where the event concerns it without naming it: the project is
  /// named earlier, and is in one of the event's countries. Nil otherwise.
  func project(concernedBy event: Event, _ register: ProjectRegister) -> String? {
    guard event.project == nil, let soleProject, isOf(soleProject.id, event), soleProject.start < event.quote.end,
      let project = register.project(soleProject.id),
      project.countries.contains(where: event.countries.contains)
    else { return nil }
    return soleProject.id
  }

  /// Whether the event is one that the article's only registered project has by the rule of its type: "The owner has
  /// halted all work."
  private func isOf(_ project: String, _ event: Event) -> Bool {
    guard let main else { return false }
    switch rules.subjects[event].soleProject {
    case .no: return false
    case .main: return event.id == main.id
    case .lead:
      let isInLead = event.sentence > main.sentence && event.sentence < rules.leadSentences
      let isElsewhere = event.place != nil && event.place != main.place
      return event.id == main.id || main.project == project && isInLead && !isElsewhere
    }
  }

  /// The countries for which an event is a risk. Those that only carry it out are left out, unless its type concerns
  /// them too.
  func countries(of event: Event) -> [String] {
    guard !rules.subjects[event].concernsSender else { return event.countries }
    func named(_ role: EventActor.Role) -> Set<String> {
      Set(event.actors.filter { $0.role == role }.compactMap(\.country))
    }
    let senders = named(.source).subtracting(named(.target))
    return event.countries.filter { !senders.contains($0) }
  }

  /// The indices of the events that belong to the same incident as this one: its cause, the other events of its
  /// sentence, and the article's main risk if this event is a part of it.
  func joined(with event: Event) -> [Int] {
    facts.events.indices.filter { index in
      let other = facts.events[index]
      return other.id == event.causedBy || other.sentence == event.sentence
        || other.id == main?.id && rules.isAspect(event, of: other)
    }
  }
}
