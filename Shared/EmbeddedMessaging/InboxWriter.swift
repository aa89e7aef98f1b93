import Files
import Glibc
import Messaging

/// Sends records to the current or next `beacon run` of the data folder. Any number of processes may write at once,
/// before or after the log exists.
///
/// The order of steps, by which a file is whole or absent and no sequence number is used twice:
/// 1. lines go to a hidden file, which is flushed to the device;
/// 2. under `inbox/.lock`: the next sequence is greater than the last one used and than that of every name in the
///    folder;
/// 3. that number is written to `inbox/.sequence` (hidden file, flush, rename) before it is used;
/// 4. the file is renamed to its `InboxName`, and the folder is flushed.
package struct InboxWriter: Sendable {
  private let inbox: String

  /// - Parameter directory: the data folder; it and its inbox are created where they are missing.
  package init(directory: String) throws(EmbeddedLogError) {
    inbox = "\(directory)/inbox"
    let inbox = inbox
    try withLogErrors { try FileSystem.makeDirectory(inbox) }
  }

  /// Writes one file of these lines, and returns its name once it is durable.
  ///
  /// - Parameter lines: one record each; a line break within a record becomes a space.
  @discardableResult
  package func append(topic: String, lines: some Sequence<[UInt8]>) throws(EmbeddedLogError) -> String {
    let file = try begin(topic: topic)
    for line in lines { try file.write(line) }
    return try file.publish()
  }

  /// Begins a file for many lines; it is invisible until it is published.
  package func begin(topic: String) throws(EmbeddedLogError) -> InboxFile {
    try InboxFile(topic: topic, form: .values, in: inbox)
  }

  /// Begins a file for records with key and headers, which are kept byte for byte.
  package func beginWhole(topic: String) throws(EmbeddedLogError) -> InboxFile {
    try InboxFile(topic: topic, form: .records, in: inbox)
  }
}

/// A file that is being written for the inbox. It is removed if it is never published.
package final class InboxFile {
  private let inbox: String
  private let topic: String
  private let form: InboxName.Form
  private let file: OpenFile
  private var buffer: [UInt8] = []
  private var isPublished = false
  /// The number of lines written so far.
  package private(set) var lines = 0

  fileprivate init(topic: String, form: InboxName.Form, in inbox: String) throws(EmbeddedLogError) {
    self.inbox = inbox
    self.topic = topic
    self.form = form
    file = try withLogErrors { try OpenFile(temporary: "\(inbox)/.new-") }
  }

  deinit {
    if !isPublished { unlink(file.path) }
  }

  /// Adds one record. A line break within it becomes a space, which does not change valid JSON.
  package func write(_ line: [UInt8]) throws(EmbeddedLogError) {
    let start = buffer.count
    buffer.append(contentsOf: line)
    if line.contains(UInt8(ascii: "\n")) {
      for place in start..<buffer.count where buffer[place] == UInt8(ascii: "\n") { buffer[place] = UInt8(ascii: " ") }
    }
    buffer.append(UInt8(ascii: "\n"))
    lines += 1
    if buffer.count >= 1 << 18 { try flush() }
  }

  /// Adds a record with its key and headers to a file that `beginWhole` returned. The record goes to the file's topic,
  /// whatever its own topic is.
  package func write(whole record: OutgoingRecord) throws(EmbeddedLogError) {
    try write(WholeLine.encode(record))
  }

  /// Publishes the file to the inbox, durably, and returns its name.
  package func publish() throws(EmbeddedLogError) -> String {
    try flush()
    return try withLogErrors {
      try file.synchronise()
      let lock = try OpenFile("\(inbox)/.lock", O_RDWR | O_CREAT)
      _ = try lock.lock(waits: true)
      let name = InboxName(sequence: try nextSequence(), topic: topic, form: form)
      try remember(name.sequence)
      try FileSystem.rename(file.path, to: "\(inbox)/\(name.text)")
      isPublished = true
      try FileSystem.synchronise(directory: inbox)
      return name.text
    }
  }

  private func flush() throws(EmbeddedLogError) {
    try withLogErrors { try file.write(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  private func nextSequence() throws -> Int64 {
    let given = try FileSystem.head(of: "\(inbox)/.sequence").flatMap { Int64($0) } ?? 0
    let seen = try FileSystem.visibleNames(in: inbox).compactMap { InboxName($0)?.sequence }.max() ?? 0
    return max(given, seen) + 1
  }

  private func remember(_ sequence: Int64) throws {
    let next = try OpenFile(temporary: "\(inbox)/.sequence-")
    try next.write(Array(String(sequence).utf8))
    try next.synchronise()
    try FileSystem.rename(next.path, to: "\(inbox)/.sequence")
    try FileSystem.synchronise(directory: inbox)
  }
}
