import KeyedState
import Models

/// The state of an article: its quotes, and where its events are booked, so that it can be withdrawn.
final class ArticleState: CachedEntry {
  let articleId: String
  private(set) var sourceId: String?
  private(set) var publishedAt: Timestamp?
  private(set) var url: String?
  private(set) var title: String?
  private(set) var events: [QuotedEvent] = []
  /// What accounts list of `events`, made on first use.
  private var listedQuotes: [Quote] = []
  private(set) var bookings: [Booking] = []
  /// Counterparties about which the article has an integrity notice or a listing.
  var noticed: [SubjectKey] = []
  /// Subjects for which the article announces a date.
  var announced: [SubjectKey] = []
  var isQueued = false

  /// An event as booked on one subject.
  struct Booking: Hashable {
    var eventId: String
    var revision: Int
    var subject: SubjectKey
    var account: Account
    var family: String
    /// Whether incidents of the family are states, which last until something ends them.
    var isState: Bool
    var order: ReportOrder
    var day: Int
  }

  init(articleId: String) {
    self.articleId = articleId
  }

  var isEmpty: Bool { bookings.isEmpty && noticed.isEmpty && announced.isEmpty }

  var countedSize = 0

  /// An estimate in bytes of the memory that the article, its events and its bookings take with usual texts.
  var size: Int { 500 + 700 * events.count + 250 * bookings.count + 1000 * listedQuotes.count }

  func booking(of eventId: String, on subject: SubjectKey) -> Booking? {
    bookings.first { $0.eventId == eventId && $0.subject == subject }
  }

  /// Whether an event of the article is booked on the subject.
  func names(_ subject: SubjectKey) -> Bool { bookings.contains { $0.subject == subject } }

  /// Notes what an edition of the article says of itself.
  func describe(sourceId: String?, publishedAt: Timestamp?, url: String?, title: String?) {
    guard (sourceId, publishedAt, url, title) != (self.sourceId, self.publishedAt, self.url, self.title) else { return }
    self.sourceId = sourceId
    self.publishedAt = publishedAt
    self.url = url
    self.title = title
    listedQuotes = []
  }

  func add(_ booking: Booking, quoting event: QuotedEvent) {
    bookings.append(booking)
    if let index = events.firstIndex(where: { $0.id == event.id }) {
      guard events[index] != event else { return }
      events[index] = event
      listedQuotes = []
    } else {
      events.append(event)
    }
  }

  func remove(_ booking: Booking) {
    bookings.removeAll { $0 == booking }
    if !bookings.contains(where: { $0.eventId == booking.eventId }) {
      events.removeAll { $0.id == booking.eventId }
      listedQuotes = []
    }
  }

  /// The sentence of an event; nil where no event with that id is booked.
  func quote(of eventId: String) -> Quote? {
    events.first { $0.id == eventId }.map { Quote($0, of: self) }
  }

  /// What an account lists of an event: its sentence. Of the event's subjects it keeps only two kinds: countries, which
  /// say where an incident was, and projects, which show that several share it. Nil where no event with that id is
  /// booked.
  func listedQuote(of eventId: String) -> Quote? {
    if let known = listedQuotes.first(where: { $0.event.id == eventId }) { return known }
    guard var event = events.first(where: { $0.id == eventId }) else { return nil }
    event.subjects.removeAll { $0.kind != .project && $0.kind != .country }
    let quote = Quote(event, of: self)
    listedQuotes.append(quote)
    return quote
  }

  func takeRows() -> [(key: [UInt8], value: [UInt8]?)] {
    guard !isEmpty else { return [(RowKey.article(articleId), nil)] }
    var row = RowWriter()
    encode(to: &row)
    return [(RowKey.article(articleId), row.bytes)]
  }

  private func encode(to row: inout RowWriter) {
    row.put(sourceId) { $0.put($1) }
    row.put(publishedAt) { $0.put($1) }
    row.put(url) { $0.put($1) }
    row.put(title) { $0.put($1) }
    row.put(events) { $1.encode(to: &$0) }
    row.put(bookings) { row, booking in
      row.put(booking.eventId)
      row.put(booking.revision)
      row.put(booking.subject.description)
      row.put(booking.account.ledger.rawValue)
      row.put(booking.account.category)
      row.put(booking.family)
      row.put(booking.isState)
      row.put(booking.order.publishedAt)
      row.put(booking.day)
    }
    row.put(noticed) { $0.put($1.description) }
    row.put(announced) { $0.put($1.description) }
  }

  init(articleId: String, from bytes: [UInt8]) throws(KeyedStateFailure) {
    self.articleId = articleId
    var row = RowReader(bytes)
    sourceId = try row.optionalString()
    publishedAt = try row.optional { (row) throws(KeyedStateFailure) in try row.timestamp() }
    url = try row.optionalString()
    title = try row.optionalString()
    events = try row.list { (row) throws(KeyedStateFailure) in try QuotedEvent(from: &row) }
    bookings = try row.list { (row) throws(KeyedStateFailure) in
      let eventId = try row.string()
      return Booking(
        eventId: eventId, revision: try row.int(), subject: try row.subject(),
        account: Account(ledger: try row.word(Ledger.self), category: try row.string()), family: try row.string(),
        isState: try row.bool(),
        order: ReportOrder(publishedAt: try row.timestamp(), articleId: articleId, eventId: eventId),
        day: try row.int())
    }
    noticed = try row.list { (row) throws(KeyedStateFailure) in try row.subject() }
    announced = try row.list { (row) throws(KeyedStateFailure) in try row.subject() }
  }
}
