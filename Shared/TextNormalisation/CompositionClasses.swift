import CUtf8proc

/// For each code point below U+30000 its combining class, or `unsure`. Above, every code point is a starter that NFC
/// leaves alone.
struct CompositionClasses: Sendable {
  static let unsure: UInt8 = 255
  static let shared = CompositionClasses()

  private static let count = 0x30000
  private let classes: [UInt8]

  private init() {
    classes = (0..<Self.count).map { beacon_nfc_class(Int32($0)) }
  }

  subscript(codePoint: Int) -> UInt8 { codePoint < Self.count ? classes[codePoint] : 0 }
}
