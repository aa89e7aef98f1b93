extension String {
  /// The text without the dateline before it: “东方通讯社万象11月28日电 老挝…” becomes “老挝…”, and so does one with the
  /// reporter in brackets. Unchanged where it has none, or nothing after it.
  ///
  /// - Parameter ends: what datelines end with, such as “日电”.
  package func withoutDateline(ends: [String]) -> String {
    let bytes = Array(utf8)
    for end in ends.map({ Array($0.utf8) }) {
      guard let start = Self.offset(of: end, in: bytes.prefix(Self.longestDateline)) else { continue }
      var rest = bytes[(start + end.count)...]
      var isBracketed = false
      for (open, close) in [("（", "）"), ("(", ")")] where rest.starts(with: open.utf8) {
        guard let last = Self.offset(of: Array(close.utf8), in: rest) else { continue }
        rest = rest[(last + close.utf8.count)...]
        isBracketed = true
      }
      let text = rest.drop { $0 == UInt8(ascii: " ") }
      guard isBracketed || text.count < rest.count, !text.isEmpty else { continue }
      return String(decoding: text, as: UTF8.self)
    }
    return self
  }

  /// The most bytes from the beginning of a text to the end of its dateline.
  private static let longestDateline = 120

  private static func offset(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let last = bytes.indices.dropLast(part.count - 1).last else { return nil }
    return (bytes.startIndex...last).first { bytes[$0...].starts(with: part) }
  }
}
