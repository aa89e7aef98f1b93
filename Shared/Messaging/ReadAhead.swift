import Dispatch
import Synchronization

/// What can be made of a batch's records without state: made on all cores at once in `StageProcessor.prepare`, and taken
/// in `process`, which does the work itself where there is nothing to take.
package struct ReadAhead<Value: Sendable> {
  private struct Entry {
    var offset: Int64
    var value: Value?
  }

  private var entries: [Entry] = []
  private var next = 0

  package init() {}

  /// `make` has to be pure. It answers nil where it fails, so that the failure comes up in `process`.
  package mutating func fill(_ records: ArraySlice<Record>, _ make: @Sendable (Record) -> Value?) {
    let batch = Array(records)
    let values = Mutex([Value?](repeating: nil, count: batch.count))
    DispatchQueue.concurrentPerform(iterations: batch.count) { index in
      let value = make(batch[index])
      values.withLock { $0[index] = value }
    }
    entries = values.withLock { values in
      zip(batch, values).map { Entry(offset: $0.offset, value: $1) }
    }
    next = 0
  }

  /// What was made of the record, once; records are to be taken in the order in which they came.
  package mutating func take(_ record: Record) -> Value? {
    guard next < entries.count, entries[next].offset == record.offset else { return nil }
    defer { next += 1 }
    return entries[next].value.take()
  }
}
