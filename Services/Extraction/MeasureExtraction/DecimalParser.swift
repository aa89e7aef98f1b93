import TextAnalysis

/// Reads the digits of one number: `2024`, `48,000`, `1,00,000`, `78.46`, `1.234.567`.
enum DecimalParser {
  struct Result: Equatable {
    /// All digits as one whole number; the value of the number is `mantissa / divisor`.
    var mantissa: Double
    var divisor: Double
    var digits: Int
    var isGrouped: Bool
    var hasDecimals: Bool
    var hasLeadingZero: Bool
    /// Whether its one mark is a comma before one or two decimals: it is a number only before a scale or a unit (`1,5
    /// million`).
    var isCommaAlone = false
  }

  /// The number in the bytes from `start` up to `end`; nil where they are not a single number (`1.2.3`, `10:30`,
  /// `5km`).
  ///
  /// Commas group (by threes, or by twos before a last three, as in South Asia); one point marks decimals; several
  /// points group by threes, and a comma after them marks decimals (`1.250.000,00`).
  static func parse(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Result? {
    var value = 0.0
    var digits = 0
    var group = 0
    var commas = 0
    var points = 0
    var decimals = 0
    var badGroup = false
    var factor = 1.0
    guard start < end, end - start <= 32 else { return nil }
    if let result = continental(bytes, start, end) { return result }
    for at in start..<end {
      let byte = bytes[at]
      switch byte {
      case 48...57:
        digits += 1
        group += 1
        value = value * 10 + Double(byte - 48)
        if points == 1 {
          decimals += 1
          factor *= 10
        }
      case UInt8(ascii: ","):
        guard group > 0, points == 0 else { return nil }
        if commas > 0 && group != 3 && group != 2 || commas == 0 && group > 3 { badGroup = true }
        commas += 1
        group = 0
      case UInt8(ascii: "."):
        guard group > 0 else { return nil }
        if points > 0 && group != 3 { badGroup = true }
        if commas > 0 && group != 3 { badGroup = true }
        points += 1
        group = 0
      default:
        return nil
      }
    }
    guard group > 0, !badGroup, commas == 0 || points > 0 || group == 3 else { return nil }
    if points > 1 {
      guard commas == 0, group == 3 else { return nil }
      return Result(
        mantissa: value, divisor: 1, digits: digits, isGrouped: true, hasDecimals: false, hasLeadingZero: false)
    }
    let hasLeadingZero = bytes[start] == 48 && digits > 1 && points == 0
    return Result(
      mantissa: value, divisor: factor, digits: digits, isGrouped: commas > 0, hasDecimals: decimals > 0,
      hasLeadingZero: hasLeadingZero)
  }

  /// A number with a decimal comma before one or two decimals; points may group by threes before it (`45.000,00`).
  /// Without points (`1,5`), only what follows distinguishes it from two numbers.
  private static func continental(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Result? {
    guard let comma = bytes[start..<end].firstIndex(of: UInt8(ascii: ",")) else { return nil }
    let decimals = bytes[comma + 1..<end]
    let whole = bytes[start..<comma]
    guard (1...2).contains(decimals.count), decimals.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let groups = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isGrouped = groups.count > 1
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), let first = groups.first, (1...3).contains(first.count),
      groups.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let digits = Array(groups.joined()) + decimals
    let value = digits.reduce(0.0) { $0 * 10 + Double($1 - 48) }
    return Result(
      mantissa: value, divisor: decimals.count == 1 ? 10 : 100, digits: digits.count, isGrouped: isGrouped,
      hasDecimals: true, hasLeadingZero: false, isCommaAlone: !isGrouped)
  }
}
