import Models
import ReferenceData
import TextAnalysis

/// Finds the quantities of a text: numbers with what they count or measure, money and percentages.
struct QuantityScanner {
  let text: MeasureText
  let numbers: NumberScanner
  /// By token: whether it belongs to a date.
  let taken: [Bool]
  /// Codes of the countries that the article names, whose currencies are preferred where a word has several meanings.
  let countries: Set<String>
  private(set) var readings: [QuantityReading] = []

  init(_ text: MeasureText, dates: [DateReading], countries: Set<String>) {
    self.text = text
    numbers = NumberScanner(text: text)
    var taken = Array(repeating: false, count: text.count)
    for date in dates { for index in date.start..<date.end { taken[index] = true } }
    self.taken = taken
    self.countries = countries
  }

  mutating func scan() {
    var index = 0
    while index < text.count {
      let roles = text.roles[index]
      guard !roles.isDisjoint(with: [.digits, .cardinal, .tens, .article, .half]), !taken[index] else {
        index += 1
        continue
      }
      guard let number = numbers.number(at: index) else {
        index += 1
        continue
      }
      index = max(index + 1, read(number))
    }
  }

  /// Reads the context of a number; returns the token from which to continue.
  private mutating func read(_ number: NumberReading) -> Int {
    if isPartOfName(number) { return skipJoined(number.end) }
    if let partner = rangePartner(number) { return readRange(number, partner) }
    guard let reading = quantity(number) else { return skipJoined(number.end) }
    append(reading)
    return max(number.end, reading.end)
  }

  private mutating func append(_ reading: QuantityReading) {
    if let last = readings.last, reading.start < last.end {
      guard reading.startNumber >= last.end else { return }
      var reading = reading
      reading.start = last.end
      readings.append(reading)
      return
    }
    readings.append(reading)
  }

  mutating func appendRange(_ low: QuantityReading, _ high: QuantityReading) {
    append(low)
    append(high)
  }

  /// The token after all numbers that a dash, slash, colon or point joins to the token before `index`, as in `2-1`.
  private func skipJoined(_ index: Int) -> Int {
    var at = index
    while at + 1 < text.count, text.isJoined(at), text.isJoined(at + 1), text.has(at, .dash) || isSlash(at),
      text.article.tokens[at + 1].kind == .number
    {
      at += 2
    }
    return at
  }

  private func isSlash(_ index: Int) -> Bool {
    let byte = text.article.bytes[text.article.tokens[index].start]
    return byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
  }

  /// Whether the digits are part of a name, reference, version or date: `F-16`, `G20`, `[3]`, `No. 5`, `v2.0`, `9/11`.
  private func isPartOfName(_ number: NumberReading) -> Bool {
    let start = number.start
    if text.has(number.end, .ordinalSuffix), text.isJoined(number.end) { return true }
    if start > 0, text.isJoined(start), currencyBefore(number) == nil {
      let before = text.article.tokens[start - 1]
      let byte = text.article.bytes[before.start]
      if before.kind == .word || before.kind == .number {
        return true
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "=")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: ":")
        || byte == UInt8(ascii: "+")
      {
        return true
      } else if text.has(start - 1, .dash), text.isJoined(start - 1) {
        return true
      }
    }
    if text.has(start - 1, .dot), text.has(start - 2, .label), text.isJoined(start - 1) { return true }
    if number.end < text.count, text.isJoined(number.end), !number.isWords {
      let after = text.article.tokens[number.end]
      let byte = text.article.bytes[after.start]
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "]")
      {
        return unit(number.end) == nil
      }
      if byte == UInt8(ascii: "."), text.isJoined(number.end + 1), text.has(number.end + 1, .digits) { return true }
    }
    return false
  }
}

/// A quantity as read from the text, by the indices of its tokens.
struct QuantityReading {
  /// The index of the first token, a comparator or currency before the number included.
  var start: Int
  /// The index of the token after the last, a unit, noun or comparator after the number included.
  var end: Int
  /// The index of the first token of the number.
  var startNumber: Int
  var value: Double
  var unit: String
  var currency: String?
  var comparator: Comparator
  /// The tokens that name what is counted.
  var subject: Range<Int>?
  /// What the number expresses; `bare` for a number without a unit or noun.
  var kind: Kind

  enum Kind {
    case money, percent, measured, counted, bare
  }
}
