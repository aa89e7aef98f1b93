import Glibc
import Models

/// Appends values to a row: integers as zigzag varints, doubles as their bits, texts with their length before them, and
/// a text that is a content hash, 32 hexadecimal digits, as its 16 bytes after a length of −1.
///
/// Rows carry no field names: a stage that changes what it writes must raise its `stateVersion`.
///
/// Public, so that the compiler can specialise the generic functions for other modules' types, which it does not do for
/// `package` declarations.
public struct RowWriter {
  @usableFromInline var buffer: [UInt8] = []

  package var bytes: [UInt8] { buffer }

  package init() { self.init(capacity: 512) }

  /// - Parameter bytes: how many bytes it has room for before it grows.
  package init(capacity bytes: Int) { buffer.reserveCapacity(bytes) }

  public mutating func put(_ value: Int64) {
    var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    while rest >= 0x80 {
      buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    buffer.append(UInt8(rest))
  }

  @inlinable public mutating func put(_ value: Int) { put(Int64(value)) }
  @inlinable public mutating func put(_ value: Bool) { buffer.append(value ? 1 : 0) }
  package mutating func put(_ value: Timestamp) { put(value.milliseconds) }

  package mutating func put(_ value: UInt64) {
    withUnsafeBytes(of: value.bigEndian) { buffer.append(contentsOf: $0) }
  }

  package mutating func put(_ value: Double) { put(value.bitPattern) }

  package mutating func put(_ value: String) {
    value.utf8.span.withUnsafeBufferPointer { utf8 in
      if let (high, low) = Self.hash(utf8) {
        put(-1)
        put(high)
        put(low)
      } else {
        put(utf8.count)
        buffer.append(contentsOf: utf8)
      }
    }
  }

  /// Appends what another writer has written.
  package mutating func append(_ written: RowWriter) { buffer.append(contentsOf: written.buffer) }

  /// The 128 bits of a content hash; nil if the text is not 32 lower-case hexadecimal digits.
  private static func hash(_ digits: UnsafeBufferPointer<UInt8>) -> (high: UInt64, low: UInt64)? {
    guard digits.count == 32, let high = number(digits[..<16]), let low = number(digits[16...]) else { return nil }
    return (high, low)
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      guard let value = HexDigit.value(of: digit) else { return nil }
      number = number << 4 | UInt64(value)
    }
    return number
  }

  /// Appends the number of values, then the values in the machine's byte order, of fixed width.
  package mutating func put(_ values: [Int32]) { put(numbers: values) }
  /// Appends the number of values, then the values in the machine's byte order, of fixed width.
  package mutating func put(_ values: [Double]) { put(numbers: values) }

  private mutating func put<Number: BitwiseCopyable>(numbers: [Number]) {
    put(numbers.count)
    numbers.withUnsafeBytes { buffer.append(contentsOf: $0) }
  }

  package mutating func put(_ value: [UInt8]) { put(value[...]) }

  package mutating func put(_ value: ArraySlice<UInt8>) {
    put(value.count)
    buffer.append(contentsOf: value)
  }

  @inlinable public mutating func put<Value>(_ value: Value?, _ write: (inout RowWriter, Value) -> Void) {
    put(value != nil)
    if let value { write(&self, value) }
  }

  @inlinable public mutating func put<Value>(_ values: [Value], _ write: (inout RowWriter, Value) -> Void) {
    put(values.count)
    for index in values.indices { write(&self, values[index]) }
  }
}

/// Reads what `RowWriter` wrote, in the same order.
public struct RowReader {
  @usableFromInline package let bytes: [UInt8]
  private var next: Int

