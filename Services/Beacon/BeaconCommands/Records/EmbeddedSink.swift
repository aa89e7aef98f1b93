import CommandLine
import EmbeddedMessaging
import Messaging
import PipelineComposition

/// The inbox of a data folder: a file for each topic, which appears whole or not at all. `beacon run` adds the records'
/// headers when it reads the file.
final class EmbeddedSink: RecordSink {
  private struct Kind: Hashable {
    let topic: String
    let isWhole: Bool
  }

  private let directory: String
  private let inbox: InboxWriter
  private var files: [(kind: Kind, file: InboxFile)] = []
  private var names: [String] = []
  private(set) var kept = 0

  init(directory: String) throws(CommandFailure) {
    self.directory = directory
    inbox = try withDataFolder { () throws(EmbeddedLogError) in try InboxWriter(directory: directory) }
  }

  /// Adds a record to its topic's file. A record with headers is kept byte for byte; any other keeps its key only in
  /// the topic of a register.
  func append(_ record: OutgoingRecord, toPartition partition: Int?) throws(CommandFailure) {
    try withDataFolder { () throws(EmbeddedLogError) in
      let kind = Kind(topic: record.topic, isWhole: !record.headers.isEmpty)
      let file = try file(of: kind)
      if kind.isWhole {
        try file.write(whole: record)
      } else if Pipeline.registers.contains(record.topic), let key = record.key {
        try file.write(KeyedLine.encode(key: String(decoding: key, as: UTF8.self), value: record.value))
      } else {
        try file.write(record.value ?? [])
      }
    }
  }

  func finish() throws(CommandFailure) {
    guard !files.isEmpty else { return }
    names = []
    for (_, file) in files {
      names.append(try withDataFolder { () throws(EmbeddedLogError) in try file.publish() })
      kept += file.lines
    }
    files = []
  }

  var place: String { names.map { "\(directory)/inbox/\($0)" }.joined(separator: ", ") }

  private func file(of kind: Kind) throws(EmbeddedLogError) -> InboxFile {
    if let known = files.first(where: { $0.kind == kind }) { return known.file }
    let file = kind.isWhole ? try inbox.beginWhole(topic: kind.topic) : try inbox.begin(topic: kind.topic)
    files.append((kind, file))
    return file
  }
}
