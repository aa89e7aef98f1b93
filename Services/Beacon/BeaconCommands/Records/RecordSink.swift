import CommandLine
import Messaging

/// Where commands write records: the inbox of a data folder, or a Kafka cluster. For use by one thread.
///
/// A record that already has headers keeps them; any other gets its CloudEvents and trace headers when it is appended
/// to a log.
protocol RecordSink: AnyObject {
  /// Writes a record. It is durable once `finish` has returned.
  ///
  /// - Parameter partition: nil lets the key decide.
  func append(_ record: OutgoingRecord, toPartition partition: Int?) throws(CommandFailure)

  /// Waits until every record is durable. More may be appended afterwards.
  func finish() throws(CommandFailure)

  /// The number of records that are known to be durable.
  var kept: Int { get }

  /// Where the records are stored, for people: the files of the last `finish`, or topics of a cluster.
  var place: String { get }
}

extension RecordSink {
  func append(_ record: OutgoingRecord) throws(CommandFailure) { try append(record, toPartition: nil) }

  func append(_ records: [OutgoingRecord]) throws(CommandFailure) {
    for record in records { try append(record) }
    try finish()
  }
}