  package init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    next = start
  }

  @usableFromInline func corrupt() -> KeyedStateFailure {
    .corrupt("a row of \(bytes.count) bytes ends or breaks at byte \(next)")
  }

  private mutating func byte() throws(KeyedStateFailure) -> UInt8 {
    guard next < bytes.count else { throw corrupt() }
    next += 1
    return bytes[next - 1]
  }

  public mutating func int64() throws(KeyedStateFailure) -> Int64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let part = try byte()
      guard shift < 64 else { throw corrupt() }
      value |= UInt64(part & 0x7F) << shift
      if part < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
      shift += 7
    }
  }

  public mutating func int() throws(KeyedStateFailure) -> Int { Int(try int64()) }
  public mutating func bool() throws(KeyedStateFailure) -> Bool { try byte() != 0 }
  package mutating func timestamp() throws(KeyedStateFailure) -> Timestamp { Timestamp(milliseconds: try int64()) }

  package mutating func uint64() throws(KeyedStateFailure) -> UInt64 {
    guard bytes.count - next >= 8 else { throw corrupt() }
    next += 8
    return bytes.withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: next - 8, as: UInt64.self)) }
  }

  package mutating func double() throws(KeyedStateFailure) -> Double { Double(bitPattern: try uint64()) }

  /// The values that `put` appended with their number before them.
  package mutating func int32s() throws(KeyedStateFailure) -> [Int32] { try numbers() }
  /// The values that `put` appended with their number before them.
  package mutating func doubles() throws(KeyedStateFailure) -> [Double] { try numbers() }

  private mutating func numbers<Number: BitwiseCopyable>() throws(KeyedStateFailure) -> [Number] {
    let count = try int()
    let width = MemoryLayout<Number>.stride
    guard count >= 0, count <= (bytes.count - next) / width else { throw corrupt() }
    let start = next
    next += count * width
    return [Number](unsafeUninitializedCapacity: count) { values, initialised in
      if count > 0 {
        bytes.withUnsafeBytes {
          UnsafeMutableRawBufferPointer(values).copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<next]))
        }
      }
      initialised = count
    }
  }

  package mutating func blob() throws(KeyedStateFailure) -> [UInt8] { Array(bytes[try place()]) }

  /// Skips the next blob, and returns its range in `bytes`.
  package mutating func place() throws(KeyedStateFailure) -> Range<Int> {
    let count = try int()
    guard count >= 0, count <= bytes.count - next else { throw corrupt() }
    next += count
    return next - count..<next
  }

  public mutating func string() throws(KeyedStateFailure) -> String {
    let count = try int()
    if count == -1 {
      guard bytes.count - next >= 16 else { throw corrupt() }
      next += 16
      return hexadecimal(from: next - 16)
    }
    guard count >= 0, count <= bytes.count - next else { throw corrupt() }
    next += count
    let place = next - count..<next
    guard let text = bytes.withUnsafeBufferPointer({ Self.text(UnsafeBufferPointer(rebasing: $0[place])) })
    else { throw corrupt() }
    return text
  }

  /// The text of UTF-8 bytes; nil if they are invalid. Decoding replaces invalid bytes, so the text then differs from
  /// the input; comparing them is much cheaper than the standard library's generic validation.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    let isSame = text.utf8.withContiguousStorageIfAvailable { utf8 in
      utf8.count == bytes.count && utf8.baseAddress.map { memcmp($0, start, bytes.count) == 0 } ?? false
    }
    return isSame ?? text.utf8.elementsEqual(bytes) ? text : nil
  }

  /// The text of the hash whose 16 bytes begin at `start`.
  private func hexadecimal(from start: Int) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      String(unsafeUninitializedCapacity: 32) { buffer in
        for index in 0..<16 {
          buffer[2 * index] = HexDigit.digit(of: bytes[start + index] >> 4)
          buffer[2 * index + 1] = HexDigit.digit(of: bytes[start + index] & 15)
        }
        return 32
      }
    }
  }

  @inlinable public mutating func optional<Value>(_ read: (inout RowReader) throws(KeyedStateFailure) -> Value)
    throws(KeyedStateFailure) -> Value?
  {
    try bool() ? try read(&self) : nil
  }

  @inlinable public mutating func list<Value>(_ read: (inout RowReader) throws(KeyedStateFailure) -> Value)
    throws(KeyedStateFailure) -> [Value]
  {
    let count = try int()
    guard count >= 0, count <= bytes.count else { throw corrupt() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  @inlinable public mutating func word<Word: RawRepresentable>(_ type: Word.Type) throws(KeyedStateFailure) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try string()) else { throw corrupt() }
    return word
  }

  package mutating func subject() throws(KeyedStateFailure) -> SubjectKey {
    guard let subject = SubjectKey(try string()) else { throw corrupt() }
    return subject
  }

  package mutating func strings() throws(KeyedStateFailure) -> [String] {
    try list { (row) throws(KeyedStateFailure) in try row.string() }
  }

  package mutating func optionalString() throws(KeyedStateFailure) -> String? { try bool() ? try string() : nil }

  package mutating func optionalTimestamp() throws(KeyedStateFailure) -> Timestamp? {
    try bool() ? try timestamp() : nil
  }
}
