/// A generator whose numbers follow from its seed alone, so that a failing case can be run again.
///
/// Source: Sebastiano Vigna's SplitMix64.
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in `n`.
  package mutating func oneIn(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &self) == 0 }

  package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  /// Text of up to `length` scalars: letters mostly, with quotes, controls, several scripts and astral scalars among
  /// them.
  package mutating func text(upTo length: Int = 24) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<int(0...length) { scalars.append(scalar()) }
    return String(scalars)
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] =
      switch int(0...9) {
      case 0: [0x01...0x1F, 0x22...0x22, 0x5C...0x5C, 0x2F...0x2F, 0x7F...0x9F]
      case 1: [0xA0...0x17F, 0x300...0x36F, 0x4E00...0x9FFF, 0x2028...0x2029, 0xFEFF...0xFEFF]
      case 2: [0x1F300...0x1F64F, 0x10FFFE...0x10FFFF, 0xE000...0xE010, 0xD7FF...0xD7FF, 0xFFFE...0xFFFF]
      default: [0x61...0x7A, 0x41...0x5A, 0x20...0x20]
      }
    return Unicode.Scalar(UInt32.random(in: pick(ranges), using: &self)) ?? " "
  }

  package mutating func double() -> Double {
    switch int(0...5) {
    case 0: Double(int(-1000...1000))
    case 1: Double(int(-1_000_000...1_000_000)) / 1000
    case 2: Double.random(in: 0...1, using: &self)
    case 3: Double(int(0...Int.max / 2))
    default:
      {
        let value = Double(bitPattern: next())
        return value.isFinite ? value : 0.1
      }()
    }
  }
}

extension SeededGenerator {
  /// Text of scalars from all over Unicode, with many marks, breaks and quotation marks among them.
  package mutating func text(length: Int) -> String {
    let marks: [Unicode.Scalar] = [
      " ", ".", "\"", "\n", "“", "”", "'", "-", "—", "。", "(", ")", ",", "\u{00A0}", "\r", "\0",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<length {
      switch next() % 4 {
      case 0: text.append(marks[Int(next() % UInt64(marks.count))])
      case 1: text.append(Unicode.Scalar(UInt8(65 + next() % 58)))
      case 2: text.append(Unicode.Scalar(UInt32(next() % 0x3000)) ?? "x")
      default: text.append(Unicode.Scalar(UInt32(next() % 0x11_0000)) ?? "y")
      }
    }
    return String(text)
  }
}
