import Models

/// The rules by which events are assigned to the subjects that they affect: `proximities.tsv`, `subject-rules.tsv`,
/// `endings.tsv`, and the parts of the risk model that tell which event of an article is the most severe.
package struct MatchingRules: Sendable {
  package var proximities: Proximities
  package var subjects: SubjectRules
  package var endings: Endings
  /// Sentences of an article's lead, its title among them.
  package var leadSentences: Int
  package var types: EventTypes
  /// Those that count for a score.
  private let currentRealis: Set<Realis>

  package init(
    proximities: Proximities, subjects: SubjectRules = SubjectRules(), endings: Endings = Endings(),
    leadSentences: Int, types: EventTypes = EventTypes([]), currentRealis: Set<Realis> = [.actual]
  ) {
    self.proximities = proximities
    self.subjects = subjects
    self.endings = endings
    self.leadSentences = leadSentences
    self.types = types
    self.currentRealis = currentRealis
  }

  /// Reads the tables in `folder`, which `model` comes from.
  init(folder: String, model: RiskModel) throws(TableError) {
    self.init(
      proximities: try Proximities(path: "\(folder)/proximities.tsv"),
      subjects: try SubjectRules(path: "\(folder)/subject-rules.tsv", model: model),
      endings: try Endings(path: "\(folder)/endings.tsv", types: model.types),
      leadSentences: model.constants.leadSentences, types: model.types,
      currentRealis: Set(model.realis.filter { $0.value.value > 0 }.keys))
  }
}

extension MatchingRules {
  /// Whether an event is a risk that counts now.
  package func isCurrentRisk(_ event: Event) -> Bool {
    event.ledger == .risk && !event.negated && currentRealis.contains(event.realis)
  }

  /// Whether an event may be a part of the article's main event: it is no more severe and lies in one of the same
  /// countries.
  package func isAspect(_ event: Event, of main: Event) -> Bool {
    event.id != main.id && event.ledger == .risk && event.countries.contains(where: main.countries.contains)
      && severity(of: event) <= severity(of: main)
  }

  /// The severity of an event's type, 0 to 1.
  package func severity(of event: Event) -> Double { types[event.type]?.severity ?? 0 }
}

/// Which subjects an event affects in addition to those it names, by its type: `subject-rules.tsv`.
package struct SubjectRules: Hashable, Sendable {
  package struct Rule: Hashable, Sendable {
    /// How far from a site it still is at the site; 0 where only the site's own radius counts.
    package var kilometres: Double
    /// As an article's main risk it concerns the only registered project that the article names.
    package var concernsSoleProject: Bool
    /// A country that only does it bears a risk too.
    package var concernsSender: Bool
    /// When it concerns every project of the country.
    package var reach: Reach

    package init(
      kilometres: Double = 0, concernsSoleProject: Bool = false, concernsSender: Bool = true, reach: Reach = .place
    ) {
      self.kilometres = kilometres
      self.concernsSoleProject = concernsSoleProject
      self.concernsSender = concernsSender
      self.reach = reach
    }
  }

  /// When an event concerns a whole country, and not only a place or a party in it.
  package enum Reach: String, Hashable, Sendable, CaseIterable {
    /// Never.
    case place
    /// Always.
    case country
    /// Where the country's government does it.
    case source
    /// Where it is done to the country's government.
    case target
  }

  private enum Choice: String, CaseIterable {
    case yes, no
  }

  /// By event type, and by category for the types without a row of their own.
  private var rules: [String: Rule]

  package init(_ rules: [String: Rule] = [:]) {
    self.rules = rules
  }

  /// Every category has a row; keys are known types or categories of risk.
  init(path: String, model: RiskModel) throws(TableError) {
    rules = [:]
    for row in try Table(path: path, columns: ["of", "km", "sole", "sender", "reach", "why"]).rows {
      let key = try row.text("of")
      guard rules[key] == nil, model.types[key]?.ledger == .risk || model.category(key) != nil else {
        throw row.error("of", expected: "a type or category of risk, once")
      }
      rules[key] = Rule(
        kilometres: try row.number("km", in: 0...1000),
        concernsSoleProject: try row.word("sole", as: Choice.self) == .yes,
        concernsSender: try row.word("sender", as: Choice.self) == .yes,
        reach: try row.word("reach", as: Reach.self))
    }
    for category in model.categories where rules[category.code] == nil {
      throw TableError(file: path, line: 0, problem: "lacks the category \(category.code)")
    }
  }

  /// An opportunity affects only the subjects that it names.
  package subscript(event: Event) -> Rule {
    guard event.ledger == .risk else { return Rule() }
    return rules[event.type] ?? event.category.flatMap { rules[$0] } ?? Rule()
  }

  /// The countries that an event concerns as a whole, among those where it happened.
  package func wholeCountries(of event: Event) -> [String] {
    func governed(_ role: EventActor.Role) -> [String] {
      let governments = event.actors.filter { $0.role == role && $0.kind == .government }.compactMap(\.country)
      return event.countries.filter(governments.contains)
    }
    return switch self[event].reach {
    case .place: []
    case .country: event.countries
    case .source: governed(.source)
    case .target: governed(.target)
    }
  }
}

/// Which event types end which types of risks, such as a ceasefire an armed clash: `endings.tsv`.
package struct Endings: Hashable, Sendable {
  private var ended: [String: Set<String>]

  package init(_ ended: [String: Set<String>] = [:]) {
    self.ended = ended
  }

  init(path: String, types: EventTypes) throws(TableError) {
    ended = [:]
    for row in try Table(path: path, columns: ["type", "ends"]).rows {
      let type = try row.text("type")
      guard types[type].map({ $0.ledger != .risk }) ?? false, ended[type] == nil else {
        throw row.error("type", expected: "a type that is no risk, once")
      }
      let ends = row.list("ends")
      guard !ends.isEmpty, ends.allSatisfy({ types[$0]?.ledger == .risk }) else {
        throw row.error("ends", expected: "types of risk")
      }
      ended[type] = Set(ends)
    }
  }

  /// Whether one event is the end of another.
  package func isEnd(_ ending: Event, of event: Event) -> Bool {
    ended[ending.type]?.contains(event.type) == true && ending.realis == .actual && !ending.negated
  }
}
