import JSONCoding
import Models
import ReferenceData
import TextNormalisation

/// JSON: an article, an array of articles, an envelope around them, a CloudEvent, or one of these on each line.
struct JSONForm {
  let reader: ArticleFormReader
  /// Whether the document is the data of a CloudEvent. An event in an event is refused, because a small compressed one
  /// could expand to a gigabyte.
  var isEventData = false

  /// The largest depth of nested envelopes.
  private static let deepestEnvelope = 4

  func read(_ bytes: [UInt8]) throws(ArticleRefusal) -> FormReading {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    // UTF-16 without a mark: the first character of JSON is one of ASCII.
    if bytes.count >= 4, bytes[0] != 0, bytes[1] == 0 { bytes.insert(contentsOf: [0xFF, 0xFE], at: 0) }
    if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0 { bytes.insert(contentsOf: [0xFE, 0xFF], at: 0) }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      bytes = Array(TextEncoding.decoded(bytes).text.utf8)
    }
    let wholeRefusal: ArticleRefusal
    switch value(bytes) {
    case .success(let items): return FormReading(.json, items: items)
    case .failure(let refusal): wholeRefusal = refusal
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { !$0.allSatisfy { $0 <= 0x20 } }
    guard lines.count > 1, lines.allSatisfy({ $0.first { $0 > 0x20 } == UInt8(ascii: "{") }) else {
      throw UnknownForm.refusal(of: bytes) ?? wholeRefusal
    }
    var items: [FormItem] = []
    for (number, line) in lines.enumerated() {
      switch value(Array(line)) {
      case .success(let more): items += more
      case .failure(let refusal):
        items.append(.refused(refusal.inside("line \(number + 1)")))
      }
    }
    return FormReading(.jsonLines, items: items)
  }

  private func value(_ bytes: [UInt8]) -> Result<[FormItem], ArticleRefusal> {
    do throws(JSONError) {
      let limits = JSONParser.Limits(bytes: ArticleFormReader.largestInput, depth: 64, allowsDuplicateKeys: true)
      return .success(
        try JSONParser.withShared { (parser) throws(JSONError) in
          try parser.parse(bytes, limits: limits) { (root) throws(JSONError) in items(root, Surroundings(), depth: 0) }
        })
    } catch {
      return .failure(ArticleRefusal(.json(error)))
    }
  }

  private func items(_ value: JSONValue, _ surroundings: Surroundings, depth: Int) -> [FormItem] {
    switch value.kind {
    case .array:
      guard depth < Self.deepestEnvelope, let array = try? value.array() else { break }
      return array.flatMap { items($0, surroundings, depth: depth + 1) }
    case .object:
      if depth < Self.deepestEnvelope, let inner = contents(value, surroundings, depth) { return inner }
      let item = item(value, surroundings)
      if depth < Self.deepestEnvelope, case .refused(let refusal) = item, refusal.hasNoText,
        let inner = wrapped(value, surroundings, depth)
      {
        return inner
      }
      return [item]
    default: break
    }
    let found =
      value.kind == .array ? "arrays in arrays" : value.scalarText.map { "the value \(quoted($0))" } ?? "a value"
    return [
      .refused(ArticleRefusal(.wrongType(found: found, expected: "an object with an article"), at: value.path))
    ]
  }

  private func item(_ value: JSONValue, _ surroundings: Surroundings) -> FormItem {
    do throws(ArticleRefusal) {
      return .article(try reader.completed(try reader.mapper.article(.json(value), in: surroundings)))
    } catch {
      return .refused(error)
    }
  }

  /// The content of an envelope; nil where the object itself is an article.
  private func contents(_ value: JSONValue, _ surroundings: Surroundings, _ depth: Int) -> [FormItem]? {
    if value.member("specversion") != nil, value.member("data") != nil || value.member("data_base64") != nil {
      return cloudEvent(value, depth)
    }
    guard let array = envelope(value, reader.rules.fields.items) else { return nil }
    var inner = surroundings
    if let found = try? reader.mapper.surroundings(.json(value)) {
      inner.sourceName = found.sourceName ?? inner.sourceName
      inner.sourceDomain = found.sourceDomain ?? inner.sourceDomain
      inner.language = found.language ?? inner.language
      inner.isFeed = found.sourceDomain != nil
    }
    let elements = array.filter { isArticle($0) }
    if elements.isEmpty {
      return [.refused(ArticleRefusal(.noArticles("the envelope has no articles"), at: value.path))]
    }
    return elements.flatMap { items($0, inner, depth: depth + 1) }
  }

