/// SplitMix64: the same seed gives the same sequence.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Text of scalars from all over Unicode, with many marks, breaks and quotation marks among them.
  mutating func text(length: Int) -> String {
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
