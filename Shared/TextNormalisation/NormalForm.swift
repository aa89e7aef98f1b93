import CUtf8proc

/// Normalisation Form C (Unicode Standard Annex 15).
///
/// Time is linear in the length of the text, runs of combining marks included. The result has at most three times the
/// bytes of the text. Text that is already in the form is detected by a scan of its bytes and returned unchanged.
package enum NormalForm {
  package static func composed(_ text: String) -> String {
    var text = text
    if text.withUTF8({ isKnownComposed($0) }) { return text }
    return compose(text)
  }

  /// Whether a scan of its bytes shows that the text is in NFC. False is no verdict: the text has to be normalised to
  /// find out. `text` is valid UTF-8.
  ///
  /// Source: UAX 15, section 9, "Detecting Normalization Forms".
  package static func isKnownComposed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let table = CompositionClasses.shared
    var next = 0
    var previousClass: UInt8 = 0
    while next < text.count {
      let lead = text[next]
      if lead < firstSuspectLead {
        previousClass = 0
        next = text.endOfASCII(from: next + 1)
        continue
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard next + length <= text.count else { return false }
      var codePoint = Int(lead) & (0xFF >> (length + 1))
      for index in next + 1..<next + length { codePoint = codePoint << 6 | Int(text[index] & 0x3F) }
      let combining = table[codePoint]
      if combining == CompositionClasses.unsure { return false }
      if combining != 0, combining < previousClass { return false }
      previousClass = combining
      next += length
    }
    return true
  }

  /// The first UTF-8 byte of U+0300, the lowest code point that NFC may change.
  private static let firstSuspectLead: UInt8 = 0xCC

  private static func compose(_ text: String) -> String {
    var codePoints: [Int32] = []
    codePoints.reserveCapacity(text.utf8.count)
    var parts = [Int32](repeating: 0, count: 8)
    var runStart = 0
    for scalar in text.unicodeScalars {
      let count = Int(beacon_decompose(Int32(scalar.value), &parts, Int32(parts.count)))
      if count == 0 { codePoints.append(Int32(scalar.value)) }
      for part in parts[..<count] {
        if beacon_combining_class(part) == 0 {
          order(&codePoints, from: runStart)
          runStart = codePoints.count + 1
        }
        codePoints.append(part)
      }
    }
    order(&codePoints, from: runStart)
    let composed = beacon_compose(&codePoints, codePoints.count)
    guard composed >= 0 else { return text }
    var result = String.UnicodeScalarView()
    for codePoint in codePoints[..<composed] {
      result.append(Unicode.Scalar(UInt32(bitPattern: codePoint)) ?? "\u{FFFD}")
    }
    return String(result)
  }

  /// Puts the combining marks from `start` to the end into canonical order, stably. utf8proc's own ordering takes time
  /// quadratic in a run's length, so it must find them in order.
  private static func order(_ codePoints: inout [Int32], from start: Int) {
    guard codePoints.count - start > 1 else { return }
    var keyed = codePoints[start...].enumerated().map { (beacon_combining_class($1), $0, $1) }
    keyed.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    for (index, entry) in keyed.enumerated() { codePoints[start + index] = entry.2 }
  }
}
