import Models
import ReferenceData
import Testing

@testable import ArticleIntake

@Suite struct RepublicationTests {
  private static let published = Timestamp(rfc3339: "2026-11-26T08:00:00Z")

  private func date(_ body: String, at published: Timestamp? = Self.published) throws -> String? {
    try normaliser.normalise(Article(title: "Port shut", body: body, publishedAt: published), at: nil)
      .publishedAt?.description
  }

  @Test(
    "a text that says at its end or beginning when it was first published is news of that day",
    arguments: [
      "The port was shut, officials said. (This story was first published on 3 May 2019.)",
      "The port was shut, officials said.\n\nThis article originally appeared on May 3, 2019 in another newspaper.",
      "First published on 3 May 2019\n\nThe port was shut, officials said.",
      "The port was shut. [Originally published: 3 May 2019]",
      "El puerto cerró, según las autoridades. Publicado originalmente el 3 de mayo de 2019.",
      "Le port est fermé. Publié initialement le 3 mai 2019.", "港口已经关闭。（本文首发于2019年5月3日）",
    ])
  func republished(_ body: String) throws {
    let date = try #require(try date(body))
    #expect(date.hasPrefix("2019-05-03") || date.hasPrefix("2019-05-02T16"), "\(body): \(date)")
  }

  @Test(
    "a text that speaks of another text, or was updated on the same day, keeps its own date",
    arguments: [
      "A report first published on 3 May 2019 had warned of it, officials said.",
      "The port was shut. This story was first published on 25 November 2026 at 22:00.",
      "The port was shut. This story was first published on a Monday.",
      "The port was shut. This story was first published on 3 May 2031.",
    ])
  func kept(_ body: String) throws { #expect(try date(body) == "2026-11-26T08:00:00Z", "\(body)") }

  @Test("the words count at both ends of a long text, in capitals too")
  func ends() throws {
    let filler = String(repeating: "The port was shut. ", count: 40)
    let note = "PUBLIÉ INITIALEMENT LE 3 mai 2019."
    for body in [filler + note, note + "\n" + filler] {
      let date = try #require(try date(body))
      #expect(date.hasPrefix("2019-05-03"), "\(date)")
    }
  }

  @Test("the words are only looked for at both ends of a text")
  func middle() throws {
    let filler = String(repeating: "The port was shut. ", count: 40)
    #expect(try date(filler + "This story was first published on 3 May 2019. " + filler) == "2026-11-26T08:00:00Z")
  }

  @Test("an article without a date of its own gets none")
  func undated() throws {
    #expect(try date("Shut. This story was first published on 3 May 2019.", at: nil) == nil)
  }

  @Test("a wrong row is refused", arguments: ["First Published\ten", "a\ten\na\tes"])
  func rows(_ rows: String) {
    #expect(throws: TableError.self) {
      try RepublicationWords(
        table: Table(bytes: Array("words\tlanguage\n\(rows)\n".utf8), file: "t", columns: ["words", "language"]))
    }
  }
}
