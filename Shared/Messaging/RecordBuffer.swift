/// Records that were read and are not folded yet, in order.
package struct RecordBuffer: Sendable {
  private var records: [Record] = []
  /// The size of the records, in bytes.
  package private(set) var bytes = 0

  package init() {}

  package var count: Int { records.count }
  package var isEmpty: Bool { records.isEmpty }
  package var first: Record? { records.first }

  package mutating func append(_ record: Record) {
    records.append(record)
    bytes += record.size
  }

  /// Removes and returns the next records within the limit: at least one, however large, unless the buffer is empty.
  package mutating func take(_ limit: BatchLimit) -> [Record] {
    var end = 0
    var taken = 0
    while end < records.count, end < limit.records {
      let size = records[end].size
      if end > 0, taken + size > limit.bytes { break }
      taken += size
      end += 1
    }
    let batch = Array(records[..<end])
    records.removeFirst(end)
    bytes -= taken
    return batch
  }

  package mutating func removeAll() { self = RecordBuffer() }
}
