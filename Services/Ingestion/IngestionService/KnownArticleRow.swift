import ArticleIntake
import Models

/// The row of a known article: flags (1 retracted, 2 dated, 4 with content), revision (4 bytes), last seen (8 bytes,
/// both big-endian), the content hash where there is one (32 bytes), the source.
extension KnownArticle {
  private static let hashBytes = 32

  var row: [UInt8] {
    var bytes: [UInt8] = [(isRetracted ? 1 : 0) | (isDated ? 2 : 0) | (contentHash == nil ? 0 : 4)]
    withUnsafeBytes(of: UInt32(clamping: revision).bigEndian) { bytes += $0 }
    withUnsafeBytes(of: lastSeen.milliseconds.bigEndian) { bytes += $0 }
    if let contentHash { bytes += contentHash.utf8 }
    bytes += source.utf8
    return bytes
  }

  /// Nil for bytes that `row` does not write.
  init?(row: [UInt8]) {
    guard row.count >= 13, row[0] < 8 else { return nil }
    var rest = row[13...]
    var content: String?
    if row[0] & 4 != 0 {
      guard rest.count >= Self.hashBytes else { return nil }
      content = String(decoding: rest.prefix(Self.hashBytes), as: UTF8.self)
      rest = rest.dropFirst(Self.hashBytes)
    }
    guard let source = String(validating: rest, as: UTF8.self) else { return nil }
    let revision = row[1..<5].reduce(0) { $0 << 8 | Int($1) }
    let lastSeen = row[5..<13].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    self.init(
      contentHash: content, revision: revision, lastSeen: Timestamp(milliseconds: Int64(bitPattern: lastSeen)),
      source: source, isRetracted: row[0] & 1 != 0, isDated: row[0] & 2 != 0)
  }
}
