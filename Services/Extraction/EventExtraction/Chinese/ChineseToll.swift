import TextAnalysis

/// Reads the numbers of killed and injured people in a Chinese sentence: `3人死亡`, `致12人受伤`, `造成三死五伤`.
struct ChineseToll {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let sentence: ChineseSentence

  func toll() -> (deaths: Int?, injured: Int?) {
    let dead = vocabulary.named.dead
    let hurt = vocabulary.named.hurt
    var deaths: Int?
    var injured: Int?
    for index in sentence.items.indices {
      let item = sentence.items[index]
      guard item.classes & (dead | hurt) != 0, let count = count(around: index) else { continue }
      if item.classes & dead != 0 { deaths = max(deaths ?? 0, count) } else { injured = max(injured ?? 0, count) }
    }
    return (deaths, injured)
  }

  /// The number before the casualty word, else the one right after it; nil where neither counts people.
  private func count(around index: Int) -> Int? {
    let item = sentence.items[index]
    var position = item.tokens.lowerBound - 1
    while position >= sentence.sentence.tokens.lowerBound, item.tokens.lowerBound - position <= 14 {
      let token = text.tokens[position]
      if token.kind == .punctuation { break }
      if isCasualtyWord(at: position) { break }
      if let found = number(endingAt: position) {
        return isPeople(found.end, upTo: item.tokens.lowerBound) ? found.value : nil
      }
      position -= 1
    }
    return number(startingAt: item.tokens.upperBound)
  }

  private func isCasualtyWord(at position: Int) -> Bool {
    let tolls = vocabulary.named.dead | vocabulary.named.hurt
    return sentence.items.contains { $0.classes & tolls != 0 && $0.tokens.contains(position) }
  }

  /// Whether the number counts people: a word for them or the casualty word itself follows it.
  private func isPeople(_ end: Int, upTo word: Int) -> Bool {
    if end == word { return true }
    return text.contains(vocabulary.counters, end)
  }

  private func number(endingAt last: Int) -> (value: Int, end: Int)? {
    if text.tokens[last].kind == .number { return digits(last).map { ($0, last + 1) } }
    var first = last + 1
    while first > sentence.sentence.tokens.lowerBound, vocabulary.digit(text, first - 1) != nil { first -= 1 }
    guard first <= last else { return nil }
    return vocabulary.value(text, first..<last + 1).map { ($0, last + 1) }
  }

  private func number(startingAt first: Int) -> Int? {
    guard first < sentence.sentence.tokens.upperBound else { return nil }
    if text.tokens[first].kind == .number { return isCount(first + 1) ? digits(first) : nil }
    var end = first
    while end < sentence.sentence.tokens.upperBound, vocabulary.digit(text, end) != nil { end += 1 }
    guard end > first, end < text.tokens.count, text.contains(vocabulary.counters, end) else { return nil }
    return vocabulary.value(text, first..<end)
  }

  /// Whether the digits before the token count people: a counter, people, a name or the next casualty follows them, or
  /// their clause ends. In `死者65岁` they are an age, in `死亡 3月24日` a date.
  private func isCount(_ next: Int) -> Bool {
    guard next < sentence.sentence.tokens.upperBound, text.tokens[next].kind != .punctuation,
      !text.contains(vocabulary.counters, next)
    else { return true }
    let named = vocabulary.named
    let classes = named.people | named.actor | named.dead | named.hurt
    return sentence.items.contains {
      $0.tokens.lowerBound == next && ($0.kind == .entity || $0.classes & classes != 0)
    }
  }

  private func digits(_ index: Int) -> Int? {
    var value = 0
    for byte in text.folded[text.tokens[index].start..<text.tokens[index].end] {
      if byte == UInt8(ascii: ",") { continue }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), value < 1_000_000 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

extension ChineseVocabulary {
  /// The value of a digit or unit (10, 100, 1000, 10000) in characters; nil for any other token.
  func digit(_ text: ArticleText, _ index: Int) -> Int? {
    guard text.tokens[index].kind == .ideograph else { return nil }
    return numerals.value(of: text.tokens[index], in: text.folded)
  }

  /// A number written in characters, up to the ten thousands: `三`, `二十四`, `一百零五`; nil for anything else.
  func value(_ text: ArticleText, _ range: Range<Int>) -> Int? {
    var total = 0
    var section = 0
    var pending: Int?
    for index in range {
      guard let digit = digit(text, index) else { return nil }
      switch digit {
      case 10_000:
        // A number has one 万: a run of them is no number, and its value would overflow.
        guard total == 0 else { return nil }
        total = (section + (pending ?? 0)) * 10_000
        (section, pending) = (0, nil)
      case 10...:
        section += (pending ?? 1) * digit
        pending = nil
      default: pending = digit
      }
    }
    let value = total + section + (pending ?? 0)
    return value > 0 ? value : nil
  }
}

extension ArticleText {
  /// Whether the tokens spell exactly `word`, the UTF-8 bytes of a word in simplified characters.
  func spells(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    let start = tokens[range.lowerBound].start
    let end = tokens[range.upperBound - 1].end
    return end - start == word.count && folded[start..<end].elementsEqual(word)
  }
}
