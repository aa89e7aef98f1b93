import Files
import Glibc
import Messaging
import Models
import SQLite

/// Appends the inbox's files to the log, in order of their names and lines.
///
/// The order of steps, by which each line is appended exactly once even after a crash:
/// 1. in the open transaction: lines are appended, and the file's read position is stored;
/// 2. after its commit: a file that was read to its end is removed;
/// 3. in a later transaction, after the folder was flushed: the file's row is deleted. The name never returns, since
///    each sequence number is used once.
package struct InboxIntake {
  private let log: EmbeddedLog
  private let clock: LogClock
  private let stamp: RecordStamp
  private let inbox: String
  /// The names of files that were listed and are not yet read to their end, in order.
  private var waiting: ArraySlice<String> = []
  private var finished: [String] = []

  package init(into log: EmbeddedLog, clock: @escaping LogClock, stamp: @escaping RecordStamp = { record, _ in record })
  {
    self.log = log
    self.clock = clock
    self.stamp = stamp
    inbox = "\(log.directory)/inbox"
  }

  /// The result of one call of `take`.
  package struct Taken: Hashable, Sendable {
    package var records = 0
    /// Files that are not input, by the names to which they were moved.
    package var refused: [String] = []
  }

  /// Appends the next lines, at most `limit`, in the open transaction. Blank lines are skipped. A line that is not a
  /// valid record of its topic is appended unchanged: the stage that reads it writes the dead letter.
  package mutating func take(_ limit: BatchLimit) throws(EmbeddedLogError) -> Taken {
    var taken = Taken()
    var left = limit
    if waiting.isEmpty { try list() }
    while let name = waiting.first, left.records > 0, left.bytes > 0 {
      guard let parsed = InboxName(name), log.topicNames.contains(parsed.topic) else {
        taken.refused.append(try refuse(name))
        waiting.removeFirst()
        continue
      }
      let isAtEnd = try take(name, parsed, &left, &taken)
      guard isAtEnd else { break }
      finished.append(name)
      waiting.removeFirst()
    }
    return taken
  }

  /// Whether `take` would find a file.
  package func hasInput() throws(EmbeddedLogError) -> Bool {
    if !waiting.isEmpty { return true }
    let inbox = inbox
    return try withLogErrors { try FileSystem.visibleNames(in: inbox).contains { !$0.hasSuffix(".refused") } }
  }

  /// Removes the files that `take` has read to their end. Call it after the transaction of the last `take` was
  /// committed.
  package mutating func removeFinished() throws(EmbeddedLogError) {
    let (inbox, names) = (inbox, finished)
    try withLogErrors {
      for name in names { try FileSystem.remove("\(inbox)/\(name)") }
    }
    finished = []
  }

  /// Discards what was taken, so that the next `take` lists the folder and reads the stored positions again. Call it
  /// after the transaction of the last `take` was lost.
  package mutating func abandon() {
    waiting = []
    finished = []
  }

  private mutating func list() throws(EmbeddedLogError) {
    let inbox = inbox
    let names = try withLogErrors { try FileSystem.visibleNames(in: inbox) }
    waiting = names.filter { !$0.hasSuffix(".refused") }[...]
    try forgetRemoved(present: Set(names))
  }

  private func forgetRemoved(present: Set<String>) throws(EmbeddedLogError) {
    try withLogErrors {
      let query = try log.connection.statement("SELECT name FROM inbox WHERE is_finished = 1 ORDER BY name")
      var gone: [String] = []
      while try query.step() {
        if let name = query.text(0), !present.contains(name) { gone.append(name) }
      }
      query.reset()
      guard !gone.isEmpty else { return }
      try FileSystem.synchronise(directory: inbox)
      for name in gone { try log.connection.statement("DELETE FROM inbox WHERE name = ?1").bind(1, name).run() }
    }
  }

  /// - Returns: whether the file was read to its end.
  private func take(
    _ name: String, _ parsed: InboxName, _ left: inout BatchLimit, _ taken: inout Taken
  ) throws(EmbeddedLogError) -> Bool {
    let progress = try progress(of: name)
    if progress.isFinished { return true }
    let isKeyed = try log.topic(parsed.topic).configuration.isKeyedByPublisher
    let time = clock()
    let path = "\(inbox)/\(name)"
    var records: [OutgoingRecord] = []
    var isAtEnd = false
    let reader = try withLogErrors {
      let file = try OpenFile(path, O_RDONLY)
      try file.seek(to: progress.consumed)
      return LineReader(file, from: progress.consumed, limit: parsed.form.longestLine)
    }
    while left.records > 0, left.bytes > 0 {
      let place = "\(name):\(reader.position)"
      guard let line = try withLogErrors({ try reader.next()?.bytes }) else {
        isAtEnd = true
        break
      }
      guard let record = parsed.record(of: line, isKeyed: isKeyed, time: time) else { continue }
      left.records -= 1
      left.bytes -= line.count
      records.append(stamp(record, place))
    }
    try log.append(records)
    try remember(name, consumed: reader.position, isFinished: isAtEnd)
    taken.records += records.count
    return isAtEnd
  }

  private func progress(of name: String) throws(EmbeddedLogError) -> (consumed: Int64, isFinished: Bool) {
    try withLogErrors {
      let query = try log.connection.statement("SELECT consumed, is_finished FROM inbox WHERE name = ?1")
      try query.bind(1, name)
      defer { query.reset() }
      return try query.step() ? (query.integer(0), query.integer(1) != 0) : (0, false)
    }
  }

  private func remember(_ name: String, consumed: Int64, isFinished: Bool) throws(EmbeddedLogError) {
    try withLogErrors {
      let put = "INSERT OR REPLACE INTO inbox (name, consumed, is_finished) VALUES (?1, ?2, ?3)"
      try log.connection.statement(put).bind(1, name).bind(2, consumed).bind(3, isFinished ? 1 : 0).run()
    }
  }

  private func refuse(_ name: String) throws(EmbeddedLogError) -> String {
    let path = "\(inbox)/\(name)"
    try withLogErrors { try FileSystem.rename(path, to: "\(path).refused") }
    return "\(name).refused"
  }
}
