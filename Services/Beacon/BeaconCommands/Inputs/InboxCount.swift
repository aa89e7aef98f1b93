import CommandLine
import EmbeddedMessaging
import FoundationEssentials
import PipelineContracts

/// The number of articles in a data folder's inbox, counted as the line breaks of its article files. Files may appear
/// or disappear meanwhile, as the number is only for a progress bar.
func articlesWaiting(in folder: String) -> Int {
  let inbox = "\(folder)/inbox"
  let names = (try? FileManager.default.contentsOfDirectory(atPath: inbox)) ?? []
  var lines = 0
  for name in names where !name.hasPrefix(".") && name.hasSuffix("-\(TopicCatalogue.articles.name).jsonl") {
    let file = InputFile.file(path: "\(inbox)/\(name)")
    lines += (try? file.countLineBreaks()) ?? 0
  }
  return lines
}

/// Whether a file in a data folder's inbox may add, replace or remove that entry of a register. A file that disappears
/// meanwhile is in the log.
func isWaiting(_ key: String, ofRegister topic: String, in folder: String) -> Bool {
  let inbox = "\(folder)/inbox"
  let opening = KeyedLine.encode(key: key, value: []).dropLast()
  for name in (try? FileManager.default.contentsOfDirectory(atPath: inbox)) ?? [] where !name.hasPrefix(".") {
    if name.hasSuffix("-\(topic).records") { return true }
    guard name.hasSuffix("-\(topic).jsonl"),
      let bytes = try? InputFile.file(path: "\(inbox)/\(name)").contents(standardInput: 0)
    else { continue }
    if bytes.split(separator: UInt8(ascii: "\n")).contains(where: { $0.starts(with: opening) }) { return true }
  }
  return false
}
