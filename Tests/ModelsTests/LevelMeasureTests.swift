import Models
import Testing

@Suite("Recommended measures")
struct LevelMeasureTests {
  private static func measures(_ name: String, _ levels: [AlertLevel]) -> [LevelMeasure] {
    levels.enumerated().map { LevelMeasure(level: $1, text: "\(name)\($0)") }
  }

  @Test(
    "measures of a type come before those of its category, for higher levels first, and replace them if it has all",
    arguments: [
      ("no type", [], .advisory, ["c1", "c0"]),
      ("some levels", [.watch, .critical], .advisory, ["t0", "c1", "c0"]),
      ("none at the level", [.critical], .watch, ["c0"]),
      ("two at one level", [.watch, .advisory, .watch], .warning, ["t1", "t0", "t2", "c2", "c1", "c0"]),
      ("every level", [.critical, .watch, .advisory, .warning], .warning, ["t3", "t2", "t1"]),
      ("every level but one, twice", [.watch, .watch, .advisory, .warning], .watch, ["t0", "t1", "c0"]),
    ] as [(String, [AlertLevel], AlertLevel, [String])])
  func texts(name: String, own: [AlertLevel], level: AlertLevel, expected: [String]) {
    let found = LevelMeasure.texts(
      at: level, ofType: Self.measures("t", own), ofCategory: Self.measures("c", AlertLevel.allCases))
    #expect(found == expected, "\(name)")
  }
}
