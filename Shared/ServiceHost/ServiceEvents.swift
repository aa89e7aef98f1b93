import Observability
import PipelineComposition

/// The log events of a service over Kafka; `PipelineEvents` has those that both runtimes share.
enum ServiceEvents {
  static let hung = LogEvent("client_hung", .warning, "the Kafka client did not end in time and was left behind")
  static let partitionsAssigned = LogEvent("partitions_assigned", .info, "partitions were given to this process")
  static let partitionsRevoked = LogEvent("partitions_revoked", .info, "partitions were taken from this process")
  static let recovered = LogEvent("partition_recovered", .info, "a partition was recovered and continues")
  static let quarantined = LogEvent("state_quarantined", .warning, "a state file was set aside and is folded again")
  static let transactionFailed = LogEvent("transaction_failed", .warning, "a transaction failed and will be repeated")
  static let unstableOffsets = LogEvent(
    "offsets_unstable", .warning,
    "offsets wait for the end of a transaction that does not come: what this process has left open is aborted")
  static let transactionEndLost = LogEvent(
    "transaction_end_lost", .warning,
    "a broker has lost the end of a transaction in some partitions: the records that are invisible are sent again")
  static let outputsUnchecked = LogEvent(
    "outputs_unchecked", .warning,
    "after a broker was away, it cannot be known whether consumers see all that the last transaction sent")
  static let clientFailed = LogEvent("kafka_unreachable", .warning, "the Kafka client reports a failure")
  static let memberEnded = LogEvent(
    "group_membership_ended", .warning,
    "this process's membership of the consumer group failed, or stood still: joining again with new clients")
  static let stalled = LogEvent(
    "partition_stalled", .error, "a partition has records left and has not advanced for more than a minute")
  static let stateFileLost = LogEvent(
    "state_file_lost", .error, "a state file was deleted or replaced while it was open: its state is folded again")
  static let dead = LogEvent(
    "stage_dead", .error, "a stage has not worked for minutes, or does not stop: ending this process")
  static let tickFailed = LogEvent("tick_failed", .warning, "a tick could not be written; the next tick replaces it")
}

/// The metrics of a service over Kafka; `PipelineMetrics` has those that both runtimes share.
enum ServiceMetrics {
  static let transactionsFailed = MetricFamily(
    "beacon_transactions_failed_total", .counter, labels: ["stage", "kind"],
    help: "Transactions aborted or left undecided, by kind of failure.")
  static let recoveries = MetricFamily(
    "beacon_recoveries_total", .counter, labels: ["stage", "decision"],
    help: "Recoveries of partitions, by what was decided.")
  static let lag = MetricFamily(
    "beacon_lag_records", .gauge, labels: ["stage"], help: "Offsets up to the last stable one that are not folded yet.")
  static let oldest = MetricFamily(
    "beacon_oldest_unprocessed_seconds", .gauge, labels: ["stage"],
    help: "Age of the oldest record that was read and is not folded yet; 0 where there is none.")
  static let assigned = MetricFamily(
    "beacon_partitions_assigned", .gauge, labels: ["stage"], help: "Partitions that this process folds.")
  static let restored = MetricFamily(
    "beacon_partitions_restored", .gauge, labels: ["stage"],
    help: "Partitions of those that have caught up with the group and are not waiting.")

  static let membersEnded = MetricFamily(
    "beacon_group_memberships_ended_total", .counter, labels: ["stage", "kind"],
    help: "Memberships of the consumer group that ended by a failure, by its kind, or stood still (stuck).")
  static let stalled = MetricFamily(
    "beacon_partition_stalled_seconds", .gauge, labels: ["stage", "partition"],
    help: "For how long a partition of this process has had lag without advancing; 0 where it advances or has no lag.")

  static let catalogue =
    PipelineMetrics.catalogue + [
      transactionsFailed, recoveries, lag, oldest, assigned, restored, membersEnded, stalled,
    ]
}
