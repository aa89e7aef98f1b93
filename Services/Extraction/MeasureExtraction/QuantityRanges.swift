import Models
import ReferenceData
import TextAnalysis

/// Two numbers with one unit: `between 5 and 7 million dollars`, `5-7 km`, `from 10 to 12 percent`.
extension QuantityScanner {
  /// The second number of a range that begins with `number`.
  func rangePartner(_ number: NumberReading) -> NumberReading? {
    guard !number.isFraction else { return nil }
    var at = number.end
    // The first number may carry its own unit: `$5 million to $7 million`, `10% to 12%`.
    if let own = unit(at) { at = own.end }
    let isBetween = text.has(startOfExpression(number) - 1, .between)
    if isBetween {
      guard text.hasAdjacent(.and, at: at) else { return nil }
    } else if text.has(at, .dash) {
      guard text.isAdjacent(at) || text.isJoined(at) else { return nil }
    } else {
      guard text.hasAdjacent(.to, at: at) else { return nil }
    }
    var next = at + 1
    while next < min(text.count, at + 4), text.article.tokens[next].kind == .symbol || text.has(next, .currencyPrefix) {
      next += 1
    }
    guard next < text.count, !taken[next], text.has(next, [.digits, .cardinal, .tens]),
      text.isAdjacent(next) || text.isJoined(next),
      let partner = numbers.number(at: next), !partner.isFraction
    else { return nil }
    if let own = unit(number.end), quantity(partner)?.unit != own.meaning.unit { return nil }
    let low = number.scale == 1 && number.end == at ? number.value * partner.scale : number.value
    guard low < partner.value else { return nil }
    return partner
  }

  private func startOfExpression(_ number: NumberReading) -> Int {
    let limit = max(0, number.start - 4)
    return text.vocabulary.currenciesBefore.longest(before: number.start, in: text.ids, limit: limit)?.tokens.lowerBound
      ?? number.start
  }

  /// Reads both numbers of a range as a lower and an upper bound, or as exact values after `from`; returns the token at
  /// which to continue.
  mutating func readRange(_ number: NumberReading, _ partner: NumberReading) -> Int {
    guard var high = quantity(partner), high.kind != .bare || partner.isDeliberate else { return partner.end }
    var low = money(number) ?? high
    let hasOwnUnit = unit(number.end).map { $0.end <= high.start } ?? false
    low.startNumber = number.start
    low.start = min(startOfExpression(number), number.start)
    low.end = hasOwnUnit ? unit(number.end)?.end ?? number.end : number.end
    low.value = number.scale == 1 && !hasOwnUnit ? number.value * partner.scale : number.value
    low.unit = high.unit
    low.currency = high.currency
    let isFrom = text.article.token(atOrNil: low.start - 1, is: .from)
    let isBetween = text.has(low.start - 1, .between)
    low.comparator = isFrom ? .eq : .ge
    high.comparator = isFrom ? .eq : .le
    if isBetween { low.start -= 1 }
    high.start = max(min(high.startNumber, startOfExpression(partner)), low.end)
    appendRange(low, high)
    return max(partner.end, high.end)
  }
}
