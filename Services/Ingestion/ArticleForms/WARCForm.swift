import Gzip
import Models

/// Web archives (ISO 28500): the HTML pages among their responses, up to the first damaged record.
struct WARCForm {
  let reader: ArticleFormReader

  func read(_ bytes: [UInt8]) throws(ArticleRefusal) -> FormReading {
    var items: [FormItem] = []
    // Without its length, the end of a record is not known: nothing after it can be read.
    func endedAtDamage(_ problem: String) -> FormReading {
      let refusal = ArticleRefusal(.unreadable("WARC: \(problem); nothing from there on was read"))
      return FormReading(.warc, items: items + [.refused(refusal)])
    }
    var rest = bytes[...]
    while let start = rest.firstIndex(where: { $0 > 0x20 }) {
      rest = rest[start...]
      guard rest.starts(with: "WARC/".utf8), let (head, content) = Self.head(of: rest) else {
        return endedAtDamage("byte \(start) does not begin a record")
      }
      guard let length = head["content-length"].flatMap(Int.init), length >= 0, length <= content.count else {
        return endedAtDamage("the record at byte \(start) has no valid length, or is cut off")
      }
      let body = content.prefix(length)
      if head["warc-type"] == "response" || head["warc-type"] == "resource", let item = item(head, body) {
        items.append(item)
      }
      rest = content.dropFirst(length)
    }
    if items.isEmpty { throw ArticleRefusal(.noArticles("WARC without a response that has an HTML page")) }
    return FormReading(.warc, items: items)
  }

  /// The article of a record with an HTML page; nil for a record of another type or with an HTTP status other than 200.
  private func item(_ record: [String: String], _ body: ArraySlice<UInt8>) -> FormItem? {
    var type = MediaType(record["content-type"] ?? "")
    var content = body
    if type.name == "application/http" {
      guard let (head, page) = Self.head(of: body), let status = head[""], status.contains(" 200") else { return nil }
      type = MediaType(head["content-type"] ?? "text/html")
      content = page
      if head["transfer-encoding"]?.lowercased() == "chunked" { content = Self.unchunked(page)[...] }
    }
    guard type.name.contains("html") else { return nil }
    let url = record["warc-target-uri"]?.filter { $0 != "<" && $0 != ">" }
    return reader.read(Array(content), .init(form: .html, charset: type.charset, url: url)).items.first
  }

  /// The header fields by their names in lower case, with the first line under the empty name, and the bytes after the
  /// empty line; nil without an empty line.
  private static func head(of bytes: ArraySlice<UInt8>) -> (fields: [String: String], rest: ArraySlice<UInt8>)? {
    guard let end = bytes.prefix(1 << 16).firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    var fields: [String: String] = [:]
    let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
    for (index, line) in text.split(separator: "\r\n").enumerated() {
      guard index > 0 else {
        fields[""] = String(line)
        continue
      }
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = String(MediaType.trimmed(line[line.index(after: colon)...]))
    }
    return (fields, bytes[end.upperBound...])
  }

  /// The content of HTTP's chunked coding; bytes that are not chunked are kept as they are.
  private static func unchunked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var rest = bytes
    while let end = rest.prefix(64).firstRange(of: [0x0D, 0x0A]) {
      let line = String(decoding: rest[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      guard let count = Int(line.filter { $0 != " " }, radix: 16), count >= 0, count <= rest[end.upperBound...].count
      else {
        return output.isEmpty ? Array(bytes) : output
      }
      if count == 0 { return output }
      output += rest[end.upperBound...].prefix(count)
      rest = rest[end.upperBound...].dropFirst(count + 2)
    }
    return output
  }
}
