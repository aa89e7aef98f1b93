/// The text form of instants in every Beacon record: RFC 3339, written in UTC with `Z`, with milliseconds only
/// where they are not zero. Years run from 0001 to 9999.
extension Timestamp: CustomStringConvertible {
  /// Parses an RFC 3339 date and time with an offset, or a date alone, which means the start of that day in UTC.
  /// Fractions finer than a millisecond are cut; a leap second reads as the second before it. Nil for anything else.
  package init?(rfc3339 text: String) {
    var text = text
    guard let time = text.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
    self = time
  }

  /// Parses the UTF-8 bytes of such a text.
  package init?(rfc3339 text: UnsafeBufferPointer<UInt8>) {
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
    withUTF8 { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes of the text form, valid within `body` only. A year of more than four digits, or before
  /// the year 0, is written with as many as it has.
  package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let date = day
    let inDay = Int(milliseconds - Int64(date.dayNumber) * Self.millisecondsPerDay)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 48) { buffer in
      var text = DigitWriter(buffer)
      text.put(date)
      text.put("T")
      text.put(inDay / 3_600_000, width: 2)
      text.put(":")
      text.put(inDay / 60_000 % 60, width: 2)
      text.put(":")
      text.put(inDay / 1000 % 60, width: 2)
      if inDay % 1000 != 0 {
        text.put(".")
        text.put(inDay % 1000, width: 3)
      }
      text.put("Z")
      return body(text.written)
    }
  }
}

extension CivilDate: CustomStringConvertible {
  /// The date in the form `2024-11-30`.
  package var description: String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
      var text = DigitWriter(buffer)
      text.put(self)
      return String(decoding: text.written, as: UTF8.self)
    }
  }

  /// Reads a date in the form `2024-11-30`; nil for anything else.
  package init?(iso8601 text: String) {
    guard let (year, month, day) = Self.numbers(iso8601: text) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Whether a text has the form `2024-11-30`, also where the calendar has no such day.
  package static func hasForm(_ text: String) -> Bool { numbers(iso8601: text) != nil }

  private static func numbers(iso8601 text: String) -> (year: Int, month: Int, day: Int)? {
    var text = text
    return text.withUTF8 { bytes -> (year: Int, month: Int, day: Int)? in
      var reader = DigitReader(bytes)
      guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
        let day = reader.digits(2), reader.isAtEnd
      else { return nil }
      return (year, month, day)
    }
  }
}

/// Writes digits and signs into memory of the caller's, which has room for all of them.
private struct DigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

  mutating func put(_ character: Unicode.Scalar) {
    buffer[count] = UInt8(ascii: character)
    count += 1
  }

  mutating func put(_ date: CivilDate) {
    put(date.year, width: 4)
    put("-")
    put(date.month, width: 2)
    put("-")
    put(date.day, width: 2)
  }

  /// Writes the number in decimal digits, with zeros before it up to `width` of them.
  mutating func put(_ number: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    guard number >= 0, number / 10 < divisor else {
      let digits = String(number)
      for _ in 0..<max(0, width - digits.utf8.count) { put("0") }
      for digit in digits.unicodeScalars { put(digit) }
      return
    }
    while divisor > 0 {
      buffer[count] = UInt8(ascii: "0") + UInt8(number / divisor % 10)
      count += 1
      divisor /= 10
    }
  }
}

private struct DigitReader {
  private static let mostBytes = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var next = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    bytes = UnsafeBufferPointer(rebasing: text.prefix(Self.mostBytes))
  }

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
