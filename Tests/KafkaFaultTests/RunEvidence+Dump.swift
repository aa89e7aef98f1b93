import Foundation
import Messaging

extension RunEvidence {
  /// Writes each topic's records to `folder/<topic>.jsonl`, one object a line, so that a violation can be traced to the
  /// records that it names.
  func dump(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for topic in Set(topics.keys.map(\.topic)) {
      let lines = try records(of: topic).map { record in
        try JSONSerialization.data(withJSONObject: Self.fields(of: record), options: [.sortedKeys])
      }
      let text = Data(lines.joined(separator: Data("\n".utf8)))
      try text.write(to: folder.appending(path: "\(topic).jsonl"))
    }
  }

  private static func fields(of record: Record) -> [String: Any] {
    var fields: [String: Any] = [
      "partition": record.partition, "offset": record.offset, "time": record.time.description,
      "headers": Dictionary(
        record.headers.map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }, uniquingKeysWith: { $1 }),
    ]
    if let key = record.key { fields["key"] = String(decoding: key, as: UTF8.self) }
    if let value = record.value { fields["value"] = String(decoding: value, as: UTF8.self) }
    return fields
  }
}
