import Messaging
import Models
import Testing

@testable import KafkaMessaging

@Suite("What a stage makes of transactions whose ends may be lost")
struct LostEndDecisionTests {
  private static let input = [TopicPartition("in", 0), TopicPartition("in", 1)]
  private static let places = [TopicPartition("out", 0), TopicPartition("out", 1)]

  /// An output in a partition of `out`, of the batch of a partition of the input that ends at `end`.
  private func output(
    _ value: String, at offset: Int64, in place: Int = 0, of input: Int = 0, end: Int64 = 10
  ) -> SentOutputs.Output {
    SentOutputs.Output(
      record: record(value), batch: SentOutputs.Batch(input: Self.input[input], end: end), place: Self.places[place],
      offset: offset)
  }

  private func record(_ value: String) -> OutgoingRecord {
    OutgoingRecord(topic: "out", key: Array("k".utf8), value: Array(value.utf8), time: Timestamp(milliseconds: 0))
  }

  private func transaction(
    _ outputs: SentOutputs.Output..., isConfirmed: Bool = true, moved: Set<TopicPartition> = []
  ) -> SentOutputs.Transaction {
    SentOutputs.Transaction(outputs: outputs, isConfirmed: isConfirmed, moved: moved)
  }

  private func group(_ place: Int, of transaction: Int = 0, input: Int = 0) -> SentOutputs.Group {
    SentOutputs.Group(output("", at: 0, in: place, of: input), of: transaction)
  }

  // MARK: Reading

  private func judge(
    _ outputs: SentOutputs.Output..., low: Int64 = 0, end: Int64, seeing values: String...
  ) -> SentOutputs.Look {
    let found = values.map { SentOutputs.Content(record($0)) }
    let reading = SentOutputs.Reading(bounds: Watermarks(low: low, high: end), found: Set(found))
    return SentOutputs.judge(
      [SentOutputs.Transaction(outputs: outputs, isConfirmed: true)], by: [Self.places[0]: reading])
  }

  @Test("Outputs of which consumers see one in a partition are all readable there")
  func readable() {
    #expect(judge(output("a", at: 5), output("b", at: 6), end: 20, seeing: "b") == SentOutputs.Look())
  }

  @Test("Outputs that are skipped before the last stable offset are aborted")
  func aborted() {
    let look = judge(output("a", at: 5), output("b", at: 6), end: 8)
    #expect(look == SentOutputs.Look(unreadable: [group(0)], isOpen: false))
  }

  @Test("Outputs at the first of which the last stable offset stays wait for the end of their transaction")
  func open() {
    let look = judge(output("a", at: 5), output("b", at: 6), end: 5)
    #expect(look == SentOutputs.Look(unreadable: [group(0)], isOpen: true))
  }

  @Test("Outputs that retention has deleted are not sent again")
  func deleted() {
    #expect(judge(output("a", at: 5), low: 6, end: 7) == SentOutputs.Look())
    #expect(judge(output("a", at: 5), output("b", at: 6), low: 6, end: 7).unreadable == [group(0)])
  }

  @Test("Behind another producer's open transaction nothing is decided, unless the outputs have been seen")
  func undecided() {
    #expect(judge(output("a", at: 5), end: 3) == SentOutputs.Look(undecided: [group(0)]))
    #expect(judge(output("a", at: 5), end: 3, seeing: "a") == SentOutputs.Look())
    #expect(SentOutputs.judge([transaction(output("a", at: 5))], by: [:]).undecided == [group(0)])
  }

  @Test("Records with the same key and value and other headers are other records")
  func headers() {
    var other = record("a")
    other.headers = [Header("ce_id", bytes: Array("2".utf8))]
    #expect(SentOutputs.Content(record("a")) != SentOutputs.Content(other))
  }

  // MARK: What is sent again

  private func lost(
    _ transactions: [SentOutputs.Transaction], unreadable: Set<SentOutputs.Group>, group: Int64?...
  ) -> (outputs: [String], offsets: [TopicPartition: Int64]) {
    let committed = Dictionary(uniqueKeysWithValues: zip(Self.input, group))
    let found = LostEnds(in: transactions, by: SentOutputs.Look(unreadable: unreadable), committed: committed)
    return (found.outputs.map { String(decoding: $0.record.value ?? [], as: UTF8.self) }, found.offsets)
  }

  @Test("Where the group is past a batch, the outputs that nobody sees are sent again, with the group's own offset")
  func outputsLost() {
    let sent = [transaction(output("a", at: 5), output("b", at: 6, in: 1))]
    let found = lost(sent, unreadable: [group(1)], group: 10)
    #expect(found.outputs == ["b"] && found.offsets == [Self.input[0]: 10])
  }

  @Test("Where consumers see some of a batch and the group is before it, the rest is sent with the batch's offset")
  func offsetsLost() {
    let sent = [transaction(output("a", at: 5), output("b", at: 6, in: 1))]
    let some = lost(sent, unreadable: [group(1)], group: 7)
    #expect(some.outputs == ["b"] && some.offsets == [Self.input[0]: 10])
    let all = lost(sent, unreadable: [], group: nil)
    #expect(all.outputs.isEmpty && all.offsets == [Self.input[0]: 10])
  }

