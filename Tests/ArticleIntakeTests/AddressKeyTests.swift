import Testing

@testable import ArticleIntake

@Suite struct AddressKeyTests {
  private func id(_ address: String) throws -> String {
    ArticleIdentity.id(try #require(CanonicalAddress(address, dropping: tracking), "\(address)"))
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

  @Test("a name of two labels keeps its first: m.example is a site")
  func shortNames() throws { #expect(try id("https://m.example/1") != id("https://example/1")) }
}
