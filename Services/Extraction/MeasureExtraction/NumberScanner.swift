import Models
import ReferenceData
import TextAnalysis

/// A number as read from the text, in digits or in words.
struct NumberReading {
  /// The index of the number's first token.
  var start: Int
  /// The index of the token after the number's last.
  var end: Int
  /// The digits as a whole number, without decimal point and scale word: 7846 in `78.46 billion`.
  var mantissa: Double
  /// What divides the mantissa, for decimals or a fraction: 100 in `78.46 billion`, 3 in `two-thirds`.
  var divisor = 1.0
  /// The factor that scale words give the mantissa: 1,000,000,000 in `78.46 billion`; 1 without a scale word.
  var scale = 1.0
  /// Whether the number is written in words.
  var isWords = false
  /// Whether the number is a fraction in words, between 0 and 1: `two-thirds`.
  var isFraction = false
  /// Whether the number has groups, decimals or a scale word (`48,000`, `3.5`, `5 million`), so that it is unlikely to
  /// be part of a name.
  var isDeliberate = false
  /// Whether the digits are more likely a code than a count: more than six without groups, or a leading zero.
  var isLongCode = false
  /// Whether three digits follow the number's only point, which separates thousands in a count of people or things
  /// (`1.134 dead`).
  var isPointOfThree = false

  /// The number's value, rounded only once, so that `78.46 billion` is exactly 78460000000.
  var value: Double { mantissa * scale / divisor }

  /// The number as a count of whole people or things, in which `1.134` means 1134; other numbers are unchanged.
  var inWholes: NumberReading {
    guard isPointOfThree, scale == 1 else { return self }
    var whole = self
    whole.divisor = 1
    return whole
  }
}

/// Reads numbers at a token: digits with separators, number words of the language, scales and fractions.
struct NumberScanner {
  let text: MeasureText

  func number(at index: Int) -> NumberReading? {
    guard index < text.count else { return nil }
    if text.roles[index].contains(.digits) { return digits(index) }
    if text.has(index, .numberWord) || text.has(index, .article) { return words(index) }
    return nil
  }

  // MARK: Digits

  private func digits(_ index: Int) -> NumberReading? {
    let token = text.article.tokens[index]
    guard let parsed = DecimalParser.parse(text.article.bytes, token.start, token.end) else { return nil }
    var reading = NumberReading(start: index, end: index + 1, mantissa: parsed.mantissa, divisor: parsed.divisor)
    reading.isDeliberate = parsed.isGrouped || parsed.hasDecimals
    reading.isLongCode = !parsed.isGrouped && !parsed.hasDecimals && (parsed.digits > 6 || parsed.hasLeadingZero)
    if !parsed.isGrouped, !parsed.hasDecimals, parsed.digits <= 3 {
      spacedGroups(&reading)
      if reading.end == index + 1 { apostropheGroups(&reading) }
    }
    if parsed.isCommaAlone, !text.hasAdjacent(.scale, at: index + 1) { return nil }
    reading.isPointOfThree = parsed.divisor == 1000 && !parsed.isGrouped
    scales(&reading)
    lowerPart(&reading)
    if text.hasAdjacent(.and, at: reading.end), text.hasAdjacent(.article, at: reading.end + 1),
      text.article.token(atOrNil: reading.end + 2, is: .half), text.hasAdjacent([.scale, .units], at: reading.end + 3)
    {
      reading.mantissa = reading.mantissa * 2 + reading.divisor
      reading.divisor *= 2
      reading.end += 3
      scales(&reading)
    }
    return reading
  }

  /// `1 500 000`: groups of three digits with one space before each.
  private func spacedGroups(_ reading: inout NumberReading) {
    while reading.end - reading.start < 6, let group = text.digits(reading.end, atMost: 3) {
      let token = text.article.tokens[reading.end]
      let gap = text.article.bytes[text.article.tokens[reading.end - 1].end..<token.start]
      let isSpace =
        gap.elementsEqual([0x20]) || gap.elementsEqual([0xC2, 0xA0]) || gap.elementsEqual([0xE2, 0x80, 0xAF])
        || gap.elementsEqual([0xE2, 0x80, 0x89])
      guard token.end - token.start == 3, isSpace else { return }
      reading.mantissa = reading.mantissa * 1000 + Double(group)
      reading.isDeliberate = true
      reading.end += 1
    }
  }

