import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import Testing

/// `beacon` over the shared broker, with Beacon's own topics in six partitions.
@Suite(
  "Commands over Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaCommandTests {
  /// The results of the commands before the topics exist; then the topics are created.
  private static let before = Result {
    let broker = try SharedBroker.broker.get().address
    let answers = try [
      beacon("publish", "--kafka", broker, "-", input: "{\"body\":\"x\"}\n"),
      beacon("alerts", "--kafka", broker), beacon("projects", "list", "--kafka", broker),
      beacon("dead-letters", "replay", "0:0", "--kafka", broker),
    ]
    let made = try beacon("topics", "create", "--kafka", broker)
    #expect(made.status == 0, "\(made.errors)")
    return answers
  }

  private let broker: String
  private let settings: KafkaSettings

  init() throws {
    _ = try Self.before.get()
    broker = try SharedBroker.broker.get().address
    settings = try SharedBroker.settings()
  }

  /// Sets a test's own records apart.
  private let mark = "m\(UUID().uuidString.prefix(8).lowercased())"

  private func records(_ topic: String, containing text: String) throws -> [Record] {
    try readAll(topic, settings: settings).filter {
      String(decoding: $0.value ?? [], as: UTF8.self).contains(text)
    }
  }

  @Test("Where the topics are missing a command ends with 69 and says how to make them")
  func missingTopics() throws {
    for answer in try Self.before.get() {
      #expect(answer.status == 69)
      #expect(answer.errors.contains("beacon topics create --kafka \(broker)"), "\(answer.errors)")
    }
  }

  @Test("Where no broker answers a command ends with 69 and names the address")
  func noBroker() throws {
    let programs = try [["publish", "-"], ["alerts"], ["assess"], ["sources", "list"], ["silence", "list"]].map {
      try Program("beacon", $0 + ["--kafka", "127.0.0.1:1"], input: "{\"body\":\"x\"}\n")
    }
    for program in programs {
      let answer = try program.answer()
      #expect(answer.status == 69)
      #expect(answer.errors.contains("127.0.0.1:1"), "\(answer.errors)")
    }
  }

  @Test("Published articles are spread by id, url or content, byte for byte, with an event's headers and a trace")
  func publish() throws {
    let lines =
      (0..<24).map { #"{"id":"\#(mark)-\#($0)", "body":"a"}"# } + [
        #"{"url":"https://x.example/\#(mark)","body":"b"}"#, #"{"body":"\#(mark) c"}"#, "{\"body\":\"\(mark)",
      ]
    let input = lines.joined(separator: "\n") + "\n"
    let answer = try beacon("publish", "-", input: input, environment: ["BEACON_KAFKA_BOOTSTRAP": broker])
    #expect(answer.status == 2, "\(answer.errors)")
    #expect(
      answer.output
        == #"{"articles":27,"undated":26,"invalid":1,"unreadDates":0,"futureDated":0,"refused":0,"topic":"beacon.articles.v1","kafka":"\#(broker)","passedOver":0,"languageUnread":0,"languageDoubted":0}"#
        + "\n")
    #expect(try beacon("publish", "--kafka", broker, "-", input: input).status == 2)
    let found = try records("beacon.articles.v1", containing: mark)
    #expect(found.count == 54)
    #expect(Set(found.map(\.partition)).count >= 4)
    for line in lines {
      let twice = found.filter { $0.value == Array(line.utf8) }
      #expect(twice.count == 2 && Set(twice.map(\.partition)).count == 1 && Set(twice.map(\.key)).count == 1)
      #expect(Set(twice.map { $0.header("ce_id") }).count == 1)
      for record in twice {
        for name in ["ce_specversion", "ce_type", "ce_source", "ce_time", "content-type", "traceparent"] {
          #expect(record.headers.count { $0.name == name } == 1, "\(name)")
        }
      }
    }
    let keys = Set(found.map { String(decoding: $0.key ?? [], as: UTF8.self) })
    #expect(keys.isSuperset(of: ["\(mark)-0", "\(mark)-23", "https://x.example/\(mark)"]))
    #expect(keys.count == 27)
  }

  @Test("An article over a million bytes stays back with its file and line and status 65; the others go out")
  func tooLarge() throws {
    func article(_ bytes: Int) -> String {
      let empty = #"{"id":"\#(mark)-\#(bytes)","body":""}"#
      return #"{"id":"\#(mark)-\#(bytes)","body":"\#(String(repeating: "x", count: bytes - empty.utf8.count))"}"#
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: mark)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "in.jsonl")
    let text = [article(100), "", article(1_000_001), article(1_000_000)].joined(separator: "\n")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let answer = try beacon("publish", "--kafka", broker, file.path)
    #expect(answer.status == 65)
    #expect(answer.errors.contains("line 3 of \(file.path) (1000001 bytes)"), "\(answer.errors)")
    #expect(
      answer.output.hasPrefix(#"{"articles":2,"undated":2,"invalid":0,"unreadDates":0,"futureDated":0,"refused":1,"#))
    let found = try records("beacon.articles.v1", containing: mark).compactMap { $0.value?.count }
    #expect(found.sorted() == [100, 1_000_000])
  }

  @Test("A missing file ends the call before anything is published; text of another encoding is published")
  func badFile() throws {
    let answer = try beacon(
      "publish", "--kafka", broker, "-", "/nonexistent/\(mark)", input: #"{"body":"\#(mark)"}"#)
    #expect(answer.status == 66)
    let folder = FileManager.default.temporaryDirectory.appending(path: mark)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let other = folder.appending(path: "windows.txt")
    try Data([0x61, 0xFF]).write(to: other)
    let mixed = try beacon("publish", "--kafka", broker, "-", other.path, input: #"{"body":"\#(mark)"}"#)
    #expect(mixed.status == 0, "\(mixed.errors)")
    #expect(mixed.output.hasPrefix(#"{"articles":2,"#), "\(mixed.output)")
    #expect(try records("beacon.articles.v1", containing: mark).count == 1)
  }

  @Test("Projects and sources are added, listed and removed by their ids, in the command's name")
  func registers() throws {
    let projects = ["b", "a"].map { #"{"id":"\#(mark)-\#($0)","name":"N \#($0)","countries":["NO"],"sector":"port"}"# }
    let sources = #"{"id":"\#(mark)","name":"S","domain":"s.example","grade":"B"}"#
    #expect(
      try beacon("projects", "add", "--kafka", broker, "-", input: projects.joined(separator: "\n")).status == 0)
    #expect(try beacon("sources", "add", "--kafka", broker, "-", input: sources).status == 0)
    func listed(_ register: String) throws -> [String] {
      try beacon(register, "list", "--kafka", broker).lines.filter { $0.contains(mark) }
    }
    #expect(try listed("projects").map { $0.contains("-a\"") } == [true, false])
    #expect(try listed("sources").count == 1)
    let written = try records("beacon.projects.v1", containing: mark)
    #expect(written.allSatisfy { $0.header("ce_type") == "beacon.project.v1" && $0.header("traceparent") != nil })
    #expect(written.allSatisfy { $0.header("ce_source") == "/beacon/projects" })
    #expect(try beacon("projects", "remove", "--kafka", broker, "\(mark)-a").status == 0)
    #expect(try listed("projects").count == 1)
    let tombstone = try readAll("beacon.projects.v1", settings: settings).last { $0.value == nil }
    #expect(tombstone?.key == Array("\(mark)-a".utf8) && tombstone?.eventId != nil)
  }

  @Test("An invalid row is skipped with a warning that names it")
  func badRow() throws {
    let producer = try KafkaProducer(settings)
    try producer.produce(
      OutgoingRecord(
        topic: "beacon.sources.v1", key: Array(mark.utf8), value: Array("junk".utf8),
        time: Timestamp(milliseconds: 0)))
    try producer.flush()
    let answer = try beacon("sources", "list", "--kafka", broker)
    #expect(answer.status == 0)
    #expect(answer.errors.contains("of beacon.sources.v1 cannot be read"), "\(answer.errors)")
    #expect(try beacon("sources", "remove", "--kafka", broker, mark).status == 0)
  }

  @Test("A silence is added, listed and ended")
  func silences() throws {
    let added = try beacon(
      "silence", "add", "project/\(mark)", "--owner", "Ana", "--reason", "known", "--kafka", broker,
      "--clock", "2026-11-24T08:00:00Z")
    let id = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(added.status == 0 && id.count == 32)
    #expect(try beacon("silence", "end", "none", "--kafka", broker).status == 65)
    #expect(
      try beacon("silence", "end", id, "--kafka", broker, "--clock", "2026-11-24T09:00:00Z").status == 0)
    let written = try records("beacon.silences.v1", containing: mark)
    #expect(written.count == 2 && written.allSatisfy { $0.header("ce_source") == "/beacon/silence" })
    let listed = try beacon("silence", "list", "--kafka", broker).lines.filter { $0.contains(mark) }
    #expect(listed.count == 1 && listed[0].contains(#""endsAt":"2026-11-24T09:00:00Z""#), "\(listed)")
  }

  @Test(
    "A dead letter is listed by partition and offset, shown to the byte, and replayed with key, headers and partition")
  func deadLetters() throws {
    let topic = "beacon.articles.v1"
    let value = Array("{\"\(mark)\n".utf8) + [0xFF, 0, 0x0A]
    let sent = PublishedRecord.stamped(
      OutgoingRecord(
        topic: topic, key: [0xFE, 0, 0x0A], value: value, headers: [Header("odd", bytes: [0xFF])],
        time: Timestamp(milliseconds: 1_000)), from: "publish")
    let producer = try KafkaProducer(settings)
    try producer.produce(sent, partition: 4)
    try producer.flush()
    let original = try #require(try readAll(topic, settings: settings).first { $0.value == value })
    for _ in 0..<2 {
      try producer.produce(
        DeadLetterRecord.make(
          from: original, stage: "ingestion-identify", code: "json_syntax", message: mark, version: "v"),
        partition: 3)
    }
    try producer.flush()
    let listed = try beacon("dead-letters", "list", "--kafka", broker).lines.filter { $0.contains(mark) }
    #expect(listed.count == 2)
    let letters = try readAll("beacon.dead-letters.v1", settings: settings).filter { $0.value == value }
    let number = "3:\(try #require(letters.last).offset)"
    #expect(listed.last?.hasPrefix(#"{"number":"\#(number)","code":"json_syntax""#) == true, "\(listed)")
    let shown = try Program("beacon", ["dead-letters", "show", number, "--kafka", broker])
    _ = try shown.answer()
    #expect(shown.bytes == value)
    #expect(try beacon("dead-letters", "replay", number, "--kafka", broker).status == 0)
    let twice = try readAll(topic, settings: settings).filter { $0.value == value }
    #expect(twice.count == 2)
    for record in twice {
      #expect(record.partition == 4 && record.key == sent.key && record.headers == sent.headers)
    }
    for missing in ["3:999999", "999:0", "0:999999"] {
      #expect(try beacon("dead-letters", "show", missing, "--kafka", broker).status == 65)
    }
  }

  @Test("A dead letter that claims another topic than Beacon's is not replayed")
  func foreignDeadLetter() throws {
    let foreign = try SharedBroker.topic()
    let record = Record(
      topic: foreign, partition: 0, offset: 0, key: nil, value: Array(mark.utf8), time: Timestamp(milliseconds: 1))
    let producer = try KafkaProducer(settings)
    try producer.produce(
      DeadLetterRecord.make(from: record, stage: "s", code: "c", message: mark, version: "v"), partition: 0)
    try producer.flush()
    let letter = try #require(try records("beacon.dead-letters.v1", containing: mark).first)
    let answer = try beacon("dead-letters", "replay", "0:\(letter.offset)", "--kafka", broker)
    #expect(answer.status == 65 && answer.errors.contains(foreign), "\(answer.errors)")
    #expect(try readAll(foreign, settings: settings).isEmpty)
  }

  @Test("An assessment is the latest of its subject, and explained by its sum; a removed one is unknown")
  func assessments() throws {
    let producer = try KafkaProducer(settings)
    let time = Timestamp(milliseconds: 1_772_352_900_000)
    func write(_ subject: SubjectKey, score: Double?) throws {
      let topic = TopicCatalogue.assessments
      var record = try topic.record(
        Assessment(
          id: "i", subject: subject, asOf: time, score: score ?? 0, confidence: 0.5, coverage: .monitored,
          baseline: Baseline(value: score ?? 0, source: "s", date: "2026"), categories: [], opportunity: LedgerScore(),
          model: "1"), id: "\(subject) \(score ?? -1)", time: time, from: "scoring")
      if score == nil { record.value = nil }
      try producer.produce(record)
    }
    for (name, score) in [("a", 10.0), ("b", 30), ("a", 20), ("gone", 5)] {
      try write(SubjectKey(.project, "\(mark)-\(name)"), score: score)
    }
    try write(SubjectKey(.project, "\(mark)-gone"), score: nil)
    try producer.flush()
    let listed = try beacon("assess", "--kafka", broker).lines.filter { $0.contains(mark) }
    #expect(listed.map { $0.contains("\(mark)-b") } == [true, false], "\(listed)")
    let one = try beacon("assess", "project/\(mark)-a", "--kafka", broker)
    #expect(one.output.contains(#""score":20"#), "\(one)")
    #expect(try beacon("assess", "project/\(mark)-gone", "--kafka", broker).status == 65)
    let explained = try beacon("explain", "project/\(mark)-a", "--kafka", broker)
    #expect(explained.status == 0 && explained.output.contains(#""addsUp":true"#), "\(explained)")
  }
}
