import Messaging
import Models

/// The stage that the suite runs: it counts records by key, in state and in memory, and reports what it saw.
///
/// The first byte of a value says what to do: `a` counts; `b` writes and emits, then refuses the record; `s` scans all
/// rows; a null value removes the row; anything else only reports the key's row of the table.
package enum Ledger {
  package static let input = "ledger.input"
  package static let output = "ledger.output"
  package static let markers = "ledger.markers"
  package static let table = "ledger.table"
  package static let dead = "ledger.dead"

  package static let topics = [
    TopicConfiguration(name: input, cleanup: .delete(afterDays: 400), isKeyedByPublisher: true),
    TopicConfiguration(name: output, cleanup: .delete(afterDays: 400)),
    TopicConfiguration(name: markers, cleanup: .delete(afterDays: 400)),
    TopicConfiguration(name: table, cleanup: .compact(afterDays: 1)),
    TopicConfiguration(name: dead, cleanup: .delete(afterDays: 400)),
  ]

  package static func stage(
    named name: String = "ledger", from input: String = input, to output: String = output, tables: [String] = [table]
  ) -> Stage {
    Stage(name: name, input: input, tables: tables, outputs: [output, markers], isStateful: true) {
      LedgerProcessor(output: output)
    }
  }

  package static let deadLetter: DeadLetterMaker = { rejected in
    OutgoingRecord(
      topic: dead, key: rejected.record.key, value: rejected.record.value,
      headers: [
        Header("code", rejected.code), Header("stage", rejected.stage),
        Header("place", "\(rejected.record.topic)/\(rejected.record.partition)/\(rejected.record.offset)"),
      ], time: rejected.record.time)
  }

  package static func record(_ key: String, _ value: String?, at milliseconds: Int64 = 0) -> OutgoingRecord {
    OutgoingRecord(
      topic: input, key: Array(key.utf8), value: value.map { Array($0.utf8) },
      time: Timestamp(milliseconds: milliseconds))
  }
}

private final class LedgerProcessor: StageProcessor {
  private let output: String
  private var rows: [[UInt8]: [UInt8]] = [:]
  /// By key; written to the state when the batch ends.
  private var counts: [[UInt8]: Int] = [:]

  init(output: String) {
    self.output = output
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    if value == Array("refused".utf8) { throw .badRecord(code: "invalid_value", message: "a row that is refused") }
    rows[key] = value
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let key = record.key ?? []
    switch record.value?.first {
    case nil:
      try batch.state.set([UInt8(ascii: "k")] + key, to: nil)
      tell("removed", of: record, in: &batch)
    case UInt8(ascii: "a"):
      try count(key, record, in: &batch)
    case UInt8(ascii: "b"):
      let row = [UInt8(ascii: "k")] + key
      _ = try batch.state.value(row)
      try batch.state.set(row, to: Array("wrong".utf8))
      try batch.state.set([UInt8(ascii: "x")] + key, to: Array("wrong".utf8))
      _ = try batch.state.value(row)
      try batch.state.set(row, to: Array("wrong again".utf8))
      tell("wrong", of: record, in: &batch)
      throw .badRecord(code: "invalid_value", message: "a value that begins with b")
    case UInt8(ascii: "s"):
      var seen: [String] = []
      try batch.state.scan(prefix: [UInt8(ascii: "k")]) { (key, value) throws(StageFailure) in
        seen.append(String(decoding: key + [UInt8(ascii: "=")] + value, as: UTF8.self))
        return seen.count < 100
      }
      tell(seen.joined(separator: ","), of: record, in: &batch)
    default:
      tell(rows[key].map { String(decoding: $0, as: UTF8.self) } ?? "no row", of: record, in: &batch)
    }
  }

  func willCommit(_ state: any StageState) throws(StageFailure) {
    for key in counts.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      try state.set([UInt8(ascii: "m")] + key, to: counts[key].map { Array(String($0).utf8) })
    }
  }

  private func count(_ key: [UInt8], _ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let row = [UInt8(ascii: "k")] + key
    let inState = number(try batch.state.value(row)) + 1
    let remembered = number(try batch.state.value([UInt8(ascii: "m")] + key))
    let inMemory = counts[key] ?? remembered
    try batch.state.set(row, to: Array(String(inState).utf8))
    counts[key] = inMemory + 1
    tell("\(inState) and \(inMemory + 1)", of: record, in: &batch)
    if inState % 4 == 0 { tell("four more", of: record, in: &batch) }
    if inState % 5 == 0 {
      let marker = Array("\(String(decoding: key, as: UTF8.self)) has \(inState)".utf8)
      batch.emit(
        OutgoingRecord(
          topic: Ledger.markers, destination: .everyPartition, key: nil, value: marker, time: record.time))
    }
  }

  private func tell(_ text: String, of record: Record, in batch: inout StageBatch) {
    let value = Array("a \(text) at \(batch.time.milliseconds)".utf8)
    batch.emit(
      OutgoingRecord(topic: output, key: record.key, value: value, headers: record.headers, time: record.time))
  }

  private func number(_ digits: [UInt8]?) -> Int {
    digits.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
  }
}
