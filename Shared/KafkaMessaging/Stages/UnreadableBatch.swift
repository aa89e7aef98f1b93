import Messaging
import Models

/// A batch that cannot be decompressed, as anyone who may write to a topic can leave it there: a few kilobytes that
/// become gigabytes. librdkafka tries to read it for ever; a stage passes it over, with a dead letter in its place.
struct UnreadableBatch {
  let place: TopicPartition
  /// Its first offset.
  let first: Int64
  /// The offset after its last.
  let end: Int64
  private let reason: String

  /// Finds out where the batch of a failure ends, by reading from later offsets with a consumer of its own.
  init(_ error: KafkaError, at place: TopicPartition, first: Int64, settings: KafkaSettings) throws(KafkaError) {
    self.place = place
    self.first = first
    reason = error.message
    let probe = try KafkaConsumer(settings)
    defer { _ = probe.close() }
    end = try Self.end(from: first, before: try probe.watermarks(place).high) { (offset) throws(KafkaError) in
      try probe.assign([(place, offset)])
      for _ in 0..<100 {
        switch probe.poll(milliseconds: 100) {
        case .record, .endOfPartition: return false
        case .failure(let failure):
          if let other = failure.unreadableBatch { return other == first }
          guard failure.kind == .retriable else { throw failure }
        case .nothing: break
        }
      }
      throw KafkaError(timedOut: "read \(place) at \(offset)")
    }
  }

  /// A record that takes the place of the batch, at its last offset, so that the partition continues behind it.
  var record: Record {
    var record = Record(
      topic: place.topic, partition: place.partition, offset: end - 1, key: nil, value: nil,
      time: Timestamp(milliseconds: 0))
    record.defect = "offsets \(first) to \(end - 1): \(reason)"
    return record
  }

  /// The first offset that is not in the batch.
  ///
  /// - Parameters:
  ///   - first: the batch's first offset.
  ///   - limit: an offset after it.
  ///   - contains: whether the batch that has an offset, which lies between these, is this one.
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
