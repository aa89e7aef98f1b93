/// A set of small letters of ASCII.
struct LetterSet: Sendable {
  private let bits: UInt32

  /// Texts that are no such letter are left out.
  init(_ letters: [String]) {
    bits = letters.reduce(0) { bits, letter in
      guard letter.utf8.count == 1, let byte = letter.utf8.first, (0x61...0x7A).contains(byte) else { return bits }
      return bits | 1 << UInt32(byte & 31)
    }
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) && bits & 1 << UInt32(byte & 31) != 0 }
}
