import CLibyaml

/// A place in a YAML file; both count from 1.
struct YAMLMark: Hashable, Sendable {
  let line: Int
  let column: Int

  fileprivate init(_ mark: yaml_mark_t) {
    line = Int(mark.line) + 1
    column = Int(mark.column) + 1
  }
}

/// A piece of a YAML file, with the place where it begins.
struct YAMLEvent: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    case scalar(String)
    case mappingStart, mappingEnd, sequenceStart, sequenceEnd
  }

  let content: Content
  let mark: YAMLMark
}

/// The scalars, and the starts and ends of mappings and sequences, of a YAML file in order. Anchors, aliases and tags
/// are refused.
func yamlEvents(_ bytes: [UInt8], name: String) throws(ConfigurationError) -> [YAMLEvent] {
  var parser = yaml_parser_t()
  guard yaml_parser_initialize(&parser) == 1 else {
    throw ConfigurationError("there is no memory to read the file", at: name, expected: "a readable file")
  }
  defer { yaml_parser_delete(&parser) }
  // The parser keeps the pointer, so it is used only inside this closure.
  let result: Result<[YAMLEvent], ConfigurationError> = bytes.withUnsafeBufferPointer { buffer in
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    return Result { () throws(ConfigurationError) in try contentEvents(&parser, name: name) }
  }
  return try result.get()
}

private func contentEvents(_ parser: inout yaml_parser_t, name: String) throws(ConfigurationError) -> [YAMLEvent] {
  var events: [YAMLEvent] = []
  while true {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      let mark = YAMLMark(parser.problem_mark)
      let problem = parser.problem.map { String(cString: $0) } ?? "the file cannot be read"
      throw ConfigurationError("not YAML: \(problem)", at: "\(name):\(mark.line):\(mark.column)", expected: "YAML")
    }
    defer { yaml_event_delete(&event) }
    let mark = YAMLMark(event.start_mark)
    if event.type == YAML_STREAM_END_EVENT { return events }
    if let unwanted = unwantedFeature(of: event) {
      throw ConfigurationError(
        "\(unwanted) is used", at: "\(name):\(mark.line):\(mark.column)", expected: "plain keys and values")
    }
    if let content = content(of: event) { events.append(YAMLEvent(content: content, mark: mark)) }
  }
}

private func content(of event: yaml_event_t) -> YAMLEvent.Content? {
  switch event.type {
  case YAML_SCALAR_EVENT:
    let scalar = event.data.scalar
    return .scalar(String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self))
  case YAML_MAPPING_START_EVENT: return .mappingStart
  case YAML_MAPPING_END_EVENT: return .mappingEnd
  case YAML_SEQUENCE_START_EVENT: return .sequenceStart
  case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
  default: return nil
  }
}

private func unwantedFeature(of event: yaml_event_t) -> String? {
  switch event.type {
  case YAML_ALIAS_EVENT: "an alias"
  case YAML_SCALAR_EVENT: feature(anchor: event.data.scalar.anchor, tag: event.data.scalar.tag)
  case YAML_MAPPING_START_EVENT: feature(anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag)
  case YAML_SEQUENCE_START_EVENT: feature(anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag)
  default: nil
  }
}

private func feature(anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?) -> String? {
  anchor != nil ? "an anchor" : tag != nil ? "a tag" : nil
}
