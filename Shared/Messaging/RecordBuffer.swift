/// Records that were read and are not folded yet, in order.
package struct RecordBuffer: Sendable {
  private var records: [Record] = []
  /// Where the first record is that was not taken.
  private var next = 0
  /// The size of the records that were not taken.
  package private(set) var bytes = 0

  package init() {}

  package var count: Int { records.count - next }
  package var isEmpty: Bool { count == 0 }
  package var first: Record? { isEmpty ? nil : records[next] }
  /// How many records are in memory, those that were taken included: at most twice as many as were not.
  package var retained: Int { records.count }

  package mutating func append(_ record: Record) {
    records.append(record)
    bytes += record.size
  }

  /// Removes and returns the next records within the limit: at least one, however large, unless the buffer is empty.
  package mutating func take(_ limit: BatchLimit) -> [Record] {
    var end = next
    var taken = 0
    while end < records.count, end - next < limit.records {
      let size = records[end].size
      if end > next, taken + size > limit.bytes { break }
      taken += size
      end += 1
    }
    let batch = Array(records[next..<end])
    next = end
    bytes -= taken
    if next > count {
      records.removeFirst(next)
      next = 0
    }
    return batch
  }

  package mutating func removeAll() { self = RecordBuffer() }
}
