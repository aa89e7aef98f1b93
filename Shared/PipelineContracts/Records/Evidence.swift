import Models

extension Evidence: ContractValue {
  package static let definition = Definition(
    "evidence", "The sentence that a score, a warning or an alert is based on, and where it is.")
  package static let blank = Evidence(articleId: "", quote: .blank)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try fields(&visitor, subjects: .whenNotEmpty)
  }

  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor, subjects presence: ListPresence
  ) throws(Visitor.Failure) {
    try visitor.field("cluster", &cluster, .id, "The cluster of reports that it belongs to.")
    try visitor.field("articleId", &articleId, .id, "The article.")
    try visitor.field("sourceId", &sourceId, .plain, "The publisher's own id of the article.")
    try visitor.field("sourceName", &sourceName, .plain, "The outlet's name.")
    try visitor.field("grade", &grade, .init(), "The source's grade when the article was read.")
    try visitor.field("publishedAt", &publishedAt, .written, "When the article was published.")
    try visitor.field("url", &url, .plain, "The article's address.")
    try visitor.field("title", &title, .plain, "The article's title.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
    try visitor.field("share", &share, .points, "Its points of the category's score, 0 to 100.")
    try visitor.field(
      "proximity", &proximity, .upperHalf,
      "How near its event is to the subject, 0.5 to 1; absent where it names the subject or was at its site.")
    try visitor.list("subjects", &subjects, presence, "All subjects that the event affects.")
    try visitor.field("type", &type, .eventType)
    try visitor.field("place", &place, .plain, "Where it happened, as the text says.")
    try visitor.field("latitude", &latitude, .latitude, "Degrees north, where the place is in the gazetteer.")
    try visitor.field("longitude", &longitude, .longitude, "Degrees east.")
    try visitor.field(
      "eventTime", &eventTime, .written,
      "When the event happened; the end of its interval where the date is coarse.")
    try visitor.field("event", &event, .id, "Its event; `listing` for an entry of a list of parties.")
    try visitor.field("causedBy", &causedBy, .id, "The event of the same article that caused it.")
    try visitor.field("realis", &realis)
    try visitor.list("actors", &actors, .whenNotEmpty, "Who did it, and to whom.")
    try visitor.field("deaths", &deaths, .count, "How many died.")
    try visitor.field("injured", &injured, .count, "How many were injured.")
    try visitor.field("layer", &layer)
    try visitor.flag("contested", &contested, "A credible denial contradicts it.")
  }
}

/// Evidence as a warning carries it: its subjects are always stated.
struct WarningEvidence: ContractValue {
  static let definition = Definition(
    "warningEvidence", "The sentence that a warning is based on, with the subjects that its event affects.")
  static let blank = WarningEvidence(evidence: .blank)

  var evidence: Evidence

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try evidence.fields(&visitor, subjects: .always)
  }
}
