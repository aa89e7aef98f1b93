import Dispatch
import Messaging

extension KafkaStageMember {
  /// Reads the new records: waits for the first unless some are buffered, then continues while records keep coming at
  /// most a millisecond apart, for at most 50 ms or until a full batch of records for each partition, or the bytes of
  /// two batches, are at hand, which bounds the memory they take. It polls at least once, to stay a member of the
  /// group.
  func receive() {
    let end = DispatchTime.now() + .milliseconds(50)
    var (records, bytes) = atHand
    repeat {
      switch consumer.poll(milliseconds: records == 0 ? 20 : 1) {
      case .record(let record):
        records += 1
        bytes += record.size
        guard let slot = slots[TopicPartition(record.topic, record.partition)], slot.pausedUntil == nil else { break }
        slot.transport.receive(record)
        slot.lastRecord = .now()
      case .endOfPartition: break
      case .failure(let error):
        note(error)
        return
      case .nothing: return
      }
    } while fatal == nil && records < Self.limit.records * max(1, slots.count)
      && bytes < Self.limit.bytes * 2 && DispatchTime.now() < end
  }

  private func note(_ error: KafkaError) {
    hooks.observer(.clientFailed(error))
    if let partition = error.partition, let first = error.unreadableBatch { return skip(first, of: partition, error) }
    guard error.isOffsetLost, error.partition.map({ isNext(error.lostOffset ?? .max, of: $0) }) ?? true else { return }
    fatal = StageStopped(
      stage: stage.name,
      reason: "the next record to read is not in the log any more: \(error.message). Start the service again: "
        + "it will name the lost range and the command that decides")
  }

  /// Whether a recovered partition continues at this offset or before it. After the recovery, librdkafka also reports
  /// an offset at which the partition was read before it was recovered.
  private func isNext(_ offset: Int64, of partition: TopicPartition) -> Bool {
    guard let transport = slots[partition]?.transport, transport.isRecovered else { return false }
    return offset >= transport.readUpTo
  }

  /// Replaces a batch that cannot be read with one record, and continues reading after the batch.
  private func skip(_ first: Int64, of partition: TopicPartition, _ error: KafkaError) {
    guard let slot = slots[partition], slot.pausedUntil == nil, first >= slot.transport.readUpTo else { return }
    do throws(KafkaError) {
      let batch = try UnreadableBatch(error, at: partition, first: first, settings: settings)
      try consumer.seek(partition, to: batch.end)
      slot.transport.receive(batch.record)
    } catch {
      // librdkafka will report the batch again.
      hooks.observer(.clientFailed(error))
    }
  }
}
