import EmbeddedMessaging
import Foundation
import Messaging
import MessagingConformance
import Models
import TestSupport
import Testing

@Suite struct EmbeddedLogTests {
  static let events = "test.events"
  static let register = "test.register"
  static let topics = [
    TopicConfiguration(name: events, cleanup: .delete(afterDays: 7)),
    TopicConfiguration(name: register, cleanup: .compact(afterDays: 1), isKeyedByPublisher: true),
  ]

  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func open() throws -> EmbeddedLog {
    try EmbeddedLog.open(directory: directory.path, topics: Self.topics, durability: .none)
  }

  private func record(_ topic: String, _ key: String?, _ value: String?, day: Int) -> OutgoingRecord {
    OutgoingRecord(
      topic: topic, key: key.map { Array($0.utf8) }, value: value.map { Array($0.utf8) },
      time: Timestamp(milliseconds: 0).adding(days: day))
  }

  @Test("A second writer is refused, with the holder's process id and what to do")
  func lock() throws {
    let log = try open()
    let error = #expect(throws: EmbeddedLogError.self) { try open() }
    #expect(error == .locked(directory: directory.path, holder: Int(getpid())))
    #expect(error?.description.contains("process \(getpid())") == true)
    withExtendedLifetime(log) {}
  }

  @Test("The lock goes with its holder though a program that is just being started still shares the open file")
  func lockOutlivesNoSharing() throws {
    var log: EmbeddedLog? = try EmbeddedLog.open(directory: directory.path, topics: [])
    let shared = try openFiles(under: directory.path).map { dup($0) }
    defer { for descriptor in shared { close(descriptor) } }
    #expect(!shared.isEmpty)
    #expect(log != nil)
    log = nil
    #expect(throws: Never.self) { try EmbeddedLog.open(directory: directory.path, topics: []) }
  }

