import Foundation
import Testing

@testable import BeaconCommands

@Suite struct RunTests {
  static let clock = "2026-11-24T08:00:00Z"

  private func articles(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }

  private func article(_ id: String, _ body: String) -> String {
    #"{"id":"\#(id)","body":"\#(body)","publishedAt":"2026-11-24T06:00:00Z","source":{"name":"Gulf Wire"}}"#
  }

  private func run(_ data: String, _ more: String...) throws -> Answer {
    try beacon(
      ["run", "--data", data, "--until-idle", "--clock", Self.clock] + more, input: [],
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"])
  }

  @Test("A run says that a retraction matched no article, and that an article is dated ahead")
  func notices() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let lines = [
      article("a", "one"), #"{"id":"r","retracts":"nobody","source":{"name":"Gulf Wire"}}"#,
      #"{"id":"f","body":"two","publishedAt":"2026-12-24T06:00:00Z","source":{"name":"Gulf Wire"}}"#,
    ]
    _ = try beacon("publish", "--data", data, "-", input: articles(lines))
    let text = try run(data, "--text")
    #expect((text.output + text.errors).contains("1 retraction matched no known article"), "\(text.output)")
    #expect((text.output + text.errors).contains("1 article dated in the future"), "\(text.output)")
    let again = try beacon("publish", "--data", data, "-", input: lines[1].replacing("nobody", with: "no one") + "\n")
    #expect(again.code == .success)
    #expect(try run(data, "--json").output.contains(#""unmatchedRetractions":1"#))
  }

