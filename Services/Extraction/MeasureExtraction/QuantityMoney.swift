import Models
import ReferenceData
import TextAnalysis

/// Reads amounts of money, by the currency before or after a number.
extension QuantityScanner {
  func money(_ number: NumberReading) -> QuantityReading? {
    if let symbol = currencyBefore(number) {
      // `€45.000`: sums have two decimals or none, prices of a few units three (`$3.459 a gallon`).
      let number = number.mantissa >= 10_000 ? inMillions(number).inWholes : inMillions(number)
      var end = number.end
      // `US$ 5 million` may name its currency again.
      if let again = currencyAfter(end, number), again.value.codes == symbol.value.codes { end = again.end }
      return reading(number, from: symbol.tokens.lowerBound, to: end, code(symbol.value.codes))
    }
    if let after = currencyAfter(number.end, number) {
      return reading(number, from: number.start, to: after.end, code(after.value.codes))
    }
    return nil
  }

  /// The number times a million where `MM` follows (`$10MM`), in capitals only, since `mm` means millimetres; else
  /// unchanged.
  private func inMillions(_ number: NumberReading) -> NumberReading {
    guard text.has(number.end, .capitalSuffix), text.isJoined(number.end), text.shape(number.end) == .upper else {
      return number
    }
    var number = number
    number.scale *= text.vocabulary.numberValues[Int(text.ids[number.end])]
    number.end += 1
    return number
  }

  /// The longest currency name or sign just before the number that is in its proper letter case: `$`, not `A$`, in
  /// `a $5 m deal`. Nil without one.
  func currencyBefore(_ number: NumberReading) -> PhraseTable<MeasureVocabulary.CurrencyMeaning>.Match? {
    var limit = max(0, number.start - 4)
    while let symbol = text.vocabulary.currenciesBefore.longest(before: number.start, in: text.ids, limit: limit) {
      if isWritten(symbol.tokens, symbol.value, number) { return symbol }
      limit = symbol.tokens.lowerBound + 1
    }
    return nil
  }

  private func reading(_ number: NumberReading, from start: Int, to end: Int, _ currency: String) -> QuantityReading {
    QuantityReading(
      start: start, end: end, startNumber: number.start, value: number.value, unit: currency, currency: currency,
      comparator: .eq, kind: .money)
  }

  private func currencyAfter(_ index: Int, _ number: NumberReading) -> (
    end: Int, value: MeasureVocabulary.CurrencyMeaning
  )? {
    var at = index
    if text.has(at, .dash), text.isJoined(at), text.isJoined(at + 1) { at += 1 }
    guard at < text.count, text.isAdjacent(at) || text.isJoined(at),
      let match = text.vocabulary.currenciesAfter.longest(from: at, in: text.ids, limit: text.count)
    else { return nil }
    if match.value.kind == .code, !isUpper(match.tokens) { return nil }
    if match.tokens.count == 1 {
      let word = text.ids[match.tokens.lowerBound]
      if !number.isDeliberate, text.vocabulary.largeSums.contains(word) { return nil }
      if text.hasAdjacent(.of, at: match.tokens.upperBound), text.vocabulary.weights.contains(word) { return nil }
    }
    return (match.tokens.upperBound, match.value)
  }

  /// Whether the tokens are written as a currency before a number: letters as capitals (`Rs`, `USD`), a single letter
  /// without a space before its number of at least two places (`R500`, not `R2`). A letter that names many things needs
  /// a large sum and its country (`K620 million` in Zambia, not `K9`).
  private func isWritten(
    _ tokens: Range<Int>, _ currency: MeasureVocabulary.CurrencyMeaning, _ number: NumberReading
  ) -> Bool {
    guard text.isAdjacent(number.start) || text.isJoined(number.start) else { return false }
    let first = text.article.tokens[tokens.lowerBound]
    guard first.kind == .word else { return true }
    if tokens.lowerBound > 0, text.isJoined(tokens.lowerBound), text.article.tokens[tokens.lowerBound - 1].kind == .word
    {
      return false
    }
    if currency.kind == .code { return isUpper(tokens) }
    guard text.isCapital(tokens.lowerBound) else { return false }
    if currency.kind == .letter, !isLarge(number) || !currency.codes.contains(where: isOfCountry) { return false }
    if first.length > 1 || tokens.count > 1 { return true }
    return text.isJoined(number.start) && (number.isDeliberate || number.mantissa >= 10)
  }

  /// Whether the number has a scale (`620 million`) or groups (`45,000`).
  private func isLarge(_ number: NumberReading) -> Bool {
    number.scale > 1 || number.isDeliberate && number.mantissa >= 1000 * number.divisor
  }

  private func isUpper(_ tokens: Range<Int>) -> Bool {
    let token = text.article.tokens[tokens.lowerBound]
    return text.article.bytes[token.start..<token.end].allSatisfy { !(97...122).contains($0) }
  }

  /// The first of the currency codes whose country the article names, else the first code.
  private func code(_ codes: [String]) -> String {
    codes.first(where: isOfCountry) ?? codes[0]
  }

  /// Whether the article names the country of the currency.
  private func isOfCountry(_ code: String) -> Bool { countries.contains(String(code.prefix(2))) }
}
