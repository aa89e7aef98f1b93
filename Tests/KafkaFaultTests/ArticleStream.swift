import ArticleIntake
import Foundation
import Messaging
import Models
import TestSupport

/// Articles as publishers send them, each with what must become of it: new ones, exact repetitions, revisions,
/// retractions, and records that are no articles. All that is said of one article has one key, so its order is kept.
struct ArticleStream {
  enum Fate: Hashable {
    case accepted(Told)
    case duplicate
    case revision(Told)
    case retraction(Told)
    case deadLetter(code: String)
  }

  /// What the topic of accepted articles must say; without text: that the article is withdrawn.
  struct Told: Hashable {
    var articleId: String
    var revision: Int
    var text: String?
  }

  struct Entry {
    var key: String
    /// Nil is a record without a value.
    var value: [UInt8]?
    var headers: [Header] = []
    var fate: Fate
  }

  /// The text of an article of which only that it was accepted matters.
  static let anyText = "any text"

  private(set) var entries: [Entry] = []
  private var random: SeededGenerator
  private var synthetic: SyntheticArticles
  private var articles: [Published] = []
  private let newest: Date

  private struct Published {
    var id: String
    var fields: [String: Any]
    var revision = 1
    var isRetracted = false
  }

  /// - Parameter newest: the latest time of publication.
  init(count: Int, seed: UInt64, newest: Date = Date()) throws {
    self.newest = newest
    random = SeededGenerator(seed: seed)
    synthetic = SyntheticArticles(seed: seed, bytes: 900...4800)
    while entries.count < count { try addOne() }
  }

  /// Puts other entries between these, as evenly as can be.
  mutating func mix(in others: [Entry]) {
    for (index, entry) in others.enumerated().reversed() {
      entries.insert(entry, at: entries.count * (index + 1) / (others.count + 1))
    }
  }

  /// How many of each kind there are.
  func count(where isMeant: (Fate) -> Bool) -> Int { entries.count { isMeant($0.fate) } }

  private mutating func addOne() throws {
    let roll = random.int(0...99)
    if roll < 9 { return addBad() }
    guard roll < 26, let index = articles.indices.randomElement(using: &random) else { return try addNew() }
    switch roll {
    case ..<17: try add(index, .duplicate)
    case ..<23: try revise(index)
    default: try retract(index)
    }
  }

  private mutating func addNew() throws {
    let number = articles.count
    var fields = synthetic.article(number, newest: newest)
    let source = random.pick(Self.sources)
    fields["source"] = ["name": source.name, "domain": source.domain]
    fields["publishedAt"] = newest.addingTimeInterval(-Double(random.int(60...172_800))).ISO8601Format()
    articles.append(Published(id: "synthetic-\(number)", fields: fields))
    try add(number, .accepted(told(number)))
  }

  private mutating func revise(_ index: Int) throws {
    articles[index].fields["body"] = "\(articles[index].fields["body"] ?? "")\n\nCorrection \(entries.count)."
    articles[index].revision += 1
    articles[index].isRetracted = false
    try add(index, .revision(told(index)))
  }

  private mutating func retract(_ index: Int) throws {
    let article = articles[index]
    var told = told(index)
    told.text = nil
    told.revision += 1
    let fields: [String: Any] = [
      "id": "\(article.id)-retraction-\(entries.count)", "retracts": article.id, "body": "We take this report back.",
      "source": article.fields["source"] ?? [:],
    ]
    let value = Array(try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys))
    entries.append(
      Entry(key: article.id, value: value, fate: article.isRetracted ? .duplicate : .retraction(told)))
    if !article.isRetracted { articles[index].revision += 1 }
    articles[index].isRetracted = true
  }

  private mutating func add(_ index: Int, _ fate: Fate) throws {
    let value = try JSONSerialization.data(withJSONObject: articles[index].fields, options: .sortedKeys)
    entries.append(Entry(key: articles[index].id, value: Array(value), fate: fate))
  }

  private func told(_ index: Int) -> Told {
    let fields = articles[index].fields
    let source = fields["source"] as? [String: String] ?? [:]
    let id = ArticleIdentity.id(
      articles[index].id, at: ArticleSource(name: source["name"] ?? "", domain: source["domain"]))
    let text = "\(fields["title"] ?? "")\n\n\(fields["body"] ?? "")"
    return Told(articleId: id, revision: articles[index].revision, text: text)
  }

  private mutating func addBad() {
    let bad = random.pick(Self.bad)
    entries.append(
      Entry(key: "bad-\(entries.count)", value: Array(bad.value.utf8), fate: .deadLetter(code: bad.code)))
  }

  /// None contains a line break or a tab, so that each is one line for `kcat`.
  private static let bad = [
    (value: "", code: "json_syntax"), (value: "{\"id\":\"cut\",\"body\":\"Workers at the po", code: "json_syntax"),
    (value: "no JSON at all", code: "form_unknown"),
    (
      value: "{\"id\":\"deep\",\"body\":\"x\",\"more\":\(String(repeating: "[", count: 9000))"
        + "\(String(repeating: "]", count: 9000))}", code: "json_depth"
    ),
    (value: "{\"body\":\"before\\u0000after\"}", code: "article_null_byte"),
    (value: "{\"body\":\"before\u{0}after\"}", code: "json_control_character"),
    (value: "{\"id\":\"empty\",\"title\":\" \",\"body\":\"\"}", code: "article_empty"),
    (value: "{\"id\":\"a\",\"id\":\"b\",\"body\":\"x\"}", code: "json_duplicate_key"),
    (value: "{\"body\":true}", code: "wrong_type"),
  ]

  private static let sources = [
    (name: "Meridian Wire", domain: "meridianwire.example"), (name: "Harbour Post", domain: "harbourpost.example"),
    (name: "Andes Dispatch", domain: "andesdispatch.example"), (name: "Rift Courier", domain: "riftcourier.example"),
    (name: "Aegean Ledger", domain: "aegeanledger.example"), (name: "Rumour Mill", domain: "rumourmill.example"),
    (name: "Nobody's Gazette", domain: "nobody.example"),
  ]
}
