/// A value of the document being read: a borrowed view, which is invalid once the `body` of `JSONParser.parse` has
/// returned.
package struct JSONValue {
  let document: JSONTape
  let index: Int

  package var isNull: Bool { document.tag(index) == JSONTape.Tag.null }

  package var isObject: Bool { document.tag(index) == JSONTape.Tag.object }

  /// The path to this value, such as `$.events[3].when`.
  package var path: String { document.path(to: index) }

  package func string() throws(JSONError) -> String {
    String(decoding: try utf8(), as: UTF8.self)
  }

  /// The bytes of a string, unescaped, in the parser's memory.
  @usableFromInline package func utf8() throws(JSONError) -> UnsafeBufferPointer<UInt8> {
    guard document.tag(index) == JSONTape.Tag.string else { throw wrongType("a string") }
    return document.utf8(index)
  }

  /// The value as an integer; `5.0` and `5e0` are integers too.
  package func int() throws(JSONError) -> Int {
    switch document.tag(index) {
    case JSONTape.Tag.integer:
      return Int(bitPattern: UInt(document.words[index + 1]))
    case JSONTape.Tag.unsigned:
      throw JSONError(
        .numberRange, at: path, "the number \(document.words[index + 1]) is above \(Int.max), the largest that fits")
    case JSONTape.Tag.double:
      let value = Double(bitPattern: document.words[index + 1])
      guard let whole = Int(exactly: value), abs(value) <= 9_007_199_254_740_992 else { throw wrongType("an integer") }
      return whole
    default:
      throw wrongType("an integer")
    }
  }

  package func double() throws(JSONError) -> Double {
    switch document.tag(index) {
    case JSONTape.Tag.double: return Double(bitPattern: document.words[index + 1])
    case JSONTape.Tag.integer: return Double(Int64(bitPattern: document.words[index + 1]))
    case JSONTape.Tag.unsigned: return Double(document.words[index + 1])
    default: throw wrongType("a number")
    }
  }

  package func bool() throws(JSONError) -> Bool {
    switch document.tag(index) {
    case JSONTape.Tag.yes: return true
    case JSONTape.Tag.no: return false
    default: throw wrongType("true or false")
    }
  }

  package func array() throws(JSONError) -> JSONArray {
    guard document.tag(index) == JSONTape.Tag.array else { throw wrongType("an array") }
    return JSONArray(document: document, index: index)
  }

  package func object() throws(JSONError) -> JSONObject {
    guard document.tag(index) == JSONTape.Tag.object else { throw wrongType("an object") }
    return JSONObject(document: document, index: index)
  }

  /// The string as a case of `Word`; throws if it is not one of them.
  @inlinable package func word<Word>(_: Word.Type = Word.self) throws(JSONError) -> Word
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    let text = String(decoding: try utf8(), as: UTF8.self)
    guard let word = Word(rawValue: text) else { throw noWord(text, of: Word.allCases.map(\.rawValue)) }
    return word
  }

  @usableFromInline func noWord(_ text: String, of known: [String]) -> JSONError {
    invalid("found \(quoted(text)); expected one of \(known.joined(separator: ", "))")
  }

  package func decode<Value: JSONDecodable>(_: Value.Type = Value.self) throws(JSONError) -> Value {
    var object = try object()
    return try Value(json: &object)
  }

  /// The error for a value that has the right type but is not allowed.
  package func invalid(_ problem: String) -> JSONError {
    JSONError(.invalidValue, at: path, problem)
  }

  private func wrongType(_ expected: String) -> JSONError {
    JSONError(.wrongType, at: path, "found \(found); expected \(expected)")
  }

  private var found: String {
    switch document.tag(index) {
    case JSONTape.Tag.string: "the string \(quoted(document.utf8(index)))"
    case JSONTape.Tag.object: "an object"
    case JSONTape.Tag.array: "an array"
    case JSONTape.Tag.yes: "true"
    case JSONTape.Tag.no: "false"
    case JSONTape.Tag.null: "null"
    case JSONTape.Tag.integer: "the number \(Int64(bitPattern: document.words[index + 1]))"
    case JSONTape.Tag.unsigned: "the number \(document.words[index + 1])"
    default: "the number \(Double(bitPattern: document.words[index + 1]))"
    }
  }
}

/// A borrowed view of a JSON array, as a sequence of its elements.
package struct JSONArray: Sequence {
  let document: JSONTape
  let index: Int

  package var isEmpty: Bool { document.end(index) == index + 1 }

  /// The number of elements; 2^24 − 1 if there are more.
  package var underestimatedCount: Int { document.count(index) }

  package func makeIterator() -> Iterator {
    Iterator(document: document, index: index + 1, end: document.end(index))
  }

  package struct Iterator: IteratorProtocol {
    let document: JSONTape
    var index: Int
    let end: Int

    package mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      defer { index = document.after(index) }
      return JSONValue(document: document, index: index)
    }
  }
}
