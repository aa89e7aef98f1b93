import ReferenceData
import Testing

@testable import ArticleIntake

@Suite struct AddressKeysTests {
  private func id(_ address: String, _ identity: ArticleIdentity = rules.identity) throws -> String {
    identity.id(try #require(CanonicalAddress(address, dropping: tracking), "\(address)"))
  }

  @Test(
    "all spellings of an address are one article",
    arguments: [
      "https://www.wire.example/a/story-1", "http://wire.example/a/story-1", "HTTP://WWW.Wire.Example:80/a/story-1",
      "https://wire.example/a/story-1/", "https://m.wire.example/a/story-1", "https://mobile.wire.example/a/story-1",
      "https://amp.wire.example/a/story-1", "https://www.wire.example/a/story-1/amp",
      "https://www.wire.example/a/story-1/amp/",
      "https://wire.example/amp/a/story-1", "https://wire.example/a/story-1?amp=1",
      "https://wire.example/a/story-1?utm_source=x&fbclid=1",
      "https://wire.example/a/./b/../story-1", "https://wire.example//a//story-1", "https://wire.example/%61/story%2D1",
      "https://wire.example/a/story-1#top", "https://www-wire-example.cdn.ampproject.org/c/s/wire.example/a/story-1",
      "https://www.google.com/amp/s/www.wire.example/a/story-1",
      "https://wire.example/a/story-1.amp", "https://touch.www.wire.example/a/story-1",
    ])
  func same(_ address: String) throws { #expect(try id(address) == id("https://wire.example/a/story-1")) }

  @Test("an international host is the same in its own letters and in ASCII")
  func international() throws {
    #expect(try id("https://bücher.example/1") == id("https://xn--bcher-kva.example/1"))
    #expect(try id("https://BÜCHER.example/1") == id("https://xn--bcher-kva.example/1"))
  }

  @Test(
    "addresses of different articles stay different",
    arguments: [
      "https://wire.example/a/story-2", "https://other.example/a/story-1", "https://wire.example/a/story-1?page=2",
      "https://wire.example/A/story-1", "https://wire.example:8080/a/story-1", "https://news.wire.example/a/story-1",
      "https://wire.example/", "https://wire.example/a", "https://wire.example/a/story-1/amplifier",
      "https://wire.example/a/story-1#!/2", "https://wire.example/a/story-1#/2",
    ])
  func different(_ address: String) throws { #expect(try id(address) != id("https://wire.example/a/story-1")) }

  @Test(
    "a label that could name an edition is a site's name before a registry's label, and only there",
    arguments: [
      ("https://touch.co.uk/1", "https://m.co.uk/1", false),
      ("https://www.touch.co.uk/1", "https://touch.co.uk/1", true),
      ("https://m.touch.co.uk/1", "https://touch.co.uk/1", true),
      ("https://mobile.com.au/1", "https://m.com.au/1", false),
      ("https://m.bbc.co.uk/1", "https://bbc.co.uk/1", true), ("https://m.cnn.com/1", "https://cnn.com/1", true),
      ("https://m.co.com/1", "https://co.com/1", true), ("https://www.gov.uk/1", "https://gov.uk/1", true),
      ("https://m.gov.cn/1", "https://www.gov.cn/1", true), ("https://www.co.uk/1", "https://co.uk/1", true),
    ])
  func registries(_ first: String, _ second: String, isSame: Bool) throws {
    #expect(try (id(first) == id(second)) == isSame)
  }

  @Test("only a cache's own host and its subdomains are a cache")
  func caches() throws {
    #expect(try id("https://notgoogle.com/amp/s/wire.example/1") != id("https://wire.example/1"))
    #expect(try id("https://google.com/amp/s/wire.example/1") == id("https://wire.example/1"))
  }

  @Test(
    "each kind of mark is a row of address-marks.tsv: without it, the two addresses are no longer compared so",
    arguments: [
      ("host\twww", "https://www.wire.example/1", "https://wire.example/1"),
      ("edition\twap", "https://wap.wire.example/1", "https://wire.example/1"),
      ("registry\tco", "https://touch.co.uk/1", "https://co.uk/1"),
      ("parameter\toutput=amp", "https://wire.example/1?output=AMP", "https://wire.example/1"),
      ("segment\tamp.html", "https://wire.example/1/amp.html", "https://wire.example/1"),
      ("ending\t.amp", "https://wire.example/1.amp.html", "https://wire.example/1.html"),
      ("cache\tgoogle.com/amp/", "https://google.com/amp/wire.example/1", "https://wire.example/1"),
    ])
  func rows(_ row: String, _ first: String, _ second: String) throws {
    let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Shared/ReferenceData/Tables"
    let columns = ["kind", "word"]
    let table = try Table(path: "\(path)/address-marks.tsv", columns: columns)
    let kept = table.rows.map { "\($0["kind"])\t\($0["word"])" }.filter { $0 != row }
    #expect(kept.count == table.rows.count - 1)
    let text = ([columns.joined(separator: "\t")] + kept).map { $0 + "\n" }.joined()
    let without = ArticleIdentity(
      try AddressMarks(table: Table(bytes: Array(text.utf8), file: "address-marks.tsv", columns: columns)))
    let isSame = try id(first) == id(second)
    #expect(try (id(first, without) == id(second, without)) == !isSame)
  }

  @Test("a name of two labels keeps its first: m.example is a site")
  func shortNames() throws { #expect(try id("https://m.example/1") != id("https://example/1")) }
}
