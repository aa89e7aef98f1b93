/// Describes an input that is not in a known form.
enum UnknownForm {
  /// The most bytes that are searched for control characters.
  private static let sampleBytes = 1024

  /// The refusal of an input that does not begin like an object or an array in JSON; nil for one that does, and for one
  /// with nothing but white space.
  static func refusal(of bytes: [UInt8]) -> ArticleRefusal? {
    guard let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else {
      return nil
    }
    return ArticleRefusal(.unknownForm(name(of: bytes)))
  }

  /// What the bytes are, for a message.
  static func name(of bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "an empty input" }
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return "only white space" }
    if bytes.starts(with: Array("%PDF-".utf8)) { return "a PDF, whose text has to be extracted first" }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return "a ZIP archive, as .docx and .xlsx are, whose text has to be extracted first"
    }
    return bytes.prefix(sampleBytes).contains(where: isControl) ? "binary data" : "plain text"
  }

  /// Whether a byte is a control character that plain text does not have.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) && byte != 0x1B
  }
}
