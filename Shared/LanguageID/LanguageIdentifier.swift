import CCld2

/// Detects the language of a text from its first kilobyte.
package enum LanguageIdentifier {
  /// The BCP 47 tag for a language that is not known.
  package static let undetermined = "und"

  /// The language as a BCP 47 tag; `und` if the text is too short or too mixed to be sure.
  ///
  /// Half of a text may be names, which say where something happened or to whom, not in which language it is reported
  /// (`Kenya shells Uganda`, `Italian builder Costruzioni Generali files for insolvency`). So a text that is not in one
  /// of the languages `preferred` has that language which its words without a capital are in; and a short text has the
  /// detected language only if these words are detected as the same.
  ///
  /// Headlines in Chinese characters alone, which detection takes for Japanese or for nothing, are Chinese: Japanese of
  /// that length nearly always has kana.
  ///
  /// - Parameter preferred: ISO 639-1 codes.
  package static func language(of text: String, preferring preferred: Set<String> = []) -> String {
    var sample = Array(text.utf8.prefix(sampleBytes))
    cutIncompleteEnd(of: &sample)
    blankUnreadable(in: &sample)
    let language = language(of: sample)
    if language == undetermined || language == "ja", isChineseAlone(sample) { return "zh" }
    let isPreferred = { (tag: String) in preferred.contains(String(tag.prefix { $0 != "-" })) }
    let isHeadline = sample.count <= headlineBytes
    guard isHeadline || !isPreferred(language), blankNames(in: &sample) else { return language }
    let withoutNames = self.language(of: sample)
    if withoutNames == language || !isPreferred(language) && isPreferred(withoutNames) { return withoutNames }
    return isHeadline ? undetermined : language
  }

  private static func language(of sample: [UInt8]) -> String {
    let code = sample.withUnsafeBytes { bytes -> String? in
      guard let base = bytes.bindMemory(to: CChar.self).baseAddress else { return nil }
      return beacon_cld2_language(base, bytes.count).map { String(cString: $0) }
    }
    return code.map(tag) ?? undetermined
  }

  /// Whether most of a text is Chinese characters, at least `fewestCharacters`, and none of it kana or hangul.
  private static func isChineseAlone(_ sample: [UInt8]) -> Bool {
    var (chinese, others) = (0, 0)
    for scalar in String(decoding: sample, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x3400...0x9FFF: chinese += 1
      // The mark of repetition, kana, and hangul.
      case 0x3005, 0x3041...0x30FA, 0x30FC...0x31FF, 0x1100...0x11FF, 0xAC00...0xD7AF: return false
      default: if scalar.properties.isAlphabetic { others += 1 }
      }
    }
    return chinese >= fewestCharacters && chinese > others
  }

  private static let fewestCharacters = 6
  private static let sampleBytes = 1024
  /// The length in bytes up to which a text counts as a headline.
  private static let headlineBytes = 60

  /// Writes spaces over the words that begin with a capital letter of ASCII; false where it finds no such word.
  private static func blankNames(in bytes: inout [UInt8]) -> Bool {
    var isInWord = false
    var isName = false
    var found = false
    for index in bytes.indices {
      let byte = bytes[index]
      let isLetter = byte >= 0x80 || (byte | 0x20) &- UInt8(ascii: "a") < 26
      if isLetter, !isInWord { isName = byte < 0x80 && byte & 0x20 == 0 }
      isInWord = isLetter
      if isLetter, isName {
        bytes[index] = UInt8(ascii: " ")
        found = true
      }
    }
    return found
  }

  /// The BCP 47 tag for a language code of CLD2; `und` for a code that names only a script or no language.
  private static func tag(of code: String) -> String {
    switch code {
    case "iw": "he"
    case "jw": "jv"
    case "mo": "ro"
    case "in": "id"
    case "ji": "yi"
    case "un", "zzp", "xxx": undetermined
    case _ where code.hasPrefix("xx-"): undetermined
    default: code
    }
  }

  private static func cutIncompleteEnd(of bytes: inout [UInt8]) {
    var start = bytes.count
    while start > 0, bytes.count - start < 3, bytes[start - 1] & 0xC0 == 0x80 { start -= 1 }
    guard start > 0 else { return }
    let lead = bytes[start - 1]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    if start - 1 + length > bytes.count { bytes.removeLast(bytes.count - start + 1) }
  }

  /// Replaces control characters and noncharacters, for which CLD2 would refuse the whole text, by spaces.
  private static func blankUnreadable(in bytes: inout [UInt8]) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7F { bytes[index] = 0x20 }
      guard byte >= 0xC2 else { continue }
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard index + length <= bytes.count, isUnreadable(bytes[index..<index + length]) else { continue }
      for part in index..<index + length { bytes[part] = 0x20 }
    }
  }

  private static func isUnreadable(_ scalar: ArraySlice<UInt8>) -> Bool {
    var value = 0
    for (index, byte) in scalar.enumerated() {
      value = index == 0 ? Int(byte) & (0xFF >> (scalar.count + 1)) : value << 6 | Int(byte & 0x3F)
    }
    return (0x80...0x9F).contains(value) || (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
      || value == 0xFEFF
  }
}