  /// The descriptors of this process on files of a folder.
  private func openFiles(under folder: String) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.filter {
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return target?.hasPrefix(folder + "/") == true
    }
  }

  @Test("The lock goes with its holder")
  func lockIsReleased() throws {
    _ = try open()
    _ = try open()
  }

  @Test("A reader of a folder without a log says how to make one")
  func noLog() {
    let error = #expect(throws: EmbeddedLogError.self) { try EmbeddedReader(directory: directory.path) }
    #expect(error?.description.contains("beacon run --data") == true)
    #expect(error == .noLog(directory: directory.path))
  }

  @Test("A reader of a folder that cannot be opened says why, not that there is no log")
  func unreadableFolder() throws {
    let loop = "\(directory.path)/loop"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let error = #expect(throws: EmbeddedLogError.self) { try EmbeddedReader(directory: loop) }
    #expect(error?.description.hasPrefix("Could not open \(loop)/") == true, "\(error?.description ?? "")")
    guard case .file? = error else {
      Issue.record("not the failure of a file: \(String(describing: error))")
      return
    }
  }

  @Test("An output for a topic that the log does not have is refused by name, and nothing of the call is kept")
  func unknownTopic() throws {
    let log = try open()
    #expect(throws: EmbeddedLogError.unknownTopic("nowhere", directory: directory.path)) {
      try log.append([record(Self.events, "k", "v", day: 0), record("nowhere", "k", "v", day: 0)])
    }
    #expect(try log.nextOffset(ofTopic: Self.events) == 0)
  }

  @Test("A topic made with another cleanup policy is refused")
  func otherPolicy() throws {
    _ = try open()
    #expect(throws: EmbeddedLogError.otherCleanup(topic: Self.events, directory: directory.path)) {
      _ = try EmbeddedLog.open(
        directory: directory.path, topics: [TopicConfiguration(name: Self.events, cleanup: .compact(afterDays: 1))])
    }
  }

  @Test("A reader sees what was committed and nothing else, and learns of a change")
  func readers() throws {
    let log = try open()
    let reader = try EmbeddedReader(directory: directory.path)
    #expect(try reader.waitForChange(milliseconds: 0))
    #expect(try !reader.waitForChange(milliseconds: 0))
    _ = try? log.transaction {
      try log.append([record(Self.events, "k", "lost", day: 0)])
      #expect(try reader.records(topic: Self.events).isEmpty)
      throw CancellationError()
    }
    try log.append([record(Self.events, "k", "kept", day: 0)])
    #expect(try reader.waitForChange(milliseconds: 5000))
    #expect(try reader.records(topic: Self.events).map(\.value) == [Array("kept".utf8)])
    #expect(try reader.topics().map(\.next) == [1, 0])
    #expect(throws: EmbeddedLogError.unknownTopic("nowhere", directory: directory.path)) {
      try reader.records(topic: "nowhere")
    }
  }

  @Test("To ask for the table of a topic that is not compacted is a defect, and no reason to start with a new folder")
  func tableOfEvents() throws {
    _ = try open()
    let reader = try EmbeddedReader(directory: directory.path)
    let error = #expect(throws: EmbeddedLogError.self) { try reader.latest(topic: Self.events) }
    #expect(error == .internalFault("the topic \(Self.events) is not compacted and has no table"))
  }

  @Test("The compacted view has the latest record of each key, in order of keys, without the removed")
  func latest() throws {
    let log = try open()
    try log.append([
      record(Self.register, "b", "1", day: 0), record(Self.register, "a", "2", day: 0),
      record(Self.register, "b", "3", day: 0), record(Self.register, "c", "4", day: 0),
      record(Self.register, "c", nil, day: 0),
    ])
    let reader = try EmbeddedReader(directory: directory.path)
    #expect(try reader.latest(topic: Self.register).map(\.value) == [Array("2".utf8), Array("3".utf8)])
    #expect(try reader.latest(topic: Self.register, key: "b")?.offset == 2)
    #expect(try reader.latest(topic: Self.register, key: "c") == nil)
    #expect(throws: EmbeddedLogError.self) { try reader.latest(topic: Self.events) }
  }

  @Test("Compaction keeps the latest of each key and what is newer than a day, whatever order keys came in")
  func compaction() throws {
    let log = try open()
    for day in 0..<20 {
      try log.append([record(Self.register, "k\(day % 3)", "\(day)", day: day)])
      if day == 10 { try log.append([record(Self.register, "gone", "x", day: day)]) }
      if day == 11 { try log.append([record(Self.register, "gone", nil, day: day)]) }
    }
    var counts: [Int] = []
    while counts.count < 2 || counts.last != counts.dropLast().last {
      try log.clean(readBy: [], most: 2)
      counts.append(try log.records(topic: Self.register).count)
    }
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 - $1 <= 2 })
    let left = try log.records(topic: Self.register).map { String(decoding: $0.value ?? [], as: UTF8.self) }
    #expect(left == ["15", "16", "17", "18", "19"])
    let reader = try EmbeddedReader(directory: directory.path)
    #expect(try reader.latest(topic: Self.register).map(\.offset) == [20, 21, 19])
    #expect(try log.nextOffset(ofTopic: Self.register) == 22)
  }

  @Test("Records older than the retention go, but none that a stage has still to read")
  func retention() throws {
    let log = try open()
    for day in 0..<30 { try log.append([record(Self.events, nil, "\(day)", day: day)]) }
    let stage = Stage(name: "slow", input: Self.events, isStateful: false) { Counting() }
    try log.clean(readBy: [stage])
    #expect(try log.records(topic: Self.events).count == 30)
    let runner = StageRunner(stage, on: EmbeddedTransport(stage, on: log), limit: BatchLimit(records: 10)) { _ in
      fatalError("no record is bad")
    }
    _ = try runner.step()
    try log.clean(readBy: [stage])
    #expect(try log.records(topic: Self.events).first?.offset == 10)
    _ = try runner.step()
    _ = try runner.step()
    try log.clean(readBy: [stage])
    #expect(try log.records(topic: Self.events).map(\.offset) == Array(22..<30))
    #expect(try EmbeddedReader(directory: directory.path).topics().first?.first == 22)
    #expect(try runner.step() == .idle)
  }

  @Test("A damaged file is refused, and the message says that it is damaged")
  func damagedFile() throws {
    _ = try open()
    let path = "\(directory.path)/beacon.sqlite"
    try Data(repeating: 0x5a, count: 8192).write(to: URL(filePath: path))
    for open in [{ _ = try self.open() }, { _ = try EmbeddedReader(directory: self.directory.path) }] {
      let error = #expect(throws: EmbeddedLogError.self, performing: open)
      #expect(error?.description.contains("damaged") == true)
      guard case .store? = error else {
        Issue.record("not a failure of the store: \(String(describing: error))")
        continue
      }
    }
  }

  @Test("A temporary log leaves nothing behind")
  func temporary() throws {
    var log: EmbeddedLog? = try EmbeddedLog.temporary(topics: Self.topics)
    let path = log?.directory ?? ""
    try log?.append([record(Self.events, nil, "x", day: 0)])
    #expect(FileManager.default.fileExists(atPath: path))
    log = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

private final class Counting: StageProcessor {
  func process(_ record: Record, in batch: inout StageBatch) {}
}
