import EmbeddedMessaging
import Files
import Foundation
import Messaging
import MessagingConformance
import Models
import TestSupport
import Testing

@Suite struct InboxTests {
  static let articles = "test.articles"
  static let register = "test.register"
  static let topics = [
    TopicConfiguration(name: articles, cleanup: .delete(afterDays: 7)),
    TopicConfiguration(name: register, cleanup: .compact(afterDays: 1), isKeyedByPublisher: true),
  ]

  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func open() throws -> EmbeddedLog {
    try EmbeddedLog.open(directory: directory.path, topics: Self.topics, durability: .none)
  }

  private var inboxNames: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/inbox").filter { !$0.hasPrefix(".") }
        .sorted()
    }
  }

  private func intake(_ log: EmbeddedLog) -> InboxIntake {
    InboxIntake(into: log, clock: { Timestamp(milliseconds: 1_000) })
  }

  /// Takes everything in, in transactions of so many lines.
  private func takeAll(_ log: EmbeddedLog, lines: Int = 500) throws {
    var intake = intake(log)
    while try intake.hasInput() {
      _ = try log.transaction { try intake.take(BatchLimit(records: lines)) }
      try intake.removeFinished()
    }
  }

  private func values(_ log: EmbeddedLog, _ topic: String = articles) throws -> [String] {
    try log.records(topic: topic).map { String(decoding: $0.value ?? [], as: UTF8.self) }
  }

  @Test(
    "Files are taken in order of their names, and lines in order, whatever the transactions", arguments: [1, 2, 500])
  func order(lines: Int) throws {
    let writer = try InboxWriter(directory: directory.path)
    for file in 0..<12 {
      let name = try writer.append(topic: Self.articles, lines: (0..<3).map { Array("\(file).\($0)".utf8) })
      #expect(name == String(format: "%020d-test.articles.jsonl", file + 1))
    }
    let log = try open()
    try takeAll(log, lines: lines)
    #expect(try values(log) == (0..<12).flatMap { file in (0..<3).map { "\(file).\($0)" } })
    #expect(try log.records(topic: Self.articles).allSatisfy { $0.time.milliseconds == 1_000 && $0.key == nil })
    #expect(try inboxNames.isEmpty)
  }

  @Test("A line is taken once, wherever the process dies", arguments: ["in the transaction", "before the removal"])
  func deaths(place: String) throws {
    try InboxWriter(directory: directory.path).append(topic: Self.articles, lines: (0..<5).map { Array("\($0)".utf8) })
    do {
      let log = try open()
      var intake = intake(log)
      if place == "in the transaction" {
        _ = try? log.transaction {
          _ = try intake.take(BatchLimit(records: 3))
          throw CancellationError()
        }
      } else {
        _ = try log.transaction { try intake.take(BatchLimit(records: 3)) }
        _ = try log.transaction { try intake.take(BatchLimit(records: 3)) }
      }
    }
    let log = try open()
    try takeAll(log)
    try takeAll(log)
    #expect(try values(log) == ["0", "1", "2", "3", "4"])
    #expect(try inboxNames.isEmpty)
  }

  @Test("No sequence is given twice, even when all files are gone")
  func sequences() throws {
    let writer = try InboxWriter(directory: directory.path)
    let log = try open()
    var names = Set<String>()
    for _ in 0..<5 {
      names.insert(try writer.append(topic: Self.articles, lines: [Array("x".utf8)]))
      try takeAll(log)
    }
    #expect(names.count == 5)
    #expect(try values(log).count == 5)
  }

  @Test("Files of many writers at once are each whole, and none is lost")
  func manyWriters() async throws {
    let path = directory.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let inbox = try InboxWriter(directory: path)
          for file in 0..<10 {
            try inbox.append(topic: Self.articles, lines: (0..<3).map { Array("\(writer) \(file) \($0)".utf8) })
          }
        }
      }
      try await group.waitForAll()
    }
    let log = try open()
    try takeAll(log)
    let found = try values(log)
    #expect(found.count == 120)
    for start in stride(from: 0, to: 120, by: 3) {
      let first = found[start].dropLast(1)
      #expect(found[start..<start + 3].map { String($0) } == (0..<3).map { "\(first)\($0)" })
    }
  }

  @Test("A file that is never published leaves nothing")
  func abandonedFile() throws {
    let writer = try InboxWriter(directory: directory.path)
    try writer.begin(topic: Self.articles).write([1])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/inbox") == [])
  }

  @Test(
    "Keys and tombstones of a register come through",
    arguments: ["chancay-port", "a\"b\\c", "tab\tand\u{1}", "港口", "}", ":null"])
  func keyedLines(key: String) throws {
    let lines = [KeyedLine.encode(key: key, value: Array(#"{"id":"x"}"#.utf8)), KeyedLine.encode(key: key, value: nil)]
    try InboxWriter(directory: directory.path).append(topic: Self.register, lines: lines)
    let log = try open()
    try takeAll(log)
    let records = try log.records(topic: Self.register)
    #expect(records.map(\.key) == [Array(key.utf8), Array(key.utf8)])
    #expect(records.map(\.value) == [Array(#"{"id":"x"}"#.utf8), nil])
  }

  @Test(
    "A line of a register that has another form is kept as it is, without a key",
    arguments: ["{}", #"{"value":1}"#, #"{"key":"","value":1}"#, #"{"key":"a\n","value":1}"#, "\u{0}", #"{"key":"a"#])
  func otherLines(line: String) throws {
    try InboxWriter(directory: directory.path).append(topic: Self.register, lines: [Array(line.utf8)])
    let log = try open()
    try takeAll(log)
    #expect(try log.records(topic: Self.register).map(\.key) == [nil])
    #expect(try values(log, Self.register) == [line])
  }

  @Test("Blank lines are passed over, a last line without its end is taken, and bytes stay what they are")
  func rawFile() throws {
    let log = try open()
    let bytes: [UInt8] = Array("one\r\n\n  \r\n".utf8) + [0xff, 0, 0xfe, 10] + Array("last".utf8)
    try Data(bytes).write(to: URL(filePath: "\(directory.path)/inbox/00000000000000000007-test.articles.jsonl"))
    try takeAll(log)
    #expect(
      try log.records(topic: Self.articles).map(\.value) == [Array("one\r".utf8), [0xff, 0, 0xfe], Array("last".utf8)])
  }

  @Test("A file of an unknown topic or name is set aside and reported, and the others continue")
  func refusedFiles() throws {
    let log = try open()
    let inbox = "\(directory.path)/inbox"
    for name in ["00000000000000000001-other.jsonl", "1-test.articles.jsonl", "notes.txt"] {
      try Data("x".utf8).write(to: URL(filePath: "\(inbox)/\(name)"))
    }
    try InboxWriter(directory: directory.path).append(topic: Self.articles, lines: [Array("x".utf8)])
    var intake = intake(log)
    let taken = try log.transaction { try intake.take(BatchLimit()) }
    try intake.removeFinished()
    #expect(taken.records == 1)
    #expect(taken.refused.count == 3)
    #expect(try inboxNames == taken.refused.sorted())
    #expect(try !intake.hasInput())
  }

  @Test("A line of twenty megabytes is taken whole")
  func largeLine() throws {
    let large = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    try InboxWriter(directory: directory.path).append(topic: Self.articles, lines: [[1], large, [2]])
    let log = try open()
    try takeAll(log)
    #expect(try log.records(topic: Self.articles, from: 1, limit: BatchLimit(records: 1)).first?.value == large)
    #expect(try log.nextOffset(ofTopic: Self.articles) == 3)
  }

  @Test(
    "A record sent whole keeps its key, headers and every byte; a broken line of such a file is kept as it is")
  func whole() throws {
    let records: [(key: [UInt8]?, value: [UInt8]?, headers: [Header])] = [
      (nil, Array("a\nb".utf8), [Header("h", "1"), Header("h", bytes: [0xFF, 0, 0x0A])]),
      ([0, 0x0A, 0xFE], nil, [Header("", "")]), ([], [], [Header("x", "")]),
      (Array("k".utf8), [UInt8](repeating: 7, count: 300_000), [Header("x", "y")]),
    ]
    let file = try InboxWriter(directory: directory.path).beginWhole(topic: Self.articles)
    for record in records {
      try file.write(
        whole: OutgoingRecord(
          topic: Self.articles, key: record.key, value: record.value, headers: record.headers,
          time: Timestamp(milliseconds: 0)))
    }
    try file.write(Array("no base64".utf8))
    #expect(try file.publish() == "00000000000000000001-test.articles.records")
    let log = try open()
    try takeAll(log, lines: 2)
    let taken = try log.records(topic: Self.articles)
    #expect(taken.map(\.key) == records.map(\.key) + [nil])
    #expect(taken.map(\.value) == records.map(\.value) + [Array("no base64".utf8)])
    #expect(taken.map(\.headers) == records.map(\.headers) + [[]])
    #expect(try inboxNames.isEmpty)
  }

  @Test("What waits in the inbox is counted, and found by its key, by the names that a run takes")
  func waiting() throws {
    let reader = InboxReader(directory: directory.path)
    #expect(reader.lineCount(ofTopic: Self.articles) == 0)
    #expect(!reader.mayContain(key: "gone", ofRegister: Self.register))
    let writer = try InboxWriter(directory: directory.path)
    try writer.append(topic: Self.articles, lines: ["1", "", "3"].map { Array($0.utf8) })
    try writer.append(
      topic: Self.register,
      lines: [
        KeyedLine.encode(key: "a\"b", value: Array("1".utf8)), KeyedLine.encode(key: "gone", value: nil),
        KeyedLine.encode(key: "long", value: [UInt8](repeating: UInt8(ascii: "7"), count: 600_000)),
      ])
    let line = KeyedLine.encode(key: "a", value: Array("1".utf8))
    try Data(line).write(to: URL(filePath: "\(directory.path)/inbox/notes-test.register.jsonl"))
    let names = try inboxNames
    #expect(reader.lineCount(ofTopic: Self.articles) == 3)
    #expect(reader.lineCount(ofTopic: Self.register) == 3)
    let keys = ["a\"b", "gone", "long", "a", "b", "lon", ""]
    #expect(keys.filter { reader.mayContain(key: $0, ofRegister: Self.register) } == ["a\"b", "gone", "long"])
    #expect(!reader.mayContain(key: "gone", ofRegister: Self.articles))
    #expect(try inboxNames == names)
    let whole = try writer.beginWhole(topic: Self.register)
    try whole.write(
      whole: OutgoingRecord(
        topic: Self.register, key: [1], value: nil, headers: [], time: Timestamp(milliseconds: 0)))
    _ = try whole.publish()
    #expect(reader.mayContain(key: "a", ofRegister: Self.register))
  }

  @Test("The records that wait for a topic are read in order from files of both forms, and stay in the inbox")
  func waitingRecords() throws {
    let reader = InboxReader(directory: directory.path)
    #expect(try reader.records(ofTopic: Self.articles) == [])
    let writer = try InboxWriter(directory: directory.path)
    let headers = [Header("ce_time", "1970-01-01T00:00:02Z")]
    let whole = try writer.beginWhole(topic: Self.articles)
    try whole.write(
      whole: OutgoingRecord(
        topic: Self.articles, key: [7], value: [8], headers: headers, time: Timestamp(milliseconds: 0)))
    _ = try whole.publish()
    try writer.append(topic: Self.register, lines: [KeyedLine.encode(key: "k", value: Array("v".utf8))])
    try writer.append(topic: Self.articles, lines: ["1", "", "3"].map { Array($0.utf8) })
    let names = try inboxNames
    let entries = try reader.records(ofTopic: Self.register, isKeyed: true)
    #expect(entries.map(\.key) == [Array("k".utf8)] && entries.map(\.value) == [Array("v".utf8)])
    let records = try reader.records(ofTopic: Self.articles)
    #expect(records.map(\.value) == [[8], Array("1".utf8), Array("3".utf8)])
    #expect(records.map(\.key) == [[7], nil, nil] && records.map(\.headers) == [headers, [], []])
    #expect(records.map(\.time) == [Timestamp(milliseconds: 2_000), .distantPast, .distantPast])
    #expect(records.map(\.offset) == [0, 1, 2])
    #expect(try inboxNames == names)
  }

  @Test("A file that waits and cannot be read fails the reading of its topic's records, and of no other's")
  func unreadableFile() throws {
    let path = "\(directory.path)/inbox/00000000000000000001-test.articles.jsonl"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let reader = InboxReader(directory: directory.path)
    #expect(throws: EmbeddedLogError.file(FileError("read", path, code: EISDIR))) {
      try reader.records(ofTopic: Self.articles)
    }
    #expect(try reader.records(ofTopic: Self.register) == [])
  }

  @Test("An inbox that cannot be listed fails the reading of records; a missing one has no records")
  func unreadableInbox() throws {
    let inbox = "\(directory.path)/inbox"
    try Data().write(to: URL(filePath: inbox))
    let reader = InboxReader(directory: directory.path)
    #expect(throws: EmbeddedLogError.file(FileError("list", inbox, code: ENOTDIR))) {
      try reader.records(ofTopic: Self.articles)
    }
    let missing = InboxReader(directory: "\(directory.path)/missing")
    #expect(try missing.records(ofTopic: Self.articles) == [])
  }

  @Test("Each line of the inbox has a unique name, the same however the transactions fall")
  func places() throws {
    func places(lines: Int) throws -> [String] {
      let directory = try TemporaryDirectory()
      let writer = try InboxWriter(directory: directory.path)
      for _ in 0..<2 { try writer.append(topic: Self.articles, lines: ["a", "a", "", "a"].map { Array($0.utf8) }) }
      let log = try EmbeddedLog.open(directory: directory.path, topics: Self.topics, durability: .none)
      var intake = InboxIntake(
        into: log, clock: { Timestamp(milliseconds: 1_000) },
        stamp: { record, place in
          var record = record
          record.headers.append(Header("place", place))
          return record
        })
      while try intake.hasInput() {
        _ = try log.transaction { try intake.take(BatchLimit(records: lines)) }
        try intake.removeFinished()
      }
      return try log.records(topic: Self.articles).compactMap { $0.header("place") }
    }
    let all = try places(lines: 500)
    #expect(Set(all).count == 6)
    #expect(try places(lines: 1) == all && places(lines: 2) == all)
  }
}
