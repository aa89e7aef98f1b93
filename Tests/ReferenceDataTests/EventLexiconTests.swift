import Foundation
import Testing

@testable import ReferenceData

private let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path

@Suite("The event lexicon")
struct EventLexiconTests {
  private static let folders = LanguageFolders(directory: directory + "/Languages", names: ["en", "zh", "mul"])
  private let types: EventTypes
  private let lexicon: EventLexicon

  init() throws {
    types = try RiskModelLoader(directory: directory).load().types
    lexicon = try EventLexicon(Self.folders, types: types)
  }

  @Test(
    "every trigger names a type of the risk model; every type but TALKS and those of the classifier has one"
  )
  func knownTypes() throws {
    let triggered = Set(lexicon.triggers.map(\.type))
    #expect(triggered.subtracting(types.all.map(\.type)).isEmpty)
    let folders = LanguageFolders(directory: directory + "/Languages", names: ["en", "mul"])
    let general = try #require(try ClassifierLexicon(folders, types: types)?.risk).types.values
    #expect(Set(types.all.map(\.type)).subtracting(triggered) == Set(general).union(["TALKS"]))
  }

  @Test("no row is repeated")
  func repeated() {
    #expect(Set(lexicon.triggers).count == lexicon.triggers.count)
    #expect(Set(lexicon.modifiers).count == lexicon.modifiers.count)
    #expect(Set(lexicon.idioms).count == lexicon.idioms.count)
  }

  @Test("no pattern is both an idiom and a trigger")
  func contradictions() {
    let triggers = Set(lexicon.triggers.flatMap(\.patterns))
    #expect(lexicon.idioms.flatMap(\.patterns).filter(triggers.contains).isEmpty)
  }

  @Test(
    "a verb has all its inflections",
    arguments: [
      ("attack", ["attack", "attacks", "attacked", "attacked", "attacking"]),
      ("raze", ["raze", "razes", "razed", "razed", "razing"]),
      ("rob", ["rob", "robs", "robbed", "robbed", "robbing"]),
      ("levy", ["levy", "levies", "levied", "levied", "levying"]),
      ("expel", ["expel", "expels", "expelled", "expelled", "expelling"]),
      ("strike", ["strike", "strikes", "struck", "struck", "stricken", "striking"]),
      ("withdraw", ["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"]),
      ("visit", ["visit", "visits", "visited", "visited", "visiting"]),
      ("free", ["free", "frees", "freed", "freed", "freeing"]),
      ("crash", ["crash", "crashes", "crashed", "crashed", "crashing"]),
    ])
  func inflections(verb: String, forms: [String]) {
    #expect(lexicon.verbs.forms(of: verb).map(\.word) == forms)
  }

  @Test(
    "a pattern that cannot be read is refused",
    arguments: ["", "..", ".. attack", "attack ..", "<army>", "Attack", "a||b", "<army", "attack+|", "_", "walk-out"])
  func malformed(pattern: String) {
    #expect(EventPattern.reading(pattern) == nil)
  }

  @Test("optional elements double the patterns, and ideographs are an element each")
  func variants() throws {
    #expect(try #require(EventPattern.reading("cut+ off? <army>")).count == 2)
    #expect(try #require(EventPattern.reading("袭击")).first?.elements.count == 2)
  }

  @Test("a table with more classes of words than fit is refused at the first row too many")
  func mostClasses() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "event-lexicon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func read(_ count: Int) throws -> [EventLexicon.WordClass] {
      let rows = (0..<count).map { "class\($0)\tword\n" }.joined() + "class0\tother\n"
      try Data("class\twords\n\(rows)".utf8).write(to: folder.appending(path: "xx/event-words.tsv"))
      return try EventLexicon.readClasses(LanguageFolders(directory: folder.path, names: ["xx"]))
    }
    let full = try read(EventLexicon.mostClasses)
    #expect(full.count == EventLexicon.mostClasses && full.first?.words.count == 2)
    let error = #expect(throws: TableError.self) { try read(EventLexicon.mostClasses + 1) }
    #expect(error?.line == EventLexicon.mostClasses + 2)
    #expect(error?.problem.contains("no more fit") == true, "\(error?.description ?? "")")
  }

  @Test("a table with an unknown class is refused with its file, line and column")
  func unknownClass() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "event-lexicon-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: URL(filePath: directory + "/Languages/en"), to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["plover-classes", "event-locations", "event-roles", "event-weights", "reading-constants"] {
      try FileManager.default.copyItem(
        at: URL(filePath: directory + "/Languages/mul/\(name).tsv"), to: folder.appending(path: "\(name).tsv"))
    }
    try Data("reason\tpattern\nidiom\tstrike+ <nosuchclass>\n".utf8).write(
      to: folder.appending(path: "event-idioms.tsv"))
    let error = #expect(throws: TableError.self) {
      try EventLexicon(
        LanguageFolders(directory: folder.deletingLastPathComponent().path, names: [folder.lastPathComponent]),
        types: types)
    }
    #expect(error?.line == 2)
    #expect(error?.problem.contains("pattern") == true)
  }
}
