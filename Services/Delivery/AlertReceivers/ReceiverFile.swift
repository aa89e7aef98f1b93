import Effects
import JSONCoding

/// A file of receivers of alerts: a JSON array of objects with `type`, `id`, the fields of `ReceiverFilter`, and what
/// their kind takes.
package enum ReceiverFile {
  /// Creates the receivers that a file lists.
  ///
  /// - Throws: an error that locates what is wrong in the file.
  package static func receivers(
    in bytes: [UInt8], kinds: [ReceiverKind], context: ReceiverContext
  ) throws(JSONError) -> [any Receiver] {
    try JSONParser.withShared { (parser) throws(JSONError) in
      try parser.parse(bytes, limits: .init(bytes: 1 << 20)) { (root) throws(JSONError) in
        var receivers: [any Receiver] = []
        for value in try root.array() {
          let receiver = try receiver(value, kinds, context)
          if receivers.contains(where: { $0.id == receiver.id }) {
            throw value.invalid("the id \"\(receiver.id)\" is used twice; expected a different one for each receiver")
          }
          receivers.append(receiver)
        }
        return receivers
      }
    }
  }

  private static func receiver(
    _ value: JSONValue, _ kinds: [ReceiverKind], _ context: ReceiverContext
  ) throws(JSONError) -> any Receiver {
    var json = try value.object()
    let type = try json.string("type")
    guard let kind = kinds.first(where: { $0.type == type }) else {
      let known = kinds.map(\.type).joined(separator: ", ")
      throw value.invalid("found the type \"\(type)\"; expected one of \(known)")
    }
    let id = try json.string("id")
    let isName = id.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard isName, (1...64).contains(id.utf8.count) else {
      throw value.invalid("found the id \"\(id)\"; expected 1 to 64 lower-case letters, digits and hyphens")
    }
    let filter = try ReceiverFilter(json: &json)
    return try kind.make(id, { (task) throws(JSONError) in try filter.accepts(task) }, &json, context)
  }
}
