import ExtractionFixtures
import Foundation
import Models
import ReferenceData
import Testing
import TextAnalysis

@testable import EventExtraction

/// Patterns over words that overlap, with small tables of the tests' own.
@Suite("Overlapping words of Chinese patterns")
struct ChineseOverlapTests {
  /// The rows of `event-patterns.tsv` as type, pattern, with and without; the words of the other tables; and the names
  /// in the text.
  private struct Tables {
    var patterns: [(String, String, String, String)]
    var guards = "地震局"
    var signal = "扬言"
    var names: [String] = []
    var country: String?
  }

  /// The words of the steps of the patterns that are found in the text, one string for each event.
  private func steps(_ text: String, _ tables: Tables) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chinese-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    let rows = tables.patterns.map { "\($0.0)\t\($0.1)\t\($0.2)\t\($0.3)\t0.8\thappen\n" }.joined()
    for (name, table) in [
      ("event-patterns", "type\tpattern\twith\twithout\tconfidence\tframe\n" + rows),
      ("event-guards", "words\n\(tables.guards)\n"),
      ("event-classes", "class\twords\nworks\t工程\nsite\t工程现场\nowner_mark\t资\n"),
      ("event-signals", "effect\tscope\treach\twords\nthreatened\tbefore\t9\t\(tables.signal)\n"),
    ] {
      try Data(table.utf8).write(to: folder.appending(path: "xx/\(name).tsv"))
    }
    let lexicon = try #require(
      try ChineseLexicon(
        LanguageFolders(directory: folder.path, names: ["xx"]), types: EntityFixture.reference.riskModel.types))
    let vocabulary = ChineseVocabulary(lexicon)
    let article = EntityFixture.article(text, language: "zh")
    var findings = Findings()
    func span(_ name: String) throws -> TextSpan {
      let start = text[..<(try #require(text.range(of: name))).lowerBound].utf8.count
      return article.span(start, start + name.utf8.count)
    }
    for name in tables.names { findings.organisations.append(Organisation(span: try span(name), kind: .company)) }
    if let country = tables.country {
      findings.places.append(Place(span: try span(country), country: "CN", kind: .country))
    }
    var reader = ChineseItemReader(text: article, vocabulary: vocabulary, entities: ChineseEntities(findings))
    let sentence = reader.read(0)
    return ChinesePatternSearch(vocabulary: vocabulary).matches(in: sentence).events.map { match in
      match.items.map { item in
        let tokens = sentence.occurrences[item].tokens
        return article.string(article.tokens[tokens.lowerBound].start, article.tokens[tokens.upperBound - 1].end)
      }.joined(separator: " ")
    }
  }

  @Test(
    "a word satisfies a step inside a longer word, at its end, and across two words",
    arguments: [
      ("停工令下达。", "停工令", "停工"), ("缴应付电费。", "应付电费", "电费"), ("勒令停工。", "勒令停", "停工"), ("一座停工厂。", "停工", "工厂"),
    ])
  func inside(text: String, longer: String, word: String) throws {
    let rows = [("SUSPENSION", "\(longer) 某物", "-", "-"), ("ARREARS", word, "-", "-")]
    #expect(try steps(text, Tables(patterns: rows)) == [word])
  }

  @Test("a guard word hides the words in it and those that it shares a character with, also where a pattern names it")
  func guarded() throws {
    let quake = ("NATURAL_DISASTER", "地震", "-", "-")
    #expect(try steps("地震局开会。", Tables(patterns: [quake])).isEmpty)
    #expect(try steps("地震局长开会。", Tables(patterns: [quake, ("PROTEST", "局长", "-", "-")])).isEmpty)
    let named = ("PROTEST", "地震局", "-", "-")
    #expect(try steps("地震局开会。", Tables(patterns: [quake, named])) == ["地震局"])
    // The guard word is itself inside a longer word.
    let longer = ("PROTEST", "地震局长 某物", "-", "-")
    #expect(try steps("地震局长开会。", Tables(patterns: [quake, longer])).isEmpty)
    #expect(try steps("地震局长开会。", Tables(patterns: [quake, longer], guards: "海啸")) == ["地震"])
  }

  @Test("a word in traditional characters is the same word as in simplified ones, in each of the tables")
  func traditional() throws {
    let both = [("SUSPENSION", "停电", "-", "-"), ("ARREARS", "停電 某物", "-", "-")]
    #expect(try steps("停电。", Tables(patterns: both)) == ["停电"])
    #expect(try steps("停電。", Tables(patterns: both)) == ["停電"])
    #expect(try steps("停电。", Tables(patterns: [("SUSPENSION", "停電", "-", "-")])) == ["停电"])
    #expect(try steps("停电时开会。", Tables(patterns: [("SUSPENSION", "停电", "-", "開會")])).isEmpty)
    #expect(try steps("停电局开会。", Tables(patterns: [both[0]], guards: "停電局")).isEmpty)
    #expect(try steps("工会传闻停电。", Tables(patterns: [both[0]], signal: "傳聞停電")).isEmpty)
  }

  @Test("the word of a signal hides the words in it")
  func signals() throws {
    let stop = ("SUSPENSION", "停工", "-", "-")
    #expect(try steps("工会扬言停工。", Tables(patterns: [stop])) == ["停工"])
    #expect(try steps("工会扬言停工。", Tables(patterns: [stop], signal: "扬言停工")).isEmpty)
  }

  @Test("a name hides the words in it, but for the last ones of an organisation's name")
  func names() throws {
    let tables = Tables(patterns: [("SUSPENSION", "停工", "-", "-"), ("ARREARS", "停工令集 某物", "-", "-")])
    #expect(try steps("停工令集团开会。", tables) == ["停工"])
    var named = tables
    named.names = ["停工令集团"]
    #expect(try steps("停工令集团开会。", named).isEmpty)
    let last = Tables(
      patterns: [("ARREARS", "银行", "-", "-"), ("PROTEST", "开发银行 某物", "-", "-")], names: ["某地开发银行"])
    #expect(try steps("某地开发银行开会。", last) == ["银行"])
  }

  @Test("no word begins with the mark of a country's companies where another word begins after it")
  func owners() throws {
    var tables = Tables(patterns: [("ARREARS", "资金", "-", "-"), ("SUSPENSION", "金矿 某物", "-", "-")])
    #expect(try steps("中方资金矿开会。", tables) == ["资金"])
    tables.country = "中"
    #expect(try steps("中资金矿开会。", tables).isEmpty)
  }

  @Test("no word goes across a space")
  func spaces() throws {
    let tables = Tables(patterns: [("SUSPENSION", "停工", "-", "-"), ("ARREARS", "勒令停 某物", "-", "-")])
    #expect(try steps("勒令停 工会开会。", tables).isEmpty)
    #expect(try steps("勒令停工会开会。", tables) == ["停工"])
  }

  @Test("a pattern may name a class that the reader looks up by its characters")
  func characterClass() throws {
    let tables = Tables(patterns: [("SUSPENSION", "停工", "<owner_mark>", "-")])
    #expect(try steps("中资停工。", tables) == ["停工"])
    #expect(try steps("中方停工。", tables).isEmpty)
  }

  @Test("of matches that ask for as much, the one of whole words counts")
  func wholeWords() throws {
    let classes = [("SUSPENSION", "叫停 <works>", "-", "-"), ("ARREARS", "叫停 <site>", "-", "-")]
    #expect(try steps("叫停工程现场。", Tables(patterns: classes)) == ["叫停 工程现场"])
  }

  @Test("two steps of a match share no character")
  func disjoint() throws {
    let tables = Tables(patterns: [("SUSPENSION", "叫停工 停工|工程", "-", "-")])
    #expect(try steps("叫停工。", tables).isEmpty)
    #expect(try steps("叫停工停工。", tables) == ["叫停工 停工"])
    #expect(try steps("叫停工程。", tables).isEmpty)
  }

  @Test("matches that share a character exclude each other: the one with the longer words counts")
  func longest() throws {
    let rows = [("SUSPENSION", "停工", "-", "-"), ("ARREARS", "停工令", "-", "-")]
    #expect(try steps("停工令下达。", Tables(patterns: rows)) == ["停工令"])
    #expect(try steps("停工令下达。", Tables(patterns: rows.reversed())) == ["停工令"])
    // Both are inside a longer word that says nothing itself.
    let whole = ("PROTEST", "停工令书 某物", "-", "-")
    #expect(try steps("停工令书下达。", Tables(patterns: rows + [whole])) == ["停工令"])
    let later = [("SUSPENSION", "停工", "-", "-"), ("ARREARS", "工令书", "-", "-"), whole]
    #expect(try steps("停工令书下达。", Tables(patterns: later)) == ["工令书"])
    // Two words that share no character are two events, though one longer word contains both.
    let both = [("SUSPENSION", "停工", "-", "-"), ("PROTEST", "游行", "-", "-"), ("ARREARS", "停工游行 某物", "-", "-")]
    #expect(try steps("停工游行。", Tables(patterns: both)) == ["停工", "游行"])
  }

  @Test("a word inside a longer one fulfils a condition, and excludes as a whole word does")
  func conditions() throws {
    let order = ("ARREARS", "停工令 某物", "-", "-")
    let asking = ("PROTEST", "工会", "停工", "-")
    let excluding = ("PROTEST", "工会", "-", "停工")
    let word = ("SUSPENSION", "停工 某物", "-", "-")
    #expect(try steps("工会见停工令。", Tables(patterns: [order, asking, word])) == ["工会"])
    #expect(try steps("工会见停工令。", Tables(patterns: [order, excluding, word])).isEmpty)
    #expect(try steps("工会见游行。", Tables(patterns: [order, excluding, word])) == ["工会"])
  }
}
