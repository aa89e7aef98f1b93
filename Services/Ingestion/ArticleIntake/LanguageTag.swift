import ReferenceData

/// Language tags as publishers write them.
enum LanguageTag {
  /// The tag in the customary case of BCP 47 (`zh-Hant-TW`), with `_` read as `-` and the shortest code of the language
  /// (`en` for `eng` and `English`); nil where it is no well-formed tag or names no known language.
  static func canonical(_ text: String, _ languages: LanguageNames) -> String? {
    if let language = languages.code(text.lowercased()) { return language }
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard text.utf8.count <= 35, let first = parts.first,
      parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) }),
      let language = languages.code(String(decoding: first, as: UTF8.self).lowercased())
    else { return nil }
    return ([language] + parts.dropFirst().map { cased(String(decoding: $0, as: UTF8.self).lowercased()) })
      .joined(separator: "-")
  }

  private static func cased(_ subtag: String) -> String {
    guard subtag.utf8.allSatisfy(isLetter) else { return subtag }
    switch subtag.utf8.count {
    case 2: return subtag.uppercased()
    case 4: return subtag.prefix(1).uppercased() + subtag.dropFirst()
    default: return subtag
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
