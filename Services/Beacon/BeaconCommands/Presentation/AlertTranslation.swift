import CommandLine
import Models
import ReferenceData

/// An alert in another language: every term, and the text around the terms, comes from that language's label table,
/// quotations stay as the article has them. A term that the table lacks stays in English.
struct AlertTranslation {
  private let labels: Labels
  /// The countries' names in the language, by ISO 3166-1 alpha-2 code.
  private let countryNames: [String: String]
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  private let countryCodes: [String: String]
  /// The language's names of places, by `Evidence.placeKey`.
  private let placeNames: [String: String]
  /// The registered projects by id, for their Chinese names.
  private let projects: [String: Project]
  private let datelineEnds: [String]
  /// The most columns of a quotation in a headline.
  private let quoteColumns: Int

  init(
    labels: Labels, countries: CountryNames, places: [String: String], projects: [String: Project],
    datelineEnds: [String], quoteColumns: Int
  ) {
    self.labels = labels
    countryNames = countries.names(in: labels.language)
    countryCodes = countries.codes
    placeNames = places
    self.datelineEnds = datelineEnds
    self.projects = projects
    self.quoteColumns = quoteColumns
  }

  var language: String { labels.language }

  /// The headline, such as "【橙色 二级（警告）】瓜达尔港：项目遇袭，2026年3月10日：“…”（未经证实）".
  func headline(of alert: Alert) -> String {
    var head = text(.named, name(of: alert), event(of: alert))
    if alert.status != .raised { head = text(.named, label("status", alert.status.rawValue), head) }
    head = text(.head, label("colour", alert.level.rawValue), label("level", alert.level.rawValue), head)
    guard let first = alert.evidence.first else { return head }
    if let place = place(of: first)?.withoutEnclosing(alert.subjectName) { head = text(.list, head, place) }
    if let time = first.eventTime { head = text(.list, head, date(time.day)) }
    head = text(
      .named, head,
      milestone(first)
        ?? text(.quote, truncated(first.quote.text.withoutDateline(ends: datelineEnds), to: quoteColumns)))
    let beliefs = [
      alert.contested ? label("heading", "contested") : nil, alert.unconfirmed ? label("heading", "unconfirmed") : nil,
    ].compactMap { $0 }
    return beliefs.isEmpty ? head : text(.bracketed, head, joined(beliefs, by: .list))
  }

  /// Time, place, event, who acted on whom, dead and injured, the projects of a counterparty, classes, basis,
  /// certainty, urgency and measures, each as a label with its value.
  func description(of alert: Alert) -> String {
    var parts: [(String, String)] = [
      (label("heading", "time"), alert.evidence.first?.eventTime.map { date($0.day) } ?? date(alert.sentAt.day)),
      (label("heading", "place"), alert.evidence.first.flatMap(place(of:)) ?? ""),
      (label("heading", "event"), event(of: alert)),
    ]
    if let first = alert.evidence.first {
      let pieces = alert.evidence.filter { $0.quote.text == first.quote.text }
      let acting = pieces.first { !$0.actors.isEmpty } ?? first
      let harm = [
        pieces.lazy.compactMap(\.deaths).first.map { text(.dead, "\($0)") },
        pieces.lazy.compactMap(\.injured).first.map { text(.injured, "\($0)") },
      ]
      parts += [
        (label("heading", "by"), actors(.source, of: acting, in: alert)),
        (label("heading", "against"), actors(.target, of: acting, in: alert)),
        (label("heading", "harm"), joined(harm.compactMap { $0 }, by: .list)),
      ]
    }
    let projects = alert.projects(ofCounterparty: Array(self.projects.values)).map { $0.chineseName ?? $0.name }
    parts.append((label("heading", "counterparty_of"), joined(projects, by: .names)))
    if let riskClass = labels.riskClass(ofCategory: alert.category) {
      parts.append((label("heading", "class"), text(.bracketed, riskClass, label("category", alert.category))))
    }
    if let type = alert.evidence.first?.type, let peril = labels.peril(ofType: type) {
      parts.append((label("heading", "peril"), peril))
    }
    parts += [
      (label("heading", "basis"), label("lane", alert.lane.rawValue)),
      (label("heading", "certainty"), label("certainty", alert.certainty.rawValue)),
      (label("heading", "urgency"), label("urgency", alert.urgency.rawValue)),
      (label("heading", "measures"), measures(of: alert)),
    ]
    return parts.filter { !$0.1.isEmpty }.map { text(.sentence, $0.0, $0.1) }.joined()
  }

  /// Those who acted, or on whom they acted: a country by its name in the language, others as the article has them.
  private func actors(_ role: EventActor.Role, of evidence: Evidence, in alert: Alert) -> String {
    let names = ActorNaming(subjectName: alert.subjectName, countryCodes: countryCodes).names(role, in: evidence)
    return joined(names.map { countryCodes[$0.lowercased()].flatMap { countryNames[$0] } ?? $0 }, by: .names)
  }

  /// What to do at the alert's level, at most as many measures as the record has in English; empty where it has none,
  /// as once the alert is resolved or cancelled.
  func measures(of alert: Alert) -> String {
    let measures = labels.measures(type: alert.evidence.first?.type, category: alert.category, level: alert.level)
    return joined(Array(measures.prefix(alert.measures.count)), by: .clauses)
  }

  /// The milestone that the register of projects expects, such as "逾期：竣工投产，2026年9月20日"; nil for evidence from
  /// an article.
  func milestone(_ piece: Evidence) -> String? {
    guard let expected = piece.expectedMilestone else { return nil }
    var when = expected.date
    if let day = PartialDate(iso8601: when), day.precision == .day { when = date(day.firstDay) }
    return text(.list, text(.named, label("heading", "overdue"), label("milestone", expected.type)), when)
  }

  func event(of alert: Alert) -> String {
    alert.evidence.first?.type.flatMap { labels["event", $0] } ?? label("category", alert.category)
  }

  /// The place by its name in the language, or as the article has it.
  private func place(of evidence: Evidence) -> String? { evidence.place(in: placeNames) ?? evidence.place }

  func label(_ kind: String, _ term: String) -> String { labels[kind, term] ?? term }

  func name(of alert: Alert) -> String {
    switch alert.subject.kind {
    case .country: countryNames[alert.subject.id] ?? alert.subjectName
    case .project: projects[alert.subject.id]?.chineseName ?? alert.subjectName
    case .sector, .corridor, .counterparty, .portfolio: alert.subjectName
    }
  }

  private func date(_ day: CivilDate) -> String { text(.date, "\(day.year)", "\(day.month)", "\(day.day)") }

  private func text(_ key: LabelText, _ arguments: String...) -> String { labels.texts[key].filled(with: arguments) }

  private func joined(_ parts: [String], by key: LabelText) -> String {
    parts.dropFirst().reduce(parts.first ?? "") { text(key, $0, $1) }
  }
}
