import ArticleForms
import CommandLine
import Foundation
import Models
import ServiceRuntime
import Testing

@testable import BeaconCommands

@Suite struct InputTests {
  @Test(
    "A JSON file's articles are found whether it is one object, an array, or lines",
    arguments: [
      ("", []), (" \n", []),
      ("{\"a\": 1}", ["{\"a\": 1}"]),
      (" {\n \"a\": \"}\\\"]\"\n}\n", ["{\n \"a\": \"}\\\"]\"\n}"]),
      ("[{\"a\":1}, {\"b\":[{}]}\n]", ["{\"a\":1}", "{\"b\":[{}]}"]), ("[]", []),
      ("{\"a\":1}\n\n{\"b\":2}\n", ["{\"a\":1}", "{\"b\":2}"]),
      ("{\"a\":1}\nnonsense\n{\"b\":2}", ["{\"a\":1}", "nonsense", "{\"b\":2}"]),
      ("[{\"a\":1},", ["[{\"a\":1},"]), ("[{\"a\":1}] x", ["[{\"a\":1}] x"]), ("[1,2]", ["[1,2]"]),
      ("{\"a\":", ["{\"a\":"]), ("[{\"a\":1}{\"b\":1}]", ["[{\"a\":1}{\"b\":1}]"]),
    ])
  func elements(text: String, expected: [String]) {
    #expect(jsonElements(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == expected)
  }

  @Test("A folder without articles is refused with the extensions of all that is read")
  func noArticles() throws {
    for name in InputFile.extensions { #expect(ArticleFormReader.Form(fileName: "a" + name) != nil, "\(name)") }
    let folder = try TemporaryFolder()
    let failure = #expect(throws: CommandFailure.self) { try InputFile.expand([folder.path]) { _ in false } }
    let expected = failure?.expected ?? ""
    #expect(expected.hasPrefix("files that end in .json, ") && expected.contains(".xhtml, .xml, "), "\(expected)")
  }

  @Test("An input that is read as a whole has a limit; the failure names it and what to do")
  func limit() throws {
    let folder = try TemporaryFolder()
    let file = InputFile.file(path: try folder.write("a.csv", "title"))
    #expect(try file.contents(standardInput: 0, limit: 5) == Array("title".utf8))
    let failure = #expect(throws: CommandFailure.self) { try file.contents(standardInput: 0, limit: 4) }
    #expect(failure?.status == .dataError)
    #expect(failure?.message == "\(folder.path)/a.csv has more than 4 bytes")
    #expect(failure?.expected == "at most 4 bytes" && failure?.remedy == "split it")
  }

  @Test(
    "A command refuses a file that is too large to be read as a whole, and says what to do",
    arguments: [
      (["publish"], 64 << 20, "split it, or write one article a line to a file that ends in .jsonl"),
      (["projects", "add"], 64 << 20, "split it; each part of a spreadsheet begins with the row of column names"),
      (["sources", "add"], 64 << 20, "split it"),
      (["lists", "add"], 64 << 20, "split it; each part of a spreadsheet begins with the row of column names"),
      (["config", "--config"], 1 << 20, "check that this is a file of settings"),
      (["deliver", "--receivers"], 1 << 20, "check that this is a file of receivers"),
    ])
  func tooLarge(words: [String], limit: Int, remedy: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("large.csv", "")
    // A sparse file, which takes no space.
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.truncate(atOffset: UInt64(limit) + 1)
    try handle.close()
    let answer = try beacon(words + [file], input: [], environment: ["BEACON_DATA": "\(folder.path)/data"])
    #expect(answer.code == .dataError)
    #expect(answer.errors.contains("\(file) has more than \(limit) bytes"), "\(answer.errors)")
    #expect(answer.errors.contains("what to do: \(remedy)"), "\(answer.errors)")
  }

  private func article(_ json: String) throws -> InputArticle {
    let reader = ArticleFormReader(try FormRules(tables: checkout + "/Shared/ReferenceData/Tables"))
    switch reader.read(Array(json.utf8)).items.first {
    case .article(let read)?: return InputArticle(read, bytes: Array(json.utf8), place: "here")
    case .refused(let refusal)?: return InputArticle(refusal, bytes: Array(json.utf8), place: "here")
    case nil: throw CommandFailure(.dataError, "nothing was read")
    }
  }

  @Test("Rebasing moves every date by the same whole days, so that the newest falls on the day, but on no later time")
  func rebase() throws {
    let articles = [
      try article(#"{"body":"a","publishedAt":"2024-01-10T23:30:00Z"}"#),
      try article(#"{"body":"b","publishedAt":"2024-01-31T01:00:00+02:00"}"#),
      try article(#"{"body":"c"}"#), try article("nonsense"),
    ]
    let rebase = Rebase(articles, at: try #require(Timestamp(rfc3339: "2026-11-24T23:30:00Z")))
    let dates = articles.map { rebase.apply(to: $0).article?.publishedAt?.description }
    #expect(dates == ["2026-11-04T23:30:00Z", "2026-11-24T23:00:00Z", nil, nil])
    let morning = Rebase(articles, at: try #require(Timestamp(rfc3339: "2026-11-24T08:00:00Z")))
    #expect(morning.apply(to: articles[1]).article?.publishedAt?.description == "2026-11-24T08:00:00Z")
    #expect(morning.apply(to: articles[0]).article?.publishedAt?.description == "2026-11-04T23:30:00Z")
    #expect(rebase.apply(to: articles[3]).bytes == articles[3].bytes)
    #expect(articles.map(\.isUndated) == [false, false, true, false])
  }

  @Test("Reference data that was configured and is not there is not looked for elsewhere")
  func configuredReference() {
    let failure = #expect(throws: CommandFailure.self) {
      try ReferenceLocation(configured: "/nonexistent", executable: checkout + "/.build/debug/beacon")
    }
    #expect(failure?.status == .noInput)
    #expect(failure?.message.contains("/nonexistent") == true)
  }

  @Test("Reference data is found beside the installed program, then in the checkout that contains .build")
  func foundReference() throws {
    let folder = try TemporaryFolder()
    for name in ["Tables", "Languages", "RiskModel"] {
      try folder.write("clone/Shared/ReferenceData/\(name)/x", "")
      try folder.write("usr/share/beacon/\(name)/x", "")
    }
    let inCheckout = try ReferenceLocation(configured: nil, executable: "\(folder.path)/clone/.build/x/debug/beacon")
    #expect(inCheckout.path == "\(folder.path)/clone/Shared/ReferenceData")
    try folder.write("usr/bin/beacon", "")
    let installed = try ReferenceLocation(configured: nil, executable: "\(folder.path)/usr/bin/beacon")
    #expect(installed.path == "\(folder.path)/usr/bin/../share/beacon")
  }

  @Test("Without reference data anywhere the failure names all four places and ends with 66")
  func noReference() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: CommandFailure.self) {
      try ReferenceLocation(configured: nil, executable: "\(folder.path)/clone/.build/debug/beacon")
    }
    #expect(failure?.status == .noInput)
    for place in ["--reference", "BEACON_REFERENCE", "/../share/beacon", "/clone/Shared/ReferenceData"] {
      #expect(failure?.message.contains(place) == true, "\(place)")
    }
  }
}
