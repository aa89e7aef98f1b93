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

  @Test(
    "a CloudEvent within a CloudEvent is refused, in each way in which it may be there",
    arguments: [
      #"{"specversion": "1.0", "data": {"specversion": "1.0", "data": {"title": "T"}}}"#,
      #"{"specversion": "1.0", "data": [{"specversion": "1.0", "data": {"title": "T"}}]}"#,
      #"{"specversion": "1.0", "data": "{\"specversion\": \"1.0\", \"data\": {\"title\": \"T\"}}"}"#,
      // {"specversion":"1.0","data":{"title":"T"}}
      #"{"specversion": "1.0", "data_base64": "eyJzcGVjdmVyc2lvbiI6IjEuMCIsImRhdGEiOnsidGl0bGUiOiJUIn19"}"#,
    ])
  func events(_ text: String) {
    #expect(read(text).codes == ["json_depth"])
  }

  @Test("a page is read up to twice the 8 MiB of its published form, since its text may grow as UTF-8")
  func pageSize() {
    func page(bytes: Int) -> String {
      let (start, end) = ("<title>Port opens</title><!--", "--><p>The port of Vell opened its third berth on Monday.")
      return start + String(repeating: "x", count: bytes - start.utf8.count - end.utf8.count) + end
    }
    let limit = 16 << 20
    #expect(read(page(bytes: limit), .html).articles.map(\.title) == ["Port opens"])
    #expect(read(page(bytes: limit + 1), .html).codes == ["article_too_large"])
  }
}
