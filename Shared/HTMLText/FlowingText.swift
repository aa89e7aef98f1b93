/// Text as a browser lays it out: an empty line separates paragraphs, a line feed lines, and other white space is one
/// space.
struct FlowingText {
  /// What separates the text so far from the text to come, the weaker ones first.
  enum Gap: Int {
    case none, space, line, paragraph
  }

  private(set) var bytes: [UInt8] = []
  private var pending = Gap.none

  mutating func separate(by gap: Gap) {
    if gap.rawValue > pending.rawValue { pending = gap }
  }

  /// Control characters count as white space.
  mutating func append(_ text: ArraySlice<UInt8>, isPreformatted: Bool = false) {
    for byte in text {
      if byte == 0 || !isPreformatted && (byte == 0x20 || (0x09...0x0D).contains(byte)) {
        separate(by: .space)
      } else {
        closeGap()
        bytes.append(byte)
      }
    }
  }

  private mutating func closeGap() {
    defer { pending = .none }
    guard !bytes.isEmpty else { return }
    switch pending {
    case .none: break
    case .space: bytes.append(UInt8(ascii: " "))
    case .line: bytes.append(UInt8(ascii: "\n"))
    case .paragraph: bytes.append(contentsOf: [UInt8(ascii: "\n"), UInt8(ascii: "\n")])
    }
  }
}
