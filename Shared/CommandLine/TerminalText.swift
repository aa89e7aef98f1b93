/// Text from outside, made safe to show on a terminal: control characters, bidirectional controls and line separators
/// are written out as `\u{202E}`; a tab or line break becomes a space.
///
/// So a headline can neither move the cursor, nor hide or reorder the text around it.
package func terminalText(_ text: some StringProtocol) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    if scalar == "\n" || scalar == "\t" {
      result.unicodeScalars.append(" ")
    } else if isDeceptive(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// A line of JSON, made safe to show on a terminal without changing its meaning: control characters, bidirectional
/// controls and line separators are written as `\u202e`.
package func terminalJSON(_ line: some StringProtocol) -> String {
  var result = ""
  result.reserveCapacity(line.utf8.count)
  for scalar in line.unicodeScalars {
    guard isDeceptive(scalar) else {
      result.unicodeScalars.append(scalar)
      continue
    }
    for unit in UTF16.encode(scalar) ?? .init() {
      let digits = String(unit, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
  return result
}

private func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
    0xE0000...0xE007F:
    true
  default: false
  }
}
