import Messaging

/// A compacted topic, read by every process as a whole, without a group.
final class KafkaTable {
  private let consumer: KafkaConsumer
  /// Asks where the topic ends. The broker answers a connection's requests in order, so that on the reading consumer's
  /// own each question would wait for its long fetch.
  private let watcher: KafkaConsumer
  private let places: [TopicPartition]
  private var records: [Record] = []
  /// The offset up to which each partition has been read.
  private var reached: [TopicPartition: Int64] = [:]

  /// Reads the topic to its end.
  init(_ topic: String, settings: KafkaSettings) throws(KafkaError) {
    consumer = try KafkaConsumer(settings)
    watcher = try KafkaConsumer(settings)
    places = try watcher.partitions(of: topic)
    var starts: [(TopicPartition, Int64)] = []
    for place in places { starts.append((place, try watcher.watermarks(place).low)) }
    for (place, low) in starts { reached[place] = low }
    try consumer.assign(starts)
    try readToEnd()
  }

  /// Reads up to the last stable offset of this moment: a row that was acknowledged before is known afterwards.
  ///
  /// - Throws: also where nothing comes for ten seconds, though there is more; what has come is kept.
  func readToEnd() throws(KafkaError) {
    for place in places {
      let end = try watcher.watermarks(place).high
      var patience = 10
      while reached[place, default: 0] < end {
        patience = try take(consumer.poll(milliseconds: 1000)) ? 10 : patience - 1
        guard patience > 0 else { throw KafkaError(timedOut: "read \(place) to its end at \(end)") }
      }
    }
  }

  /// Reads what has come since, without waiting.
  func follow() throws(KafkaError) {
    while try take(consumer.poll(milliseconds: 0)) {}
  }

  /// - Returns: whether something came.
  @discardableResult
  private func take(_ polled: KafkaConsumer.Polled) throws(KafkaError) -> Bool {
    switch polled {
    case .record(let record):
      records.append(record)
      reached[TopicPartition(record.topic, record.partition)] = record.offset + 1
      return true
    case .endOfPartition(let place):
      reached[place] = consumer.ends[place]
      return true
    case .failure(let error) where error.kind != .retriable: throw error
    case .failure, .nothing: return false
    }
  }

  /// The rows after the first `cursor`, in the order read.
  func rows(from cursor: Int, limit: Int) -> [Record] {
    cursor < records.count ? Array(records[cursor..<min(records.count, cursor + limit)]) : []
  }
}
