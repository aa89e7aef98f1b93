import EmbeddedMessaging
import Messaging

extension EmbeddedReader {
  /// Visits the records of a topic in order; uses memory for one batch.
  package func scan(topic name: String, _ visit: (Record) throws -> Void) throws {
    var next: Int64 = 0
    while case let batch = try records(topic: name, from: next), let last = batch.last {
      for record in batch { try visit(record) }
      next = last.offset + 1
    }
  }
}
