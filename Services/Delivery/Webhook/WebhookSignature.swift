import Digest
import FoundationEssentials

/// Signs messages by the Standard Webhooks specification, version 1 (symmetric): `v1,` and the base64 of HMAC-SHA256
/// over `id.timestamp.payload`.
package struct WebhookSecret: Sendable {
  private let key: [UInt8]

  /// A secret as the specification serialises it: `whsec_` and base64 of 24 to 64 bytes. Nil for anything else.
  package init?(_ text: String) {
    guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))),
      (24...64).contains(data.count)
    else { return nil }
    key = Array(data)
  }

  /// - Parameter timestamp: in seconds since 1970.
  func signature(id: String, timestamp: Int64, payload: [UInt8]) -> String {
    "v1," + Data(hmacSHA256(key: key, Array("\(id).\(timestamp).".utf8) + payload)).base64EncodedString()
  }
}
