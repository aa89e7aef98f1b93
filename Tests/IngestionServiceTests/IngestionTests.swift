import ArticleIntake
import IngestionService
import Messaging
import Models
import PipelineContracts
import TestSupport
import Testing

@Suite("Ingestion")
struct IngestionTests {
  private let wire = ArticleSource(name: "Lima Wire", domain: "limawire.example")
  private let text = """
    Dockers at the port of Chancay stopped work on Monday after two gantry cranes were switched off during the night.
    The operator said that an inspection of the electrical rooms would last until Wednesday, and that four container
    ships had been sent on to Callao. A spokesman for the dockers' union told reporters that the crews had warned of
    faulty relays since June, and asked the labour inspectorate to look at the logs before anybody climbs the gantries
    again. Exporters of blueberries fear that fruit worth several million dollars will spoil in the yard. The transport
    ministry sent two engineers from Lima and promised a first report by the end of the week. In Beijing a foreign
    ministry official called the port a flagship of cooperation and said that safety comes before speed.

    """

  @Test(
    "an article comes out with its text, revision 1, its fingerprint, and the headers that tell where it comes from")
  func accepted() throws {
    let ingestion = try Ingestion()
    #expect(
      try ingestion.publish(Article(id: "7", title: "Port shut", body: text, source: wire)) == .accepted(revision: 1))
    guard case .article(let revision) = ingestion.accepted.first else {
      Issue.record("expected an article")
      return
    }
    #expect(revision.article.text == "Port shut\n\n" + text)
    #expect(revision.article.language == "en")
    #expect(revision.article.flags == [.undated])
    #expect(
      revision.fingerprint
        == ingestion.rules.similarity.fingerprint(
          of: revision.article.text, bodyStart: revision.article.bodyStart))
    let output = ingestion.outputs.first
    #expect(output?.key == Array(revision.article.articleId.utf8))
    #expect(output?.time == Ingestion.start)
    let names = output?.headers.map(\.name) ?? []
    #expect(names.contains("traceparent"))
    #expect(names.contains("ce_id"))
  }

  @Test("a row that cannot be read stops the stage with the words of every stage, which say what to do about its state")
  func unreadableRow() throws {
    let ingestion = try Ingestion()
    try ingestion.publish(Article(id: "7", title: "Port shut", body: text, source: wire))
    let known = try #require(ingestion.accepted.first)
    let key = "a\(known.articleId)"
    ingestion.state.set(Array(key.utf8), to: [0xFF])
    #expect(throws: ingestion.state.unreadable("the row \(key)", of: IngestionStages.reviseName)) {
      try ingestion.publish(Article(id: "7", title: "Port open", body: text, source: wire))
    }
  }

  @Test("the same text under 100 addresses is 100 articles of one family")
  func hundredAddresses() throws {
    let ingestion = try Ingestion()
    for number in 0..<100 {
      let article = Article(
        url: "https://mirror\(number).example/a", body: text + String(repeating: " ", count: number))
      #expect(try ingestion.publish(article) == .accepted(revision: 1))
    }
    let families = Set(
      ingestion.accepted.map { accepted in
        if case .article(let revision) = accepted { revision.fingerprint } else { "" }
      })
    #expect(families.count == 1)
    #expect(Set(ingestion.accepted.map(\.articleId)).count == 100)
  }

  @Test("the same address with other tracking parameters is the same article")
  func tracking() throws {
    let ingestion = try Ingestion()
    let url = "https://limawire.example/a"
    #expect(try ingestion.publish(Article(url: url, body: text)) == .accepted(revision: 1))
    #expect(try ingestion.publish(Article(url: url + "?utm_source=mail&fbclid=1#top", body: text)) == .dropped)
  }

  @Test("a small edit is revision 2 of the same family, the same again is dropped")
  func edit() throws {
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(Article(id: "7", body: text, source: wire)) == .accepted(revision: 1))
    #expect(try ingestion.publish(Article(id: "7", body: text + "Updated.", source: wire)) == .accepted(revision: 2))
    #expect(try ingestion.publish(Article(id: "7", body: text + "Updated.", source: wire)) == .dropped)
    let hashes = ingestion.accepted.compactMap { accepted in
      if case .article(let revision) = accepted { UInt64(revision.fingerprint, radix: 16) } else { nil }
    }
    #expect((hashes[0] ^ hashes[1]).nonzeroBitCount <= 3)
  }

  @Test("a retraction names its article by id, by address, and by the address of an article that has an id")
  func retraction() throws {
    let ingestion = try Ingestion()
    let url = "https://limawire.example/"
    try ingestion.publish(Article(id: "7", body: text, source: wire))
    try ingestion.publish(Article(url: url + "b", body: text, source: wire))
    try ingestion.publish(Article(id: "8", url: url + "c", body: text, source: wire))
    try ingestion.publish(Article(id: url + "d", body: text, source: wire))
    for (number, retracts) in ["7", url + "b", url + "c?utm_id=1", url + "d"].enumerated() {
      let retraction = Article(id: "r\(number)", title: "Retraction", source: wire, retracts: retracts)
      #expect(try ingestion.publish(retraction) == .retracted(revision: 2))
      #expect(ingestion.accepted[4 + number].articleId == ingestion.accepted[number].articleId)
      #expect(try ingestion.publish(retraction) == .dropped)
    }
  }

  @Test("a title that says so retracts the article of its id, and a corrected text is a revision")
  func retractionInWords() throws {
    let ingestion = try Ingestion()
    try ingestion.publish(Article(id: "7", title: "Port shut", body: text, source: wire))
    #expect(
      try ingestion.publish(Article(id: "7", title: "Port shut", body: "Correction: " + text, source: wire))
        == .accepted(revision: 2))
    #expect(
      try ingestion.publish(Article(id: "7", title: "RETRACTED: Port shut", body: "It is open.", source: wire))
        == .retracted(revision: 3))
    #expect(try ingestion.publish(Article(id: "9", title: "Withdrawn: other", source: wire)) == .retracted(revision: 1))
  }

  @Test("a retraction by address finds the article in any spelling of it")
  func retractionSpellings() throws {
    let ingestion = try Ingestion()
    try ingestion.publish(Article(url: "http://www.limawire.example/a", body: text, source: wire))
    #expect(
      try ingestion.publish(Article(id: "r", source: wire, retracts: "https://m.limawire.example/a/amp?utm_source=x"))
        == .retracted(revision: 2))
  }

  @Test("a retraction of an unknown article is carried; one by another source is a bad record")
  func retractionsWithoutEffect() throws {
    let ingestion = try Ingestion()
    #expect(try ingestion.publish(#"{"id": "r", "retracts": "never seen"}"#) == .retracted(revision: 1))
    try ingestion.publish(Article(url: "https://limawire.example/a", body: text, source: wire))
    let foreign = Article(id: "x", source: ArticleSource(name: "Other"), retracts: "https://limawire.example/a")
    #expect(try ingestion.publish(foreign) == .deadLetter("retraction_foreign"))
  }

  @Test("an article not seen for 35 days is forgotten with all its rows, one seen in between is not")
  func expiry() throws {
    let ingestion = try Ingestion()
    let old = Article(id: "7", url: "https://limawire.example/a", body: text, source: wire)
    let kept = Article(id: "8", url: "https://limawire.example/b", body: text, source: wire)
    try ingestion.publish(old)
    try ingestion.publish(kept)
    ingestion.wait(days: 20)
    #expect(try ingestion.publish(kept) == .dropped)
    ingestion.wait(days: 17)
    #expect(try ingestion.publish(kept) == .dropped)
    let rows = ingestion.state.rows.map { String(decoding: $0.key.prefix(1), as: UTF8.self) }
    #expect(rows.sorted() == ["a", "s", "u", "x", "x"])
    #expect(try ingestion.publish(old) == .accepted(revision: 1))
  }

  @Test("published = accepted + duplicates + revisions + retractions + dead letters, over restarts too")
  func accounting() throws {
    let ingestion = try Ingestion()
    var deadLetters = 0
    for number in 0..<60 {
      let outcome: Ingestion.Outcome =
        switch number % 6 {
        case 0: try ingestion.publish(Article(id: "\(number)", body: text, source: wire))
        case 1: try ingestion.publish(Article(id: "\(number - 1)", body: text, source: wire))
        case 2: try ingestion.publish(Article(id: "\(number - 2)", body: text + "More.", source: wire))
        case 3: try ingestion.publish(Article(id: "r\(number)", source: wire, retracts: "\(number - 3)"))
        case 4: try ingestion.publish("{")
        default: try ingestion.publish(Article(title: "\u{3000}", body: " "))
        }
      if case .deadLetter = outcome { deadLetters += 1 }
      if number % 7 == 0 { try ingestion.restart() }
    }
    for outcome in ["accepted", "duplicate", "revision", "retraction"] {
      #expect(ingestion.tally["beacon_articles_total", [outcome]] == 10, "\(outcome)")
    }
    #expect(deadLetters == 20)
  }

  @Test("the same articles give the same bytes and ids")
  func deterministic() throws {
    let runs = try (0..<2).map { _ in
      let ingestion = try Ingestion()
      for number in 0..<20 {
        try ingestion.publish(Article(id: "\(number % 7)", body: text + "\(number)", source: wire))
      }
      return ingestion.outputs
    }
    #expect(runs[0] == runs[1])
    #expect(Set(runs[0].map { $0.headers.first { $0.name == "ce_id" } }).count == 20)
  }
}
