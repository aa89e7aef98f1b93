import Glibc

/// How one stage takes part in Kafka in this process.
package struct StageOptions: Sendable {
  /// The prefix of the names of groups and transactional ids, which distinguishes deployments on one cluster.
  package var group = "beacon"
  /// The name of this process among those of its service. A process with a name gets its partitions back without a
  /// rebalance when it restarts.
  package var instance: String?
  package var sessionTimeoutMilliseconds = 45_000
  /// The directory of the partitions' state files. No other process may use it.
  package var directory: String
  /// What an operator allows; see `AcceptedDecisions`.
  package var allowances: PartitionRecovery.Allowances = []
  /// The topic of the dead letters; nil for a stage without any.
  package var deadLetterTopic: String?
  /// Topics whose records get the broker's append time; a publisher's `ce_time` header is ignored there.
  package var appendTimeTopics: Set<String> = []
  /// The time without a record after which `onQuiet` is called for a partition.
  package var quietMilliseconds = 60_000
  /// The seconds without progress, though there is work and the brokers respond, after which the stage joins its
  /// group again with new clients.
  package var renewalSeconds = StageHealth.renewalLimit

  /// A name that no other process has.
  private let processName = "\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
  /// Distinguishes the transactional ids of this process from those of the service's other processes.
  var slot: String { instance ?? processName }

  package init(directory: String) { self.directory = directory }
}
