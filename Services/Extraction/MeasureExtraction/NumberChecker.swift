import Models
import ReferenceData
import TextAnalysis

/// Finds numbers of one sentence that imply another: an amount and its share imply the whole, a part and its whole
/// imply the share.
struct NumberChecker {
  let text: MeasureText
  let quantities: [QuantityReading]

  func checks() -> [NumberCheck] {
    var checks: [NumberCheck] = []
    for index in quantities.indices.dropLast() {
      let first = quantities[index]
      let second = quantities[index + 1]
      guard second.startNumber - first.end <= 12, isSameSentence(first, second) else { continue }
      if let check = whole(of: first, share: second) { checks.append(check) }
      if let check = wholeOfEarlier(first, at: index) { checks.append(check) }
    }
    return checks
  }

  /// The whole, from an amount and its share of the whole:
  /// `78.46 billion US dollars, accounting for 44.2% of the flow`.
  private func whole(of amount: QuantityReading, share: QuantityReading) -> NumberCheck? {
    guard share.unit == "percent", share.value > 0, share.value < 100,
      amount.kind == .money || amount.kind == .counted || amount.kind == .measured,
      amount.value > 0, let link = (amount.end..<max(amount.end, share.start)).first(where: { text.has($0, .share) }),
      share.start - link <= 3, text.hasAdjacent(.of, at: share.end)
    else { return nil }
    let fraction = share.value / 100
    let label = share.subject.map { "total of \(words($0))" } ?? "implied total"
    return NumberCheck(
      formula: "\(plain(amount.value)) / \(plain(fraction))", value: amount.value / fraction,
      unit: amount.currency ?? amount.unit, label: label)
  }

  /// The share of a later part in `whole`, the quantity at `index`:
  /// `48,000 enterprises …, including 17,000 enterprises`.
  private func wholeOfEarlier(_ whole: QuantityReading, at index: Int) -> NumberCheck? {
    guard whole.kind == .counted, whole.value > 0 else { return nil }
    for part in quantities[(index + 1)..<min(quantities.count, index + 4)] {
      guard isSameSentence(whole, part), part.unit == whole.unit, part.kind == .counted, part.value < whole.value,
        text.article.token(atOrNil: part.start - 1, is: .including)
          || text.article.token(atOrNil: part.start - 1, is: .of)
            && text.article.token(atOrNil: part.start - 2, is: .which)
      else { continue }
      return NumberCheck(
        formula: "\(plain(part.value)) / \(plain(whole.value))", value: part.value / whole.value, unit: "fraction",
        label: "share of \(whole.subject.map { words($0) } ?? whole.unit)")
    }
    return nil
  }

  private func isSameSentence(_ first: QuantityReading, _ second: QuantityReading) -> Bool {
    text.article.sentenceIndex(at: text.article.tokens[first.startNumber].start)
      == text.article.sentenceIndex(at: text.article.tokens[second.startNumber].start)
  }

  private func words(_ tokens: Range<Int>) -> String {
    text.article.string(text.article.tokens[tokens.lowerBound].start, text.article.tokens[tokens.upperBound - 1].end)
  }

  /// Writes a whole number without a decimal point, another number with the fewest digits that read back as the same.
  private func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : "\(number)"
  }
}
