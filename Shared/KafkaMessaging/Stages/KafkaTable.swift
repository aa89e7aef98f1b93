import Messaging

/// A compacted topic, read by every process as a whole, without a group.
final class KafkaTable {
  private let consumer: KafkaConsumer
  private var records: [Record] = []

  /// Reads the topic to its end.
  init(_ topic: String, settings: KafkaSettings) throws(KafkaError) {
    consumer = try KafkaConsumer(settings)
    let places = try consumer.partitions(of: topic)
    var open = Set<TopicPartition>()
    var starts: [(TopicPartition, Int64)] = []
    for place in places {
      let marks = try consumer.watermarks(place)
      starts.append((place, marks.low))
      if marks.high > marks.low { open.insert(place) }
    }
    try consumer.assign(starts)
    while !open.isEmpty {
      switch consumer.poll(milliseconds: 1000) {
      case .record(let record): records.append(record)
      case .endOfPartition(let place): open.remove(place)
      case .failure(let error) where error.kind != .retriable: throw error
      case .failure, .nothing: break
      }
    }
  }

  /// Reads what has come since, without waiting.
  func follow() throws(KafkaError) {
    while true {
      switch consumer.poll(milliseconds: 0) {
      case .record(let record): records.append(record)
      case .endOfPartition: break
      case .failure(let error) where error.kind != .retriable: throw error
      case .failure, .nothing: return
      }
    }
  }

  /// The rows after the first `cursor`, in the order read.
  func rows(from cursor: Int, limit: Int) -> [Record] {
    cursor < records.count ? Array(records[cursor..<min(records.count, cursor + limit)]) : []
  }
}
