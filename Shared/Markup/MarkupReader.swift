/// Reads HTML and XML into a tree, as leniently as browsers do and in time that is linear in the bytes.
///
/// There are no external entities, declarations are ignored, and nothing is fetched. Elements deeper than `flatDepth`
/// become siblings instead of children, so that a page with unclosed tags stays readable.
package struct MarkupReader {
  package static let largestDocument = 1 << 30
  static let flatDepth = 512
  package static let maximumDepth = 10_000
  package static let maximumAttributes = 10_000

  private static let longestName = 128

  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: MarkupTree.Dialect
  var at = 0
  var builder: MarkupBuilder

  /// The tree of a document. Refuses one that is too large, too deep, or has a tag with too many attributes.
  package static func tree(_ text: String, _ dialect: MarkupTree.Dialect) throws(MarkupRefusal) -> MarkupTree {
    let document = Array(text.utf8)
    guard document.count <= largestDocument else { throw .tooLarge(limit: largestDocument) }
    return try document.withUnsafeBufferPointer { (bytes) throws(MarkupRefusal) in
      var reader = MarkupReader(bytes: bytes, dialect: dialect, builder: MarkupBuilder(document, dialect))
      try reader.read()
      return reader.builder.finish()
    }
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

  /// Reads a comment, declaration, processing instruction or CDATA section; `at` is at the byte after `<`.
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
      if dialect == .xml { builder.appendVerbatim(start..<(end ?? bytes.count)) }
      at = end.map { $0 + 3 } ?? bytes.count
    } else if dialect == .xml, bytes[at] == UInt8(ascii: "?") {
      skip(past: "?>", from: at)
    } else if dialect == .xml, starts(with: "!DOCTYPE") {
      skipDocumentType()
    } else {
      skip(past: ">", from: at)
    }
  }

  /// Skips a document type declaration; a `>` within brackets or quotation marks does not end it.
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

  /// Reads a start tag; `at` is at the first byte of the name, `angle` is the offset of `<`.
  private mutating func startTag(from angle: Int) throws(MarkupRefusal) {
    let name = readName()
    var isSelfClosing = false
    let raw = Self.withName(bytes[name], dialect) { builder.beginElement($0) }
    var count = 0
    while readAttribute(&isSelfClosing, keeping: true) {
      count += 1
      guard count <= Self.maximumAttributes else {
        throw .tagTooLong(offset: angle, limit: Self.maximumAttributes)
      }
    }
    guard builder.endOfTag(isSelfClosing: isSelfClosing) else { throw .tooDeep(limit: Self.maximumDepth) }
    if let raw { readRaw(name, raw) }
  }

  private mutating func endTag() throws(MarkupRefusal) {
    let name = readName()
    var isSelfClosing = false
    while readAttribute(&isSelfClosing, keeping: false) {}
    Self.withName(bytes[name], dialect) { builder.endElement($0) }
  }

  private mutating func readName() -> Range<Int> {
    let start = at
    while at < bytes.count, !isBlank(bytes[at]), bytes[at] != UInt8(ascii: ">"), bytes[at] != UInt8(ascii: "/") {
      at += 1
    }
    return start..<at
  }

  /// Calls `body` with the bytes of a name: the first `longestName` of them, in lower case for HTML.
  private static func withName<Result>(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ dialect: MarkupTree.Dialect,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let name = UnsafeBufferPointer(rebasing: bytes.prefix(longestName))
    guard dialect == .html, name.contains(where: isCapital) else { return body(name) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count) { lower in
      for (place, byte) in name.enumerated() { lower[place] = isCapital(byte) ? byte | 0x20 : byte }
      return body(UnsafeBufferPointer(lower))
    }
  }

  /// Reads the next attribute or slash of a tag; returns false at the end of the tag, with `at` after it.
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
    while at < bytes.count, !isEndOfAttributeName(bytes[at]) { at += 1 }
    let name = start..<at
    skipBlank()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
      if isKept { Self.withName(bytes[name], dialect) { builder.attribute($0, nil, at: start) } }
      return true
    }
    at += 1
    skipBlank()
    let value = readValue()
    if isKept {
      let text = UnsafeBufferPointer(rebasing: bytes[value])
      Self.withName(bytes[name], dialect) { builder.attribute($0, text, at: value.lowerBound) }
    }
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

  /// Reads the content up to the end tag of the element `name` as one node, and that end tag.
  private mutating func readRaw(_ name: Range<Int>, _ content: HTMLElements.RawContent) {
    let start = at
    var search = at
    while let angle = index(of: UInt8(ascii: "<"), from: search) {
      search = angle + 1
      if isEndTag(of: name, at: angle) {
        finishRaw(start..<angle, content)
        at = angle + 2 + name.count
        var ignored = false
        while readAttribute(&ignored, keeping: false) {}
        Self.withName(bytes[name], dialect) { builder.endElement($0) }
        return
      }
    }
    finishRaw(start..<bytes.count, content)
    at = bytes.count
  }

  private mutating func finishRaw(_ range: Range<Int>, _ content: HTMLElements.RawContent) {
    switch content {
    case .verbatim: builder.appendRaw(range)
    case .references: appendText(range)
    }
  }

  private func isEndTag(of name: Range<Int>, at angle: Int) -> Bool {
    let end = angle + 2 + name.count
    guard end <= bytes.count, bytes[angle + 1] == UInt8(ascii: "/") else { return false }
    for (offset, place) in name.enumerated() where bytes[angle + 2 + offset] | 0x20 != bytes[place] | 0x20 {
      return false
    }
    return end == bytes.count || isBlank(bytes[end]) || bytes[end] == UInt8(ascii: ">")
      || bytes[end] == UInt8(ascii: "/")
  }

  private mutating func appendText(_ range: Range<Int>) {
    if !range.isEmpty { builder.appendText(UnsafeBufferPointer(rebasing: bytes[range]), at: range.lowerBound) }
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

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

private func isEndOfAttributeName(_ byte: UInt8) -> Bool {
  // Letters first: none of the others is above `>`.
  byte <= UInt8(ascii: ">")
    && (isBlank(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/"))
}
