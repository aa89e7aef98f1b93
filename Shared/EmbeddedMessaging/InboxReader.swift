import Files
import Glibc

/// Reads the files that wait in a data folder's inbox, and takes none of them. A file that a run takes meanwhile is
/// left out, as its records are then in the log; so is a file that cannot be read.
package struct InboxReader: Sendable {
  private let inbox: String

  /// - Parameter directory: the data folder, which may be missing.
  package init(directory: String) { inbox = "\(directory)/inbox" }

  /// The number of lines that wait for a topic.
  package func lineCount(ofTopic topic: String) -> Int {
    var count = 0
    for file in files(ofTopic: topic) {
      let lines = lines(of: file, limit: 0)
      while (try? lines?.next()) != nil { count += 1 }
    }
    return count
  }

  /// Whether a file may add, replace or remove the entry with this key of a topic whose publishers give keys. Files of
  /// whole records may have any key.
  package func mayContain(key: String, ofRegister topic: String) -> Bool {
    let opening = KeyedLine.encode(key: key, value: []).dropLast()
    for file in files(ofTopic: topic) {
      if file.form == .records { return true }
      let lines = lines(of: file, limit: opening.count)
      while let line = try? lines?.next() {
        if line.bytes.elementsEqual(opening) { return true }
      }
    }
    return false
  }

  private func files(ofTopic topic: String) -> [InboxName] {
    let names = (try? FileSystem.visibleNames(in: inbox)) ?? []
    return names.compactMap { InboxName($0) }.filter { $0.topic == topic }
  }

  /// - Parameter limit: the most bytes of a line that are kept.
  private func lines(of file: InboxName, limit: Int) -> LineReader? {
    (try? OpenFile("\(inbox)/\(file.text)", O_RDONLY)).map { LineReader($0, limit: limit) }
  }
}
