import Foundation
import Testing

@testable import TextNormalisation

@Suite("NFC")
struct NormalFormTests {
  @Test(
    "text in another form is composed",
    arguments: [
      ("e\u{301}", "\u{E9}"),
      ("\u{212B}", "\u{C5}"),
      ("a\u{323}\u{307}", "\u{1EA1}\u{307}"),
      ("a\u{307}\u{323}", "\u{1EA1}\u{307}"),
      ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
      ("\u{AC00}\u{11A8}", "\u{AC01}"),
      ("\u{0958}", "\u{0915}\u{093C}"),
      ("\u{2F800}", "\u{4E3D}"),
      ("\u{344}", "\u{308}\u{301}"),
      ("\u{301}e\u{301}", "\u{301}\u{E9}"),
      ("\u{F72}\u{F73}\u{5B4}", "\u{5B4}\u{F71}\u{F72}\u{F72}"),
      ("\u{5D0}\u{AC00}\u{11A8}A", "\u{5D0}\u{AC01}A"),
      ("x\u{0}y", "x\u{0}y"),
      ("", ""),
    ])
  func composes(_ text: String, _ expected: String) {
    #expect(Array(NormalForm.composed(text).utf8) == Array(expected.utf8))
  }

  @Test("every code point alone, and after a letter, comes out as another implementation has it")
  func everyCodePoint() {
    var differing: [UInt32] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.age.map({ $0 <= (14, 0) }) ?? true else { continue }
      for text in ["\(scalar)", "o\(scalar)"] where !agrees(text) { differing.append(value) }
    }
    #expect(differing.isEmpty)
  }

  @Test("random sequences of letters and marks come out as another implementation has them", arguments: 1...20)
  func randomSequences(_ seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    // Foundation leaves U+AC00 U+11A8 apart and U+0F72 U+0F73 unordered: the table above has those.
    let pool: [UInt32] = [
      0x41, 0x6F, 0x20, 0x300, 0x301, 0x307, 0x323, 0x327, 0x344, 0x3B1, 0x345, 0x1100, 0x1161, 0x11A8, 0xAC01, 0x915,
      0x93C, 0xF71, 0xF72, 0xFB1D, 0x2126, 0x4E00, 0x1D15E, 0x1F600, 0x5D0, 0x5B4, 0x5B7,
    ]
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 1...24, using: &generator) {
        text.unicodeScalars.append(pool.randomElement(using: &generator).flatMap(Unicode.Scalar.init) ?? "a")
      }
      #expect(agrees(text), "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test("the quick check finds plain text of many scripts to be composed already")
  func quickCheck() {
    for text in ["Chancay", "钱凯港正式开港", "Привет", "Đường sắt", "中老铁路 – Vientiane", "ราง", "📈"] {
      var text = text
      #expect(text.withUTF8 { NormalForm.isKnownComposed($0) }, "\(text)")
    }
  }

  @Test(
    "long runs of marks, in the worst order, take no more than linear time",
    arguments: ["\u{301}\u{323}", "\u{F73}", "\u{344}\u{327}", "\u{1161}"])
  func longRuns(_ unit: String) {
    let text = "a" + String(repeating: unit, count: 100_000)
    let composed = NormalForm.composed(text)
    #expect(composed.utf8.count <= 3 * text.utf8.count)
    var again = composed
    #expect(Array(NormalForm.composed(composed).utf8) == Array(again.withUTF8 { Array($0) }))
  }

  private func agrees(_ text: String) -> Bool {
    Array(NormalForm.composed(text).utf8) == Array(text.precomposedStringWithCanonicalMapping.utf8)
  }
}

struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