  /// `1'234'567`, as in Switzerland: groups of three digits with an apostrophe before each and no space.
  private func apostropheGroups(_ reading: inout NumberReading) {
    while reading.end - reading.start < 12, text.isJoined(reading.end), isApostrophe(reading.end),
      text.isJoined(reading.end + 1), let group = text.digits(reading.end + 1, atMost: 3)
    {
      let token = text.article.tokens[reading.end + 1]
      guard token.end - token.start == 3 else { return }
      reading.mantissa = reading.mantissa * 1000 + Double(group)
      reading.isDeliberate = true
      reading.end += 2
    }
  }

  private func isApostrophe(_ index: Int) -> Bool {
    let token = text.article.tokens[index]
    let bytes = text.article.bytes[token.start..<token.end]
    // ' and ’
    return bytes.elementsEqual([0x27]) || bytes.elementsEqual([0xE2, 0x80, 0x99])
  }

  /// The scale words after a number: `5 million`, `5bn`, `$5m`, `5-million`, `3.2万`.
  private func scales(_ reading: inout NumberReading) {
    while reading.end < text.count, reading.scale < 1e15 {
      var at = reading.end
      if text.has(at, .dash), text.isJoined(at), text.isJoined(at + 1), text.has(at + 1, .scale) { at += 1 }
      let isScale = text.has(at, .scale) && (text.isAdjacent(at) || text.isJoined(at))
      let isSuffix =
        text.has(at, .suffix) && text.isJoined(at)
        && !(text.isJoined(at + 1) && text.article.tokens[at + 1].kind == .word)
      let isChineseScale = text.has(at, .chineseScale) && text.isJoined(at) && !beginsUnit(at)
      guard isScale || isSuffix || isChineseScale else { return }
      let factor = text.vocabulary.numberValues[Int(text.ids[at])]
      reading.scale *= factor
      reading.end = at + 1
      reading.isDeliberate = true
    }
  }

  /// Whether the scale at the token begins the name of a unit: the 兆 of `兆瓦`.
  private func beginsUnit(_ index: Int) -> Bool {
    let unit = text.vocabulary.units.longest(from: index, in: text.ids, limit: text.count)
    return unit.map { $0.tokens.count > 1 } ?? false
  }

  /// Adds what touches a Chinese scale: the 8700万 of `113亿8700万`, the 5000 of `3万5000`.
  private func lowerPart(_ reading: inout NumberReading) {
    while reading.divisor == 1, text.has(reading.end - 1, .chineseScale), text.isJoined(reading.end),
      text.has(reading.end, .digits)
    {
      let token = text.article.tokens[reading.end]
      guard let parsed = DecimalParser.parse(text.article.bytes, token.start, token.end), parsed.divisor == 1 else {
        return
      }
      var lower = NumberReading(start: reading.end, end: reading.end + 1, mantissa: parsed.mantissa)
      scales(&lower)
      guard lower.value < reading.scale, lower.scale < reading.scale else { return }
      if lower.scale == 1, parsed.digits < 3 || reading.scale > 10_000 || isTime(lower.end) { return }
      reading.mantissa = reading.mantissa * (reading.scale / lower.scale) + lower.mantissa
      reading.scale = lower.scale
      reading.end = lower.end
    }
  }

  /// Whether a unit of time begins at the token: the year of `3万2024年` is not part of the number before it.
  private func isTime(_ index: Int) -> Bool {
    text.vocabulary.units.longest(from: index, in: text.ids, limit: text.count)?.value.kind == .time
  }

  // MARK: Words

  private func words(_ index: Int) -> NumberReading? {
    if let reading = fraction(index) { return reading }
    guard var (sum, at) = opening(index) else { return nil }
    while !sum.isComplete, at < text.count, at == index || text.isAdjacent(at) || text.isJoined(at),
      let length = take(at, into: &sum)
    {
      at += length
    }
    guard sum.hasNumber, at > index else { return nil }
    while at > index + 1, text.has(at - 1, [.dash, .and]) { at -= 1 }
    return NumberReading(
      start: index, end: at, mantissa: sum.mantissa, scale: sum.scale, isWords: true, isDeliberate: sum.scale > 1)
  }

