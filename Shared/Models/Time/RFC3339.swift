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
    let time = milliseconds - Int64(date.dayNumber) * Self.millisecondsPerDay
    let seconds = Int(time / 1000)
    let fraction = Int(time % 1000)
    let clock = "\(padded(seconds / 3600)):\(padded(seconds / 60 % 60)):\(padded(seconds % 60))"
    return "\(date)T\(clock)\(fraction == 0 ? "" : ".\(padded(fraction, 3))")Z"
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date in the form `2024-11-30`.
  package var description: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }

  /// Reads a date in the form `2024-11-30`; nil for anything else.
  package init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
      let day = reader.digits(2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

private func padded(_ number: Int, _ width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
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
