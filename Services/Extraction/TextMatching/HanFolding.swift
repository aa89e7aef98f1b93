/// Traditional Chinese characters folded onto simplified ones, as capitals are folded onto small letters.
///
/// Both have three bytes in UTF-8, so offsets stay those of the published text. Folding is by character: where one
/// traditional character has several simplified forms, OpenCC's usual one is taken.
enum HanFolding {
  private static let first: UInt32 = 0x4E00
  private static let count = 0x5200

  /// The simplified form of every character from U+4E00 to U+9FFF; most are their own.
  private static let table: [UInt16] = {
    var table = (0..<count).map { UInt16(first) + UInt16($0) }
    let pairs = Array(hanFoldingPairs.description.unicodeScalars)
    for index in stride(from: 0, to: pairs.count - 1, by: 2) {
      table[Int(pairs[index].value - first)] = UInt16(pairs[index + 1].value)
    }
    return table
  }()

  /// The simplified form of `scalar`, which must be in U+4E00 ..< U+A000; the scalar itself where it has none.
  @inline(__always)
  static func simplified(_ scalar: UInt32) -> UInt32 { UInt32(table[Int(scalar - first)]) }
}
