/// The text form of instants in every Beacon record: RFC 3339, written in UTC with `Z`, with milliseconds only
/// where they are not zero. Years run from 0001 to 9999.
extension Timestamp: CustomStringConvertible {
  /// Parses an RFC 3339 date and time with an offset, or a date alone, which means the start of that day in UTC.
  /// Fractions finer than a millisecond are cut; a leap second reads as the second before it. Nil for anything else.
  package init?(rfc3339 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), year >= 1, reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    self.init(startOf: date)
    if reader.isAtEnd { return }
    guard reader.take("T") || reader.take("t") || reader.take(" "), let time = reader.timeOfDay(),
      let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    milliseconds += time - offset
  }

  package var description: String {
    let date = day
    let time = Int(milliseconds - Int64(date.dayNumber) * Self.millisecondsPerDay)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    date.append(to: &text)
    text.append(UInt8(ascii: "T"))
    appendDigits(of: time / 3_600_000, width: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    appendDigits(of: time / 60_000 % 60, width: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    appendDigits(of: time / 1000 % 60, width: 2, to: &text)
    if time % 1000 != 0 {
      text.append(UInt8(ascii: "."))
      appendDigits(of: time % 1000, width: 3, to: &text)
    }
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date in the form `2024-11-30`.
  package var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(10)
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  fileprivate func append(to text: inout [UInt8]) {
    appendDigits(of: year, width: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    appendDigits(of: month, width: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    appendDigits(of: day, width: 2, to: &text)
  }

  /// Reads a date in the form `2024-11-30`; nil for anything else.
  package init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// Appends the number in decimal digits, with zeros before it up to `width` of them.
private func appendDigits(of number: Int, width: Int, to text: inout [UInt8]) {
  var divisor = 1
  for _ in 1..<width { divisor *= 10 }
  // A year outside the form's four digits.
  guard number >= 0, number / 10 < divisor else {
    let digits = String(number)
    for _ in 0..<max(0, width - digits.utf8.count) { text.append(UInt8(ascii: "0")) }
    return text.append(contentsOf: digits.utf8)
  }
  while divisor > 0 {
    text.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
    divisor /= 10
  }
}

private struct DigitReader {
  private let bytes: [UInt8]
  private var next = 0

  init(_ text: String) { bytes = Array(text.utf8.prefix(64)) }

  var isAtEnd: Bool { next == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next < bytes.count, bytes[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard next + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[next..<next + count] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    next += count
    return value
  }

  /// Milliseconds since midnight.
  mutating func timeOfDay() -> Int64? {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60, take(":"),
      let second = digits(2), second <= 60
    else { return nil }
    var fraction = 0
    if take(".") {
      var scale = 100
      guard let first = digits(1) else { return nil }
      fraction = first * scale
      while let digit = digits(1) {
        scale /= 10
        fraction += digit * scale
      }
    }
    return Int64((hour * 3600 + minute * 60 + min(second, 59)) * 1000 + fraction)
  }

  /// Milliseconds east of UTC.
  mutating func offset() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else { return nil }
    return sign * Int64(hour * 60 + minute) * 60_000
  }
}
