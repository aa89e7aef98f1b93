import ArticleForms
import CommandLine
import EmbeddedMessaging
import Files
import JSONCoding
import Models
import PipelineContracts
import TextNormalisation

/// An article that was read from an input and is to be published.
struct InputArticle: Sendable {
  /// The bytes to publish: one article in any readable form; empty for a refused item of an input with several items,
  /// for records of a register, and for white space, which would be a blank line of the inbox.
  var bytes: [UInt8]
  /// The file and the position in it, for people: `line 3 of news.jsonl`.
  let place: String
  /// The article that was read; nil where the bytes are not an article.
  var article: Article?
  var notes: [ReadArticle.Note] = []
  /// Why the bytes are not an article; nil where they are one.
  var refusal: ArticleRefusal?

  init(_ read: ReadArticle, bytes: [UInt8]? = nil, place: String) {
    self.bytes = bytes ?? TopicCatalogue.articles.encode(read.article)
    self.place = place
    article = read.article
    notes = read.notes
  }

  init(_ refusal: ArticleRefusal, bytes: [UInt8], place: String) {
    self.bytes = bytes
    self.place = place
    self.refusal = refusal
  }

  /// The date of publication as the publisher wrote it, if it could not be read; else nil.
  var unreadDate: String? {
    for case .unreadDate(let written) in notes { return written }
    return nil
  }

  /// The first field that looks like the article's text but was not read; nil if no field does.
  var unreadField: String? {
    for case .unreadText(let field) in notes { return field }
    return nil
  }

  /// Whether it has no date of publication and retracts nothing: its events have a time only if its text dates them.
  var isUndated: Bool { article.map { $0.publishedAt == nil && $0.retracts == nil } ?? false }
}

/// The most bytes of a line, or of an input that is read as a whole.
let largestInputLine = ArticleFormReader.largestInput

/// The articles of files in order, in any of the forms that `ArticleFormReader` reads. The form of a file follows from
/// its name, or else from its content.
struct ArticleFiles: Sendable {
  /// What to do about an input that is too large to be read as a whole.
  private static let tooLargeRemedy = "split it, or write one article a line to a file that ends in .jsonl"

  let files: [InputFile]
  /// The paths of the files in folders that are passed over, since their names are not those of articles.
  let passedOver: [String]
  private let reader: ArticleFormReader

  init(_ words: [String], rules: FormRules) throws(CommandFailure) {
    let selection = try InputFile.expand(words) {
      ArticleFormReader.Form(fileName: $0) != nil && !Self.isInboxFile($0)
    }
    (files, passedOver) = (selection.files, selection.passedOver)
    reader = ArticleFormReader(rules)
  }

  /// Warns of the files of folders that are passed over, if there are any.
  static func warn(ofPassedOver paths: [String], _ console: Console) {
    guard let first = paths.first else { return }
    console.warn(
      "\(counted(paths.count, "file")) passed over, the first of them \(first): in a folder, only files that end as "
        + "`beacon publish --help` lists are read.")
  }

  /// Whether a file waits in the inbox of a data folder: `data/inbox/00000000000000000002-beacon.articles.v1.jsonl`.
  private static func isInboxFile(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last, parts.dropLast().last == "inbox" else { return false }
    return InboxName(String(name)) != nil
  }

  /// Calls `body` with each article in turn; files of JSON lines and standard input are read line by line.
  func forEach(
    standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    for file in files {
      if isLines(file) {
        try forEachLine(of: file, standardInput: standardInput, body)
      } else {
        try forEachArticle(of: file, standardInput: standardInput, body)
      }
    }
  }

  private func isLines(_ file: InputFile) -> Bool {
    guard case .file(let path) = file else { return true }
    let name = path.lowercased()
    return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
  }

  /// Reads an input of JSON lines, line by line; an input whose first line shows another form is read as a whole.
  private func forEachLine(
    of file: InputFile, standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let lines = LineReader(try file.open(standardInput: standardInput), limit: largestInputLine)
    var number = 0
    while let line = try readingInput({ () throws(FileError) in try lines.next() }) {
      number += 1
      guard !line.isTooLong else {
        throw CommandFailure(
          .dataError, "line \(number) of \(file.name) has \(line.length) bytes",
          expected: "an article a line, each of at most \(largestInputLine) bytes",
          remedy: "check that the file contains one article a line")
      }
      if number == 1, Self.beginsWhole(line.bytes) {
        return try forEachArticle(in: try whole(line, lines, of: file), of: file, body)
      }
      let place = "line \(number) of \(file.name)"
      if !line.bytes.allSatisfy(isSpace) { try forEachItem(of: line.bytes, .init(form: .json), place: place, body) }
    }
  }

