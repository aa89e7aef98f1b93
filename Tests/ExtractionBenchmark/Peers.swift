import Foundation

/// Other programs over the same texts: `script` measures what the Python has and says what it lacks.
struct Peers {
  let python: String
  let script: String
  /// The folder of the gazetteer's tables.
  let tables: String

  /// Prints each peer's rate and how many times as fast extraction is, whose rate is given.
  func report(_ articles: [Text], rate: Double) throws {
    let lines = try articles.map { try JSONEncoder().encode($0.text) }
    let texts = URL(filePath: NSTemporaryDirectory() + "extraction-benchmark-\(getpid()).jsonl")
    defer { try? FileManager.default.removeItem(at: texts) }
    try Data(lines.joined(separator: Data("\n".utf8))).write(to: texts)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, script, texts.path(), tables, String(rate)]
    // What was printed so far comes before what the peers print.
    fflush(nil)
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { print("peers.py ended with status \(process.terminationStatus)") }
  }
}
