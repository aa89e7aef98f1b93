import TextAnalysis

/// Reads the numbers of killed and injured people in a Chinese sentence: `3人死亡`, `致12人受伤`, `造成三死五伤`.
struct ChineseCasualtyReader {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let sentence: ChineseSentence

  /// Up to how many tokens before its casualty word a number can be.
  private static let reach = 14
  /// The most tokens between the number of one part of a list and the joint after it: `三名` and `和` of `三名外籍工人和两名保安`.
  private static let longestPart = 12

  /// The most other parts of a list that count.
  private static let maximumParts = 8

  private struct Number {
    let value: Int
    let tokens: Range<Int>
  }

  private var dead: ChineseVocabulary.Classes { vocabulary.named.dead | vocabulary.named.deadPhrase }
  private var hurt: ChineseVocabulary.Classes { vocabulary.named.hurt | vocabulary.named.hurtPhrase }

  /// - Parameter isOneAct: as in `CasualtyReader.toll`.
  func toll(isOneAct: Bool) -> CasualtyReader.Toll {
    var toll = CasualtyReader.Toll()
    var total = CasualtyReader.Toll(isTotal: true)
    for index in sentence.items.indices {
      let item = sentence.items[index]
      let isDeath = item.classes & dead != 0 || isLifeTaken(item)
      guard isDeath || item.classes & hurt != 0, let count = count(around: index) else { continue }
      let (deaths, injured): (Int?, Int?) = isDeath ? (count, nil) : (nil, count)
      if isOneAct, isSummedUp(item) {
        total.add(deaths: deaths, injured: injured)
      } else {
        toll.add(deaths: deaths, injured: injured)
      }
    }
    return .preferred(toll, else: total)
  }

  /// Whether the item is a word for lives after a verb of taking them in its clause: `夺走21条人命`, but not `救出21条人命` or
  /// `吞噬村庄威胁500人的生命`.
  private func isLifeTaken(_ item: ChineseSentence.Item) -> Bool {
    guard item.classes & vocabulary.named.lives != 0 else { return false }
    let before = sentence.items.filter {
      $0.clause == item.clause && $0.tokens.upperBound <= item.tokens.lowerBound
    }
    let deed = before.last { $0.classes & (vocabulary.named.lifeTaker | vocabulary.named.lifeSpared) != 0 }
    return deed.map { $0.classes & vocabulary.named.lifeTaker != 0 } ?? false
  }

  /// Whether the casualty word's clause or the one right before says that those of many acts over a time are counted:
  /// `今年以来，当地袭击已致40人死亡`, but not `致5人死亡，这是今年以来最严重的袭击`.
  private func isSummedUp(_ item: ChineseSentence.Item) -> Bool {
    sentence.items.contains { period in
      guard period.classes & vocabulary.named.tollPeriod != 0, (0...1).contains(item.clause - period.clause),
        period.tokens.upperBound <= item.tokens.lowerBound
      else { return false }
      return !(period.tokens.upperBound..<item.tokens.lowerBound).prefix { text.tokens[$0].kind != .punctuation }
        .contains { text.contains(vocabulary.rankMarks, $0) }
    }
  }

  /// The number before the casualty word, else the one right after it, each with the other parts of its list, else the
  /// one that its count has reached; nil where none counts people.
  private func count(around index: Int) -> Int? {
    let item = sentence.items[index]
    var position = item.tokens.lowerBound - 1
    while position >= sentence.sentence.tokens.lowerBound, item.tokens.lowerBound - position <= Self.reach {
      let token = text.tokens[position]
      if token.kind == .punctuation { break }
      if isCasualtyWord(at: position) { break }
      if let found = number(endingAt: position) {
        guard isPeople(found.tokens.upperBound, upTo: item.tokens.lowerBound) else { break }
        return found.value + listed(before: found.tokens.lowerBound)
      }
      position -= 1
    }
    if let found = number(startingAt: item.tokens.upperBound) {
      return found.value + listed(after: found.tokens.upperBound)
    }
    return statedToll(after: item.tokens)
  }

  /// The last number up to which the clause says that a number of casualties has come: 27 of `死亡人数从18人升至27人`, of
  /// `死者增至27人` and of `遇难人数已达27人`.
  private func statedToll(after word: Range<Int>) -> Int? {
    let end = sentence.sentence.tokens.upperBound
    var position = word.upperBound
    while position < end, text.contains(vocabulary.tollNouns, position) { position += 1 }
    guard position > word.upperBound || text.contains(vocabulary.tollNouns, word.upperBound - 1) else { return nil }
    var value: Int?
    let limit = min(end, position + Self.reach)
    while position + 1 < limit, text.tokens[position].kind != .punctuation, !isCasualtyWord(at: position) {
      if text.contains(vocabulary.tollMarks, position), let found = number(startingAt: position + 1) {
        value = found.value
      }
      position += 1
    }
    return value
  }

