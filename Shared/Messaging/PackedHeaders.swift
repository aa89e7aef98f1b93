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

    /// The indices of what is between the usual beginning and end; nil for a value that has other ones.
    func middle(of value: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
      guard let (start, end) = frame, value.count >= start.count + end.count, value.starts(with: start),
        value[(value.count - end.count)...].elementsEqual(end)
      else { return nil }
      return start.count..<value.count - end.count
    }
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
    time.withUTF8 { timeText in
      for header in headers {
        header.value.withUnsafeBufferPointer { append(header.name, $0, timeText, to: &bytes) }
      }
    }
    return bytes
  }

  private static func append(
    _ name: String, _ value: UnsafeBufferPointer<UInt8>, _ timeText: UnsafeBufferPointer<UInt8>,
    to bytes: inout [UInt8]
  ) {
    let number = names.indices.dropFirst().first { names[$0].name == name } ?? 0
    func begin(_ form: Form) {
      bytes.append(form.rawValue << 4 | UInt8(number))
      if number == 0 { HeaderCoding.append(run: name.utf8, to: &bytes) }
    }
    let usual = names[number].usual
    if number > 0, !usual.isEmpty, value.elementsEqual(usual) {
      begin(.usual)
    } else if value.elementsEqual(timeText) {
      begin(.time)
    } else if value.count == 32, isHash(value[...]) {
      begin(.hash)
      append(digits: value[...], to: &bytes)
    } else if isTrace(value) {
      begin(.trace)
      append(digits: value[3..<35], to: &bytes)
      append(digits: value[36..<52], to: &bytes)
    } else if let middle = names[number].middle(of: value) {
      begin(.framed)
      HeaderCoding.append(run: value[middle], to: &bytes)
    } else {
      begin(.plain)
      HeaderCoding.append(run: value, to: &bytes)
    }
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
    switch form {
    case .plain: return HeaderCoding.run(bytes, &next).map { [UInt8]($0) }
    case .usual: return name.usual
    case .time: return time.withUTF8 { [UInt8]($0) }
    case .hash:
      guard let hash = take(16, bytes, &next) else { return nil }
      return [UInt8](unsafeUninitializedCapacity: 32) { text, count in
        put(hash, in: text, &count)
      }
    case .trace:
      guard let ids = take(24, bytes, &next) else { return nil }
      return [UInt8](unsafeUninitializedCapacity: 55) { text, count in
        put(traceStart, in: text, &count)
        put(UnsafeRawBufferPointer(rebasing: ids[..<16]), in: text, &count)
        put([traceMark], in: text, &count)
        put(UnsafeRawBufferPointer(rebasing: ids[16...]), in: text, &count)
        put(traceEnd, in: text, &count)
      }
    case .framed:
      guard let middle = HeaderCoding.run(bytes, &next), let frame = name.frame else { return nil }
      return frame.start + middle + frame.end
    }
  }

  private static let traceStart = Array("00-".utf8)
  private static let traceEnd = Array("-01".utf8)
  private static let traceMark = UInt8(ascii: "-")

  /// Whether the text is a sampled trace context of version 0.
  private static func isTrace(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 55 && text.starts(with: traceStart) && text[35] == traceMark && text[52...].elementsEqual(traceEnd)
      && isHash(text[3..<35]) && isHash(text[36..<52])
  }

  /// Whether all bytes are lower-case hexadecimal digits.
  private static func isHash(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    text.allSatisfy { HexDigit.value(of: $0) != nil }
  }

  /// Appends the bytes that lower-case hexadecimal digits, an even number of them, write.
  private static func append(digits: Slice<UnsafeBufferPointer<UInt8>>, to bytes: inout [UInt8]) {
    var high: UInt8?
    for value in digits.lazy.compactMap(HexDigit.value(of:)) {
      if let first = high { bytes.append(first << 4 | value) }
      high = high == nil ? value : nil
    }
  }

  /// The next `count` bytes; nil where there are fewer.
  private static func take(
    _ count: Int, _ bytes: UnsafeRawBufferPointer, _ next: inout Int
  ) -> UnsafeRawBufferPointer? {
    guard bytes.count - next >= count else { return nil }
    defer { next += count }
    return UnsafeRawBufferPointer(rebasing: bytes[next..<next + count])
  }

  /// Writes the bytes in lower-case hexadecimal digits.
  private static func put(
    _ bytes: UnsafeRawBufferPointer, in text: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    for byte in bytes {
      text[count] = HexDigit.digit(of: byte >> 4)
      text[count + 1] = HexDigit.digit(of: byte & 15)
      count += 2
    }
  }

  private static func put(_ bytes: [UInt8], in text: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int) {
    for byte in bytes {
      text[count] = byte
      count += 1
    }
  }
}
