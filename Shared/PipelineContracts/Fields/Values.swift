import JSONCoding
import Models

/// The values that occur in many records: instants, dates, subjects, countries.
extension JSONValue {
  /// RFC 3339, in the years 0001 to 9999.
  func timestamp() throws(JSONError) -> Timestamp {
    let text = try string()
    guard let time = Timestamp(rfc3339: text), (1...9999).contains(time.day.year) else {
      throw invalid("found \(quoted(text)); expected an RFC 3339 date and time, such as 2024-11-30T08:15:00Z")
    }
    return time
  }

  func partialDate() throws(JSONError) -> PartialDate {
    let text = try string()
    guard let date = PartialDate(iso8601: text) else {
      throw invalid("found \(quoted(text)); expected a date such as 2024, 2024-Q4, 2024-11 or 2024-11-30")
    }
    return date
  }

  func subject() throws(JSONError) -> SubjectKey {
    let text = try string()
    guard let subject = SubjectKey(text) else {
      let kinds = SubjectKey.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw invalid("found \(quoted(text)); expected type/id, with a type of \(kinds)")
    }
    return subject
  }

  func countryCode() throws(JSONError) -> String {
    let text = try string()
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
      throw invalid("found \(quoted(text)); expected an ISO 3166-1 alpha-2 code, such as PE")
    }
    return text
  }

  func nonEmptyString() throws(JSONError) -> String {
    let text = try string()
    if text.isEmpty { throw invalid("found an empty string; expected some text") }
    return text
  }

  /// A string; throws `articleNullByte` where it contains a null character, at which a C library would cut it off.
  func textWithoutNull() throws(JSONError) -> String {
    let bytes = try utf8()
    if containsNull(bytes) {
      throw JSONError(.articleNullByte, at: path, "found a null character; expected text without any")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func double(in range: ClosedRange<Double>) throws(JSONError) -> Double {
    let value = try double()
    guard range.contains(value) else {
      throw invalid("found \(value); expected \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}

extension JSONWriter {
  /// Writes the same text as `Timestamp.description`, without creating a string.
  mutating func write(_ time: Timestamp) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      let day = time.day
      let inDay = Int(time.milliseconds - Int64(day.dayNumber) * Timestamp.millisecondsPerDay)
      guard (0...9999).contains(day.year) else { return write(time.description) }
      text.put(day.year, digits: 4, at: 0, then: "-")
      text.put(day.month, digits: 2, at: 5, then: "-")
      text.put(day.day, digits: 2, at: 8, then: "T")
      text.put(inDay / 3_600_000, digits: 2, at: 11, then: ":")
      text.put(inDay / 60_000 % 60, digits: 2, at: 14, then: ":")
      let fraction = inDay % 1000
      text.put(inDay / 1000 % 60, digits: 2, at: 17, then: fraction == 0 ? "Z" : ".")
      if fraction > 0 { text.put(fraction, digits: 3, at: 20, then: "Z") }
      write(plain: UnsafeBufferPointer(rebasing: text[..<(fraction == 0 ? 20 : 24)]))
    }
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  fileprivate func put(_ number: Int, digits: Int, at start: Int, then next: Unicode.Scalar) {
    var rest = number
    for place in stride(from: start + digits - 1, through: start, by: -1) {
      self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    self[start + digits] = UInt8(ascii: next)
  }
}

/// Whether a byte is zero; tests eight bytes at a time.
private func containsNull(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let start = UnsafeRawPointer(bytes.baseAddress) else { return false }
  var index = 0
  while index + 8 <= bytes.count {
    let word = start.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
    index += 8
  }
  return bytes[index...].contains(0)
}
