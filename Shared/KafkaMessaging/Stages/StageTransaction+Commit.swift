import Dispatch
import Messaging

extension StageTransaction {
  /// One transaction, with all that it sends: it is performed on another thread than the one that adds outputs.
  struct Commit: Sendable {
    let outputs: [Output]
    /// The next offsets of the partitions that take part.
    let offsets: [(TopicPartition, Int64)]
    /// The membership that the partitions belong to.
    let member: GroupMetadata?
    let consumer: KafkaConsumer
    let producer: KafkaProducer
    /// How long each step may take, in milliseconds.
    let patience: Int
    let failPoint: KafkaFailPoint.Check

    /// A commit that takes this long may have met a broker that was starting.
    private static let slowCommit = DispatchTimeInterval.seconds(1)
    /// How long, in milliseconds, the offsets of such a commit may take to become stable.
    static let stableMilliseconds = 5000

    /// Performs the steps of the transaction.
    ///
    /// The offsets are sent before the records. The brokers refuse the first request of a transaction while they still
    /// write the end of the one before. librdkafka repeats the request that registers a group after `retry.backoff.ms`,
    /// but the one that registers the records' partitions only after 20 ms, which back-to-back transactions would wait
    /// every time.
    ///
    /// Records are produced only once the offsets are sent: librdkafka 2.0.2 counts the requests of a transaction, and
    /// ends the process with a failed assertion (`txn_req_cnt > 0`) if those that register its partitions and those
    /// that send its offsets fail at the same time. The offsets are sent and the commit is requested only once, within
    /// which librdkafka repeats its requests: after a call that timed out, the response to it is counted against the
    /// second call or the next transaction, and ends the process in the same way. Recovery finds out whether the
    /// transaction was committed.
    ///
    /// A broker may lose the end of a transaction that it confirms: Kafka 4.3.1 does so while it starts, for topics
    /// that have no leader yet, which it takes for deleted. Where the offsets are without it, such a commit takes long,
    /// and they wait for ever: recovery aborts it and sends the outputs again. Where outputs are, `SentOutputs` helps.
    ///
    /// - Parameter positions: where the records are once all are delivered.
    func perform(_ positions: inout [DeliveryReport.Position]) throws(PendingCommit.Failure) {
      do {
        try failPoint(.beforeOffsets)
        try producer.beginTransaction()
        try producer.sendOffsets(offsets, of: member, milliseconds: patience)
        try failPoint(.beforeRecords)
        for (index, output) in outputs.enumerated() {
          try producer.produce(output.record, partition: output.partition, index: index)
        }
        positions = try producer.flush(milliseconds: patience).positions
        try failPoint(.beforeCommit)
        let requested = DispatchTime.now()
        try producer.commitTransaction(milliseconds: patience)
        if requested + Self.slowCommit <= .now() {
          _ = try consumer.committed(offsets.map(\.0), milliseconds: Self.stableMilliseconds)
        }
        try failPoint(.afterCommit)
      } catch let error as KafkaError {
        throw .kafka(error)
      } catch let failure as StageFailure {
        throw .stage(failure)
      } catch {
        throw .stage(.infrastructure("\(error)"))
      }
    }
  }
}
