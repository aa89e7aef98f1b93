import ExtractionFixtures
import ReferenceData
import Testing

@testable import EventExtraction

@Suite("Classes of words that readers name")
struct GrammarClassTests {
  /// Two classes that the readers only know together, as `numberPrefix`.
  private static let prefixes: Set = ["currency_sign", "month_name"]

  @Test("each property of the grammar is the class that it is named after")
  func properties() {
    let vocabulary = EventVocabulary(classNames: GrammarClasses.names)
    let grammar = GrammarClasses(vocabulary)
    var properties: [String: ClassSet] = [:]
    for case (let label?, let set as ClassSet) in Mirror(reflecting: grammar).children { properties[label] = set }
    for name in GrammarClasses.names where !Self.prefixes.contains(name) {
      #expect(properties[Self.camelCase(name)] == vocabulary.set(name), "\(name)")
    }
    #expect(Self.prefixes.isSubset(of: GrammarClasses.names))
    #expect(grammar.numberPrefix == vocabulary.set(Array(Self.prefixes)))
  }

  @Test("the table of Chinese classes has each class that the readers of sentences name")
  func chineseClasses() throws {
    let classes = try #require(EntityFixture.lexicon("zh").chinese).classes
    var names: [String] = []
    _ = ChineseVocabulary.NamedClasses { name in
      names.append(name)
      return 0
    }
    #expect(!names.isEmpty)
    #expect(names.filter { classes[$0] == nil } == [])
  }

  /// The name of the property for a class of the tables: `becauseOf` for `because_of`.
  private static func camelCase(_ name: String) -> String {
    let parts = name.split(separator: "_").map(String.init)
    return parts[0] + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
