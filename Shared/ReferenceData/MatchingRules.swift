import Models

/// The rules by which events are assigned to the subjects that they affect: `proximities.tsv`, `subject-rules.tsv`,
/// `endings.tsv`, and the parts of the risk model that tell which event of an article is the most severe.
package struct MatchingRules: Sendable {
  package var proximities: Proximities
  package var subjects: SubjectRules
  package var endings: Endings
  /// The number of sentences in an article's lead, the title included.
  package var leadSentences: Int
  /// The number of first sentences, the title included, in one of which an article tells its main risk.
  package var mainSentences: Int
  /// The number of sentences in an article's opening, the title included: the risk that they report names the alert.
  package var openingSentences: Int
  package var types: EventTypes
  /// The realis values with which an event counts for a score.
  private let currentRealis: Set<Realis>

  package init(
    proximities: Proximities, subjects: SubjectRules = SubjectRules(), endings: Endings = Endings(),
    leadSentences: Int, mainSentences: Int = .max, openingSentences: Int = 0,
    types: EventTypes = EventTypes([]), currentRealis: Set<Realis> = [.actual]
  ) {
    self.proximities = proximities
    self.subjects = subjects
    self.endings = endings
    self.leadSentences = leadSentences
    self.mainSentences = mainSentences
    self.openingSentences = openingSentences
    self.types = types
    self.currentRealis = currentRealis
  }

  /// Reads the tables in `folder`, from which `model` was loaded.
  init(folder: String, model: RiskModel) throws(TableError) {
    self.init(
      proximities: try Proximities(path: "\(folder)/proximities.tsv"),
      subjects: try SubjectRules(path: "\(folder)/subject-rules.tsv", model: model),
      endings: try Endings(path: "\(folder)/endings.tsv", types: model.types),
      leadSentences: model.constants.leadSentences, mainSentences: model.constants.mainSentences,
      openingSentences: model.constants.openingSentences,
      types: model.types,
      currentRealis: Set(model.realis.filter { $0.value.value > 0 }.keys))
  }
}

extension MatchingRules {
  /// Whether an event is a risk that is not negated and whose realis counts for a score.
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
    /// The distance in kilometres within which an event counts as at a project's site; the site's own radius counts
    /// where it is larger.
    package var kilometres: Double
    /// When the event concerns the only registered project that its article names.
    package var soleProject: SoleProject
    /// Whether a country that only carries out the event bears a risk too.
    package var concernsSender: Bool
    /// When the event concerns every project of the country.
    package var reach: Reach

    package init(
      kilometres: Double = 0, soleProject: SoleProject = .no, concernsSender: Bool = true, reach: Reach = .place
    ) {
      self.kilometres = kilometres
      self.soleProject = soleProject
      self.concernsSender = concernsSender
      self.reach = reach
    }
  }

  /// When an event concerns the only registered project that its article names, although it does not name it itself.
  package enum SoleProject: String, Hashable, Sendable, CaseIterable {
    case no
    /// As the article's main risk.
    case main
    /// As the main risk, and where the lead reports it after the project's main risk.
    case lead
  }

  /// When an event concerns a whole country, and not only a place or a party in it.
  package enum Reach: String, Hashable, Sendable, CaseIterable {
    /// The event never concerns the whole country.
    case place
    /// The event always concerns the whole country.
    case country
    /// The event concerns the whole country if the country's government carries it out.
    case source
    /// The event concerns the whole country if the country's government is its target.
    case target
  }

  private enum Choice: String, CaseIterable {
    case yes, no
  }

  /// By event type, and by category for the types without a row for the type.
  private var rules: [String: Rule]
  /// By the type of an event that ends others, the first state that it ends; if it ends none, the first type.
  private var ended: [String: EventType] = [:]

  package init(_ rules: [String: Rule] = [:], types: EventTypes = EventTypes([])) {
    self.rules = rules
    for type in types.all.filter(\.isState) + types.all.filter({ !$0.isState }) {
      for ender in type.endedBy where ended[ender] == nil { ended[ender] = type }
    }
  }

  /// Reads the table. Every category must have a row; keys are known types or categories of risk.
  init(path: String, model: RiskModel) throws(TableError) {
    self.init(types: model.types)
    for row in try Table(path: path, columns: ["of", "km", "sole", "sender", "reach", "why"]).rows {
      let key = try row.text("of")
      guard rules[key] == nil, model.types[key]?.ledger == .risk || model.category(key) != nil else {
        throw row.error("of", expected: "a type or category of risk, once")
      }
      rules[key] = Rule(
        kilometres: try row.number("km", in: 0...1000),
        soleProject: try row.word("sole", as: SoleProject.self),
        concernsSender: try row.word("sender", as: Choice.self) == .yes,
        reach: try row.word("reach", as: Reach.self))
    }
    for category in model.categories where rules[category.code] == nil {
      throw TableError(file: path, line: 0, problem: "lacks the category \(category.code)")
    }
  }

  /// The rule for an event's type, else for its category. An event that ends another affects what that one does, so
  /// that it ends there too; any other opportunity only the subjects that it names.
  package subscript(event: Event) -> Rule {
    if event.ledger == .risk { return rule(of: event.type, in: event.category) }
    guard let ended = ended[event.type] else { return Rule() }
    var rule = rule(of: ended.type, in: ended.category)
    rule.concernsSender = true
    return rule
  }

  private func rule(of type: String, in category: String?) -> Rule {
    rules[type] ?? category.flatMap { rules[$0] } ?? Rule()
  }

  /// Those of the event's countries that it concerns as a whole.
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

/// Which event types end which types of risk, as a ceasefire ends an armed clash: `endings.tsv`.
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

  /// Whether `ending` is an actual event whose type ends events of the type of `event`.
  package func isEnd(_ ending: Event, of event: Event) -> Bool {
    ended[ending.type]?.contains(event.type) == true && ending.realis == .actual && !ending.negated
  }
}
