import ArticleForms
import ArticleIntake
import BeaconCommands
import CommandLine
import FactExtraction
import Foundation
import Models
import PipelineContracts
import ReferenceData
import Synchronization
import TestSupport

/// `BEACON_BENCHMARKS=1 swift run -c release Benchmarks [ARTICLES]`: extraction on one core, the embedded pipeline end
/// to end, memory, and the same at ten times the articles. Figures of one run on one machine, with their ratios.
///
/// The first word may choose another benchmark:
/// - `ingestion [ARTICLES]`: reading articles in each form into their normal form.
/// - `scoring [SIGNALS [SUBJECTS]]`: the fold of scoring over a SQLite file. `scoring-tenths` prints the time, rows and
///   bytes of each tenth of the signals, `scoring-digest` a hash of what the fold puts out.
/// - `reports FOLDER [YEAR [COUNTRIES]]`: a year of dated articles, reported weekly.
/// - `kafka [ARTICLES [WARMUP [SECONDS [RATE...]]]]`: the services over the Kafka that `KAFKA_HOME` names. The programs
///   are those beside this one, or in the folder that `BEACON_EXECUTABLES` names. `BEACON_STREAMS_PEER` may name the
///   folder that `streams-peer` beside this file needs, to measure a peer in the same run.
@main
enum Benchmarks {
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()
  private static let newest = Date(timeIntervalSince1970: 1_795_500_000)

  static func main() throws {
    let words = Swift.CommandLine.arguments.dropFirst()
    switch words.first {
    case "extraction": try print(extraction(articles: Int(words.last ?? "") ?? 2000))
    case "long-article": try print(longArticle(bytes: Int(words.last ?? "") ?? 1_000_000))
    case "pipeline": try print(pipeline(articles: Int(words.last ?? "") ?? 2000))
    case "ingestion":
      try IngestionBenchmark.report(
        articles: words.dropFirst().first.flatMap { Int($0) } ?? 2000,
        tables: checkout + "/Shared/ReferenceData/Tables",
        newest: newest)
    case "scoring":
      let numbers = words.dropFirst().compactMap { Int($0) }
      try ScoringBenchmark.report(signals: numbers.first ?? 1_000_000, subjects: numbers.dropFirst().first ?? 20_000)
    case "scoring-run":
      let numbers = words.dropFirst().compactMap { Int($0) }
      try print(
        ScoringBenchmark.figures(
          signals: numbers.first ?? 1_000_000, subjects: numbers.dropFirst().first ?? 20_000,
          reference: checkout + "/Shared/ReferenceData"))
    case "scoring-tenths":
      let numbers = words.dropFirst().compactMap { Int($0) }
      print(FoldCounts.heading)
      try print(
        ScoringBenchmark.figures(
          signals: numbers.first ?? 200_000, subjects: numbers.dropFirst().first ?? 5000,
          reference: checkout + "/Shared/ReferenceData", noteTenth: { print($0.line) }))
    case "scoring-digest":
      let numbers = words.dropFirst().compactMap { Int($0) }
      try print(
        ScoringBenchmark.digest(
          signals: numbers.first ?? 20_000, subjects: numbers.dropFirst().first ?? 400,
          reference: checkout + "/Shared/ReferenceData"))
    case "reports", "reports-run":
      let rest = words.dropFirst()
      guard let folder = rest.first else { throw BenchmarkFailure(message: "reports needs a FOLDER of articles") }
      let numbers = rest.dropFirst().compactMap { Int($0) }
      let (year, countries) = (numbers.first ?? 2019, numbers.dropFirst().first ?? 20)
      if words.first == "reports" {
        try ReportBenchmark.report(folder: folder, year: year, countries: countries)
      } else {
        try print(
          ReportBenchmark.figures(
            folder: folder, year: year, countries: countries, reference: checkout + "/Shared/ReferenceData",
            beacon: beacon))
      }
    case "kafka":
      let numbers = words.dropFirst().compactMap { Double($0) }
      try KafkaBenchmark.report(
        articles: Int(numbers.first ?? 10_000), warmUp: Int(numbers.dropFirst().first ?? 10_000),
        seconds: numbers.dropFirst(2).first ?? 120,
        rates: numbers.count > 3 ? Array(numbers[3...]) : [10, 50, 100, 200])
    default: try report(articles: words.first.flatMap { Int($0) } ?? 2000)
    }
  }

