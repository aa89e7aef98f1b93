import Files
import Glibc
import Messaging

/// Reads the files that wait in a data folder's inbox, and takes none of them. A file that a run takes meanwhile is
/// left out, as its records are then in the log.
package struct InboxReader: Sendable {
  private let inbox: String

  /// - Parameter directory: the data folder, which may be missing.
  package init(directory: String) { inbox = "\(directory)/inbox" }

  /// The records that wait for a topic, in the order in which a run takes them. They are numbered from 0; their time is
  /// the one that they state, else `distantPast`. Fails where the inbox or a file cannot be read.
  ///
  /// - Parameter isKeyed: whether the topic's publishers give keys.
  package func records(ofTopic topic: String, isKeyed: Bool = false) throws(EmbeddedLogError) -> [Record] {
    try withLogErrors {
      var records: [Record] = []
      for name in try files(ofTopic: topic) {
        guard let file = try openFile(name) else { continue }
        let lines = LineReader(file, limit: name.form.longestLine)
        while let line = try lines.next() {
          guard let record = name.record(of: line.bytes, isKeyed: isKeyed, time: .distantPast) else { continue }
          records.append(
            Record(
              topic: topic, partition: 0, offset: Int64(records.count), key: record.key, value: record.value,
              headers: record.headers, time: record.headers.statedTime ?? record.time))
        }
      }
      return records
    }
  }

  /// The number of lines that wait for a topic, of the files that can be read.
  package func lineCount(ofTopic topic: String) -> Int {
    var count = 0
    for file in (try? files(ofTopic: topic)) ?? [] {
      let lines = lines(of: file, limit: 0)
      while (try? lines?.next()) != nil { count += 1 }
    }
    return count
  }

  /// Whether a file that can be read may add, replace or remove the entry with this key of a topic whose publishers
  /// give keys. Files of whole records may have any key.
  package func mayContain(key: String, ofRegister topic: String) -> Bool {
    let opening = KeyedLine.encode(key: key, value: []).dropLast()
    for file in (try? files(ofTopic: topic)) ?? [] {
      if file.form == .records { return true }
      let lines = lines(of: file, limit: opening.count)
      while let line = try? lines?.next() {
        if line.bytes.elementsEqual(opening) { return true }
      }
    }
    return false
  }

  /// Nil where a run has removed the file meanwhile.
  private func openFile(_ name: InboxName) throws(FileError) -> OpenFile? {
    do throws(FileError) {
      return try OpenFile("\(inbox)/\(name.text)", O_RDONLY)
    } catch {
      guard error.code == ENOENT else { throw error }
      return nil
    }
  }

  /// The files that wait for a topic, in order; none where there is no inbox.
  private func files(ofTopic topic: String) throws(FileError) -> [InboxName] {
    let names: [String]
    do throws(FileError) {
      names = try FileSystem.visibleNames(in: inbox)
    } catch {
      guard error.code == ENOENT else { throw error }
      return []
    }
    return names.compactMap { InboxName($0) }.filter { $0.topic == topic }
  }

  /// - Parameter limit: the most bytes of a line that are kept.
  private func lines(of file: InboxName, limit: Int) -> LineReader? {
    (try? OpenFile("\(inbox)/\(file.text)", O_RDONLY)).map { LineReader($0, limit: limit) }
  }
}
