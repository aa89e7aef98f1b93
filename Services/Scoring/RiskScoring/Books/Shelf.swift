/// Rows of one kind, decoded while they are in use and written back at the end of a batch.
///
/// Books that were not asked for while `bound` others were are let go, between batches only.
final class Shelf<Book: BookRow> {
  private var recent: [[UInt8]: Book] = [:]
  private var earlier: [[UInt8]: Book] = [:]
  private var dirty: [(key: [UInt8], book: Book)] = []
  private let bound: Int
  /// Changes whenever books were let go: a book that was handed out before may no longer be the one in use.
  private(set) var generation = 0

  init(bound: Int) {
    self.bound = bound
  }

  /// The book of that key, read where it is not in memory, `decode`d from its row or made new where there is none.
  func book(
    _ key: [UInt8], _ rows: any ScoringRows, decode: ([UInt8]) throws(ScoringFailure) -> Book,
    new: () -> Book?
  ) throws(ScoringFailure) -> Book? {
    if let book = recent[key] { return book }
    if let book = earlier[key] {
      recent[key] = book
      return book
    }
    let found: Book?
    if let bytes = try rows.value(key) { found = try decode(bytes) } else { found = new() }
    guard let book = found else { return nil }
    recent[key] = book
    return book
  }

  /// Has a book written with the next flush.
  func touch(_ key: [UInt8], _ book: Book) {
    book.isDirty = true
    guard !book.isQueued else { return }
    book.isQueued = true
    dirty.append((key, book))
  }

  /// Writes what changed; a book for which `isEmpty` answers true loses its row.
  func flush(to rows: any ScoringRows, isEmpty: (Book) -> Bool = { _ in false }) throws(ScoringFailure) {
    for (key, book) in dirty {
      book.isDirty = false
      book.isQueued = false
      if isEmpty(book) {
        try rows.set(key, to: nil)
        recent[key] = nil
        earlier[key] = nil
        generation += 1
        continue
      }
      var row = RowWriter()
      book.encode(to: &row)
      try rows.set(key, to: row.bytes)
      for part in book.takeParts() { try rows.set(part.key, to: part.value) }
    }
    dirty = []
    if recent.count > bound {
      earlier = recent
      recent = [:]
      generation += 1
    }
  }
}
