/// A type that is read from a JSON object. Absent optionals are nil, absent lists empty, unknown fields ignored.
package protocol JSONDecodable {
  init(json: inout JSONObject) throws(JSONError)
}

/// A type that is written as one compact JSON value, with its keys in a fixed order and without nil values.
package protocol JSONEncodable {
  func write(to json: inout JSONWriter)
}

package typealias JSONCodable = JSONDecodable & JSONEncodable

extension JSONDecodable {
  /// Reads the value from one JSON document, with a parser of the shared pool.
  package init(jsonBytes bytes: [UInt8], limits: JSONParser.Limits = .init()) throws(JSONError) {
    self = try JSONParser.withShared { (parser) throws(JSONError) in
      try parser.parse(bytes, limits: limits) { (root) throws(JSONError) in try root.decode(Self.self) }
    }
  }
}

extension JSONEncodable {
  /// The value as one JSON document; `reserving` is its expected size in bytes.
  package func jsonBytes(reserving: Int = 1024) -> [UInt8] {
    var writer = JSONWriter(reserving: reserving)
    write(to: &writer)
    return writer.bytes
  }
}
