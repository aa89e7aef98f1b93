/// Writing fields of an object: key and value. A nil value omits the field.
extension JSONWriter {
  package mutating func field(_ name: StaticString, _ value: String) {
    key(name)
    write(value)
  }

  package mutating func field(_ name: StaticString, _ value: Int) {
    key(name)
    write(value)
  }

  package mutating func field(_ name: StaticString, _ value: Double) {
    key(name)
    write(value)
  }

  package mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    write(value)
  }

  package mutating func field(_ name: StaticString, _ value: some JSONEncodable) {
    key(name)
    value.write(to: &self)
  }

  package mutating func field<Word: RawRepresentable>(_ name: StaticString, _ value: Word)
  where Word.RawValue == String {
    field(name, value.rawValue)
  }

  package mutating func field(_ name: StaticString, _ value: String?) {
    if let value { field(name, value) }
  }

  package mutating func field(_ name: StaticString, _ value: Int?) {
    if let value { field(name, value) }
  }

  package mutating func field(_ name: StaticString, _ value: Double?) {
    if let value { field(name, value) }
  }

  package mutating func field(_ name: StaticString, _ value: (some JSONEncodable)?) {
    if let value { field(name, value) }
  }

  package mutating func field<Word: RawRepresentable>(_ name: StaticString, _ value: Word?)
  where Word.RawValue == String {
    if let value { field(name, value.rawValue) }
  }

  /// Writes the field only if it is true.
  package mutating func flag(_ name: StaticString, _ value: Bool) {
    if value { field(name, true) }
  }

  /// Writes the list, also if it is empty.
  package mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }

  package mutating func list(_ name: StaticString, _ elements: [some JSONEncodable]) {
    list(name, elements) { $1.write(to: &$0) }
  }

  package mutating func list(_ name: StaticString, _ elements: [String]) {
    list(name, elements) { $0.write($1) }
  }

  package mutating func list<Word: RawRepresentable>(_ name: StaticString, _ elements: [Word])
  where Word.RawValue == String {
    list(name, elements) { $0.write($1.rawValue) }
  }
}
