import Testing

@testable import Markup

@Suite struct KeyTableTests {
  private func insert(_ key: String, into table: inout KeyTable) -> (number: Int, isNew: Bool)? {
    var key = key
    return key.withUTF8 { table.insert($0) }
  }

  @Test("the same bytes have the same number, in the order in which they came, whatever the table grows to")
  func numbers() throws {
    var table = KeyTable()
    // Lengths on both sides of the eight bytes that are hashed at once; the empty key is one of them.
    let keys = (0..<3000).map { String(repeating: "k", count: $0 % 19) + ($0 == 0 ? "" : String($0)) }
    for (number, key) in keys.enumerated() {
      let place = try #require(insert(key, into: &table))
      #expect(place.number == number && place.isNew, "\(key)")
    }
    for (number, key) in keys.enumerated() {
      let place = try #require(insert(key, into: &table))
      #expect(place.number == number && !place.isNew, "\(key)")
      #expect(table.number(of: key) == number)
    }
    #expect(table.number(of: "k") == nil)
    #expect(table.count == keys.count)
  }

  @Test("a key that begins or ends another is a different one")
  func parts() throws {
    var table = KeyTable()
    for key in ["article", "articles", "a", "rticle", "article-body", "article-bodyy", "é", "\u{65}\u{301}"] {
      #expect(try #require(insert(key, into: &table)).isNew, "\(key)")
    }
  }

  @Test("a full table takes no further key, and still finds those that it has")
  func full() throws {
    var table = KeyTable()
    for number in 0..<KeyTable.maximumKeys { #expect(insert("n\(number)", into: &table) != nil) }
    #expect(insert("one more", into: &table) == nil)
    #expect(try #require(insert("n77", into: &table)).number == 77)
    #expect(table.number(of: "one more") == nil)
  }
}
