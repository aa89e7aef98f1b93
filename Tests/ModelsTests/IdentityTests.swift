import Models
import Testing

@Suite("Identity")
struct IdentityTests {
  @Test("A content hash is 32 lower-case hexadecimal digits and always the same")
  func stable() {
    let id = contentHash("event", "a", "b")
    #expect(id == contentHash("event", ["a", "b"]))
    #expect(id.utf8.count == 32)
    #expect(id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
  }

  @Test(
    "Two lists of fields never hash alike because their bytes run together",
    arguments: [
      (["ab", "c"], ["a", "bc"]), (["a"], ["a", ""]), ([""], []), (["a", "", "b"], ["a", "b", ""]),
      (["a\u{0}b"], ["a", "b"]),
    ])
  func boundaries(left: [String], right: [String]) {
    #expect(contentHash("t", left) != contentHash("t", right))
  }

  @Test("The tag keeps ids of different kinds apart")
  func tags() {
    #expect(contentHash("alert", "x") != contentHash("event", "x"))
  }

  @Test(
    "A subject key reads back as it is written",
    arguments: ["project/chancay-port", "country/PE", "counterparty/a/b", "portfolio/all", "sector/port"])
  func subjects(text: String) throws {
    #expect(try #require(SubjectKey(text)).description == text)
  }

  @Test("What is no subject key is refused", arguments: ["", "project", "project/", "/x", "planet/mars", "Project/x"])
  func notSubjects(text: String) {
    #expect(SubjectKey(text) == nil)
  }
}
