/// Language tags as publishers write them.
enum LanguageTag {
  /// The tag in the customary case of BCP 47 (`zh-Hant-TW`), with `_` read as `-`; nil where it is no well-formed tag
  /// or says that the language is not known.
  static func canonical(_ text: String) -> String? {
    let parts = text.utf8.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard text.utf8.count <= 35, let language = parts.first, (2...8).contains(language.count),
      language.allSatisfy(isLetter), parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy(isAlphanumeric) })
    else { return nil }
    var subtags: [String] = []
    for (index, part) in parts.enumerated() {
      let subtag = String(decoding: part, as: UTF8.self).lowercased()
      subtags.append(index == 0 ? subtag : cased(subtag))
    }
    let tag = subtags.joined(separator: "-")
    return tag == "und" ? nil : tag
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