  private static func report(articles: Int) throws {
    let small = try measure(["extraction", String(articles)])
    let short = try measure(["long-article", "1000000"])
    let long = try measure(["long-article", "10000000"])
    let first = try measure(["pipeline", String(articles)])
    let tenfold = try measure(["pipeline", String(articles * 10)])
    row("extraction, one core", small["rate"] ?? 0, "MB of article text a second of processor time")
    row("extraction, memory", small["memory"] ?? 0, "MB at most")
    row("extraction of one 1 MB article", short["rate"] ?? 0, "MB/s of processor time")
    row("extraction of one 10 MB article", long["rate"] ?? 0, "MB/s of processor time")
    row("  time, 10 MB to 1 MB", (long["seconds"] ?? 0) / (short["seconds"] ?? 1), "times (10 is linear)")
    for (count, figures) in [(articles, first), (articles * 10, tenfold)] {
      row("pipeline, \(count) articles", figures["rate"] ?? 0, "articles/s by the clock")
      row("pipeline, \(count) articles", figures["processor"] ?? 0, "ms of processor time an article, start included")
    }
    row(
      "  processor time an article, tenfold to single", (tenfold["processor"] ?? 0) / (first["processor"] ?? 1),
      "times (1 is no growth)")
    row("pipeline, \(articles) articles, memory", first["memory"] ?? 0, "MB at most")
    row("pipeline, \(articles * 10) articles, memory", tenfold["memory"] ?? 0, "MB at most")
    row("  memory, tenfold to single", (tenfold["memory"] ?? 0) / (first["memory"] ?? 1), "times")
  }

  // MARK: Extraction

  private static func extractor() throws -> (FactExtractor, ArticleNormaliser) {
    let folder = checkout + "/Shared/ReferenceData"
    let extractor = try FactExtractor(reference: try ReferenceData(directory: folder), register: ProjectRegister())
    return (extractor, ArticleNormaliser(rules: try IntakeRules(tables: folder + "/Tables"), maximumBytes: 1 << 26))
  }

  private static func extraction(articles count: Int) throws -> Figures {
    let (extractor, normaliser) = try extractor()
    var synthetic = SyntheticArticles(seed: 1)
    let articles = try (0..<count).map { number in
      let fields = synthetic.article(number, newest: newest)
      return try normaliser.normalise(
        ReadArticle(
          Article(
            title: fields["title"] as? String, body: fields["body"] as? String,
            publishedAt: Timestamp(milliseconds: Int64(newest.timeIntervalSince1970) * 1000))), at: nil)
    }
    return rate(of: articles, extractor)
  }

  private static func longArticle(bytes: Int) throws -> Figures {
    let (extractor, normaliser) = try extractor()
    var synthetic = SyntheticArticles(seed: 2)
    var body = ""
    while body.utf8.count < bytes { body += (synthetic.article(0, newest: newest)["body"] as? String ?? "") + "\n\n" }
    return rate(of: [try normaliser.normalise(ReadArticle(Article(body: body)), at: nil)], extractor)
  }

  private static func rate(of articles: [NormalisedArticle], _ extractor: FactExtractor) -> Figures {
    var facts = 0
    let before = processorSeconds()
    for article in articles { facts += extractor.facts(of: article, revision: 1).events.count }
    let seconds = processorSeconds() - before
    let megabytes = Double(articles.reduce(0) { $0 + $1.text.utf8.count }) / 1e6
    return ["rate": megabytes / seconds, "seconds": seconds, "memory": peakMegabytes(), "events": Double(facts)]
  }

  // MARK: Pipeline

  private static func pipeline(articles count: Int) throws -> Figures {
    let folder = NSTemporaryDirectory() + "beacon-benchmark-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(articles: count, to: folder + "/articles.jsonl")
    let data = folder + "/data"
    _ = try beacon(["projects", "add", "--data", data, checkout + "/deploy/samples/projects.jsonl"])
    _ = try beacon(["sources", "add", "--data", data, checkout + "/deploy/samples/sources.jsonl"])
    _ = try beacon(["publish", "--data", data, folder + "/articles.jsonl"])
    let before = processorSeconds()
    let answer = try beacon([
      "run", "--data", data, "--until-idle", "--reference", checkout + "/Shared/ReferenceData", "--clock",
      newest.ISO8601Format(),
    ])
    let report = try JSONDecoder().decode(RunSeconds.self, from: Data(answer.utf8))
    let processor = (processorSeconds() - before) * 1000 / Double(count)
    return ["rate": Double(count) / report.seconds, "processor": processor, "memory": peakMegabytes()]
  }

  private struct RunSeconds: Decodable {
    var seconds: Double
  }

  private static func write(articles count: Int, to path: String) throws {
    try Data().write(to: URL(filePath: path))
    guard let file = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
    defer { try? file.close() }
    var synthetic = SyntheticArticles(seed: 3)
    for number in 0..<count {
      let line = try JSONSerialization.data(
        withJSONObject: synthetic.article(number, newest: newest), options: .sortedKeys)
      try file.write(contentsOf: line + Data("\n".utf8))
    }
  }

  private static func beacon(_ words: [String]) throws -> String {
    let output = Gathered()
    let errors = Gathered()
    let console = Console(output: output.channel, errors: errors.channel, environment: [:])
    let code = execute(BeaconCommand.root, version: BeaconCommand.version, words: words, console: console)
    guard code == .success else { throw BenchmarkFailure(message: "\(words): \(errors.text)") }
    return output.text
  }
}

/// What a command wrote.
private final class Gathered: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var channel: OutputChannel {
    OutputChannel(isTerminal: false, colour: false) { more in
      self.bytes.withLock { $0 += more }
      return 0
    }
  }

  var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
