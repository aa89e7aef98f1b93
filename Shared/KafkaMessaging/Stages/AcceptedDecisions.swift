/// What an operator allows the recoveries of one stage in this process, once for each partition.
///
/// A partition uses it up with its first recovery that succeeds, whether that needed it or not. Records or offsets that
/// are lost later stop the stage again.
package final class AcceptedDecisions {
  private let allowed: PartitionRecovery.Allowances
  private var used: Set<TopicPartition> = []

  package init(_ allowed: PartitionRecovery.Allowances = []) { self.allowed = allowed }

  /// What the next recovery of the partition may do.
  func allowances(for partition: TopicPartition) -> PartitionRecovery.Allowances {
    used.contains(partition) ? [] : allowed
  }

  /// Records that a recovery of the partition has succeeded. One that fails halfway needs its allowances again.
  func use(for partition: TopicPartition) { used.insert(partition) }
}
