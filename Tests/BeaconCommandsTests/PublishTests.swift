import Foundation
import Testing

@testable import BeaconCommands

@Suite struct PublishTests {
  private func inbox(_ folder: TemporaryFolder) throws -> [String] {
    try folder.names(in: "data/inbox").flatMap { try folder.read("data/inbox/\($0)").split(separator: "\n") }
      .map(String.init)
  }

  @Test("A folder's files are published in order of their names, each in its own form")
  func folder() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/b.jsonl", "{\"body\":\"two\"}\n\n{\"body\":\"three\"}\n")
    try folder.write("in/a.json", "[{\"body\": \"one\"}]")
    try folder.write("in/c/d.txt", "four \"quoted\"")
    try folder.write("in/e.html", "<p>five</p>")
    try folder.write("in/notes.md", "not an article")
    try folder.write("in/.hidden/x.txt", "hidden")
    let answer = try beacon("publish", "--data", "\(folder.path)/data", "\(folder.path)/in")
    #expect(answer.code == .success)
    #expect(
      try inbox(folder) == [
        "{\"body\": \"one\"}", "{\"body\":\"two\"}", "{\"body\":\"three\"}", "{\"body\":\"four \\\"quoted\\\"\"}",
        "{\"body\":\"five\"}",
      ])
    #expect(answer.lines.count == 1)
    #expect(answer.output.hasPrefix("{\"articles\":5,\"undated\":5,\"invalid\":0,"))
    #expect(answer.errors.contains("5 articles without publishedAt"))
  }

  @Test("The files that a folder has besides articles are counted, and the first is named; hidden ones are not")
  func passedOver() throws {
    let folder = try TemporaryFolder()
    let command = ["publish", "--data", "\(folder.path)/data", "\(folder.path)/in"]
    for name in ["in/a.json", "in/c/d.json"] { try folder.write(name, "{\"body\":\"one\"}") }
    let whole = try beacon(command, input: [])
    #expect(whole.output.contains("\"passedOver\":0,") && !whole.errors.contains("passed over"), "\(whole.errors)")
    for name in ["in/n.md", "in/b/x.pdf", "in/.hidden/y.pdf", "in/.z.pdf"] { try folder.write(name, "text") }
    let answer = try beacon(command, input: [])
    #expect(answer.code == .success && answer.output.contains("\"passedOver\":2,"), "\(answer.output)")
    #expect(
      answer.errors.contains("2 files passed over, the first of them \(folder.path)/in/b/x.pdf: in a folder, only"),
      "\(answer.errors)")
  }

  @Test("Standard input is read as JSON lines, and what is no article goes to the pipeline unchanged")
  func standardInput() throws {
    let folder = try TemporaryFolder()
    let input = "{\"body\":\"a\",\"publishedAt\":\"2026-01-01T00:00:00Z\"}\n{\"body\":\nNaN\n"
    let answer = try beacon("publish", "--data", "\(folder.path)/data", "-", input: input)
    #expect(answer.output.hasPrefix("{\"articles\":3,\"undated\":0,\"invalid\":2,"))
    #expect(answer.code == .partial)
    #expect(answer.errors.contains("2 inputs cannot be read as an article"))
    #expect(
      answer.errors.hasSuffix(
        "\n  They become dead letters in the next run: `beacon dead-letters list` shows them.\n"), "\(answer.errors)")
    #expect(try inbox(folder).dropFirst() == ["{\"body\":", "NaN"])
  }

  @Test("A single input that becomes a dead letter is named in the singular, alone or among others")
  func oneDeadLetter() throws {
    let folder = try TemporaryFolder()
    let one = try beacon("publish", "--data", "\(folder.path)/data", "-", input: "NaN\n")
    #expect(
      one.errors.hasSuffix(
        "\n  It becomes a dead letter in the next run: `beacon dead-letters list` shows it.\n"), "\(one.errors)")
    let register = try folder.write("projects.csv", "id,name,countries,sector\nx,Port of X,PE,port\n")
    let several = try beacon("publish", "--data", "\(folder.path)/data", register, "-", input: "NaN\n")
    #expect(several.errors.contains("2 inputs cannot be read as an article"))
    #expect(several.errors.contains("\n  1 of them becomes a dead letter in the next run: "), "\(several.errors)")
  }

  @Test("Objects in several lines on standard input are read as what they are, one after the other")
  func prettyPrinted() throws {
    let folder = try TemporaryFolder()
    let object = "{\n  \"title\": \"Port shut\",\n  \"body\": \"a {b}\"\n}"
    let answer = try beacon(
      "publish", "--data", "\(folder.path)/data", "-", input: object + "\n" + object.replacing("shut", with: "open"))
    #expect(answer.output.hasPrefix("{\"articles\":2,\"undated\":2,\"invalid\":0,"), "\(answer.output)")
    let envelope = "{\n \"articles\": [\n {\"title\": \"One\"},\n {\"title\": \"Two\"}\n]}"
    #expect(
      try beacon("publish", "--data", "\(folder.path)/data", "-", input: envelope).output.hasPrefix("{\"articles\":2,"))
  }

  @Test("--rebase takes the present from --clock, and dates nothing after it")
  func rebase() throws {
    let folder = try TemporaryFolder()
    let input = "{\"body\":\"a\",\"publishedAt\":\"2025-03-01T10:00:00Z\"}\n"
    let answer = try beacon(
      "publish", "--data", "\(folder.path)/data", "--rebase", "--clock", "2026-11-24T08:00:00Z", "-", input: input)
    #expect(answer.code == .success)
    #expect(try inbox(folder) == ["{\"body\":\"a\",\"publishedAt\":\"2026-11-24T08:00:00Z\"}"])
  }

  @Test("Registers are refused with the command that reads them, and an inbox is no folder of articles")
  func registers() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/projects.csv", "id,name,countries,sector\nx,Port of X,PE,port\n")
    try folder.write("in/projects.jsonl", #"{"id":"x","name":"Port of X","countries":["PE"],"sector":"port"}"# + "\n")
    try folder.write("in/sources.json", #"{"id":"s","domain":"s.example","name":"S","grade":"B"}"#)
    try folder.write("in/party.json", #"{"id":"x","list":"L","measure":"sanction","name":"Rask Civil"}"#)
    try folder.write("in/news.csv", "title,body,sector\nPort shut,by storm,port\n")
    try folder.write("in/data/inbox/00000000000000000002-beacon.articles.v1.jsonl", "{\"body\":\"published before\"}\n")
    let answer = try beacon("publish", "--data", "\(folder.path)/data", "\(folder.path)/in")
    #expect(answer.code == .partial)
    #expect(try inbox(folder) == ["{\"title\":\"Port shut\",\"body\":\"by storm\"}"])
    for name in ["projects.csv", "line 1 of", "sources.json", "party.json"] { #expect(answer.errors.contains(name)) }
    #expect(answer.errors.contains("this looks like a register of projects: use `beacon projects add`"))
    #expect(answer.errors.contains("this looks like a register of sources: use `beacon sources add`"))
    #expect(answer.errors.contains("this looks like a register of lists: use `beacon lists add`"))
    #expect(!answer.errors.contains("dead letter"))
  }

  @Test(
    "What is no article is named, with what to do about it, by publish and in the dead letter",
    arguments: [
      ("note.md", "just text", "found plain text; expected "), ("a.pdf", "%PDF-1.4 x", "found a PDF, whose text has"),
      ("a.docx", "PK\u{3}\u{4}x", "found a ZIP archive, as .docx"), ("a.xml", "garbage", "found plain text; expected "),
      ("a.bin", "\u{1}\u{2}xyz", "found binary data; expected "),
    ])
  func unknownForms(name: String, text: String, found: String) throws {
    let folder = try TemporaryFolder()
    let answer = try beacon("publish", "--data", "\(folder.path)/data", try folder.write(name, text))
    #expect(answer.code == .partial)
    #expect(answer.errors.contains("\(name): \(found)") && answer.errors.contains("(form_unknown)"), "\(answer.errors)")
    #expect(answer.errors.contains("plain text in a file whose name ends in .txt"))
    _ = try beacon("run", "--until-idle", "--data", "\(folder.path)/data")
    let letters = try beacon("dead-letters", "list", "--json", "--data", "\(folder.path)/data").output
    #expect(letters.contains(#""code":"form_unknown""#) && letters.contains(found), "\(letters)")
  }

  @Test("Text on standard input is called plain text, with the name that a file of it needs")
  func textOnStandardInput() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon("publish", "--data", "\(folder.path)/data", "-", input: "just text\n")
    #expect(answer.errors.contains("line 1 of standard input: found plain text; expected "), "\(answer.errors)")
    #expect(answer.errors.contains("in a file whose name ends in .txt (form_unknown)"))
  }

  @Test("A file that is named .gz and is no gzip is reported so, unless it can be read as it is")
  func falseGzip() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon(
      "publish", "--data", "\(folder.path)/data", try folder.write("a.json.gz", "xx\n"),
      try folder.write("b.json.gz", "{\"body\":\"open\"}"))
    #expect(answer.code == .partial)
    #expect(
      answer.errors.contains(
        "a.json.gz: the name ends in .gz and the content is not gzip; expected gzip data: compress "),
      "\(answer.errors)")
    #expect(answer.errors.contains("(gzip_invalid)") && !answer.errors.contains("dead letter"))
    #expect(try inbox(folder) == ["{\"body\":\"open\"}"])
  }

  @Test(
    "A file with no text is reported, and no dead letter is announced",
    arguments: [("", "an empty input"), (" \n", "only white space")])
  func noText(text: String, found: String) throws {
    let folder = try TemporaryFolder()
    let answer = try beacon("publish", "--data", "\(folder.path)/data", try folder.write("a.xml", text))
    #expect(answer.code == .partial)
    #expect(answer.errors.contains("a.xml: found \(found); expected "), "\(answer.errors)")
    #expect(answer.output.contains("\"articles\":0,") && !answer.errors.contains("dead letter"), "\(answer.errors)")
    #expect((try? inbox(folder)) ?? [] == [])
  }

  @Test("Two calls make two files, in order")
  func sequence() throws {
    let folder = try TemporaryFolder()
    for body in ["first", "second"] {
      _ = try beacon("publish", "--data", "\(folder.path)/data", "-", input: "{\"body\":\"\(body)\"}\n")
    }
    #expect(try folder.names(in: "data/inbox").count == 2)
    #expect(try inbox(folder) == ["{\"body\":\"first\"}", "{\"body\":\"second\"}"])
  }

  @Test(
    "What cannot be published is refused with its status, and leaves nothing in the inbox",
    arguments: [
      (["/nonexistent/a.json"], 66), (["EMPTY"], 66), (["EMPTY.jsonl"], 65), ([], 64),
    ])
  func refusal(names: [String], status: Int) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: "\(folder.path)/EMPTY", withIntermediateDirectories: true)
    try folder.write("EMPTY.jsonl", "\n")
    let files = names.map { $0.hasPrefix("/") ? $0 : "\(folder.path)/\($0)" }
    let answer = try beacon(["publish", "--data", "\(folder.path)/data"] + files, input: [])
    #expect(answer.code.rawValue == Int32(status))
    #expect(answer.errors.hasPrefix("beacon"))
    #expect((try? inbox(folder)) ?? [] == [])
  }
}
