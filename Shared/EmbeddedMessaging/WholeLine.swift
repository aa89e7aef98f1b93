import FoundationEssentials
import Messaging

/// An inbox line with a whole record, byte for byte, with key and headers: the base64 of fields as `HeaderCoding`
/// writes them. For replayed records, whose bytes may be anything.
enum WholeLine {
  private static let key = "key"
  private static let value = "value"
  private static let headers = "headers"

  static func encode(_ record: OutgoingRecord) -> [UInt8] {
    var fields = [Header(headers, bytes: HeaderCoding.encode(record.headers))]
    if let bytes = record.key { fields.append(Header(key, bytes: bytes)) }
    if let bytes = record.value { fields.append(Header(value, bytes: bytes)) }
    return Array(Data(HeaderCoding.encode(fields)).base64EncodedString().utf8)
  }

  /// The key, value and headers of a line; nil where the line has another form.
  static func decode(_ line: [UInt8]) -> (key: [UInt8]?, value: [UInt8]?, headers: [Header])? {
    guard let data = Data(base64Encoded: Data(line)) else { return nil }
    let fields = data.withUnsafeBytes(HeaderCoding.decode)
    guard let blob = fields.first(where: { $0.name == headers })?.value else { return nil }
    return (
      fields.first { $0.name == key }?.value, fields.first { $0.name == value }?.value,
      blob.withUnsafeBytes(HeaderCoding.decode)
    )
  }
}
