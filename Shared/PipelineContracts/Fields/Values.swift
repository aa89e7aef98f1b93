import JSONCoding
import Models

/// The values that occur in many records: instants, dates, subjects, countries.
extension JSONValue {
  /// RFC 3339, in the years 0001 to 9999.
  func timestamp() throws(JSONError) -> Timestamp {
    let text = try utf8()
    guard let time = Timestamp(rfc3339: text), (1...9999).contains(time.day.year) else {
      throw invalid(
        "found \(quoted(String(decoding: text, as: UTF8.self))); expected an RFC 3339 date and time, such as 2024-11-30T08:15:00Z"
      )
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
    time.withUTF8 { write(plain: $0) }
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
