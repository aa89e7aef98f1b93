import Testing

@testable import FactExtraction

@Suite struct NoticeWordsTests {
  private static let words = NoticeWords(["correction:", "an earlier version", "更正"])

  @Test(
    "the sentence with a notice's words is blanked from stop to stop, line breaks kept",
    arguments: [
      ("One. Correction: two was wrong. Three.", "One." + String(repeating: " ", count: 28) + "Three."),
      ("CORRECTION: a\nb", "             \nb"),
      ("An earlier version said so.\nKept.", "                           \nKept."),
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
    #expect(Self.words.blanked(text) == expected)
  }

  @Test(
    "a text without such words is as it was", arguments: ["", "c", "Corrections were made.", "an earlier versio", "An"])
  func plain(text: String) {
    #expect(Self.words.blanked(text) == nil)
  }

  @Test("a notice is found at every place of a text and whatever the length of the shortest words")
  func everyPlace() {
    for words in [["abcd"], ["abcde", "xyzwv"], ["abcdefgh", "hgfedcba"], ["abcdefghijklmnop"]] {
      let notices = NoticeWords(words)
      for before in 0..<24 {
        for word in words {
          let text = String(repeating: "-", count: before) + word
          #expect(notices.blanked(text) == String(repeating: " ", count: text.utf8.count), "\(text)")
          #expect(notices.blanked(String(text.dropLast())) == nil, "\(text)")
        }
      }
    }
  }

  @Test("two notices in a row are both blanked, and the length in bytes is the same")
  func neighbours() throws {
    let text = "Correction: a. Correction: b. An earlier version of this. End."
    let blanked = try #require(Self.words.blanked(text))
    #expect(
      blanked.utf8.count == text.utf8.count && blanked.hasSuffix(" End.")
        && blanked.dropLast(4).allSatisfy { $0 == " " })
  }
}
