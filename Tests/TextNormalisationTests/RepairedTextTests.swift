import TextNormalisation
import Testing

@Suite struct RepairedTextTests {
  @Test(
    "what hides words is repaired",
    arguments: [
      ("Cal\u{200B}lao in Pe\u{200B}ru", "Callao in Peru"), ("Work\u{AD}ers str\u{AD}ike", "Workers strike"),
      ("\u{200F}Workers \u{202A}Callao\u{202C} in \u{2068}Peru\u{2069}\u{200E}", "Workers Callao in Peru"),
      ("\u{FEFF}text", "text"), ("o\u{FB03}ce \u{FB01}re", "office fire"), ("ＰＥＲＵ２０２６", "PERU2026"),
      ("CÃ´te dâ€™Ivoire", "Côte d’Ivoire"), ("SÃ£o Paulo", "São Paulo"), ("ä¸­å›½", "中国"),
      ("ÐŸÐµÑ€Ñƒ", "Перу"), ("Fuel\u{200D} price", "Fuel price"),
    ])
  func repaired(_ published: String, _ expected: String) {
    #expect(RepairedText(published)?.text == expected)
  }

  @Test(
    "ordinary text of any language is left alone",
    arguments: [
      "plain", "", "naïve café, Ñandú, SÃO PAULO, Âge", "می‌شود", "中国", "👩‍👧", "ÎÏ", "Ærø Åsa", "÷×", "«Ð»",
      "100 € – “quoted”",
    ])
  func untouched(_ text: String) { #expect(RepairedText(text) == nil) }

  @Test("places found in the repaired text are places in the published one")
  func places() throws {
    let published = "\u{200F}Pe\u{AD}ru and Cal\u{200B}lao\u{200E} in CÃ´te"
    let repaired = try #require(RepairedText(published))
    let bytes = Array(published.utf8)
    for (word, expected) in [
      ("Peru", "Pe\u{AD}ru"), ("Callao", "Cal\u{200B}lao"), ("Côte", "CÃ´te"), ("and", "and"), ("in", "in"),
    ] {
      let found = try #require(repaired.text.utf8.firstRange(of: word.utf8))
      let start = repaired.text.utf8.distance(from: repaired.text.startIndex, to: found.lowerBound)
      let range = repaired.publishedStart(start)..<repaired.publishedEnd(start + word.utf8.count)
      #expect(String(decoding: bytes[range], as: UTF8.self) == expected)
      #expect(repaired.repairedStart(range.lowerBound) == start)
    }
    #expect(repaired.publishedEnd(repaired.text.utf8.count) == bytes.count)
  }

  @Test("every place of a repaired text maps into the published text, in order", arguments: 1...20)
  func order(_ seed: UInt64) throws {
    let pieces = ["a", " ", "\u{200B}", "\u{AD}", "é", "Ã©", "â€™", "ﬁ", "中", "\u{202E}", "Ａ", "\n"]
    var state = seed
    var text = "\u{FEFF}"
    for _ in 0..<200 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text += pieces[Int(state >> 33) % pieces.count]
    }
    let repaired = try #require(RepairedText(text))
    let count = repaired.text.utf8.count
    var last = 0
    for offset in 0...count {
      let start = repaired.publishedStart(offset)
      #expect(start >= last && start <= text.utf8.count)
      last = start
    }
  }
}
