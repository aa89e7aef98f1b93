/// The settings of a YAML file: nested mappings of texts. `log: {level: debug}` sets `log.level`.
package struct ConfigurationFile: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// The dotted name, for example `log.level`.
    package let key: String
    package let text: String
    /// The line of the value, from 1.
    package let line: Int
    /// The column of the value, from 1.
    package let column: Int
    /// The line of the key, from 1.
    package let keyLine: Int
    /// The column of the key, from 1.
    package let keyColumn: Int
  }

  /// The most bytes of a file that programs read.
  package static let maximumBytes = 1 << 20

  /// The file's name in messages.
  package let name: String
  package let entries: [Entry]

  /// Refuses what is not plain YAML of nested mappings: duplicate keys, lists, anchors, aliases, tags, a second
  /// document.
  package init(name: String, bytes: [UInt8]) throws(ConfigurationError) {
    self.name = name
    var reader = ConfigurationFileReader(name: name)
    entries = try reader.entries(of: try yamlEvents(bytes, name: name))
  }
}

/// Folds YAML events into entries.
private struct ConfigurationFileReader {
  let name: String
  private var entries: [ConfigurationFile.Entry] = []
  private var places: [String: YAMLMark] = [:]

  init(name: String) { self.name = name }

  mutating func entries(of events: [YAMLEvent]) throws(ConfigurationError) -> [ConfigurationFile.Entry] {
    var rest = events[...]
    guard let first = rest.popFirst() else { return [] }
    switch first.content {
    case .mappingStart: try readMapping(prefix: "", &rest)
    case .scalar(""): break
    default: throw refusal("the file contains no settings", at: first.mark, expected: "lines of `key: value`")
    }
    if let extra = rest.first {
      throw refusal("a second document begins", at: extra.mark, expected: "one document")
    }
    return entries
  }

  private mutating func readMapping(prefix: String, _ rest: inout ArraySlice<YAMLEvent>) throws(ConfigurationError) {
    while let event = rest.popFirst() {
      switch event.content {
      case .mappingEnd: return
      case .scalar(let part):
        let key = prefix + part
        if let earlier = places[key] {
          throw refusal(
            "\(key) is set twice, first in line \(earlier.line)", key: key, at: event.mark, expected: "each key once")
        }
        places[key] = event.mark
        try readValue(of: key, keyMark: event.mark, &rest)
      default:
        throw refusal("a key is not a text", at: event.mark, expected: "lines of `key: value`")
      }
    }
  }

  private mutating func readValue(
    of key: String, keyMark: YAMLMark, _ rest: inout ArraySlice<YAMLEvent>
  ) throws(ConfigurationError) {
    guard let event = rest.popFirst() else { return }
    switch event.content {
    case .mappingStart: try readMapping(prefix: key + ".", &rest)
    case .scalar(let text):
      entries.append(
        ConfigurationFile.Entry(
          key: key, text: text, line: event.mark.line, column: event.mark.column, keyLine: keyMark.line,
          keyColumn: keyMark.column))
    case .sequenceStart, .sequenceEnd, .mappingEnd:
      throw refusal("\(key) is a list", key: key, at: event.mark, expected: "one value")
    }
  }

  private func refusal(
    _ message: String, key: String? = nil, at mark: YAMLMark, expected: String
  ) -> ConfigurationError {
    ConfigurationError(key: key, message, at: "\(name):\(mark.line):\(mark.column)", expected: expected)
  }
}
