import CommandLine
import FoundationEssentials
import PipelineContracts

/// The articles that wait in the inbox of a data folder: the line breaks of its files of articles. It is a figure for a
/// progress bar: a file that appears or disappears meanwhile is not a failure.
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
