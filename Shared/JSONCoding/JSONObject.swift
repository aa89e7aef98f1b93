/// A borrowed view of a JSON object, which finds fields by name. Fields that are not requested are ignored; a null
/// field counts as absent.
///
/// Requesting the fields in the order of the document is fastest.
package struct JSONObject {
  let document: JSONTape
  let index: Int
  /// The tape index of the key at which the next search begins.
  private var cursor: Int

  init(document: JSONTape, index: Int) {
    self.document = document
    self.index = index
    cursor = index + 1
  }

  package var path: String { document.path(to: index) }

  /// The value of the field `key`; nil if it is absent or null.
  package mutating func value(_ key: StaticString) -> JSONValue? {
    let end = document.end(index)
    let start = cursor
    var at = start
    while at < end {
      if document.isString(at, key) { return found(at) }
      at = document.after(at + 1)
    }
    at = index + 1
    while at < start {
      if document.isString(at, key) { return found(at) }
      at = document.after(at + 1)
    }
    return nil
  }

  package mutating func required(_ key: StaticString) throws(JSONError) -> JSONValue {
    if let value = value(key) { return value }
    throw missing(key)
  }

  /// The error for a required field that is absent or null.
  package func missing(_ key: StaticString) -> JSONError {
    JSONError(.missingField, at: "\(path).\(key)", "this field is required")
  }

  /// The error for fields that are valid separately but not together.
  package func invalid(_ problem: String) -> JSONError {
    JSONError(.invalidValue, at: path, problem)
  }

  /// All fields with their names, in the order of the document, null ones included.
  package var fields: [(name: String, value: JSONValue)] {
    var fields: [(name: String, value: JSONValue)] = []
    var at = index + 1
    let end = document.end(index)
    while at < end {
      fields.append(
        (String(decoding: document.utf8(at), as: UTF8.self), JSONValue(document: document, index: at + 1)))
      at = document.after(at + 1)
    }
    return fields
  }

  private mutating func found(_ key: Int) -> JSONValue? {
    cursor = document.after(key + 1)
    let value = JSONValue(document: document, index: key + 1)
    return value.isNull ? nil : value
  }
}

extension JSONObject {
  package mutating func string(_ key: StaticString) throws(JSONError) -> String { try required(key).string() }
  package mutating func int(_ key: StaticString) throws(JSONError) -> Int { try required(key).int() }
  package mutating func double(_ key: StaticString) throws(JSONError) -> Double { try required(key).double() }
  package mutating func bool(_ key: StaticString) throws(JSONError) -> Bool { try required(key).bool() }

  package mutating func word<Word>(_ key: StaticString) throws(JSONError) -> Word
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    try required(key).word()
  }

  package mutating func decode<Value: JSONDecodable>(_ key: StaticString) throws(JSONError) -> Value {
    try required(key).decode()
  }

  package mutating func stringIfPresent(_ key: StaticString) throws(JSONError) -> String? { try value(key)?.string() }
  package mutating func intIfPresent(_ key: StaticString) throws(JSONError) -> Int? { try value(key)?.int() }
  package mutating func doubleIfPresent(_ key: StaticString) throws(JSONError) -> Double? { try value(key)?.double() }
  /// The value of a Boolean field; false if it is absent.
  package mutating func flag(_ key: StaticString) throws(JSONError) -> Bool { try value(key)?.bool() ?? false }

  package mutating func wordIfPresent<Word>(_ key: StaticString) throws(JSONError) -> Word?
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    try value(key)?.word()
  }

  package mutating func decodeIfPresent<Value: JSONDecodable>(_ key: StaticString) throws(JSONError) -> Value? {
    try value(key)?.decode()
  }

  /// The elements of a list field; empty if it is absent.
  package mutating func list<Element>(
    _ key: StaticString, _ element: (JSONValue) throws(JSONError) -> Element
  ) throws(JSONError) -> [Element] {
    guard let array = try value(key)?.array() else { return [] }
    var elements: [Element] = []
    elements.reserveCapacity(array.underestimatedCount)
    for value in array { elements.append(try element(value)) }
    return elements
  }

  package mutating func list<Element: JSONDecodable>(_ key: StaticString) throws(JSONError) -> [Element] {
    guard let array = try value(key)?.array(), !array.isEmpty else { return [] }
    var elements: [Element] = []
    elements.reserveCapacity(array.underestimatedCount)
    for value in array {
      var object = try value.object()
      elements.append(try Element(json: &object))
    }
    return elements
  }

  package mutating func strings(_ key: StaticString) throws(JSONError) -> [String] {
    guard let array = try value(key)?.array() else { return [] }
    var strings: [String] = []
    strings.reserveCapacity(array.underestimatedCount)
    for value in array { strings.append(try value.string()) }
    return strings
  }

  package mutating func words<Word>(_ key: StaticString) throws(JSONError) -> [Word]
  where Word: RawRepresentable & CaseIterable, Word.RawValue == String {
    try list(key) { (value) throws(JSONError) in try value.word() }
  }
}
