import ArticleForms
import Models
import Testing

@Suite struct BoundsTests {
  @Test("a field of unknown name looks like text from 200 bytes with a space on", arguments: [(199, 0), (200, 1)])
  func unknownField(bytes: Int, notes: Int) {
    let text = "a " + String(repeating: "b", count: bytes - 2)
    #expect(read(#"{"title": "T", "story_part": "\#(text)"}"#).notes.count == notes)
    let word = String(repeating: "b", count: bytes)
    #expect(read(#"{"title": "T", "story_part": "\#(word)"}"#).notes.isEmpty)
  }
}
