import Models

/// `withdrawn` and `tick` concern every subject; each other signal concerns one.
extension Signal: ContractVariants {
  package static let definition = Definition(
    "signal", title: "A signal: what scoring adds up",
    "An event or a notice that affects one subject, an article that only names one, a date that an article announces, a project as registered, the withdrawal of an article's events, or the passing of time."
  )

  package var kind: Kind {
    switch self {
    case .event: .event
    case .withdrawn: .withdrawn
    case .registration: .registration
    case .notice: .notice
    case .coverage: .coverage
    case .schedule: .schedule
    case .tick: .tick
    }
  }

  package static func blank(_ kind: Kind) -> Signal {
    switch kind {
    case .event: .event(.blank)
    case .withdrawn: .withdrawn(Withdrawal(articleId: "", revision: 1, keeps: []))
    case .registration: .registration(Registration(project: .blank))
    case .notice: .notice(.blank)
    case .coverage: .coverage(CoverageSignal(subject: .portfolio))
    case .schedule: .schedule(.blank)
    case .tick: .tick(asOf: .blank)
    }
  }

  package mutating func variantFields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .event(var signal):
      try signal.fields(&visitor)
      self = .event(signal)
    case .withdrawn(var withdrawal):
      try withdrawal.fields(&visitor)
      self = .withdrawn(withdrawal)
    case .registration(var registration):
      try visitor.field("project", &registration.project)
      try visitor.flag("removed", &registration.removed, "The project was removed from the register.")
      self = .registration(registration)
    case .notice(var signal):
      try signal.fields(&visitor)
      self = .notice(signal)
    case .coverage(var signal):
      try visitor.field("subject", &signal.subject)
      try visitor.field("publishedAt", &signal.publishedAt, .written, "When the article was published.")
      try visitor.field("source", &signal.source, .plain, "The registered source's id.")
      self = .coverage(signal)
    case .schedule(var signal):
      try signal.fields(&visitor)
      self = .schedule(signal)
    case .tick(var asOf):
      try visitor.field("asOf", &asOf, .written, "The current time.")
      self = .tick(asOf: asOf)
    }
  }
}

extension Withdrawal {
  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("articleId", &articleId, .id, "The article, revised or retracted.")
    try visitor.field("revision", &revision, .revision)
    try visitor.list(
      "keeps", &keeps, of: .id, "The article's events that remain valid; all others are withdrawn.")
  }
}

extension EventSignal {
  static let blank = EventSignal(
    id: "", subject: .portfolio, subjects: [], article: .blank, family: "", eventTime: nil,
    proximity: 1, event: .blank)

  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "h(event, subject, kind, revision).")
    try visitor.field("subject", &subject)
    try visitor.field("subjectName", &subjectName, .plain, "The registered name of a counterparty.")
    try visitor.list(
      "subjects", &subjects,
      "The subjects that the event concerns: named, at a project's site, or concerned by its cause; and this one.")
    try article.fields(&visitor)
    try visitor.field(
      "family", &family, .plain, "The similarity hash of the article's text: near-identical texts are one voice.")
    try visitor.field(
      "eventTime", &eventTime, .written,
      "When it happened; absent where that is not known: then it contributes to no score.")
    try visitor.field("precision", &precision)
    try visitor.field(
      "proximity", &proximity, .fraction,
      """
      How near the event is to the subject, 0.5 to 1; to a sector, a corridor or the portfolio the mean over its \
      registered projects, 0 for those that it does not concern.
      """)
    try visitor.flag(
      "aside", &isAside,
      "The article mentions the event in passing: once, below its lead, and not as its main risk; or it leads with its end."
    )
    try visitor.field("event", &event)
    try visitor.field(
      "latitude", &latitude, .latitude,
      "Degrees north: of its place, if the gazetteer has it, or of the only site of a project named without a place."
    )
    try visitor.field("longitude", &longitude, .longitude, "Degrees east.")
  }
}

extension ScheduleSignal {
  static let blank = ScheduleSignal(
    id: "", subject: .portfolio, article: .blank, scheduled: .blank)

  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id)
    try visitor.field("subject", &subject)
    try article.fields(&visitor)
    try visitor.field("scheduled", &scheduled)
  }
}

extension SignalArticle {
  static let blank = SignalArticle(id: "", revision: 1, source: .blank)

  /// Declares the article's fields as fields of the signal itself, not as an object within it.
  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("articleId", &id, .id, "The article.")
    try visitor.field("sourceId", &sourceId, .plain, "The publisher's own id of the article.")
    try visitor.field("revision", &revision, .revision)
    try visitor.field("publishedAt", &publishedAt, .written, "When the article was published.")
    try visitor.field("url", &url, .plain, "The article's address.")
    try visitor.field("title", &title, .plain, "The article's title.")
    try visitor.field("source", &source)
  }
}

extension SignalSource: ContractValue {
  package static let definition = Definition(
    "signalSource", "The article's source, as the register described it when the article was read.")
  package static let blank = SignalSource(grade: .f)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .plain, "The registered source's id.")
    try visitor.field("name", &name, .plain, "Its name.")
    try visitor.field("domain", &domain, .plain, "Its host name.")
    try visitor.field("owner", &owner, .plain, "Its owner: outlets of one owner are one voice.")
    try visitor.field("grade", &grade)
  }
}

extension NoticeSignal {
  static let blank = NoticeSignal(id: "", subject: .portfolio, articleId: "", revision: 1, notice: .blank)

  fileprivate mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id)
    try visitor.field("subject", &subject)
    try visitor.field("subjectName", &subjectName, .plain, "The registered name of the counterparty.")
    try visitor.field("articleId", &articleId, .id, "The article.")
    try visitor.field("sourceId", &sourceId, .plain, "The publisher's own id of the article.")
    try visitor.field("revision", &revision, .revision)
    try visitor.field("publishedAt", &publishedAt, .written, "When the article was published.")
    try visitor.field("url", &url, .plain, "The article's address.")
    try visitor.field("title", &title, .plain, "The article's title.")
    try visitor.field("notice", &notice)
    try visitor.field(
      "listing", &listing, .init(),
      "The entry of a list of sanctioned or debarred parties that the counterparty is; absent for an article's notice.")
  }
}

extension Timestamp {
  static let blank = Timestamp(milliseconds: 0)
}
