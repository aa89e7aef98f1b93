import CommandLine
import Foundation
import Messaging
import Models
import PipelineContracts
import Testing

@testable import BeaconCommands

@Suite("Published records recomputed") struct VerifyTests {
  private static let environment = ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"]

  private func call(_ words: String..., data: TemporaryFolder) throws -> Answer {
    try beacon(words + ["--data", data.path], input: [], environment: Self.environment)
  }

  /// The samples, published and run.
  private func samples() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for words in [
      ["projects", "add", checkout + "/deploy/samples/projects.jsonl"],
      ["sources", "add", checkout + "/deploy/samples/sources.jsonl"],
      ["publish", "--rebase", "--clock", "2026-11-24T12:00:00Z", checkout + "/deploy/samples/articles"],
      ["run", "--until-idle", "--clock", "2026-11-24T12:00:00Z"],
      ["run", "--until-idle", "--clock", "2026-11-28T12:00:00Z"],
    ] {
      let answer = try beacon(words + ["--data", folder.path], input: [], environment: Self.environment)
      #expect(answer.code == .success, "\(words): \(answer.errors)")
    }
    return folder
  }

  @Test("Every score, warning and alert of the samples is recomputed to the byte, and a replay prints the same alerts")
  func clean() throws {
    let folder = try samples()
    let verified = try call("verify", "--text", data: folder)
    #expect(verified.code == .success, "\(verified.output)")
    #expect(verified.output.contains("Every record is as it should be."))
    let replayed = try call("replay", data: folder)
    let published = try call("alerts", "--json", data: folder)
    #expect(!published.output.isEmpty && replayed.output == published.output)
    #expect(published.output.contains(#""status":"renewed""#), "four days pass between the runs")
  }

  @Test(
    "A planted record is found",
    arguments: [
      (TopicCatalogue.assessments.name, "\"score\":", "\"score\":1"),
      (TopicCatalogue.warnings.name, "\"families\":", "\"families\":9"),
      (TopicCatalogue.alerts.name, "\"headline\":\"", "\"headline\":\"x"),
    ])
  func planted(topic: String, place: String, lie: String) throws {
    let folder = try samples()
    let source = try EmbeddedSource(directory: folder.path)
    var last: Record?
    _ = try source.scan(topic) { (record) throws(CommandFailure) in
      if record.value.map({ String(decoding: $0, as: UTF8.self).contains(place) }) == true { last = record }
    }
    let record = try #require(last)
    let text = String(decoding: try #require(record.value), as: UTF8.self)
    let sink = try EmbeddedSink(directory: folder.path)
    try sink.append(
      OutgoingRecord(
        topic: topic, key: record.key, value: Array(text.replacing(place, with: lie, maxReplacements: 1).utf8),
        headers: record.headers.map { $0.name == CloudEvent.id ? Header(CloudEvent.id, "planted") : $0 },
        time: record.time))
    try sink.finish()
    #expect(try call("run", "--until-idle", "--clock", "2026-11-28T12:00:00Z", data: folder).code == .success)
    let verified = try call("verify", "--text", data: folder)
    #expect(verified.code == .internalError)
    #expect(verified.output.contains("unexpected  \(topic)"), "\(verified.output)")
  }

  private static func record(_ id: String, key: String = "country/PE", value: String, hours: Int = 0) -> Record {
    Record(
      topic: "t", partition: 0, offset: 0, key: Array(key.utf8), value: Array(value.utf8),
      headers: [Header(CloudEvent.id, id)], time: Timestamp(milliseconds: 0).adding(hours: hours))
  }

  private static func differences(
    expected: [Record], published: [Record], isCompacted: Bool = false, isTruncated: Bool = false
  ) -> [String] {
    var verification = Verification(topic: "t", isCompacted: isCompacted)
    for record in expected { verification.expect(record) }
    for record in published { verification.check(record) }
    verification.finish(isTruncated: isTruncated)
    return verification.differences.map { "\($0.kind.rawValue) \($0.id)" }
  }

  @Test("Each kind of difference has its name")
  func kinds() {
    let (a, b, c) = (
      Self.record("a", value: "1"), Self.record("b", value: "2", hours: 1), Self.record("c", value: "3", hours: 2)
    )
    let check = Self.differences
    #expect(check([a, b], [a, b], false, false) == [])
    #expect(check([a, b], [a, Self.record("b", value: "9", hours: 1)], false, false) == ["altered b"])
    #expect(check([a, b], [a], false, false) == ["missing b"])
    #expect(check([a], [a, c], false, false) == ["unexpected c"])
    #expect(check([a, b], [a, b, b], false, false) == ["doubled b"])
    #expect(check([a, b], [b, a], false, false) == ["misplaced a"])
    #expect(
      check([a, b], [Self.record("a", key: "country/CL", value: "1"), b], false, false) == [
        "unexpected a", "missing a",
      ])
  }

  @Test("A replay keeps the order of each partition, though a record's time may lie before that of an earlier one")
  func orderOfPartitions() {
    func records(_ partition: Int, _ hours: KeyValuePairs<String, Int>) -> [Record] {
      hours.map { id, hours in
        var record = Self.record(id, value: id, hours: hours)
        record.partition = partition
        return record
      }
    }
    let merged = Replay.inOrderOfTime([
      records(0, ["a": 1, "b": 5, "c": 3, "d": 6]), records(1, ["e": 4, "f": 5, "g": 2]),
    ])
    #expect(merged.map { String(decoding: $0.value ?? [], as: UTF8.self) } == ["a", "e", "b", "c", "f", "g", "d"])
    #expect(merged.allSatisfy { $0.partition == 0 })
  }

  @Test(
    "Of a compacted topic only the latest of each key has to be there, of a truncated one nothing before its beginning")
  func retention() {
    let (a, b, c) = (
      Self.record("a", value: "1"), Self.record("b", value: "2", hours: 1), Self.record("c", value: "3", hours: 2)
    )
    let check = Self.differences
    #expect(check([a, b], [b], true, false) == [])
    #expect(check([a, b], [a], true, false) == ["missing b"])
    #expect(check([a, b, c], [b, c], false, true) == [])
    #expect(check([a, b, c], [a, c], false, true) == ["missing b"])
  }
}
