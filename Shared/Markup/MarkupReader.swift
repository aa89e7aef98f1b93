/// Reads HTML and XML into a tree, as leniently as browsers do and in time that is linear in the bytes.
///
/// There are no external entities, declarations are ignored, and nothing is fetched. Elements deeper than `flatDepth`
/// become siblings instead of children, so that a page with unclosed tags stays readable.
package struct MarkupReader {
  package static let largestDocument = 1 << 30
  static let flatDepth = 512
  package static let maximumDepth = 10_000
  package static let maximumAttributes = 10_000

  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: MarkupTree.Dialect
  var at = 0
  var builder: MarkupBuilder

  package static func tree(_ text: String, _ dialect: MarkupTree.Dialect) throws(MarkupRefusal) -> MarkupTree {
    try Array(text.utf8).withUnsafeBufferPointer { (bytes) throws(MarkupRefusal) in try tree(bytes, dialect) }
  }

  /// The tree of a document, whose `bytes` are valid UTF-8.
  package static func tree(
    _ bytes: UnsafeBufferPointer<UInt8>, _ dialect: MarkupTree.Dialect
  ) throws(MarkupRefusal) -> MarkupTree {
    guard bytes.count <= largestDocument else { throw .tooLarge(limit: largestDocument) }
    var reader = MarkupReader(bytes: bytes, dialect: dialect, builder: MarkupBuilder(dialect, reserving: bytes.count))
    try reader.read()
    return reader.builder.tree
  }

  private mutating func read() throws(MarkupRefusal) {
    var textStart = 0
    while let angle = index(of: UInt8(ascii: "<"), from: at) {
      at = angle + 1
      guard at < bytes.count else { break }
      let next = bytes[at]
      let isTag = isNameStart(next)
      let isEnd = next == UInt8(ascii: "/") && at + 1 < bytes.count && isNameStart(bytes[at + 1])
      guard isTag || isEnd || next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") else {
        continue
      }
      appendText(textStart..<angle)
      if isTag {
        try startTag(from: angle)
      } else if isEnd {
        at += 1
        try endTag()
      } else {
        declaration()
      }
      textStart = at
    }
    appendText(textStart..<bytes.count)
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    isLetter(byte) || dialect == .xml && (byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80)
  }

  /// Comments, declarations, processing instructions and CDATA sections; `at` is after `<`.
  private mutating func declaration() {
    if starts(with: "!--") {
      let content = at + 3
      if starts(with: "!-->") || starts(with: "!--->") {
        skip(past: ">", from: content)
      } else {
        skip(past: "-->", from: content)
      }
    } else if starts(with: "![CDATA[") {
      let start = at + 8
      let end = index(of: "]]>", from: start)
      if dialect == .xml { builder.appendVerbatim(bytes[start..<(end ?? bytes.count)]) }
      at = end.map { $0 + 3 } ?? bytes.count
    } else if dialect == .xml, bytes[at] == UInt8(ascii: "?") {
      skip(past: "?>", from: at)
    } else if dialect == .xml, starts(with: "!DOCTYPE") {
      skipDocumentType()
    } else {
      skip(past: ">", from: at)
    }
  }

  /// Skips the declaration with its brackets and quotation marks.
  private mutating func skipDocumentType() {
    var depth = 0
    var quote: UInt8?
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: ">"), depth <= 0 {
        return
      }
    }
  }

  /// `at` is at the first byte of the name.
  private mutating func startTag(from angle: Int) throws(MarkupRefusal) {
    let name = readName()
    var isSelfClosing = false
    builder.beginElement(name)
    var count = 0
    while readAttribute(&isSelfClosing, keeping: true) {
      count += 1
      guard count <= Self.maximumAttributes else {
        throw .tagTooLong(offset: angle, limit: Self.maximumAttributes)
      }
    }
    guard builder.endOfTag(isSelfClosing: isSelfClosing) else { throw .tooDeep(limit: Self.maximumDepth) }
    guard dialect == .html, !isSelfClosing || name != "svg", let content = RawContent.of(name) else { return }
    readRaw(name, content)
  }

  private mutating func endTag() throws(MarkupRefusal) {
    let name = readName()
    var isSelfClosing = false
    while readAttribute(&isSelfClosing, keeping: false) {}
    builder.endElement(name)
  }

  /// In lower case for HTML.
  private mutating func readName() -> String {
    let start = at
    while at < bytes.count, !isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/") {
      at += 1
    }
    return name(start..<at)
  }

  private func name(_ range: Range<Int>) -> String {
    let range = range.lowerBound..<min(range.upperBound, range.lowerBound + 128)
    guard dialect == .html, bytes[range].contains(where: { (0x41...0x5A).contains($0) }) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return String(decoding: bytes[range].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// False at the end of the tag, which is then passed.
  private mutating func readAttribute(_ isSelfClosing: inout Bool, keeping isKept: Bool) -> Bool {
    skipBlank()
    guard at < bytes.count else { return false }
    if bytes[at] == UInt8(ascii: ">") {
      at += 1
      return false
    }
    if bytes[at] == UInt8(ascii: "/") {
      at += 1
      isSelfClosing = at < bytes.count && bytes[at] == UInt8(ascii: ">")
      return true
    }
    let start = at
    at += 1
    while at < bytes.count, !isBlank(bytes[at]), !"=>/".utf8.contains(bytes[at]) { at += 1 }
    let nameRange = start..<at
    skipBlank()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
      if isKept { builder.attribute(name(nameRange), nil) }
      return true
    }
    at += 1
    skipBlank()
    let value = readValue()
    if isKept { builder.attribute(name(nameRange), UnsafeBufferPointer(rebasing: bytes[value])) }
    return true
  }

  private mutating func readValue() -> Range<Int> {
    guard at < bytes.count else { return at..<at }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = at
      while at < bytes.count, !isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">") { at += 1 }
      return start..<at
    }
    let start = at + 1
    let end = index(of: quote, from: start) ?? bytes.count
    at = min(end + 1, bytes.count)
    return start..<end
  }

  /// The content up to the end tag of that name, as one node.
  private mutating func readRaw(_ name: String, _ content: RawContent) {
    let start = at
    var search = at
    while let angle = index(of: UInt8(ascii: "<"), from: search) {
      search = angle + 1
      if isEndTag(of: name, at: angle) {
        finishRaw(start..<angle, content)
        at = angle + 2 + name.utf8.count
        var ignored = false
        while readAttribute(&ignored, keeping: false) {}
        builder.endElement(name)
        return
      }
    }
    finishRaw(start..<bytes.count, content)
    at = bytes.count
  }

  private mutating func finishRaw(_ range: Range<Int>, _ content: RawContent) {
    switch content {
    case .verbatim: builder.appendRaw(bytes[range])
    case .references: appendText(range)
    }
  }

  private func isEndTag(of name: String, at angle: Int) -> Bool {
    let end = angle + 2 + name.utf8.count
    guard end <= bytes.count, bytes[angle + 1] == UInt8(ascii: "/") else { return false }
    for (offset, byte) in name.utf8.enumerated() where bytes[angle + 2 + offset] | 0x20 != byte { return false }
    return end == bytes.count || isBlank(bytes[end]) || bytes[end] == UInt8(ascii: ">")
      || bytes[end] == UInt8(ascii: "/")
  }

  private mutating func appendText(_ range: Range<Int>) {
    if !range.isEmpty { builder.appendText(UnsafeBufferPointer(rebasing: bytes[range])) }
  }
}

// MARK: Searching
extension MarkupReader {
  private func index(of byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = find(byte, base + start, bytes.count - start)
    else { return nil }
    return start + found
  }

  private func index(of text: StaticString, from start: Int) -> Int? {
    var next = start
    while let found = index(of: text.utf8Start[0], from: next) {
      if starts(with: text, at: found) { return found }
      next = found + 1
    }
    return nil
  }

  private func starts(with text: StaticString) -> Bool { starts(with: text, at: at) }

  private func starts(with text: StaticString, at place: Int) -> Bool {
    guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[place + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private mutating func skip(past text: StaticString, from start: Int) {
    at = index(of: text, from: start).map { $0 + text.utf8CodeUnitCount } ?? bytes.count
  }

  private mutating func skipBlank() {
    while at < bytes.count, isBlank(bytes[at]) { at += 1 }
  }
}

/// How the content of elements is read in which no tags are.
private enum RawContent {
  case verbatim, references

  static func of(_ name: String) -> RawContent? {
    switch name {
    case "script", "style", "xmp", "iframe", "noembed", "noframes": .verbatim
    case "title", "textarea": .references
    default: nil
    }
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