  /// The sum with which a number in words begins, and the token after it: 1 for `a` in `a hundred`, 0.5 for `half a` in
  /// `half a million`, else an empty sum; nil where an article or `half` begins no number.
  private func opening(_ index: Int) -> (sum: NumberSum, next: Int)? {
    if text.has(index, .article) {
      return text.hasAdjacent([.hundred, .dozen, .scale], at: index + 1) ? (NumberSum(1), index + 1) : nil
    }
    if text.article.token(index, is: .half) {
      let isPart =
        text.hasAdjacent(.article, at: index + 1) && text.hasAdjacent([.dozen, .hundred, .scale], at: index + 2)
      return isPart ? (NumberSum(0.5), index + 2) : nil
    }
    return (NumberSum(), index)
  }

  /// Adds the word at a token to `sum`; returns how many tokens it takes, nil where the number has ended.
  private func take(_ at: Int, into sum: inout NumberSum) -> Int? {
    if text.has(at, .dash) {
      let joinsTens =
        text.isJoined(at) && text.isJoined(at + 1) && text.has(at - 1, .tens) && text.has(at + 1, .cardinal)
      return sum.hasNumber && joinsTens ? 1 : nil
    }
    if text.has(at, .and) { return takeAnd(at, into: &sum) }
    let value = text.vocabulary.numberValues[Int(text.ids[at])]
    let isTaken =
      if text.has(at, .cardinal) {
        sum.add(unit: value, isJoined: joins(at, value))
      } else if text.has(at, .tens) {
        sum.add(tens: value)
      } else if text.has(at, .hundred) {
        sum.multiplyByHundred()
      } else if text.has(at, .dozen) {
        sum.multiplyByDozen()
      } else if text.has(at, .scale) {
        sum.multiply(byScale: value)
      } else {
        false
      }
    return isTaken ? 1 : nil
  }

  /// Reads `and` within a number (`two hundred and five`, `two and a half`); returns how many tokens it takes, nil
  /// where it joins no numbers.
  private func takeAnd(_ at: Int, into sum: inout NumberSum) -> Int? {
    guard sum.hasNumber else { return nil }
    if text.has(at - 1, [.hundred, .scale]), text.hasAdjacent([.cardinal, .tens], at: at + 1), !sum.endsWithUnit {
      return 1
    }
    guard text.hasAdjacent(.article, at: at + 1), text.article.token(atOrNil: at + 2, is: .half) else { return nil }
    sum.addHalf()
    return 3
  }

  /// Whether a numeral continues the number before it: `hundred five`, `twenty-five`.
  private func joins(_ at: Int, _ value: Double) -> Bool {
    text.has(at - 1, [.hundred, .scale, .and]) || text.has(at - 1, [.tens, .dash]) && value < 10
  }

  /// Reads a fraction in words: `two-thirds`, `three quarters`, `a third of`, `half of`, `half the`; nil where there is
  /// none.
  private func fraction(_ index: Int) -> NumberReading? {
    if text.article.token(index, is: .half) {
      guard text.hasAdjacent([.of, .the], at: index + 1) else { return nil }
      return NumberReading(start: index, end: index + 1, mantissa: 1, divisor: 2, isWords: true, isFraction: true)
    }
    guard text.has(index, [.cardinal, .article]) else { return nil }
    let numerator = text.has(index, .article) ? 1 : text.vocabulary.numberValues[Int(text.ids[index])]
    var at = index + 1
    if text.has(at, .dash), text.isJoined(at) { at += 1 }
    guard text.has(at, .fraction), text.isAdjacent(at) || text.isJoined(at), numerator > 0 else { return nil }
    let denominator = text.vocabulary.numberValues[Int(text.ids[at])]
    let isPlural = text.article.endings(at).contains(.plural) || denominator == 2
    guard numerator < denominator, numerator == 1 ? text.hasAdjacent(.of, at: at + 1) : isPlural else { return nil }
    return NumberReading(
      start: index, end: at + 1, mantissa: numerator, divisor: denominator, isWords: true, isFraction: true)
  }
}
