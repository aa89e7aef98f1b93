import ArticleForms
import ArticleIntake
import CAllocationCount
import FactExtraction
import Foundation
import Models
import PipelineContracts
import ReferenceData

typealias Text = NormalisedArticle

/// The extractor that is measured, with the intake before it.
struct ExtractionSubject {
  struct Figures {
    /// Megabytes of text for a second of processor time.
    var rate: Double
    /// Requests for memory for a kilobyte of text.
    var allocations: Double
    /// Of one pass over the texts.
    var events: Int
    var bytes: Int
  }

  private let extractor: FactExtractor
  private let normaliser: ArticleNormaliser

  init(reference folder: String) throws {
    extractor = try FactExtractor(reference: try ReferenceData(directory: folder), register: ProjectRegister())
    normaliser = ArticleNormaliser(rules: try IntakeRules(tables: folder + "/Tables"), maximumBytes: 1 << 26)
  }

  /// The articles of files with one a line; lines that are not articles are left out.
  func articles(in files: ArraySlice<String>) throws -> [Text] {
    try files.flatMap { file in
      try Data(contentsOf: URL(filePath: file)).split(separator: UInt8(ascii: "\n")).compactMap {
        try? normaliser.normalise(Array($0), at: nil)
      }
    }
  }

  /// One article of about that many bytes, from the texts over and over.
  func article(ofBytes bytes: Int, from texts: [Text]) throws -> Text {
    var body = ""
    var next = 0
    while body.utf8.count < bytes {
      body += texts[next % texts.count].text + "\n\n"
      next += 1
    }
    return try normaliser.normalise(ReadArticle(Article(body: body, language: "en")), at: nil)
  }

  /// Extracts the facts of all articles once to warm up and then again until `seconds` have passed, once at least.
  func measure(_ articles: [Text], seconds: Double) -> Figures {
    let events = pass(articles)
    var passes = 0
    let requests = allocation_count()
    let start = processorSeconds()
    repeat {
      _ = pass(articles)
      passes += 1
    } while processorSeconds() - start < seconds
    let spent = processorSeconds() - start
    let bytes = articles.reduce(0) { $0 + $1.text.utf8.count }
    let read = Double(bytes * passes)
    return Figures(
      rate: read / 1e6 / spent, allocations: Double(allocation_count() - requests) / (read / 1000), events: events,
      bytes: bytes)
  }

  private func pass(_ articles: [Text]) -> Int {
    articles.reduce(0) { $0 + extractor.facts(of: $1, revision: 1).events.count }
  }

  func writeFacts(of articles: [Text]) throws {
    for article in articles {
      let facts = TopicCatalogue.facts.encode(extractor.facts(of: article, revision: 1))
      try FileHandle.standardOutput.write(contentsOf: Data(facts + [UInt8(ascii: "\n")]))
    }
  }

  /// The processor time that this process has used, in seconds: what a busy machine does not add to.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
