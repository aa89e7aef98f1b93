import CUtf8proc

/// The combining class of each code point below U+30000, or `unsure` where NFC may change the code point or merge it
/// into the one before. NFC changes none above.
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
