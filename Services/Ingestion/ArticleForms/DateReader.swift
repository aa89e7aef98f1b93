import Models
import ReferenceData

/// Finds the time, its zone and the day among the tokens of a date.
struct DateReader {
  private var tokens: [DateTokens.Token]
  private let zones: TimeZoneNames

  init(tokens: [DateTokens.Token], zones: TimeZoneNames) {
    self.tokens = tokens
    self.zones = zones
  }

  /// The day, the milliseconds since its midnight, and the minutes east of UTC.
  mutating func read() -> (day: CivilDate, milliseconds: Int64, offset: Int?)? {
    let isChinese = tokens.contains(.word("年"))
    guard let clock = takeClock() else { return nil }
    guard let day = takeDay() else { return nil }
    return (day, clock.milliseconds, clock.offset ?? (isChinese ? 480 : nil))
  }

  /// Midnight where there is no time; nil for one that does not exist.
  private mutating func takeClock() -> (milliseconds: Int64, offset: Int?)? {
    guard let start = tokens.indices.first(where: isClock) else { return (0, takeZone(from: tokens.endIndex)) }
    var at = start
    guard var hour = number(at), let minute = number(at + 2), minute < 60 else { return nil }
    at += 3
    var second = 0
    var fraction = 0
    if isColon(at), let value = number(at + 1) {
      guard value <= 60 else { return nil }
      second = min(value, 59)
      at += 2
      if sign(at, ".") || sign(at, ","), case .number(let value, let digits)? = token(at + 1) {
        fraction = milliseconds(value, digits)
        at += 2
      }
    }
    if case .word(let word)? = token(at), ["分", "秒"].contains(word) { at += 1 }
    if let half = halfOfDay(&at, before: start) {
      guard (1...12).contains(hour) || hour < 24 && half == 12 else { return nil }
      hour = hour % 12 + (hour > 12 ? 12 : half)
    }
    guard hour < 24 || hour == 24 && minute == 0 && second == 0 else { return nil }
    let offset = takeZone(from: at)
    tokens.removeSubrange(start..<min(at, tokens.count))
    return (Int64((hour * 3600 + minute * 60 + second) * 1000 + fraction), offset)
  }

  private func milliseconds(_ value: Int, _ digits: Int) -> Int {
    var value = value
    var digits = digits
    while digits < 3 {
      value *= 10
      digits += 1
    }
    while digits > 3 {
      value /= 10
      digits -= 1
    }
    return value
  }

  private func isClock(_ index: Int) -> Bool {
    guard case .number(_, let digits)? = token(index), digits <= 2, isColon(index + 1),
      case .number(_, let more)? = token(index + 2)
    else { return false }
    return more == 2
  }

  private func isColon(_ index: Int) -> Bool {
    sign(index, ":") || [.word("时"), .word("時"), .word("点"), .word("點"), .word("：")].contains(token(index))
  }

  /// 0 for the morning, 12 for the afternoon.
  private mutating func halfOfDay(_ at: inout Int, before start: Int) -> Int? {
    if case .word(let word)? = token(at), word == "am" || word == "pm" {
      at += 1
      return word == "pm" ? 12 : 0
    }
    guard start >= 2, token(start - 1) == .word("午") else { return nil }
    return token(start - 2) == .word("下") ? 12 : token(start - 2) == .word("上") ? 0 : nil
  }

  /// The offset that is named or written from `start` on; its tokens are removed.
  private mutating func takeZone(from start: Int) -> Int? {
    var at = start
    var named: Int?
    if case .word(let word)? = token(at), let minutes = zones.minutes(word) {
      named = minutes
      tokens.remove(at: at)
    }
    guard sign(at, "+") || sign(at, "-"), case .number(let value, let digits)? = token(at + 1) else { return named }
    let isEast = sign(at, "+")
    var end = at + 2
    var minutes: Int
    if digits <= 2, sign(end, ":"), let rest = number(end + 1), rest < 60 {
      minutes = value * 60 + rest
      end += 2
    } else if digits == 4 {
      minutes = value / 100 * 60 + value % 100
    } else if digits <= 2 {
      minutes = value * 60
    } else {
      return named
    }
    guard minutes <= 14 * 60 else { return named }
    tokens.removeSubrange(at..<end)
    at = end
    if !isEast { minutes = -minutes }
    return (named ?? 0) + minutes
  }

  private func takeDay() -> CivilDate? {
    var numbers: [(value: Int, digits: Int)] = []
    var month: Int?
    var isDotted = false
    for token in tokens {
      switch token {
      case .number(let value, let digits): numbers.append((value, digits))
      case .word(let word): month = month ?? Self.month(word)
      case .sign(let byte): isDotted = isDotted || byte == UInt8(ascii: ".")
      }
    }
    if let month { return day(numbers, month: month) }
    guard numbers.count == 3 else { return nil }
    let (first, second, third) = (numbers[0].value, numbers[1].value, numbers[2].value)
    if numbers[0].digits == 4 { return date(first, second, third) }
    guard numbers[2].digits == 4 else { return nil }
    if isDotted || first > 12 { return date(third, second, first) }
    if second > 12 || first == second { return date(third, first, second) }
    return nil
  }

  private func day(_ numbers: [(value: Int, digits: Int)], month: Int) -> CivilDate? {
    guard numbers.count == 2 else { return nil }
    if numbers[0].digits == 4 { return date(numbers[0].value, month, numbers[1].value) }
    var year = numbers[1].value
    if numbers[1].digits == 2 { year += year < 70 ? 2000 : 1900 }
    return date(year, month, numbers[0].value)
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
    (1000...9999).contains(year) ? CivilDate(year: year, month: month, day: day) : nil
  }

  private static func month(_ word: String) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(word) || word.hasPrefix($0.prefix(3)) && word == "sept" }.map { $0 + 1 }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private func token(_ index: Int) -> DateTokens.Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  private func number(_ index: Int) -> Int? {
    if case .number(let value, let digits)? = token(index), digits <= 2 { value } else { nil }
  }

  private func sign(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    token(index) == .sign(UInt8(ascii: character))
  }
}
