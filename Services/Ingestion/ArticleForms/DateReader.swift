import Models
import ReferenceData

/// Finds the time, its zone and the day among the tokens of a date.
struct DateReader {
  private var tokens: [DateTokens.Token]
  private let names: DateNames

  init(tokens: [DateTokens.Token], names: DateNames) {
    self.tokens = tokens
    self.names = names
  }

  /// The day, the milliseconds since its midnight, and the offset in minutes east of UTC, nil where none is known; nil
  /// for a date that cannot be read.
  mutating func read() -> (day: CivilDate, milliseconds: Int64, offset: Int?)? {
    let ownOffset = names.countryMarks.first { contains($0.tokens) }?.minutes
    guard let clock = takeClock() else { return nil }
    guard let day = takeDay() else { return nil }
    return (day, clock.milliseconds, clock.offset ?? ownOffset)
  }

  private func contains(_ marks: [DateTokens.Token]) -> Bool {
    tokens.indices.contains { tokens[$0...].starts(with: marks) }
  }

  /// The time in milliseconds and its offset in minutes, whose tokens are removed; midnight where no time is given, nil
  /// for a time that does not exist.
  private mutating func takeClock() -> (milliseconds: Int64, offset: Int?)? {
    // What follows a plus sign is a zone, also where there is no time: `2026-11-26+02:00`.
    guard let start = tokens.indices.first(where: { isClock($0) && !sign($0 - 1, "+") }) else {
      let plus = tokens.firstIndex(of: .sign(UInt8(ascii: "+"))) ?? tokens.endIndex
      return (0, takeZone(from: plus))
    }
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
    if case .word(let word)? = token(at), names.words.followsTime(word) { at += 1 }
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
    guard case .number(_, let digits)? = token(index), digits <= 2, case .number(_, let more)? = token(index + 2),
      more == 2
    else { return false }
    if isColon(index + 1) { return true }
    guard sign(index + 1, "."), case .word(let word)? = token(index + 3) else { return false }
    return names.words.followsDottedTime(word)
  }

  private func isColon(_ index: Int) -> Bool {
    if sign(index, ":") { return true }
    guard case .word(let word)? = token(index) else { return false }
    return names.words.separatesHour(word)
  }

  /// The hours that a mark of the half of the day adds: 0 for the morning (`am`), 12 for the afternoon (`pm`); nil
  /// without a mark.
  private mutating func halfOfDay(_ at: inout Int, before start: Int) -> Int? {
    if case .word(let word)? = token(at), let half = names.words.hours(after: word) {
      at += 1
      return half
    }
    if case .word(let first)? = token(at), sign(at + 1, "."), case .word(let second)? = token(at + 2),
      let half = names.words.hours(after: first + second)
    {
      at += sign(at + 3, ".") ? 4 : 3
      return half
    }
    guard case .word(let first)? = token(start - 2), case .word(let second)? = token(start - 1) else { return nil }
    return names.words.hours(before: first + second)
  }

  /// The offset in minutes east of UTC that is named (`EST`) or written (`+02:00`) from the token `start` on; its
  /// tokens are removed. Nil without one.
  private mutating func takeZone(from start: Int) -> Int? {
    var named: Int?
    if case .word(let word)? = token(start), let minutes = names.zones.minutes(word) {
      named = minutes
      tokens.remove(at: start)
    }
    guard sign(start, "+") || sign(start, "-"), case .number(let value, let digits)? = token(start + 1) else {
      return named
    }
    let isEast = sign(start, "+")
    var end = start + 2
    var minutes: Int
    if digits <= 2, sign(end, ":"), let rest = number(end + 1), rest < 60 {
      minutes = value * 60 + rest
      end += 2
    } else if digits == 4 {
      minutes = value / 100 * 60 + value % 100
    } else if digits <= 2, isEast || named != nil || !continuesDay(end) {
      minutes = value * 60
    } else {
      return named
    }
    guard minutes <= 14 * 60 else { return named }
    tokens.removeSubrange(start..<end)
    if !isEast { minutes = -minutes }
    return (named ?? 0) + minutes
  }

  /// Whether the tokens from `index` on continue a number as a day: `5 Nov 2026`, `05.11.2026`.
  private func continuesDay(_ index: Int) -> Bool {
    if case .word(let word)? = token(index) { return names.zones.minutes(word) == nil }
    return sign(index, ".") || sign(index, "/") || sign(index, "-")
  }

  /// Whether the tokens name a week of a year, as `2026-W10-4` (ISO 8601), which is not read.
  private var namesWeek: Bool {
    tokens.indices.contains { index in
      guard tokens[index] == .word("w"), case .number? = token(index + 1) else { return false }
      if case .number(_, digits: 4)? = token(sign(index - 1, "-") ? index - 2 : index - 1) { return true }
      return false
    }
  }

  private func takeDay() -> CivilDate? {
    if namesWeek { return nil }
    var numbers: [(value: Int, digits: Int)] = []
    var months: [String: Int] = [:]
    var isDotted = false
    for token in tokens {
      switch token {
      case .number(let value, let digits): numbers.append((value, digits))
      case .word(let word): if let month = names.months.month(word) { months[word] = month }
      case .sign(let byte): isDotted = isDotted || byte == UInt8(ascii: ".")
      }
    }
    if months.count > 1 {
      for weekday in names.words.weekdays { months[weekday] = nil }
    }
    if let month = months.values.first {
      return months.values.allSatisfy { $0 == month }
        ? day(numbers, month: month, isThai: months.keys.contains(where: Self.isThai)) : nil
    }
    guard numbers.count == 3 else { return nil }
    let (first, second, third) = (numbers[0].value, numbers[1].value, numbers[2].value)
    if numbers[0].digits == 4 { return date(first, second, third) }
    guard numbers[2].digits == 4 else { return nil }
    if isDotted || first > 12 { return date(third, second, first) }
    if second > 12 || first == second { return date(third, first, second) }
    return nil
  }

  /// - Parameter isThai: a year after 2400 is of the Buddhist era.
  private func day(_ numbers: [(value: Int, digits: Int)], month: Int, isThai: Bool) -> CivilDate? {
    guard numbers.count == 2 else { return nil }
    let isYearFirst = numbers[0].digits == 4
    let number = numbers[isYearFirst ? 1 : 0].value
    var year = numbers[isYearFirst ? 0 : 1].value
    if !isYearFirst, numbers[1].digits == 2 { year += isThai ? 2500 : year < 70 ? 2000 : 1900 }
    if isThai, year > 2400 { year -= 543 }
    return date(year, month, number)
  }

  private static func isThai(_ word: String) -> Bool {
    word.unicodeScalars.contains { (0xE00...0xE7F).contains($0.value) }
  }

  /// A date before 1900 is a mistake or of another calendar, and is not read.
  private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
    (1900...9999).contains(year) ? CivilDate(year: year, month: month, day: day) : nil
  }

  private func token(_ index: Int) -> DateTokens.Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  private func number(_ index: Int) -> Int? {
    if case .number(let value, let digits)? = token(index), digits <= 2 { value } else { nil }
  }

  private func sign(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    token(index) == .sign(UInt8(ascii: character))
  }
}