  private func isCasualtyWord(at position: Int) -> Bool {
    let tolls = dead | hurt
    return sentence.items.contains { $0.classes & tolls != 0 && $0.tokens.contains(position) }
  }

  /// Whether the number counts people: a counter, a word for them (`5工人`) or the casualty word itself follows it.
  private func isPeople(_ end: Int, upTo word: Int) -> Bool {
    if end == word || text.contains(vocabulary.counters, end) { return true }
    let classes = vocabulary.named.people | vocabulary.named.actor
    return sentence.items.contains { $0.tokens.lowerBound == end && $0.classes & classes != 0 }
  }

  /// The people of the parts of a list before the one whose number begins at `start`: 3 of `三名工人和两名保安丧生`.
  private func listed(before start: Int) -> Int {
    var total = 0
    var joint = start - 1
    for _ in 0..<Self.maximumParts {
      guard joint > sentence.sentence.tokens.lowerBound, isJoint(joint), let part = part(before: joint) else { break }
      total += part.value
      joint = part.tokens.lowerBound - 1
    }
    return total
  }

  /// The number of the part of a list that ends before the token `joint`; nil where a mark, a casualty word or a number
  /// of something else comes first.
  private func part(before joint: Int) -> Number? {
    var position = joint - 1
    while position >= sentence.sentence.tokens.lowerBound, joint - position <= Self.longestPart {
      if text.tokens[position].kind == .punctuation || isCasualtyWord(at: position) { return nil }
      if let found = number(endingAt: position) {
        return text.contains(vocabulary.counters, found.tokens.upperBound) ? found : nil
      }
      position -= 1
    }
    return nil
  }

  /// The people of the parts of a list after the number that ends at `end`: 2 of `打死三名保安和两名工人`. A part with a casualty
  /// word after it belongs to that: `死亡3人、2人受伤`.
  private func listed(after end: Int) -> Int {
    let sentenceEnd = sentence.sentence.tokens.upperBound
    var total = 0
    var pending = 0
    var parts = 0
    var position = end
    var first = end
    while position < sentenceEnd, position - first <= Self.longestPart, parts < Self.maximumParts {
      if isCasualtyWord(at: position) { return total }
      if isJoint(position), let part = number(startingAt: position + 1), part.tokens.upperBound < sentenceEnd,
        text.contains(vocabulary.counters, part.tokens.upperBound)
      {
        total += pending
        pending = part.value
        parts += 1
        position = part.tokens.upperBound
        first = position
        continue
      }
      if text.tokens[position].kind == .punctuation { break }
      position += 1
    }
    return total + pending
  }

  /// Whether the token joins two parts of a list: `和`, `、`.
  private func isJoint(_ index: Int) -> Bool {
    text.contains(vocabulary.listMarks, index) || text.spells(Self.enumerationComma, index..<index + 1)
  }

  /// `、`
  private static let enumerationComma: [UInt8] = [0xE3, 0x80, 0x81]

  private func number(endingAt last: Int) -> Number? {
    if text.tokens[last].kind == .number { return digits(last).map { Number(value: $0, tokens: last..<last + 1) } }
    var first = last + 1
    while first > sentence.sentence.tokens.lowerBound, vocabulary.digit(text, first - 1) != nil { first -= 1 }
    guard first <= last else { return nil }
    return vocabulary.value(text, first..<last + 1).map { Number(value: $0, tokens: first..<last + 1) }
  }

  private func number(startingAt first: Int) -> Number? {
    guard first < sentence.sentence.tokens.upperBound else { return nil }
    if text.tokens[first].kind == .number {
      return isCount(first + 1) ? digits(first).map { Number(value: $0, tokens: first..<first + 1) } : nil
    }
    var end = first
    while end < sentence.sentence.tokens.upperBound, vocabulary.digit(text, end) != nil { end += 1 }
    guard end > first, end < text.tokens.count, text.contains(vocabulary.counters, end) else { return nil }
    return vocabulary.value(text, first..<end).map { Number(value: $0, tokens: first..<end) }
  }

  /// Whether the digits before the token count people: a counter, people, a name or the next casualty follows them, or
  /// their clause ends. In `死者65岁` they are an age, in `死亡 3月24日` a date.
  private func isCount(_ next: Int) -> Bool {
    guard next < sentence.sentence.tokens.upperBound, text.tokens[next].kind != .punctuation,
      !text.contains(vocabulary.counters, next)
    else { return true }
    let named = vocabulary.named
    let classes = named.people | named.actor | dead | hurt
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
