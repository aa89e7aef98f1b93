/// simdjson's tape and string buffer in the parser's memory: borrowed, and invalid once the `body` of
/// `JSONParser.parse` has returned.
///
/// Source of the layout: simdjson's doc/tape.md. A word carries its type in the top byte and a payload below it.
struct JSONTape {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>

  enum Tag {
    static let object = UInt8(ascii: "{")
    static let array = UInt8(ascii: "[")
    static let string = UInt8(ascii: "\"")
    static let integer = UInt8(ascii: "l")
    static let unsigned = UInt8(ascii: "u")
    static let double = UInt8(ascii: "d")
    static let yes = UInt8(ascii: "t")
    static let no = UInt8(ascii: "f")
    static let null = UInt8(ascii: "n")
    static let root = UInt8(ascii: "r")
  }

  func tag(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: words[index] >> 56) }

  /// The index of the word after the value at `index`.
  func after(_ index: Int) -> Int {
    switch tag(index) {
    case Tag.object, Tag.array: Int(words[index] & 0xFFFF_FFFF)
    case Tag.integer, Tag.unsigned, Tag.double: index + 2
    default: index + 1
    }
  }

  /// The index of the closing word of the array or object at `index`.
  func end(_ index: Int) -> Int { Int(words[index] & 0xFFFF_FFFF) - 1 }

  /// The number of elements or fields of the array or object at `index`; 2^24 − 1 if there are more.
  func count(_ index: Int) -> Int { Int(words[index] >> 32 & 0xFF_FFFF) }

  func utf8(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = strings + Int(words[index] & 0x00FF_FFFF_FFFF_FFFF)
    let length = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: start + 4, count: Int(length))
  }

  func isString(_ index: Int, _ text: StaticString) -> Bool {
    let mine = utf8(index)
    guard mine.count == text.utf8CodeUnitCount, let base = mine.baseAddress else { return false }
    return equalBytes(base, text.utf8Start, mine.count)
  }
}

@inline(__always)
func equalBytes(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
  var index = 0
  let left = UnsafeRawPointer(left)
  let right = UnsafeRawPointer(right)
  while index + 8 <= count {
    if left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      != right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    {
      return false
    }
    index += 8
  }
  while index < count {
    if left.load(fromByteOffset: index, as: UInt8.self) != right.load(fromByteOffset: index, as: UInt8.self) {
      return false
    }
    index += 1
  }
  return true
}
