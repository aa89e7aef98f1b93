/// Text as a browser lays it out: an empty line separates paragraphs, a line feed lines, and other white space is one
/// space.
struct FlowingText {
  /// What separates the text so far from the text that follows, from the weakest to the strongest.
  enum Gap: Int {
    case none, space, line, paragraph
  }

  private(set) var bytes: [UInt8] = []
  private var pending = Gap.none

  mutating func separate(by gap: Gap) {
    if gap.rawValue > pending.rawValue { pending = gap }
  }

  /// Appends text. NUL, blanks and line breaks count as white space; in preformatted text only NUL does.
  mutating func append(_ text: ArraySlice<UInt8>, isPreformatted: Bool = false) {
    text.withUnsafeBufferPointer { append($0, isPreformatted) }
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ isPreformatted: Bool) {
    var at = 0
    while at < text.count {
      guard !isWhite(text[at], isPreformatted) else {
        separate(by: .space)
        at += 1
        continue
      }
      // Words with one space between them are taken together.
      let start = at
      repeat {
        at += 1
      } while at < text.count
        && (!isWhite(text[at], isPreformatted)
          || text[at] == 0x20 && at + 1 < text.count && !isWhite(text[at + 1], isPreformatted))
      closeGap()
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
    }
  }

  private func isWhite(_ byte: UInt8, _ isPreformatted: Bool) -> Bool {
    byte == 0 || !isPreformatted && isBlank(byte)
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
