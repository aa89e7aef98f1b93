import Messaging

/// The rows of a stage's tables, until all partitions of the input have taken them, and longer while they take little
/// memory.
///
/// Who takes rows keeps, for each partition of the tables, the offset after the last row that it took: its cursors.
struct TableRows {
  /// The size of the rows, in bytes, above which those that everyone has taken are dropped. Below it, a partition that
  /// begins anew finds them here, and the topics need not be read again.
  static let keptBytes = 4 << 20

  /// By partition of the tables, in order of offsets; no entry is empty.
  private var kept: [TopicPartition: [Record]] = [:]
  /// The size of their keys, values and headers, in bytes.
  private(set) var bytes = 0
  /// Whether rows were dropped, so that whoever begins anew does not find them here.
  private(set) var hasDropped = false

  /// Adds a row, whose offset must be higher than those of its partition's earlier rows.
  mutating func append(_ row: Record) {
    bytes += row.size
    kept[TopicPartition(row.topic, row.partition), default: []].append(row)
  }

  /// The next rows of a topic, all of one partition; empty if all have been taken. Moves `cursors` past them.
  func take(_ topic: String, after cursors: inout [TopicPartition: Int64], limit: Int) -> [Record] {
    for partition in kept.keys.filter({ $0.topic == topic }).sorted() {
      let rows = kept[partition, default: []]
      let next = rows[Self.index(of: cursors[partition] ?? 0, in: rows)...].prefix(limit)
      guard let last = next.last else { continue }
      cursors[partition] = last.offset + 1
      return Array(next)
    }
    return []
  }

  /// Drops the rows that every cursor has passed.
  mutating func drop(takenBy cursors: [[TopicPartition: Int64]]) {
    for (partition, rows) in kept {
      let taken = cursors.map { $0[partition] ?? 0 }.min() ?? 0
      let first = Self.index(of: taken, in: rows)
      guard first > 0 else { continue }
      bytes -= rows[..<first].reduce(0) { $0 + $1.size }
      kept[partition] = first < rows.count ? Array(rows[first...]) : nil
      hasDropped = true
    }
  }

  /// The index of the first row at or after an offset, which itself may belong to no row.
  private static func index(of offset: Int64, in rows: [Record]) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