  /// The whole input, given its first line and a reader of the rest. Fails with `dataError` where it is too large.
  private func whole(
    _ first: LineReader.Line, _ lines: LineReader, of file: InputFile
  ) throws(CommandFailure) -> [UInt8] {
    guard let rest = try readingInput({ () throws(FileError) in try lines.rest() }) else {
      throw file.tooLarge(limit: largestInputLine, remedy: Self.tooLargeRemedy)
    }
    return first.bytes + [UInt8(ascii: "\n")] + rest
  }

  /// Whether a first line begins something longer than one line: a feed or page, an array or object over several lines,
  /// a web archive, or gzip data.
  private static func beginsWhole(_ bytes: [UInt8]) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
    else {
      return false
    }
    switch text[first] {
    case UInt8(ascii: "<"): return true
    case UInt8(ascii: "["): return text[last] != UInt8(ascii: "]")
    // A line that ends so is a part of an object, not an object that is cut off.
    case UInt8(ascii: "{"): return "{[,:".utf8.contains(text[last])
    default: return text.starts(with: [0x1F, 0x8B]) || text.starts(with: Array("WARC/".utf8))
    }
  }

  private func forEachArticle(
    of file: InputFile, standardInput: Int32, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    try forEachArticle(
      in: file.contents(standardInput: standardInput, limit: largestInputLine, remedy: Self.tooLargeRemedy), of: file,
      body)
  }

  private func forEachArticle(
    in bytes: [UInt8], of file: InputFile, _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let form = ArticleFormReader.Form(fileName: file.name)
    if form == .csv, let register = RegisterForm.register(ofSheet: bytes) {
      return try body(InputArticle(ArticleRefusal(.register(register)), bytes: [], place: file.name))
    }
    if file.name.lowercased().hasSuffix(".gz"), !bytes.starts(with: [0x1F, 0x8B]), isUnread(bytes, form) {
      return try body(InputArticle(ArticleRefusal(.notGzip), bytes: [], place: file.name))
    }
    let isJSON = form == .json || form == nil && (bytes.first { !isSpace($0) }).map { "{[".utf8.contains($0) } ?? false
    guard isJSON, !bytes.starts(with: [0x1F, 0x8B]) else {
      return try forEachItem(of: bytes, .init(form: form), place: file.name, body)
    }
    for (index, element) in jsonElements(bytes).enumerated() {
      try forEachItem(of: element, .init(form: .json), place: "article \(index + 1) of \(file.name)", body)
    }
  }

  /// Whether nothing in an input is an article.
  private func isUnread(_ bytes: [UInt8], _ form: ArticleFormReader.Form?) -> Bool {
    reader.read(bytes, .init(form: form)).items.allSatisfy { if case .refused = $0 { true } else { false } }
  }

  /// Calls `body` with each article in `bytes`. A single article in JSON keeps its own bytes; any other is encoded as
  /// Beacon's JSON.
  private func forEachItem(
    of bytes: [UInt8], _ hints: ArticleFormReader.Hints, place: String,
    _ body: (InputArticle) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let reading = reader.read(bytes, hints)
    let isSingle = reading.items.count == 1
    for (index, item) in reading.items.enumerated() {
      let place = isSingle ? place : "item \(index + 1) of \(place)"
      switch item {
      case .article(let read):
        if isSingle, reading.kind == .json, let register = Self.register(of: bytes, read.article) {
          try body(InputArticle(ArticleRefusal(.register(register)), bytes: [], place: place))
          continue
        }
        let isAsItIs = isSingle && reading.kind == .json && bytes.count <= Article.maximumBytes
        try body(InputArticle(read, bytes: isAsItIs ? bytes : nil, place: place))
      case .refused(let refusal):
        let isPublished = isSingle && !bytes.allSatisfy(isSpace)
        try body(InputArticle(refusal, bytes: isPublished ? bytes : [], place: place))
      }
    }
  }

  /// The register of which an object in JSON is a record: its name could be read as an article's title.
  private static func register(of bytes: [UInt8], _ article: Article) -> String? {
    guard article.body == nil, article.html == nil, article.publishedAt == nil, article.retracts == nil else {
      return nil
    }
    return RegisterForm.register(ofRecord: bytes)
  }
}
