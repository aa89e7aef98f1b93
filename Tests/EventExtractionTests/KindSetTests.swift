import ExtractionFixtures
import ReferenceData
import Testing

@testable import EventExtraction

@Suite("Sets of kinds and of effects")
struct KindSetTests {
  @Test(
    "a set has the kinds that it was made of, and no others",
    arguments: [[], [0], [127], [128], [255], [0, 1, 63, 64, 126, 127, 128, 129, 200, 255]])
  func members(kinds: [Int]) {
    let set = KindSet(kinds)
    #expect(set.kinds == kinds)
    #expect(set.isEmpty == kinds.isEmpty)
    #expect((0..<KindSet.capacity).allSatisfy { set.contains($0) == kinds.contains($0) })
  }

  @Test("a set holds as many kinds and classes as the tables may have, with the classes of entities and of grammar")
  func capacity() {
    #expect(KindSet.capacity == EventTypes.mostTypes)
    #expect(ClassSet.capacity == EventLexicon.mostClasses + EventLexicon.entityClasses.count)
    let english = Set(EntityFixture.lexicon("en").events.classes.map(\.name))
    #expect(english.union(EventLexicon.entityClasses).isSuperset(of: GrammarClasses.names))
  }

  @Test("each effect has its own bit")
  func effects() {
    var all: Effects = []
    for effect in EventLexicon.Effect.allCases {
      let one = Effects(effect)
      #expect(one.rawValue.nonzeroBitCount == 1)
      #expect(all.isDisjoint(with: one), "\(effect)")
      all.formUnion(one)
    }
  }
}
