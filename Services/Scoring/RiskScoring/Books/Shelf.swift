/// Rows of one kind, decoded while they are in use and written back at the end of a batch.
final class Shelf<Book: BookRow> {
  private var books: [[UInt8]: Book] = [:]
  private var dirty: [(key: [UInt8], book: Book)] = []
  private let bound: Int

  /// `bound` is how many books stay in memory between batches.
  init(bound: Int) {
    self.bound = bound
  }

  /// The book of that key, read where it is not in memory, `decode`d from its row or made new where there is none.
  func book(
    _ key: [UInt8], _ rows: any ScoringRows, decode: ([UInt8]) throws(ScoringFailure) -> Book,
    new: () -> Book?
  ) throws(ScoringFailure) -> Book? {
    if let book = books[key] { return book }
    let found: Book?
    if let bytes = try rows.value(key) { found = try decode(bytes) } else { found = new() }
    guard let book = found else { return nil }
    books[key] = book
    return book
  }

  /// Has a book written with the next flush.
  func touch(_ key: [UInt8], _ book: Book) {
    book.isDirty = true
    dirty.append((key, book))
  }

  /// Writes what changed; a book for which `isEmpty` answers true loses its row.
  func flush(to rows: any ScoringRows, isEmpty: (Book) -> Bool = { _ in false }) throws(ScoringFailure) {
    for (key, book) in dirty where book.isDirty {
      book.isDirty = false
      if isEmpty(book) {
        try rows.set(key, to: nil)
        books[key] = nil
        continue
      }
      var row = RowWriter()
      book.encode(to: &row)
      try rows.set(key, to: row.bytes)
    }
    dirty = []
    if books.count > bound { books = [:] }
  }
}
