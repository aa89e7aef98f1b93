import CommandLine
import EmbeddedMessaging
import JSONCoding
import Messaging
import PipelineContracts

/// The log of a data folder as commands read it: typed, with failures in the words of the command line.
struct LogReader {
  private let reader: EmbeddedReader

  init(_ arguments: Arguments, _ console: Console) throws(CommandFailure) {
    try self.init(directory: try arguments.configuration(console).data)
  }

  init(directory: String) throws(CommandFailure) {
    reader = try withDataFolder { () throws(EmbeddedLogError) in try EmbeddedReader(directory: directory) }
  }

  /// Each record of a topic in order, from an offset on; `visit` answers whether to go on. Answers the next offset.
  @discardableResult
  func scan(
    _ topic: String, from offset: Int64 = 0, _ visit: (Record) throws(CommandFailure) -> Bool
  ) throws(CommandFailure) -> Int64 {
    var next = offset
    while true {
      let batch = try withDataFolder { () throws(EmbeddedLogError) in try reader.records(topic: topic, from: next) }
      guard let last = batch.last else { return next }
      for record in batch { guard try visit(record) else { return record.offset + 1 } }
      next = last.offset + 1
    }
  }

  /// The current value of a key of a compacted topic.
  func latest<Value>(_ topic: Topic<Value>, key: String) throws(CommandFailure) -> Value? {
    let record = try withDataFolder { () throws(EmbeddedLogError) in try reader.latest(topic: topic.name, key: key) }
    return try record.map { (record) throws(CommandFailure) in try Self.decode(record, as: topic) }
  }

  /// The current values of a compacted topic, in order of their keys.
  func latest<Value>(_ topic: Topic<Value>) throws(CommandFailure) -> [Value] {
    let records = try withDataFolder { () throws(EmbeddedLogError) in try reader.latest(topic: topic.name) }
    return try records.map { (record) throws(CommandFailure) in try Self.decode(record, as: topic) }
  }

  static func decode<Value>(_ record: Record, as topic: Topic<Value>) throws(CommandFailure) -> Value {
    do {
      return try topic.decode(record.value ?? [])
    } catch {
      throw CommandFailure(
        .internalError, "record \(record.offset) of \(topic.name) cannot be read: \(error.description)",
        remedy: "read this folder with the version of Beacon that wrote it")
    }
  }

  func waitForChange(milliseconds: Int) throws(CommandFailure) {
    _ = try withDataFolder { () throws(EmbeddedLogError) in try reader.waitForChange(milliseconds: milliseconds) }
  }
}
