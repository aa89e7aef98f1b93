import ArticleForms
import ArticleIntake
import Foundation
import Models
import TestSupport

/// How fast articles are read in each form and brought into their normal form, on one core, with the ratio of each to
/// our own JSON: what a publisher's form costs.
enum IngestionBenchmark {
  static func report(articles count: Int, tables: String, newest: Date) throws {
    let rules = try IntakeRules(tables: tables)
    let reader = ArticleFormReader(rules.forms)
    let normaliser = ArticleNormaliser(rules: rules)
    var synthetic = SyntheticArticles(seed: 3)
    let texts = (0..<count).map { number in
      let fields = synthetic.article(number, newest: newest)
      return (title: fields["title"] as? String ?? "", body: fields["body"] as? String ?? "")
    }
    var base = 0.0
    for (form, values) in forms(of: texts) {
      let bytes = values.reduce(0) { $0 + $1.count }
      let start = processorSeconds()
      var read = 0
      for value in values {
        for case .article(let article) in reader.read(value).items {
          guard case .article(let normalised) = try normaliser.identify(article, at: nil).identified else { continue }
          read +=
            normaliser.similarity.fingerprint(of: normalised.text, bodyStart: normalised.bodyStart).isEmpty ? 0 : 1
        }
      }
      let seconds = processorSeconds() - start
      guard read == count else { throw BenchmarkFailure(message: "\(form): read \(read) of \(count) articles") }
      let rate = Double(count) / seconds
      if base == 0 { base = rate }
      row(form, rate, "articles/s")
      row("", Double(bytes) / seconds / 1e6, "MB/s of \(form)")
      row("", Double(bytes) / Double(count) / 1e3, "kB each")
      row("", rate / base, "times our own JSON")
    }
  }

  private static func forms(of texts: [(title: String, body: String)]) -> [(String, [[UInt8]])] {
    [
      ("our JSON", texts.map { Array(json(["title": $0.title, "body": $0.body, "publishedAt": day]).utf8) }),
      (
        "NewsAPI's JSON",
        texts.map {
          Array(
            "{\"articles\":[\(json(["title": $0.title, "content": $0.body, "publishedAt": day, "url": "https://w.example/1"]))]}"
              .utf8)
        }
      ),
      (
        "RSS",
        texts.map {
          Array(
            "<rss><channel><title>Wire</title><item><title>\($0.title)</title><description>\($0.body)</description><pubDate>Thu, 26 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"
              .utf8)
        }
      ), ("HTML pages", texts.map { Array(page($0).utf8) }),
    ]
  }

  private static let day = "2026-11-26T08:00:00Z"

  private static func json(_ fields: [String: String]) -> String {
    String(decoding: (try? JSONEncoder().encode(fields)) ?? Data(), as: UTF8.self)
  }

  /// An article in as much around it as a news site has: style, scripts, menus, boxes of other stories.
  private static func page(_ text: (title: String, body: String)) -> String {
    let menu = (0..<60).map {
      "<li class=\"nav-item nav-item--\($0)\"><a href=\"/section/\($0)\">Section \($0)</a></li>"
    }.joined()
    let cards = (0..<40).map {
      "<div class=\"card related-story\"><a href=\"/s/\($0)\"><img src=\"/i/\($0).jpg\" alt=\"\"><h3>Another story of the day, number \($0)</h3></a></div>"
    }.joined()
    let paragraphs = text.body.split(separator: "\n").map { "<p class=\"story__paragraph\">\($0)</p>" }.joined()
    return """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(text.title) - Wire</title>
      <style>\(String(repeating: ".story__paragraph{margin:0 0 1em;font:16px/1.5 serif}\n", count: 300))</style>
      <script>\(String(repeating: "window.dataLayer=window.dataLayer||[];function g(a){return a<3&&a>1}\n", count: 250))</script>
      <script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"\(day)"}</script></head>
      <body><nav><ul>\(menu)</ul></nav><main><article class="story"><h1>\(text.title)</h1>\(paragraphs)</article></main>
      <aside>\(cards)</aside><footer><p>Copyright Wire</p></footer></body></html>
      """
  }
}
