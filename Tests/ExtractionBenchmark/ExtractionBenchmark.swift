import Foundation

/// `BEACON_BENCHMARKS=1 swift run -c release extraction-benchmark [--peers PYTHON] FILE...`: how fast facts are read
/// out of texts, on one core. A file has one article a line, as `beacon publish` takes them. Figures of one run on one
/// machine, with their ratios:
/// - MB of text for a second of processor time, the start left out, and requests for memory a KB of text;
/// - one article of 1, 5 and 10 MB made of the same texts: the time for a MB stays the same where the work is linear;
/// - with `--peers`, the same texts in spaCy's small model and as a plain search for the gazetteer's names in
///   pyahocorasick, by the Python that is named, as far as it has them.
///
/// `BEACON_REFERENCE` may name another folder of reference data than the checkout's.
/// `extraction-benchmark facts FILE...` writes the facts of each article instead, for a comparison of two builds.
@main
enum ExtractionBenchmark {
  private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path()

  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    let reference = ProcessInfo.processInfo.environment["BEACON_REFERENCE"] ?? checkout + "/Shared/ReferenceData"
    let subject = try ExtractionSubject(reference: reference)
    if words.first == "facts" { return try subject.writeFacts(of: subject.articles(in: words.dropFirst())) }
    var python: String?
    if words.first == "--peers", words.count > 1 {
      python = words[1]
      words.removeFirst(2)
    }
    let articles = try subject.articles(in: words[...])
    guard !articles.isEmpty else { return print("no article in the files that are named") }
    let short = subject.measure(articles, seconds: 2)
    Row.print("extraction", short.rate, "MB of text a second of processor time")
    Row.print("  requests for memory", short.allocations, "a KB of text")
    Row.print("  events", Double(short.events), "in \(articles.count) articles, \(short.bytes) bytes")
    try linearity(subject, articles)
    guard let python else { return }
    try Peers(python: python, script: checkout + "/Tests/ExtractionBenchmark/peers.py", tables: reference + "/Tables")
      .report(articles, rate: short.rate)
  }

  /// The same texts as one article of each size.
  private static func linearity(_ subject: ExtractionSubject, _ articles: [Text]) throws {
    var first: Double?
    for megabytes in [1, 5, 10] {
      let figures = subject.measure([try subject.article(ofBytes: megabytes * 1_000_000, from: articles)], seconds: 0)
      let ratio = first.map { String(format: ", %.2f of the rate at 1 MB", figures.rate / $0) } ?? ""
      Row.print("one article of \(megabytes) MB", figures.rate, "MB a second" + ratio)
      first = first ?? figures.rate
    }
  }
}

enum Row {
  static func print(_ name: String, _ value: Double, _ unit: String) {
    Swift.print(name.padding(toLength: 30, withPad: " ", startingAt: 0) + String(format: "%12.2f ", value) + unit)
  }
}
