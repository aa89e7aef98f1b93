import Foundation
import JSONCoding
import Models
import PipelineContracts
import TestSupport
import Testing

@Suite struct RoundTripTests {
  @Test(
    "Every field of a random value of each topic is decoded and encoded as it was", arguments: 0..<100 as Range<UInt64>)
  func values(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for topic in TopicCatalogue.topics {
      let value = random.value(of: topic.shape)
      let encoded = try TopicValue.rewrite(value.bytes, of: topic.specification.name)
      let missing = value.missing(from: try JSONTree(encoded))
      #expect(missing == [], "\(topic.specification.name)")
      #expect(try TopicValue.rewrite(encoded, of: topic.specification.name) == encoded)
      #expect(
        (try? JSONSerialization.jsonObject(with: Data(encoded))) is [String: Any],
        "not JSON for Foundation: \(String(decoding: encoded, as: UTF8.self))")
    }
  }

  @Test("Instants are written as their description", arguments: 0..<100 as Range<UInt64>)
  func instants(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let time = random.timestamp()
    let bytes = Signal.tick(asOf: time).jsonBytes()
    #expect(String(decoding: bytes, as: UTF8.self) == #"{"kind":"tick","asOf":"\#(time)"}"#)
  }
}

extension JSONTree {
  /// The paths of fields whose value is another in `encoded`, or absent; what `encoded` has beyond them is derived.
  /// An object without any field may be omitted.
  fileprivate func missing(from encoded: JSONTree?, at path: String = "$") -> [String] {
    switch (self, encoded) {
    case (.object(let fields), .object(let found)):
      fields.flatMap { field in
        field.value.missing(from: found.first { $0.name == field.name }?.value, at: "\(path).\(field.name)")
      }
    case (.array(let elements), .array(let found)) where elements.count == found.count:
      zip(elements, found).enumerated().flatMap { $1.0.missing(from: $1.1, at: "\(path)[\($0)]") }
    case (.object([]), nil): []
    default: self == encoded ? [] : [path]
    }
  }
}
