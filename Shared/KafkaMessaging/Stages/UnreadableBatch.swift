import Messaging
import Models

/// A batch that cannot be decompressed, such as a few kilobytes that expand to gigabytes; anyone who may write to a
/// topic can put one there. librdkafka tries for ever to read it; a stage skips it and writes a dead letter instead.
struct UnreadableBatch {
  let partition: TopicPartition
  /// The first offset of the batch.
  let first: Int64
  /// The offset after the last offset of the batch.
  let end: Int64
  private let reason: String

  /// Finds the end of the batch that caused `error`, by reading from later offsets with a separate consumer.
  init(_ error: KafkaError, at partition: TopicPartition, first: Int64, settings: KafkaSettings) throws(KafkaError) {
    self.partition = partition
    self.first = first
    reason = error.message
    let probe = try KafkaConsumer(settings)
    defer { _ = probe.close() }
    end = try Self.end(from: first, before: try probe.watermarks(partition).high) { (offset) throws(KafkaError) in
      try probe.assign([(partition, offset)])
      for _ in 0..<100 {
        switch probe.poll(milliseconds: 100) {
        case .record, .endOfPartition: return false
        case .failure(let failure):
          if let other = failure.unreadableBatch { return other == first }
          guard failure.kind == .retriable else { throw failure }
        case .nothing: break
        }
      }
      throw KafkaError(timedOut: "read \(partition) at \(offset)")
    }
  }

  /// A record that takes the place of the batch, at its last offset, so that the partition continues after it.
  var record: Record {
    var record = Record(
      topic: partition.topic, partition: partition.partition, offset: end - 1, key: nil, value: nil,
      time: Timestamp(milliseconds: 0))
    record.defect = "offsets \(first) to \(end - 1): \(reason)"
    return record
  }

  /// The first offset after the batch, found by exponential and then binary search.
  ///
  /// - Parameters:
  ///   - first: the batch's first offset.
  ///   - limit: an upper bound of the result, such as the end of the log.
  ///   - contains: whether an offset between `first` and `limit` belongs to this batch.
  static func end(
    from first: Int64, before limit: Int64, contains: (_ offset: Int64) throws(KafkaError) -> Bool
  ) throws(KafkaError) -> Int64 {
    var inside = first
    var step: Int64 = 1
    while inside + step < limit, try contains(inside + step) {
      inside += step
      step *= 2
    }
    var outside = min(limit, inside + step)
    while outside - inside > 1 {
      let middle = inside + (outside - inside) / 2
      if try contains(middle) { inside = middle } else { outside = middle }
    }
    return outside
  }
}
