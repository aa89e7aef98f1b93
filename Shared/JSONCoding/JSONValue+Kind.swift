/// The type of a value, for readers that accept more than one.
extension JSONValue {
  package enum Kind: Sendable {
    case string, number, bool, object, array, null
  }

  package var kind: Kind {
    switch document.tag(index) {
    case JSONTape.Tag.string: .string
    case JSONTape.Tag.integer, JSONTape.Tag.unsigned, JSONTape.Tag.double: .number
    case JSONTape.Tag.yes, JSONTape.Tag.no: .bool
    case JSONTape.Tag.object: .object
    case JSONTape.Tag.array: .array
    default: .null
    }
  }

  /// A string, or a number in decimal notation; nil for anything else.
  package var scalarText: String? {
    switch document.tag(index) {
    case JSONTape.Tag.string: String(decoding: document.utf8(index), as: UTF8.self)
    case JSONTape.Tag.integer: String(Int64(bitPattern: document.words[index + 1]))
    case JSONTape.Tag.unsigned: String(document.words[index + 1])
    case JSONTape.Tag.double: String(Double(bitPattern: document.words[index + 1]))
    default: nil
    }
  }

  /// The field of an object by a name that is known only at run time; nil where it is absent or null, or this is not an
  /// object. If the key occurs twice, the first one counts.
  package func member(_ name: String) -> JSONValue? {
    guard document.tag(index) == JSONTape.Tag.object else { return nil }
    var name = name
    let end = document.end(index)
    return name.withUTF8 { wanted in
      var at = index + 1
      while at < end {
        let key = document.utf8(at)
        if key.count == wanted.count, let mine = key.baseAddress, let other = wanted.baseAddress,
          equalBytes(mine, other, key.count)
        {
          let value = JSONValue(document: document, index: at + 1)
          return value.isNull ? nil : value
        }
        at = document.after(at + 1)
      }
      return nil
    }
  }
}

extension JSONObject {
  /// A key that this object contains twice; nil if all keys are unique. Objects inside it are not checked.
  package var duplicateKey: String? {
    document.duplicateKey(ofObjectAt: index).map { String(decoding: document.utf8($0), as: UTF8.self) }
  }
}
