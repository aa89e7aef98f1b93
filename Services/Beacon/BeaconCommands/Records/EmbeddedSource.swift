import CommandLine
import EmbeddedMessaging
import Messaging

/// The log of a data folder.
final class EmbeddedSource: RecordSource {
  private let reader: EmbeddedReader

  init(directory: String) throws(CommandFailure) {
    reader = try withDataFolder { () throws(EmbeddedLogError) in try EmbeddedReader(directory: directory) }
  }

  func scan(
    _ topic: String, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> TopicEnds {
    try scan(topic, from: 0, visit)
  }

  func follow(
    _ topic: String, after ends: TopicEnds, idle: () throws(CommandFailure) -> Bool,
    _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    var ends = ends
    while try idle() {
      _ = try withDataFolder { () throws(EmbeddedLogError) in try reader.waitForChange(milliseconds: 200) }
      ends = try scan(topic, from: ends[0, default: 0], visit)
    }
  }

  func starts(of topic: String) throws(CommandFailure) -> TopicEnds {
    let first = try withDataFolder { () throws(EmbeddedLogError) in
      try reader.records(topic: topic, from: 0, limit: BatchLimit(records: 1)).first
    }
    return [0: first?.offset ?? 0]
  }

  func latest(_ topic: String) throws(CommandFailure) -> [Record] {
    try withDataFolder { () throws(EmbeddedLogError) in try reader.latest(topic: topic) }
  }

  func latest(_ topic: String, key: String) throws(CommandFailure) -> Record? {
    try withDataFolder { () throws(EmbeddedLogError) in try reader.latest(topic: topic, key: key) }
  }

  func record(_ topic: String, _ number: RecordNumber) throws(CommandFailure) -> Record? {
    guard number.partition == 0 else { return nil }
    return try withDataFolder { () throws(EmbeddedLogError) in
      try reader.records(topic: topic, from: number.offset, limit: BatchLimit(records: 1)).first {
        $0.offset == number.offset
      }
    }
  }

  private func scan(
    _ topic: String, from offset: Int64, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) -> TopicEnds {
    var next = offset
    while true {
      let batch = try withDataFolder { () throws(EmbeddedLogError) in try reader.records(topic: topic, from: next) }
      guard let last = batch.last else { return [0: next] }
      for record in batch { try visit(record) }
      next = last.offset + 1
    }
  }
}
