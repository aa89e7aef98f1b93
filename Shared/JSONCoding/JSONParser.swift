import CSimdjson

/// Reads JSON documents one after the other, and reuses simdjson's buffers.
///
/// Policy: strict RFC 8259 in UTF-8. Nothing before or after the document but white space; no duplicate keys, at any
/// depth, unless the limits allow them; numbers must fit a 64-bit integer or a finite double. Size is checked before
/// anything is read, depth before anything is decoded.
///
/// Not Sendable: one thread at a time. `JSONParser.withShared` lends one.
package final class JSONParser {
  package struct Limits: Hashable, Sendable {
    package var bytes: Int
    /// How deep arrays and objects may be nested; a document that is a scalar has depth 0.
    package var depth: Int
    /// Whether an object may contain a key twice. If so, `JSONValue.member` finds the first one, and the reader of an
    /// object checks `JSONObject.duplicateKey`.
    package var allowsDuplicateKeys: Bool

    package init(bytes: Int = 16 * 1024 * 1024, depth: Int = 64, allowsDuplicateKeys: Bool = false) {
      self.bytes = bytes
      self.depth = depth
      self.allowsDuplicateKeys = allowsDuplicateKeys
    }
  }

  private let handle: OpaquePointer?

  package init() {
    handle = beacon_json_parser_create()
  }

  deinit {
    beacon_json_parser_destroy(handle)
  }

  /// Parses one document and passes its root to `body`. The value, and every view of it, is invalid after `body`
  /// returns.
  package func parse<Result>(
    _ bytes: [UInt8], limits: Limits = Limits(), _ body: (JSONValue) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      try parse(buffer, limits: limits, body)
    }
  }

  package func parse<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: Limits = Limits(), _ body: (JSONValue) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    guard bytes.count <= limits.bytes else {
      throw JSONError(.tooLarge, "the document has \(bytes.count) bytes; at most \(limits.bytes) are read")
    }
    guard let handle else { throw Self.outOfMemory }
    let tape = beacon_json_parse(handle, bytes.baseAddress, bytes.count, limits.depth)
    switch Int(tape.outcome) {
    case Int(BEACON_JSON_OK):
      guard let words = tape.tape, let strings = tape.strings else { throw Self.outOfMemory }
      let root = JSONValue(document: JSONTape(words: words, strings: strings), index: 1)
      if !limits.allowsDuplicateKeys { try root.document.refuseDuplicateKeys() }
      return try body(root)
    case Int(BEACON_JSON_TOO_DEEP):
      throw JSONError(.depth, "arrays and objects are nested deeper than the \(limits.depth) levels that are read")
    case Int(BEACON_JSON_REFUSED):
      throw JSONScanner.failure(in: bytes, limits: limits)
        ?? JSONError(.syntax, "this is not a JSON document by RFC 8259")
    default:
      throw Self.outOfMemory
    }
  }

  private static var outOfMemory: JSONError {
    JSONError(.tooLarge, "there is not enough memory to read the document")
  }
}
