import Dispatch
import Messaging

/// The outputs of this process's last transaction of a stage, with their places, and of the one before while that may
/// not be whole.
///
/// A broker that dies may lose the end of a transaction for some of the partitions that it wrote to, even if it has
/// confirmed the commit. The records there stay invisible until this producer's next transaction in the same partition,
/// and are lost if that one is aborted. So they are kept until the next transaction is confirmed, by the process and
/// not only by one membership of the group. They are in doubt after a failure, or after a connection to a broker was
/// lost; `LostEnds` then says what has to be sent again.
package final class SentOutputs {
  /// What one partition of the input has contributed to a transaction.
  struct Batch: Hashable, Sendable {
    let input: TopicPartition
    /// The offset at which the input continues.
    let end: Int64
  }

  struct Output: Sendable {
    let record: OutgoingRecord
    let batch: Batch
    let place: TopicPartition
    let offset: Int64
  }

  struct Transaction: Sendable {
    var outputs: [Output]
    /// Whether a broker has confirmed the commit.
    let isConfirmed: Bool
    /// The partitions of the input that this process has lost since: another one may have emitted their batches again.
    var moved: Set<TopicPartition> = []
  }

  /// How many seconds the outputs may stay undecided.
  private static let patience = 60

  private(set) var transactions: [Transaction] = []
  /// Whether records may be open whose places are not known: some of a transaction were delivered, and it failed.
  /// Only aborting what is open changes that.
  var hasUnknownRemains = false
  private var isMarked = false
  private var undecidedSince: DispatchTime?

  package init() {}

  /// Whether consumers may not see all outputs.
  var isInDoubt: Bool { isMarked && transactions.contains { !$0.outputs.isEmpty } }

  /// Adds a transaction that has ended. One that was confirmed replaces earlier ones unless they are in doubt: the
  /// brokers begin no transaction before the one before has its ends.
  ///
  /// - Parameter positions: where the records are; the rest of them was not delivered.
  func note(_ sent: [StageTransaction.Output], at positions: [DeliveryReport.Position], isConfirmed: Bool) {
    if !isConfirmed { isMarked = true }
    if !isMarked { transactions = [] }
    let outputs = positions.map { position in
      let output = sent[position.index]
      return Output(
        record: output.record, batch: output.batch, place: TopicPartition(output.record.topic, position.partition),
        offset: position.offset)
    }
    if !outputs.isEmpty { transactions.append(Transaction(outputs: outputs, isConfirmed: isConfirmed)) }
  }

  /// The group has taken these partitions of the input away, for a while or for good.
  func lost(_ partitions: [TopicPartition]) {
    for index in transactions.indices { transactions[index].moved.formUnion(partitions) }
  }

  /// A broker may have lost an end since the last transaction.
  func doubt() { isMarked = true }

  /// Nothing more has to be done about the outputs.
  func forget() {
    transactions = []
    isMarked = false
    undecidedSince = nil
  }

  /// Records whether a look at the outputs leaves some undecided; returns true once all looks have for too long.
  func isUndecidedForGood(_ isUndecided: Bool) -> Bool {
    guard isUndecided else {
      undecidedSince = nil
      return false
    }
    let since = undecidedSince ?? .now()
    undecidedSince = since
    return since + .seconds(Self.patience) <= .now()
  }
}
