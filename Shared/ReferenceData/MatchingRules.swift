import Models

/// How events find the subjects that they bear on: `proximities.tsv`, `site-radii.tsv`, and what of the risk model says
/// which event of an article is the gravest.
package struct MatchingRules: Sendable {
  package var proximities: Proximities
  package var siteRadii: SiteRadii
  /// Sentences of an article's lead, its title among them.
  package var leadSentences: Int
  package var types: EventTypes
  /// Those that count for a score.
  private let currentRealis: Set<Realis>

  package init(
    proximities: Proximities, siteRadii: SiteRadii = SiteRadii(), leadSentences: Int,
    types: EventTypes = EventTypes([]), currentRealis: Set<Realis> = [.actual]
  ) {
    self.proximities = proximities
    self.siteRadii = siteRadii
    self.leadSentences = leadSentences
    self.types = types
    self.currentRealis = currentRealis
  }

  /// Reads the tables in `folder`, which `model` comes from.
  init(folder: String, model: RiskModel) throws(TableError) {
    self.init(
      proximities: try Proximities(path: "\(folder)/proximities.tsv"),
      siteRadii: try SiteRadii(path: "\(folder)/site-radii.tsv", model: model),
      leadSentences: model.constants.leadSentences, types: model.types,
      currentRealis: Set(model.realis.filter { $0.value.value > 0 }.keys))
  }
}

extension MatchingRules {
  /// Whether an event is a risk that counts now.
  package func isCurrentRisk(_ event: Event) -> Bool {
    event.ledger == .risk && !event.negated && currentRealis.contains(event.realis)
  }

  /// Whether an event may be an aspect of what the article chiefly reports: in a country of it, and no graver.
  package func isAspect(_ event: Event, of main: Event) -> Bool {
    event.id != main.id && event.ledger == .risk && event.countries.contains(where: main.countries.contains)
      && types[event.type]?.severity ?? 0 <= types[main.type]?.severity ?? 0
  }
}

/// How far from a site an event still is at the site, by its type: `site-radii.tsv`.
package struct SiteRadii: Hashable, Sendable {
  /// By event type, and by category for the types without a row of their own.
  private var kilometres: [String: Double]

  package init(kilometres: [String: Double] = [:]) {
    self.kilometres = kilometres
  }

  /// Every category has a row; keys are known types or categories of risk.
  init(path: String, model: RiskModel) throws(TableError) {
    kilometres = [:]
    for row in try Table(path: path, columns: ["of", "km", "why"]).rows {
      let key = try row.text("of")
      guard kilometres[key] == nil, model.types[key]?.ledger == .risk || model.category(key) != nil else {
        throw row.error("of", expected: "a type or category of risk, once")
      }
      kilometres[key] = try row.number("km", in: 0...1000)
    }
    for category in model.categories where kilometres[category.code] == nil {
      throw TableError(file: path, line: 0, problem: "lacks the category \(category.code)")
    }
  }

  /// The radius that an event has at every site, in kilometres; 0 where only the site's own counts.
  package func kilometres(of event: Event) -> Double {
    guard event.ledger == .risk else { return 0 }
    return kilometres[event.type] ?? event.category.flatMap { kilometres[$0] } ?? 0
  }
}
