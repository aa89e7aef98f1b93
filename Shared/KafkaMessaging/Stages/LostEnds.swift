import Messaging

/// What has to be sent again so that transactions whose ends a broker has lost for some partitions become whole.
struct LostEnds {
  /// Outputs that consumers do not see though their transaction was committed.
  private(set) var outputs: [SentOutputs.Output] = []
  /// Where the partitions of the input that these outputs come from continue, and those whose offsets were lost while
  /// some of their outputs are visible.
  private(set) var offsets: [TopicPartition: Int64] = [:]

  /// Nothing.
  init() {}

  /// A batch was committed if the group is past it, or if consumers see some of its outputs. Any other batch stays as
  /// it is: recovery of its partition continues at the group's offset, and emits the batch again.
  ///
  /// Only partitions of the input that this process has are decided; so the offsets that are sent with the outputs keep
  /// a process that has lost its membership from doing so. Of a partition that was away meanwhile, a batch counts
  /// unless the group is past its end, since another process may have emitted it again; one whose transaction was not
  /// confirmed counts only where the group is exactly at its end.
  ///
  /// - Parameters:
  ///   - look: what consumers see of the transactions.
  ///   - committed: the group's offsets of the partitions that this process has.
  init(
    in transactions: [SentOutputs.Transaction], by look: SentOutputs.Look, committed: [TopicPartition: Int64?]
  ) {
    for (input, offset) in committed.sorted(by: { $0.key < $1.key }) {
      let group = offset ?? 0
      var missing: [SentOutputs.Output] = []
      var end = group
      for (number, transaction) in transactions.enumerated() {
        let hasMoved = transaction.moved.contains(input)
        for output in transaction.outputs where output.batch.input == input {
          // Another process may have emitted a part of it.
          if hasMoved, !transaction.isConfirmed, output.batch.end != group { continue }
          let outputs = SentOutputs.Group(output, of: number)
          if look.undecided.contains(outputs) { continue }
          if !look.unreadable.contains(outputs) {
            end = max(end, output.batch.end)
          } else if !hasMoved || output.batch.end >= group {
            missing.append(output)
          }
        }
      }
      missing.removeAll { $0.batch.end > end }
      outputs += missing
      if end > group || !missing.isEmpty { offsets[input] = end }
    }
  }

  var isEmpty: Bool { offsets.isEmpty }

  /// The partitions whose ends were lost, or whose group offsets were.
  func places(committed: [TopicPartition: Int64?]) -> [TopicPartition] {
    Set(outputs.map(\.place)).union(offsets.filter { (committed[$0.key] ?? nil) ?? 0 < $0.value }.keys).sorted()
  }
}