  @Test("publish and run count articles whose events are missed because of their language")
  func languages() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let day = #""publishedAt":"2026-11-24T06:00:00Z","source":{"name":"Gulf Wire"}"#
    let lines = [
      #"{"id":"sw","title":"Wafanyakazi wagoma katika Bandari ya Kilwa","body":"Wafanyakazi wamegoma leo wakidai malipo.","language":"sw",\#(day)}"#,
      #"{"id":"zh","title":"坦桑尼亚基卢瓦港工人罢工","body":"坦桑尼亚基卢瓦港工人24日举行罢工。","language":"en",\#(day)}"#,
      #"{"id":"en","title":"Port strike","body":"Workers at the port of Callao in Peru went on strike on Monday.","language":"en",\#(day)}"#,
    ]
    let published = try beacon("publish", "--data", data, "--text", "-", input: articles(lines))
    #expect(published.code == .success)
    #expect(
      published.errors.contains("warning: 1 article in a language whose events are not read (sw): only names"),
      "\(published.errors)")
    #expect(
      published.errors.contains("1 article in another language than stated, the first of them in zh instead of en"),
      "\(published.errors)")
    let text = try run(data, "--text").output
    #expect(text.contains("1 article in a language whose events are not read: only names"), "\(text)")
    #expect(text.contains("1 article in another language than stated: "), "\(text)")
    let again = lines[0].replacing(#""id":"sw""#, with: #""id":"sw-2""#)
    let json = try beacon("publish", "--data", data, "-", input: articles([again]))
    #expect(json.output.contains(#""languageUnread":1,"languageDoubted":0}"#), "\(json.output)")
    #expect(try run(data, "--json").output.contains(#""languageUnread":1,"languageDoubted":0}"#))
  }

  @Test("A run accounts for every article: published = accepted + duplicates + revisions + retractions + dead letters")
  func account() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let lines = [
      article("a", "one"), article("b", "two"), article("a", "one"), article("a", "one, changed"),
      #"{"id":"r","retracts":"b","source":{"name":"Gulf Wire"}}"#, "nonsense", #"{"body":"a\u0000b"}"#, "{}",
    ]
    _ = try beacon("publish", "--data", data, "-", input: articles(lines))
    let answer = try run(data, "--metrics", "\(folder.path)/metrics")
    #expect(answer.code == .success)
    let account =
      #"{"published":8,"accepted":2,"duplicates":1,"revisions":1,"retractions":1,"deadLetters":3}"#
    #expect(answer.output.hasPrefix(#"{"articles":\#(account),"alerts":[],"#))
    let metrics = try folder.read("metrics")
    for (outcome, count) in [("accepted", 2), ("duplicate", 1), ("revision", 1), ("retraction", 1)] {
      #expect(metrics.contains("beacon_articles_total{outcome=\"\(outcome)\"} \(count)\n"))
    }
    for code in ["form_unknown", "article_null_byte", "article_empty"] {
      #expect(metrics.contains("beacon_dead_letters_total{stage=\"ingestion-identify\",code=\"\(code)\"} 1\n"))
    }
    #expect(metrics.contains("beacon_records_in_total{stage=\"ingestion-identify\"} 8\n"))
  }

  @Test("A run without input ends at once and says so")
  func nothing() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon(
      ["run", "--data", "\(folder.path)/data", "--until-idle", "--clock", Self.clock], input: [],
      environment: ["BEACON_REFERENCE": checkout + "/Shared/ReferenceData"], onTerminal: true)
    #expect(answer.code == .success)
    #expect(answer.output.contains("Articles: 0 published = 0 accepted + 0 duplicates"))
    #expect(answer.output.contains("Alerts: none."))
  }

  @Test("Bad input becomes dead letters with stable codes and their original bytes, and replay hands them over again")
  func deadLetters() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    _ = try beacon("publish", "--data", data, "-", input: articles(["{\"body\": ", article("a", "one")]))
    #expect(try run(data).code == .success)
    let list = try beacon("dead-letters", "list", "--data", data)
    #expect(list.lines.count == 1)
    #expect(list.output.hasPrefix(#"{"number":"0:0","code":"json_syntax","message":"#))
    #expect(
      list.output.contains(#""stage":"ingestion-identify","topic":"beacon.articles.v1","partition":0,"offset":0"#))
    #expect(try beacon("dead-letters", "show", "0", "--data", data).output == "{\"body\": ")
    let shown = try beacon("dead-letters", "show", "0", "--data", data, onTerminal: true)
    #expect(shown.output.contains("code:     json_syntax"))
    #expect(try beacon("dead-letters", "show", "7", "--data", data).code == .dataError)
    #expect(try beacon("dead-letters", "replay", "0", "--data", data).code == .success)
    #expect(try run(data).output.hasPrefix(#"{"articles":{"published":1,"accepted":0,"#))
    #expect(try beacon("dead-letters", "list", "--data", data).lines.count == 2)
  }

  @Test("A retraction by the name of a source that has a domain is warned of, and its dead letter names both sources")
  func foreignRetraction() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let page = try folder.write(
      "page.json",
      #"{"url":"https://kilwadaily.example/h1","body":"one","source":{"name":"Kilwa Daily","domain":"kilwadaily.example"}}"#
    )
    #expect(try !beacon("publish", "--data", data, page).errors.contains("retraction"))
    let retraction = #"{"id":"r","retracts":"https://kilwadaily.example/h1","source":"Kilwa Daily"}"#
    let published = try beacon("publish", "--data", data, "-", input: retraction + "\n")
    #expect(published.code == .success)
    #expect(
      published.errors.contains("1 retraction with the name of a source and no domain: "), "\(published.errors)")
    _ = try run(data)
    let list = try beacon("dead-letters", "list", "--data", data, "--text").output
    let message =
      #"the retracted article is of "kilwadaily.example", the retraction of "Kilwa Daily"; expected the source as the "#
      + "article has it, by its domain if it has one: article "
    #expect(list.contains("retraction_foreign") && list.contains(message), "\(list)")
    let domain = retraction.replacing(#""Kilwa Daily""#, with: #"{"domain":"kilwadaily.example"}"#)
    let right = try beacon("publish", "--data", data, "-", input: domain + "\n")
    #expect(!right.errors.contains("no domain"), "\(right.errors)")
  }

  @Test("The register is what was added and not removed, as the last run knew it")
  func register() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let projects = ["b", "a"].map { #"{"id":"\#($0)","name":"\#($0)","countries":["NO"],"sector":"port"}"# }
    _ = try beacon("projects", "add", "--data", data, "-", input: articles(projects))
    _ = try run(data)
    #expect(try beacon("projects", "list", "--data", data).lines.count == 2)
    #expect(try beacon("projects", "list", "--data", data).output.hasPrefix(#"{"id":"a","#))
    _ = try beacon("projects", "remove", "--data", data, "a")
    _ = try run(data)
    #expect(try beacon("projects", "list", "--data", data).lines.count == 1)
    #expect(try beacon("projects", "list", "--data", data, onTerminal: true).lines.count == 2)
  }

  @Test("A silence has owner, reason and end, is listed after a run, and can be ended")
  func silences() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let words = ["silence", "add", "country/PE", "--data", data, "--clock", Self.clock, "--hours", "48"]
    #expect(try beacon(words, input: []).code == .misuse)
    let added = try beacon(words + ["--owner", "Ana", "--reason", "settled"], input: [])
    let id = added.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(added.errors == "Silenced country/PE until 2026-11-26T08:00:00Z, for the next run.\n")
    _ = try run(data)
    #expect(
      try beacon("silence", "list", "--data", data).output
        == #"{"id":"\#(id)","subject":"country/PE","owner":"Ana","reason":"settled","startsAt":"2026-11-24T08:00:00Z","endsAt":"2026-11-26T08:00:00Z"}"#
        + "\n")
    _ = try beacon("silence", "end", id, "--data", data, "--clock", "2026-11-24T20:00:00Z")
    _ = try run(data)
    #expect(try beacon("silence", "list", "--data", data).output.contains(#""endsAt":"2026-11-24T20:00:00Z""#))
    #expect(try beacon("silence", "end", "none", "--data", data).code == .dataError)
  }

  @Test("Silences that wait for the next run are counted by the list, and no longer once they are listed")
  func waitingSilences() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    _ = try run(data)
    func silence(_ country: String) throws -> Answer {
      try beacon("silence", "add", country, "--data", data, "--owner", "Ana", "--reason", "known")
    }
    #expect(try beacon("silence", "list", "--data", data, "--text").errors == "")
    #expect(try silence("country/PE").code == .success)
    let one = try beacon("silence", "list", "--data", data, "--text")
    #expect(one.output == "There are no silences.\n")
    #expect(one.errors == "Not listed, as it waits for the next run: 1 added or ended silence.\n")
    #expect(try silence("country/CL").code == .success)
    let two = try beacon("silence", "list", "--data", data, "--json")
    #expect(two.output == "")
    #expect(two.errors == "Not listed, as they wait for the next run: 2 added or ended silences.\n")
    _ = try run(data)
    let listed = try beacon("silence", "list", "--data", data)
    #expect(listed.lines.count == 2 && listed.errors == "", "\(listed.errors)")
  }

  @Test("A silence that can have no effect is refused, and one of an unknown subject has a warning")
  func uselessSilences() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let projects = ["true", "false"].map {
      #"{"id":"p-\#($0)","name":"P","countries":["NO"],"sector":"port","protected":\#($0)}"#
    }
    _ = try beacon("projects", "add", "--data", data, "-", input: articles(projects))
    _ = try run(data)
    func silence(_ subject: String) throws -> Answer {
      try beacon("silence", "add", subject, "--data", data, "--owner", "Ana", "--reason", "known")
    }
    #expect(try silence("portfolio/all").code == .misuse && silence("sector/port").code == .misuse)
    let unknown = try silence("country/XX")
    #expect(unknown.code == .dataError && unknown.output == "", "\(unknown.output)")
    #expect(unknown.errors.hasPrefix("beacon silence add: there is no country XX\n  expected: "), "\(unknown.errors)")
    let protected = try silence("project/p-true")
    #expect(protected.code == .dataError && protected.errors.contains("registered as protected"))
    #expect(try folder.names(in: "data/inbox") == [])
    #expect(try silence("project/p-false").errors.hasPrefix("Silenced project/p-false until "))
    for (subject, warning) in [
      ("project/nope", "there is no project nope"),
      ("counterparty/nobody", "no registered project has the counterparty nobody"),
    ] {
      let answer = try silence(subject)
      #expect(answer.code == .success && answer.errors.contains("warning: \(warning)"), "\(answer.errors)")
    }
  }

  @Test("A run without its reference data ends with 66, and makes no folder")
  func noReference() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon("run", "--data", "\(folder.path)/data", "--until-idle", "--reference", "/nonexistent")
    #expect(answer.code == .noInput)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/data"))
  }
}
