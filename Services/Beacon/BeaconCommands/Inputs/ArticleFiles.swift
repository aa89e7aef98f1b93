import CommandLine
import JSONCoding
import Models
import PipelineContracts

/// An article as it was found in an input: bytes that ought to be one JSON object.
struct InputArticle: Sendable {
  var bytes: [UInt8]
  /// The file, and where in it.
  let place: String
  /// Nil where the bytes are no article; the pipeline will say why.
  var article: Article?

  init(bytes: [UInt8], place: String) {
    self.bytes = bytes
    self.place = place
    // Whether it is an article is only counted here: the pipeline decides, and keeps what it refuses.
    article = try? TopicCatalogue.articles.decode(bytes, limit: largestInputLine)
  }

  init(_ article: Article, place: String) {
    bytes = TopicCatalogue.articles.encode(article)
    self.place = place
    self.article = article
  }

  /// Nothing can be said of when its events happened.
  var isUndated: Bool { article.map { $0.publishedAt == nil && $0.retracts == nil } ?? false }
}

/// The most bytes of one article that any command reads.
let largestInputLine = 64 << 20

/// The articles of files in order: JSON, JSON lines, plain text and HTML, known by the file's name and else by its
/// first character.
struct ArticleFiles: Sendable {
  let files: [InputFile]

  init(_ words: [String]) throws(CommandFailure) {
    files = try InputFile.expand(words) { Self.form(ofName: $0) != nil }
  }

  private enum Form {
    case json, jsonLines, text, html
  }

  private static func form(ofName name: String) -> Form? {
    let lower = name.lowercased()
    if lower.hasSuffix(".json") { return .json }
    if lower.hasSuffix(".jsonl") || lower.hasSuffix(".ndjson") { return .jsonLines }
    if lower.hasSuffix(".txt") { return .text }
    if lower.hasSuffix(".html") || lower.hasSuffix(".htm") { return .html }
    return nil
  }

  /// Calls `body` with each article in turn; files of JSON lines and standard input are read line by line.
  func forEach(
    standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    for file in files {
      switch form(of: file) {
      case .jsonLines: try forEachLine(of: file, standardInput: standardInput, body)
      case let form: try forEachArticle(of: file, form: form, standardInput: standardInput, body)
      }
    }
  }

  private func form(of file: InputFile) -> Form? {
    switch file {
    case .standardInput: .jsonLines
    case .file(let path): Self.form(ofName: path)
    }
  }

  private func forEachLine(
    of file: InputFile, standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    try file.withDescriptor(standardInput: standardInput) { (descriptor) throws(CommandFailure) in
      let reader = LineReader(descriptor: descriptor, name: file.name, limit: largestInputLine)
      var number = 0
      while let line = try reader.next() {
        number += 1
        switch line {
        case .complete(let bytes):
          if !bytes.allSatisfy(isSpace) {
            try body(InputArticle(bytes: bytes, place: "line \(number) of \(file.name)"))
          }
        case .tooLong(let bytes):
          throw CommandFailure(
            .dataError, "line \(number) of \(file.name) has \(bytes) bytes",
            expected: "an article a line, each of at most \(largestInputLine) bytes",
            remedy: "check that the file holds one article a line")
        }
      }
    }
  }

  private func forEachArticle(
    of file: InputFile, form: Form?, standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let bytes = try file.contents(standardInput: standardInput)
    switch form ?? sniffed(bytes) {
    case .json, .jsonLines:
      for (index, element) in jsonElements(bytes).enumerated() {
        try body(InputArticle(bytes: element, place: "article \(index + 1) of \(file.name)"))
      }
    case .text:
      try body(InputArticle(Article(body: try text(bytes, of: file)), place: file.name))
    case .html:
      try body(InputArticle(Article(html: try text(bytes, of: file)), place: file.name))
    }
  }

  private func sniffed(_ bytes: [UInt8]) -> Form {
    switch bytes.first(where: { $0 > UInt8(ascii: " ") }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): .json
    case UInt8(ascii: "<"): .html
    default: .text
    }
  }

  private func text(_ bytes: [UInt8], of file: InputFile) throws(CommandFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(
        .dataError, "\(file.name) is not UTF-8", expected: "text in UTF-8",
        remedy: "convert it, for example with iconv -t UTF-8")
    }
    return text
  }
}
