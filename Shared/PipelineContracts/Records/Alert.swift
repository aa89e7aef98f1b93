import Models

extension Alert: ContractValue {
  package static let definition = Definition(
    "alert", title: "An alert record: one step in the life of one alert",
    "What to consume. Act on a record once: drop one whose record you have seen.")
  package static let blank = Alert(
    record: "", id: "", episode: "", status: .raised, subject: .portfolio, subjectName: "", category: "",
    lane: .severity, level: .watch, urgency: .unknown, certainty: .unknown, headline: "", description: "",
    confidence: 0, evidence: [], sentAt: .blank, expiresAt: .blank, roles: [], model: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.schema(Self.schema)
    try visitor.field("record", &record, .id, "This record's own id, equal to ce_id: h(id, sequence).")
    try visitor.field("id", &id, .id, "The alert's id, the same over its life: h(subject, category, episode).")
    try visitor.field("episode", &episode, .id, "The id of the warning that opened it.")
    try visitor.field("status", &status)
    var named = NamedSubject(key: subject, name: subjectName)
    try visitor.field("subject", &named)
    subject = named.key
    subjectName = named.name
    try visitor.field("category", &category, .category)
    try visitor.field("lane", &lane)
    try visitor.field("level", &level)
    try visitor.derived("severity", level.severity)
    try visitor.field("urgency", &urgency)
    try visitor.field("certainty", &certainty)
    try visitor.field("headline", &headline, .plain, "One line, in plain words.")
    try visitor.field("description", &description, .plain, "What happened and why it matters, in plain words.")
    try visitor.field("score", &score, .points, "The category's score, 0 to 100.")
    try visitor.field("confidence", &confidence, .fraction, "How reliable the evidence is, 0 to 1.")
    try visitor.flag("unconfirmed", &unconfirmed, "The credibility of what reports it is too low to confirm it.")
    try visitor.flag(
      "contested", &contested, "A credible denial contradicts the evidence.")
    try visitor.flag("exercise", &exercise, "Made by a backtest or a drill: nothing to act on.")
    try visitor.list("evidence", &evidence, "The sentences that it is based on.")
    try visitor.list("measures", &measures, .whenNotEmpty, "What to do, in plain English, most urgent first.")
    try visitor.field(
      "horizonHours", &horizonHours, .count,
      "How many hours the urgency looks ahead; absent where it looks back or is unknown.")
    var known = area.isEmpty ? nil : area
    try visitor.field("area", &known)
    area = known ?? AlertArea()
    try visitor.list("references", &references, of: .id, "The earlier records of this alert, oldest first.")
    try visitor.field("sentAt", &sentAt, .written, "When it was made, in the log's time.")
    try visitor.field("expiresAt", &expiresAt, .written, "Until when it is valid without another record.")
    try visitor.list("roles", &roles, "Whom it is for.")
    try visitor.field("model", &model, .model)
  }
}

extension AlertArea: ContractValue {
  package static let definition = Definition("area", "Where the subject is. Absent where that is not known.")
  package static let blank = AlertArea()

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.list("countries", &countries, .whenNotEmpty, of: .country, "The countries.")
    try visitor.list("circles", &circles, .whenNotEmpty, "A circle around each site of a project.")
  }
}

extension AlertArea.Circle: ContractValue {
  package static let definition = Definition("circle", "A circle, in WGS 84.")
  package static let blank = AlertArea.Circle(latitude: 0, longitude: 0, radiusKm: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("lat", &latitude, .latitude, "Degrees north.")
    try visitor.field("lon", &longitude, .longitude, "Degrees east.")
    try visitor.field("radiusKm", &radiusKm, .radius, "Kilometres.")
  }
}

/// A subject as an alert's consumer sees it: `{"type", "id", "name"}`.
private struct NamedSubject: ContractValue {
  static let definition = Definition("namedSubject", "What the alert is about.")
  static let blank = NamedSubject(key: .portfolio, name: "")

  var type: SubjectKey.Kind
  var id: String
  var name: String

  var key: SubjectKey { SubjectKey(type, id) }

  init(key: SubjectKey, name: String) {
    type = key.kind
    id = key.id
    self.name = name
  }

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("type", &type)
    try visitor.field("id", &id, .nonEmpty, "The subject's id, without its type.")
    try visitor.field("name", &name, .plain, "The subject's name.")
  }
}
