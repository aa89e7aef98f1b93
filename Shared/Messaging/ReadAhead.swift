import Dispatch
import Synchronization

/// Values computed from a batch's records without state: on all cores in `StageProcessor.prepare`, and taken one by one
/// in `process`, which computes a value itself where none is ready.
package struct ReadAhead<Value: Sendable> {
  private struct Entry {
    var offset: Int64
    var value: Value?
  }

  private var entries: [Entry] = []
  private var next = 0

  package init() {}

  /// Computes the values. `make` has to be pure; it returns nil if it fails, so that `process` meets the same failure
  /// and reports it.
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

  /// Removes and returns the record's value; otherwise nil. Call it for every record, in their order.
  package mutating func take(_ record: Record) -> Value? {
    guard next < entries.count, entries[next].offset == record.offset else { return nil }
    defer { next += 1 }
    return entries[next].value.take()
  }
}
