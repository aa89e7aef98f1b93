import Testing

@testable import ArticleIntake

@Suite("Canonical addresses")
struct CanonicalAddressTests {
  @Test(
    "spellings of one address become one",
    arguments: [
      ("HTTPS://News.Example/Port?utm_source=x&id=7#top", "https://news.example/Port?id=7"),
      ("http://news.example:80", "http://news.example/"),
      ("https://news.example:443/a?", "https://news.example/a"),
      ("https://news.example:8443/a", "https://news.example:8443/a"),
      ("https://news.example./a", "https://news.example/a"),
      ("  https://news.example/a\n", "https://news.example/a"),
      ("https://news.example/a?b=2&a=1&FBCLID=q&gclid=1", "https://news.example/a?b=2&a=1"),
      ("https://news.example/a?&&b", "https://news.example/a?b"),
      ("https://news.example?q=1", "https://news.example/?q=1"),
      ("https://news.example/钱 凯?x=\"y\"", "https://news.example/%E9%92%B1%20%E5%87%AF?x=%22y%22"),
      ("https://news.example/%e9%92%b1", "https://news.example/%E9%92%B1"),
      ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
      ("https://news.example/a?page=utm_source", "https://news.example/a?page=utm_source"),
      ("https://news.example/#!/story/1?a#b", "https://news.example/#!/story/1?a#b"),
      ("https://news.example#/story/ü", "https://news.example/#/story/%C3%BC"),
      ("https://news.example/a#/", "https://news.example/a"), ("https://news.example/a#!", "https://news.example/a"),
    ])
  func canonical(_ address: String, _ expected: String) {
    #expect(CanonicalAddress(address, dropping: tracking)?.text == expected)
  }

  @Test("a canonical address is canonical")
  func idempotent() {
    let once = CanonicalAddress("https://X.example/%aa/ü?b=ç d&a#!/é", dropping: tracking)
    #expect(once != nil)
    #expect(once == once.flatMap { CanonicalAddress($0.text, dropping: tracking) })
  }

  @Test(
    "anything but an absolute web address is refused",
    arguments: [
      "", "news.example/a", "ftp://news.example/a", "javascript:alert(1)", "https:///a", "https://",
      "https://user@news.example/", "https://good.example@evil.example/", "https://news.example:99999/",
      "https://news.example:1x/", "https://a b.example/", "https://news.example/a\u{0}b", "https://news.example/a\nb",
      "https://news.example/" + String(repeating: "a", count: 5000),
    ])
  func refused(_ address: String) {
    #expect(CanonicalAddress(address, dropping: tracking) == nil)
  }
}