  /// The array of articles under a name in the mapping table, in an object without its own text; nil without one.
  private func envelope(_ value: JSONValue, _ places: ArticleFields.Node, isTop: Bool = true) -> JSONArray? {
    guard let object = try? value.object() else { return nil }
    if isTop, reader.rules.fields.ownTexts.contains(where: { value.member($0)?.kind == .string }) { return nil }
    for (name, member) in object.fields {
      guard let next = places[ArticleFields.folded(name)] else { continue }
      if next.place != nil, member.kind == .array, let array = try? member.array() {
        if array.contains(where: { $0.isObject }) { return array }
        // An empty list of these names is a feed without items, not an article with the feed's title.
        if array.isEmpty, reader.rules.fields.emptyLists.contains(name) { return array }
      }
      guard member.isObject else { continue }
      if let array = envelope(member, next, isTop: false) { return array }
      // An envelope in another: `{"data": {"articles": [...]}}`.
      if next.place != nil, isTop, let array = envelope(member, reader.rules.fields.items, isTop: false) {
        return array
      }
    }
    return nil
  }

  /// The articles in a member of an object that has no text itself: `{"id": 7, "attributes": {"title": …}}`. A single
  /// article without an id takes the object's. Nil where there are none.
  private func wrapped(_ value: JSONValue, _ surroundings: Surroundings, _ depth: Int) -> [FormItem]? {
    guard let object = try? value.object() else { return nil }
    for (name, member) in object.fields where member.isObject {
      guard reader.rules.fields.wrapper[ArticleFields.folded(name)]?.place != nil else { continue }
      let inner = items(member, surroundings, depth: depth + 1)
      guard inner.contains(where: { if case .article = $0 { true } else { false } }) else { continue }
      guard inner.count == 1, case .article(var read) = inner[0] else { return inner }
      let id = reader.rules.fields.wrapperIds.first { value.member($0) != nil }
      read.article.id = read.article.id ?? id.flatMap { value.member($0)?.scalarText }
      return [.article(read)]
    }
    return nil
  }

  /// Whether an element may be an article by its type, if it has one: linked data lists people and pages along with
  /// articles.
  private func isArticle(_ value: JSONValue) -> Bool {
    let types = LinkedData.types(of: value)
    return types.isEmpty || types.contains { LinkedData.isArticle($0) || $0 == "ListItem" }
  }

  /// The articles in the data of a CloudEvent in JSON (format 1.0). A single article takes the id, time and source that
  /// it lacks from the event.
  private func cloudEvent(_ value: JSONValue, _ depth: Int) -> [FormItem] {
    guard !isEventData else {
      return [.refused(ArticleRefusal(.nestedEvent, at: value.path))]
    }
    var items: [FormItem]
    if let data = value.member("data"), data.kind != .string {
      items = JSONForm(reader: reader, isEventData: true).items(data, Surroundings(), depth: depth + 1)
    } else {
      let text = value.member("data")?.scalarText.map { Array($0.utf8) }
      guard let bytes = text ?? value.member("data_base64")?.scalarText.flatMap(Base64.decoded) else {
        return [.refused(ArticleRefusal(.unreadable("this is not base64"), at: "\(value.path).data_base64"))]
      }
      let type = MediaType(value.member("datacontenttype")?.scalarText ?? "")
      var hints = ArticleFormReader.Hints(form: type.name == "text/plain" ? .text : nil)
      hints.isEventData = true
      items = reader.read(bytes, hints).items
    }
    return items.map { item in
      guard case .article(var read) = item, items.count == 1 else { return item }
      read.article.id = read.article.id ?? value.member("id")?.scalarText
      if read.article.publishedAt == nil, let time = value.member("time")?.scalarText,
        let date = PublicationDate(time, names: reader.rules.dates)
      {
        read.article.setPublication(date)
      }
      if read.article.source == nil, let source = value.member("source")?.scalarText, source.contains("://") {
        read.article.source = ArticleSource(name: source, domain: source)
      }
      return .article(read)
    }
  }
}

/// Base64 in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5), with or without padding.
enum Base64 {
  static func decoded(_ text: String) -> [UInt8]? {
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte > 0x20 && byte != UInt8(ascii: "=") {
      guard let value = value(byte) else { return nil }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return output
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