  @Test("A transaction that is whole leaves nothing to send")
  func whole() {
    let found = lost([transaction(output("a", at: 5))], unreadable: [], group: 10)
    #expect(found.outputs.isEmpty && found.offsets.isEmpty)
  }

  @Test("A batch that nobody sees and that the group is not past is left to the recovery of its partition")
  func notCommitted() {
    let found = lost([transaction(output("a", at: 5))], unreadable: [group(0)], group: 7)
    #expect(found.outputs.isEmpty && found.offsets.isEmpty)
  }

  @Test("A partition of the input that this process does not have is left to its owner")
  func notOwned() {
    let sent = [transaction(output("a", at: 5, of: 1), output("b", at: 6, in: 1))]
    let found = lost(sent, unreadable: [group(0, input: 1), group(1)], group: 10)
    #expect(found.outputs == ["b"] && found.offsets == [Self.input[0]: 10])
  }

  @Test(
    "A batch of a partition that was away meanwhile is sent again only where the group is at its end",
    arguments: [10, 11] as [Int64])
  func moved(group offset: Int64) {
    let sent = [transaction(output("a", at: 5), moved: [Self.input[0]])]
    let found = lost(sent, unreadable: [group(0)], group: offset)
    #expect(found.outputs == (offset == 10 ? ["a"] : []))
    let unknown = [transaction(output("a", at: 5), isConfirmed: false, moved: [Self.input[0]])]
    #expect(lost(unknown, unreadable: [group(0)], group: offset).outputs == (offset == 10 ? ["a"] : []))
    // Another process may have emitted a smaller batch, whose outputs are among those of this one.
    #expect(lost(unknown, unreadable: [], group: 9).offsets.isEmpty)
  }

  @Test("What another process has emitted of one partition's batch says nothing of another's in the same place")
  func otherInput() {
    let look = judge(output("a", at: 5), output("b", at: 6, of: 1), end: 20, seeing: "a")
    #expect(look.unreadable == [group(0, input: 1)])
  }

  @Test("What stays undecided is neither sent again nor evidence that its batch was committed")
  func undecidedForGood() {
    let sent = [transaction(output("a", at: 5), output("b", at: 6, in: 1))]
    let look = SentOutputs.Look(unreadable: [group(1)], undecided: [group(0)])
    let before = LostEnds(in: sent, by: look, committed: [Self.input[0]: 7])
    #expect(before.isEmpty)
    let past = LostEnds(in: sent, by: look, committed: [Self.input[0]: 10])
    #expect(past.outputs.map(\.place) == [Self.places[1]])
  }

  @Test("A later batch that consumers see shows that the earlier one was committed, and an earlier one not the later")
  func twoTransactions() {
    let sent = [transaction(output("a", at: 5)), transaction(output("b", at: 6, end: 12))]
    let earlier = lost(sent, unreadable: [group(0)], group: 7)
    #expect(earlier.outputs == ["a"] && earlier.offsets == [Self.input[0]: 12])
    let later = lost(sent, unreadable: [group(0, of: 1)], group: 10)
    #expect(later.outputs.isEmpty && later.offsets.isEmpty)
  }

  @Test("Each partition of the input is decided by its own offset")
  func partitions() {
    let sent = [transaction(output("a", at: 5), output("b", at: 6, of: 1))]
    let found = lost(sent, unreadable: [group(0), group(0, input: 1)], group: 10, 9)
    #expect(found.outputs == ["a"] && found.offsets == [Self.input[0]: 10])
  }

  // MARK: What is kept

  private func note(_ value: String, isConfirmed: Bool, in sent: SentOutputs) {
    let output = StageTransaction.Output(record: record(value), batch: output(value, at: 0).batch)
    sent.note(
      [output], at: [DeliveryReport.Position(index: 0, partition: 0, offset: 0)], isConfirmed: isConfirmed)
  }

  private func values(_ sent: SentOutputs) -> [String] {
    sent.transactions.flatMap(\.outputs).map { String(decoding: $0.record.value ?? [], as: UTF8.self) }
  }

  @Test("A confirmed transaction replaces the one before, unless that is in doubt")
  func kept() {
    let sent = SentOutputs()
    note("a", isConfirmed: true, in: sent)
    note("b", isConfirmed: true, in: sent)
    #expect(values(sent) == ["b"] && !sent.isInDoubt)
    sent.doubt()
    note("c", isConfirmed: true, in: sent)
    #expect(values(sent) == ["b", "c"] && sent.isInDoubt)
    sent.forget()
    #expect(values(sent) == [] && !sent.isInDoubt)
    note("d", isConfirmed: false, in: sent)
    #expect(values(sent) == ["d"] && sent.isInDoubt)
  }

  @Test("Where a partition is taken away, its batches count as moved, and places stay known")
  func partitionLost() {
    let sent = SentOutputs()
    note("a", isConfirmed: true, in: sent)
    note("b", isConfirmed: false, in: sent)
    sent.lost([Self.input[1]])
    sent.lost([Self.input[0]])
    #expect(values(sent) == ["a", "b"] && sent.transactions.map(\.moved) == [Set(Self.input), Set(Self.input)])
  }

  @Test("Nothing that was sent leaves nothing in doubt")
  func empty() {
    let sent = SentOutputs()
    sent.doubt()
    #expect(!sent.isInDoubt)
    sent.note([], at: [], isConfirmed: false)
    #expect(!sent.isInDoubt)
  }
}
