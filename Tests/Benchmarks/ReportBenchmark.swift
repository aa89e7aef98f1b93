import CommandLine
import Foundation
import Gzip
import Models

/// `reports FOLDER [YEAR [COUNTRIES]]`: a year of dated articles through the whole pipeline, week by week, and the
/// weekly reports of the countries with most articles as HTML in two languages. FOLDER has `items-*.jsonl.gz`, articles
/// one a line in order of `publishedAt`, and `sources.jsonl`, a register of sources.
enum ReportBenchmark {
  static func figures(
    folder: String, year: Int, countries count: Int, reference: String, beacon: ([String]) throws -> String
  ) throws -> Figures {
    let scratch = NSTemporaryDirectory() + "beacon-reports-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    let data = ["--data", scratch + "/data", "--reference", reference]
    let weeks = try weeks(of: year, in: folder)
    let start = ContinuousClock.now
    _ = try beacon(["sources", "add", "--data", scratch + "/data", folder + "/sources.jsonl"])
    var printing = Duration.zero
    var files = 0
    var named: [String] = []
    for week in weeks {
      // Reports are written ten minutes after their period has ended.
      let clock = week.period.to.adding(hours: 1).description
      let articles = scratch + "/week.jsonl"
      try Data(week.lines.joined(separator: "\n").utf8).write(to: URL(filePath: articles))
      if !week.lines.isEmpty { _ = try beacon(["publish", "--clock", clock] + data + [articles]) }
      _ = try beacon(["run", "--until-idle", "--clock", clock] + data)
      let before = ContinuousClock.now
      if named.count < count {
        named = try mostNamed(count, beacon(["assess", "--json", "--type", "country", "--data", scratch + "/data"]))
      }
      for language in ["en", "zh"] where !named.isEmpty {
        let output = scratch + "/reports-\(language)"
        _ = try beacon(
          ["report", "--period", "weekly", "--format", "html", "--language", language, "--output", output] + data
            + named)
      }
      printing += ContinuousClock.now - before
    }
    for language in ["en", "zh"] {
      files += try FileManager.default.contentsOfDirectory(atPath: scratch + "/reports-\(language)").count
    }
    let seconds = (ContinuousClock.now - start).seconds
    return [
      "seconds": seconds, "printing": printing.seconds, "weeks": Double(weeks.count),
      "articles": Double(weeks.reduce(0) { $0 + $1.lines.count }), "files": Double(files), "memory": peakMegabytes(),
    ]
  }

  static func report(folder: String, year: Int, countries: Int) throws {
    let figures = try measure(["reports-run", folder, String(year), String(countries)])
    func row(_ name: String, _ key: String, _ unit: String) {
      print("\(name): \(String(format: "%.1f", figures[key] ?? 0)) \(unit)")
    }
    row("a year of articles, reported weekly", "seconds", "s")
    row("  of it printing", "printing", "s")
    row("  articles", "articles", "in \(Int(figures["weeks"] ?? 0)) weeks")
    row("  report files", "files", "of \(countries) countries in two languages")
    row("  memory", "memory", "MB at most")
  }

  private struct Week {
    let period: ReportPeriod
    var lines: [String]
  }

  /// The weeks that begin in the year, with their articles.
  private static func weeks(of year: Int, in folder: String) throws -> [Week] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix("items-") && $0.hasSuffix(".jsonl.gz")
    }
    guard let first = CivilDate(year: year, month: 1, day: 1), let last = CivilDate(year: year, month: 12, day: 31)
    else { throw BenchmarkFailure(message: "\(year) is not a year") }
    var weeks: [Week] = []
    var period = ReportPeriod(.weekly, containing: Timestamp(startOf: first).adding(days: 6))
    while period.from <= Timestamp(startOf: last) {
      weeks.append(Week(period: period, lines: []))
      period = ReportPeriod(.weekly, containing: period.to)
    }
    for name in names.sorted() {
      let bytes = try Array(Data(contentsOf: URL(filePath: folder + "/" + name)))
      for line in String(decoding: try Gzip.decompressed(bytes, limit: 1 << 30), as: UTF8.self).split(separator: "\n") {
        guard let mark = line.range(of: "\"publishedAt\":\""),
          let time = Timestamp(rfc3339: String(line[mark.upperBound...].prefix { $0 != "\"" }))
        else { continue }
        let index = Int((time.milliseconds - weeks[0].period.from.milliseconds) / (7 * 86_400_000))
        if time >= weeks[0].period.from, weeks.indices.contains(index) { weeks[index].lines.append(String(line)) }
      }
    }
    return weeks
  }

  /// The countries with the greatest volume of articles, as subjects.
  private static func mostNamed(_ count: Int, _ assessments: String) throws -> [String] {
    struct Line: Decodable {

      struct Exposure: Decodable { let volume: Double }
      let subject: String
      let exposure: Exposure?
    }
    let lines = try assessments.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return lines.sorted { ($1.exposure?.volume ?? 0, $0.subject) < ($0.exposure?.volume ?? 0, $1.subject) }
      .prefix(count).map(\.subject)
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
