import JSONCoding
import Models

/// The values that occur in many models: instants, dates, subjects, countries, spans of text.
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

  func double(in range: ClosedRange<Double>) throws(JSONError) -> Double {
    let value = try double()
    guard range.contains(value) else {
      throw invalid("found \(value); expected \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }
}

extension JSONObject {
  mutating func timestamp(_ key: StaticString) throws(JSONError) -> Timestamp { try required(key).timestamp() }
  mutating func timestampIfPresent(_ key: StaticString) throws(JSONError) -> Timestamp? { try value(key)?.timestamp() }
  mutating func dateIfPresent(_ key: StaticString) throws(JSONError) -> PartialDate? { try value(key)?.partialDate() }
  mutating func subject(_ key: StaticString) throws(JSONError) -> SubjectKey { try required(key).subject() }

  mutating func subjects(_ key: StaticString) throws(JSONError) -> [SubjectKey] {
    guard let array = try value(key)?.array() else { return [] }
    var subjects: [SubjectKey] = []
    for value in array { subjects.append(try value.subject()) }
    return subjects
  }

  /// The text under `key`, with `start` and `end` beside it.
  mutating func span(_ key: StaticString) throws(JSONError) -> TextSpan {
    let text = try string(key)
    let start = try int("start")
    let end = try int("end")
    guard 0 <= start, start <= end else {
      throw invalid("found start \(start) and end \(end); expected 0 ≤ start ≤ end")
    }
    return TextSpan(text: text, start: start, end: end)
  }

  /// The document's `schema` must be this one.
  mutating func schema(_ expected: String) throws(JSONError) {
    let value = try required("schema")
    let found = try value.string()
    guard found == expected else {
      throw JSONError(.unknownSchema, at: value.path, "found \(quoted(found)); expected \"\(expected)\"")
    }
  }
}

extension JSONWriter {
  mutating func field(_ name: StaticString, _ time: Timestamp) {
    key(name)
    write(time)
  }

  mutating func field(_ name: StaticString, _ time: Timestamp?) {
    if let time { field(name, time) }
  }

  mutating func field(_ name: StaticString, _ date: PartialDate?) {
    if let date { field(name, date.value) }
  }

  mutating func field(_ name: StaticString, _ subject: SubjectKey) {
    field(name, subject.description)
  }

  mutating func list(_ name: StaticString, _ subjects: [SubjectKey]) {
    list(name, subjects) { $0.write($1.description) }
  }

  mutating func span(_ name: StaticString, _ span: TextSpan) {
    field(name, span.text)
    field("start", span.start)
    field("end", span.end)
  }

  /// The same text as `Timestamp.description`.
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
