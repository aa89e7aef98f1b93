import Models
import TextAnalysis
import Testing

@testable import FactExtraction

@Suite("Marks of corrections")
struct CorrectionMarksTests {
  private static let marks = CorrectionMarks(["correction:", "an earlier version", "更正"])

  /// The text as it is read for facts.
  private func read(_ text: String) -> String {
    let article = NormalisedArticle(articleId: "a", text: text, contentHash: "c")
    return ReadableText(article, corrections: Self.marks, language: .unknown).text
  }

  @Test(
    "the sentence with a mark is blanked from stop to stop, line breaks kept",
    arguments: [
      ("One. Correction: two was wrong. Three.", "One." + String(repeating: " ", count: 28) + "Three."),
      ("CORRECTION: a\nb", String(repeating: " ", count: 13) + "\n "),
      ("An earlier version said so.\nKept.", String(repeating: " ", count: 27) + "\nKept."),
      ("好。更正一句。好。", "好。" + String(repeating: " ", count: 15) + "好。"),
      ("好！更正一句。", "好！" + String(repeating: " ", count: 15)),
      ("“好？”更正一句。好。", "“好？”" + String(repeating: " ", count: 15) + "好。"),
      ("\"One.\" Correction: two.", "\"One.\"" + String(repeating: " ", count: 17)),
      ("“One!” Correction: two. Three.", "“One!”" + String(repeating: " ", count: 17) + " Three."),
      ("(One.) (Correction: two.) Three.", "(One.)" + String(repeating: " ", count: 19) + " Three."),
      ("Correction: he asked \"why?\" and left. Three.", String(repeating: " ", count: 37) + " Three."),
      ("1.5 is an earlier version", String(repeating: " ", count: 25)),
    ])
  func blanked(text: String, expected: String) {
    #expect(read(text) == expected)
  }

  @Test(
    "a dateline does not divide a sentence with a mark, a line break does",
    arguments: [
      ("CORRECTION: MALI (AP) - It fell. Kept.", String(repeating: " ", count: 32) + " Kept."),
      ("(Correction: a)\nKept.", String(repeating: " ", count: 15) + "\nKept."),
    ])
  func datelines(text: String, expected: String) {
    #expect(read(text) == expected)
  }

  @Test("two marked sentences in a row are both blanked, and the length in bytes is the same")
  func neighbours() {
    let text = "Correction: a. Correction: b. An earlier version of this. End."
    #expect(read(text) == String(repeating: " ", count: text.utf8.count - 4) + "End.")
  }

  @Test(
    "a text without marks is as it was", arguments: ["", "c", "Corrections were made.", "an earlier versio", "An"])
  func plain(text: String) {
    #expect(Self.marks.places(in: text).isEmpty)
    #expect(read(text) == text)
  }

  @Test("a mark is found at every place of a text and whatever the length of the shortest one")
  func everyPlace() {
    for words in [["abcd"], ["abcde", "xyzwv"], ["abcdefgh", "hgfedcba"], ["abcdefghijklmnop"]] {
      let marks = CorrectionMarks(words)
      for before in 0..<24 {
        for word in words {
          let text = String(repeating: "-", count: before) + word
          #expect(marks.places(in: text) == [before], "\(text)")
          #expect(marks.places(in: String(text.dropLast())).isEmpty, "\(text)")
          #expect(marks.places(in: text + text) == [before, text.utf8.count + before], "\(text)")
        }
      }
    }
  }
}
