import TextAnalysis

/// Whole numbers in Chinese characters.
extension ChineseVocabulary {
  /// The most digits of a number that is written digit by digit.
  private static let longestNumber = 9

  /// The value of a digit or unit (10, 100, 1000, 10000) in characters.
  func digit(_ text: ArticleText, _ index: Int) -> Int? {
    guard text.tokens[index].kind == .ideograph else { return nil }
    return numerals.value(of: text.tokens[index], in: text.folded)
  }

  /// A number written in characters, up to the ten thousands: `三`, `二十四`, `一百零五`, `一二〇`. Of a range (`三五`,
  /// `二三十`) it is the smaller number. Nil for anything else.
  func value(_ text: ArticleText, _ range: Range<Int>) -> Int? {
    var digits: [Int] = []
    for index in range {
      guard let digit = digit(text, index) else { return nil }
      digits.append(digit)
    }
    let value = isPositional(digits) ? positional(digits) : withUnits(digits)
    return value.flatMap { $0 > 0 ? $0 : nil }
  }

  /// Whether digits without a unit are a number in the way of Arabic digits: `一二〇`, `五〇`. Two digits of which the
  /// second is not zero are a range.
  private func isPositional(_ digits: [Int]) -> Bool {
    digits.allSatisfy { $0 < 10 } && (digits.count >= 3 || digits.count == 2 && digits[1] == 0)
  }

  private func positional(_ digits: [Int]) -> Int? {
    guard digits.count <= Self.longestNumber else { return nil }
    return digits.reduce(0) { $0 * 10 + $1 }
  }

  private func withUnits(_ digits: [Int]) -> Int? {
    var total = 0
    var section = 0
    var pending: Int?
    for digit in digits {
      switch digit {
      case 10_000:
        // A number has one 万: a run of them is no number, and its value would overflow.
        guard total == 0 else { return nil }
        total = (section + (pending ?? 0)) * 10_000
        (section, pending) = (0, nil)
      case 10...:
        section += (pending ?? 1) * digit
        pending = nil
      default:
        // A zero only says that a unit is missing: `一百零五`.
        pending = if let first = pending, first > 0 { min(first, digit) } else { digit }
      }
    }
    return total + section + (pending ?? 0)
  }
}
