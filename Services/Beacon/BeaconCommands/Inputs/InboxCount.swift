import CommandLine
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
