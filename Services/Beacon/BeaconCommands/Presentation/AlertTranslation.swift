import CommandLine
import Models
import ReferenceData

/// An alert in another language: every term comes from that language's label table, quotations stay as the article has
/// them. A term that the table lacks stays in English.
struct AlertTranslation {
  private let labels: Labels
  /// The countries' names in the language, by ISO 3166-1 alpha-2 code.
  private let countryNames: [String: String]
  /// The registered projects by id, for their Chinese names.
  private let projects: [String: Project]

  init(labels: Labels, countryNames: [String: String], projects: [String: Project]) {
    self.labels = labels
    self.countryNames = countryNames
    self.projects = projects
  }

  var language: String { labels.language }

  /// The headline, such as "【橙色 二级（警告）】瓜达尔港：项目遇袭，2026年3月10日：“…”（未经证实）".
  func headline(of alert: Alert) -> String {
    var text = "【\(label("colour", alert.level.rawValue)) \(label("level", alert.level.rawValue))】"
    if alert.status != .raised { text += "\(label("status", alert.status.rawValue))\u{FF1A}" }
    text += "\(name(of: alert))\u{FF1A}\(event(of: alert))"
    guard let first = alert.evidence.first else { return text }
    if let place = first.place { text += "\u{FF0C}\(place)" }
    if let time = first.eventTime { text += "\u{FF0C}\(date(time.day))" }
    text += "\u{FF1A}\(milestone(first) ?? "“\(truncated(first.quote.text, to: Self.headlineQuote))”")"
    let beliefs = [
      alert.contested ? label("heading", "contested") : nil, alert.unconfirmed ? label("heading", "unconfirmed") : nil,
    ].compactMap { $0 }
    return beliefs.isEmpty ? text : text + "\u{FF08}\(beliefs.joined(separator: "\u{FF0C}"))\u{FF09}"
  }

  /// Time, place, event, classes, basis, certainty, urgency and measures, each as a label with its value.
  func description(of alert: Alert) -> String {
    var parts: [(String, String)] = [
      (label("heading", "time"), alert.evidence.first?.eventTime.map { date($0.day) } ?? date(alert.sentAt.day)),
      (label("heading", "place"), alert.evidence.first?.place ?? ""), (label("heading", "event"), event(of: alert)),
    ]
    if let riskClass = labels.riskClass(ofCategory: alert.category) {
      parts.append((label("heading", "class"), "\(riskClass)\u{FF08}\(label("category", alert.category))\u{FF09}"))
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
    return parts.filter { !$0.1.isEmpty }.map { "\($0.0)\u{FF1A}\($0.1)。" }.joined()
  }

  /// What to do at the alert's level, as many measures as the record has in English; empty once the alert is resolved
  /// or cancelled.
  func measures(of alert: Alert) -> String {
    guard alert.status != .resolved, alert.status != .cancelled else { return "" }
    return labels.measures(type: alert.evidence.first?.type, category: alert.category, level: alert.level)
      .prefix(max(1, alert.measures.count)).joined(separator: "\u{FF1B}")
  }

  /// The milestone that the register of projects expects, such as "逾期：竣工投产，2026年9月20日"; nil for evidence from
  /// an article.
  func milestone(_ piece: Evidence) -> String? {
    guard let expected = piece.expectedMilestone else { return nil }
    var when = expected.date
    if let day = PartialDate(iso8601: when), day.precision == .day { when = date(day.firstDay) }
    return "\(label("heading", "overdue"))\u{FF1A}\(label("milestone", expected.type))\u{FF0C}\(when)"
  }

  func event(of alert: Alert) -> String {
    alert.evidence.first?.type.flatMap { labels["event", $0] } ?? label("category", alert.category)
  }

  func label(_ kind: String, _ term: String) -> String { labels[kind, term] ?? term }

  func name(of alert: Alert) -> String {
    switch alert.subject.kind {
    case .country: countryNames[alert.subject.id] ?? alert.subjectName
    case .project: projects[alert.subject.id]?.chineseName ?? alert.subjectName
    case .sector, .corridor, .counterparty, .portfolio: alert.subjectName
    }
  }

  private static let headlineQuote = 60

  private func date(_ day: CivilDate) -> String { "\(day.year)年\(day.month)月\(day.day)日" }
}
