import Models

/// The headers of a stored record. Nearly all records have the same few headers with values of the same few forms,
/// which are packed; every other header keeps its bytes.
///
/// After a zero byte, each header is a byte, 16 times the form of its value plus the number of its name in `names`, and
/// what name and form leave open. Bytes that begin otherwise are those of `HeaderCoding`, which older files have.
package enum PackedHeaders {
  private enum Form: UInt8 {
    /// The value's length and its bytes.
    case plain
    /// The name's usual value.
    case usual
    /// The record's log time.
    case time
    /// 32 hexadecimal digits, as 16 bytes.
    case hash
    /// A sampled trace context of version 0: its two ids, as 24 bytes.
    case trace
    /// The length and the bytes of what is between the name's usual beginning and end.
    case framed
  }

  /// A name with what its values usually are, or how they begin and end.
  private struct Name {
    var name: String
    var usual: [UInt8] = []
    var frame: (start: [UInt8], end: [UInt8])?
  }

  /// By number; 0 stands for any other name, whose length and bytes follow. Stored records refer to the numbers, so a
  /// name keeps its place and values; new ones are added at the end, up to 15.
  private static let names: [Name] = [
    Name(name: ""),
    Name(name: "ce_specversion", usual: Array("1.0".utf8)),
    Name(name: "ce_id"),
    Name(name: "ce_type", frame: (Array("beacon.".utf8), Array(".v1".utf8))),
    Name(name: "ce_source", frame: (Array("/beacon/".utf8), [])),
    Name(name: "ce_time"),
    Name(name: "content-type", usual: Array("application/json".utf8)),
    Name(name: "traceparent"),
  ]

  /// - Parameter time: the record's log time, which decoding gets too.
  package static func encode(_ headers: [Header], time: Timestamp) -> [UInt8] {
    guard !headers.isEmpty else { return [] }
    var bytes: [UInt8] = [0]
    bytes.reserveCapacity(96)
    let timeText = Array(time.description.utf8)
    for header in headers {
      let number = names.dropFirst().firstIndex { $0.name == header.name } ?? 0
      let value = header.value
      func begin(_ form: Form) {
        bytes.append(form.rawValue << 4 | UInt8(number))
        if number == 0 { HeaderCoding.append(run: Array(header.name.utf8)[...], to: &bytes) }
      }
      if number > 0, !names[number].usual.isEmpty, value == names[number].usual {
        begin(.usual)
      } else if value == timeText {
        begin(.time)
      } else if let digits = hash(value[...]), value.count == 32 {
        begin(.hash)
        bytes += digits
      } else if let ids = trace(value) {
        begin(.trace)
        bytes += ids
      } else if let (start, end) = names[number].frame, value.count >= start.count + end.count,
        value.starts(with: start), value.suffix(end.count) == end[...]
      {
        begin(.framed)
        HeaderCoding.append(run: value.dropFirst(start.count).dropLast(end.count), to: &bytes)
      } else {
        begin(.plain)
        HeaderCoding.append(run: value[...], to: &bytes)
      }
    }
    return bytes
  }

  /// Decodes headers up to the first one that is malformed or cut off.
  package static func decode(_ bytes: UnsafeRawBufferPointer, time: Timestamp) -> [Header] {
    guard bytes.first == 0 else { return HeaderCoding.decode(bytes) }
    var headers: [Header] = []
    headers.reserveCapacity(7)
    var next = 1
    while next < bytes.count {
      let (number, form) = (Int(bytes[next] & 15), Form(rawValue: bytes[next] >> 4))
      next += 1
      guard number < names.count, let form else { break }
      var name = names[number].name
      if number == 0 {
        guard let run = HeaderCoding.run(bytes, &next) else { break }
        name = String(decoding: run, as: UTF8.self)
      }
      guard let value = value(form, of: names[number], bytes, &next, time) else { break }
      headers.append(Header(name, bytes: value))
    }
    return headers
  }

  private static func value(
    _ form: Form, of name: Name, _ bytes: UnsafeRawBufferPointer, _ next: inout Int, _ time: Timestamp
  ) -> [UInt8]? {
    func digits(_ count: Int) -> [UInt8]? {
      guard bytes.count - next >= count else { return nil }
      defer { next += count }
      return bytes[next..<next + count].flatMap { [digit($0 >> 4), digit($0 & 15)] }
    }
    switch form {
    case .plain: return HeaderCoding.run(bytes, &next).map { [UInt8]($0) }
    case .usual: return name.usual
    case .time: return Array(time.description.utf8)
    case .hash: return digits(16)
    case .trace:
      guard let ids = digits(24) else { return nil }
      return traceStart + ids[..<32] + [traceMark] + ids[32...] + traceEnd
    case .framed:
      guard let middle = HeaderCoding.run(bytes, &next), let frame = name.frame else { return nil }
      return frame.start + middle + frame.end
    }
  }

  private static let traceStart = Array("00-".utf8)
  private static let traceEnd = Array("-01".utf8)
  private static let traceMark = UInt8(ascii: "-")

  /// The 24 bytes of the ids of a trace context; nil for a text of another form.
  private static func trace(_ text: [UInt8]) -> [UInt8]? {
    guard text.count == 55, text.starts(with: traceStart), text[35] == traceMark, text.suffix(3) == traceEnd[...],
      let trace = hash(text[3..<35]), let span = hash(text[36..<52])
    else { return nil }
    return trace + span
  }

  /// The bytes that lower-case hexadecimal digits write; nil where there is anything else.
  private static func hash(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    var high: UInt8?
    for digit in text {
      guard let value = number(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }

  private static func number(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static func digit(_ number: UInt8) -> UInt8 {
    number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "a") + number - 10
  }
}
