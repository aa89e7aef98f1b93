import ArticleForms
import Models
import Testing

@testable import ArticleIntake

@Suite("Revisions")
struct RevisionLedgerTests {
  @Test("a new article is accepted, the same again is a duplicate, a changed one is the next revision")
  func revisions() throws {
    var ledger = Ledger()
    #expect(try ledger.take(Article(id: "1", body: "text", source: lima)) == Outcome(.accepted, 1))
    #expect(try ledger.take(Article(id: "1", body: "text \n", source: lima)) == Outcome(.duplicate, 1))
    #expect(try ledger.take(Article(id: "1", body: "texts", source: lima)) == Outcome(.revision, 2))
    #expect(try ledger.take(Article(id: "1", body: "text", source: lima)) == Outcome(.revision, 3))
  }

  @Test("an article is new again once the days of intake.tsv are over", arguments: [2, 35])
  func memory(days: Int) throws {
    var ledger = Ledger(memoryDays: days)
    let article = Article(id: "1", body: "text", source: lima)
    _ = try ledger.take(article)
    ledger.time = noon.adding(days: days).adding(milliseconds: -1)
    #expect(try ledger.take(article) == Outcome(.duplicate, 1))
    ledger.time = ledger.time.adding(days: days)
    #expect(try ledger.take(article) == Outcome(.accepted, 1))
  }

  @Test("a retraction takes the next number, once; the text published again stays retracted, a changed one is accepted")
  func retractions() throws {
    var ledger = Ledger()
    let article = Article(id: "1", body: "text", source: lima)
    _ = try ledger.take(article)
    #expect(try ledger.take(Article(id: "2", source: lima, retracts: "1")) == Outcome(.retraction, 2))
    #expect(try ledger.take(Article(id: "3", source: lima, retracts: "1")) == Outcome(.duplicate, 2))
    #expect(try ledger.take(article) == Outcome(.duplicate, 2))
    #expect(try ledger.take(Article(id: "1", body: "corrected", source: lima)) == Outcome(.revision, 3))
  }

  @Test("a retraction that comes first is carried, and its article stays retracted when it comes")
  func early() throws {
    var ledger = Ledger()
    let article = Article(id: "1", body: "text", source: lima)
    #expect(try ledger.take(Article(id: "2", source: lima, retracts: "1")) == Outcome(.retraction, 1))
    #expect(try ledger.take(article) == Outcome(.duplicate, 1))
    #expect(try ledger.take(article) == Outcome(.duplicate, 1))
    #expect(try ledger.take(Article(id: "1", body: "corrected", source: lima)) == Outcome(.revision, 2))
  }

  @Test("no source withdraws another's article, before or after it comes")
  func foreign() throws {
    let other = ArticleSource(name: "Other")
    let article = Article(url: "https://limawire.example/a", body: "text", source: lima)
    let attempt = Article(id: "x", source: other, retracts: "https://limawire.example/a")
    var after = Ledger()
    _ = try after.take(article)
    let refusal = #expect(throws: ForeignRetraction.self) { try after.take(attempt) }
    #expect(refusal?.source == "limawire.example" && refusal?.stated == "Other")
    var before = Ledger()
    #expect(try before.take(attempt) == Outcome(.retraction, 1))
    #expect(try before.take(article) == Outcome(.accepted, 2))
  }

  @Test("an article without a source is withdrawn by its address, or by its id at the host of its address")
  func withoutSource() throws {
    let article = Article(id: "1", url: "https://www.limawire.example/a", body: "text")
    for retraction in [
      Article(id: "2", retracts: "https://limawire.example/a"),
      Article(id: "2", source: ArticleSource(name: "Lima", domain: "limawire.example"), retracts: "1"),
    ] {
      var ledger = Ledger()
      _ = try ledger.take(article)
      let isByAddress = retraction.source == nil
      // Which article was published at an address, the stage knows, and not the ledger.
      #expect(try ledger.take(retraction) == Outcome(.retraction, isByAddress ? 1 : 2))
    }
  }

  @Test("an article is forgotten 35 days after it was last seen")
  func expiry() throws {
    var ledger = Ledger()
    let article = Article(id: "1", body: "text", source: lima)
    _ = try ledger.take(article)
    ledger.time = noon.adding(days: 30)
    #expect(try ledger.take(article) == Outcome(.duplicate, 1))
    ledger.time = noon.adding(days: 64)
    #expect(try ledger.take(article) == Outcome(.duplicate, 1))
    ledger.time = noon.adding(days: 99)
    #expect(try ledger.take(article) == Outcome(.accepted, 1))
  }

  @Test("a date that was missing makes a revision of the same text, losing one does not")
  func date() throws {
    var ledger = Ledger()
    _ = try ledger.take(Article(id: "1", body: "text"))
    #expect(try ledger.take(Article(id: "1", body: "text", publishedAt: noon)) == Outcome(.revision, 2))
    #expect(try ledger.take(Article(id: "1", body: "text")) == Outcome(.duplicate, 2))
  }

  @Test("the right date makes a revision of an article that was dated in the future, once")
  func correctedDate() throws {
    var ledger = Ledger()
    let ahead = Article(id: "1", body: "text", publishedAt: noon.adding(days: 60))
    let right = Article(id: "1", body: "text", publishedAt: noon.adding(days: -1))
    #expect(try ledger.take(ahead) == Outcome(.accepted, 1))
    #expect(try ledger.take(ahead) == Outcome(.duplicate, 1))
    #expect(try ledger.take(right) == Outcome(.revision, 2))
    #expect(try ledger.take(right) == Outcome(.duplicate, 2))
    #expect(try ledger.take(ahead) == Outcome(.duplicate, 2))
  }
}

private struct Outcome: Equatable {
  var kind: RevisionDecision.Kind
  var revision: Int

  init(_ kind: RevisionDecision.Kind, _ revision: Int) {
    self.kind = kind
    self.revision = revision
  }
}

private struct Ledger {
  var known: [String: KnownArticle] = [:]
  var time = noon
  var memoryDays = rules.times.memoryDays

  mutating func take(_ article: Article) throws -> Outcome {
    let incoming = try normaliser.identify(article, at: time)
    let decision = try RevisionLedger(memoryDays: memoryDays, identity: rules.identity).decide(
      incoming, known: known[incoming.articleId], at: time)
    known[incoming.articleId] = decision.known
    #expect((decision.accepted == nil) == (decision.kind == .duplicate))
    if let accepted = decision.accepted { #expect(accepted.revision == decision.known.revision) }
    return Outcome(decision.kind, decision.known.revision)
  }
}
