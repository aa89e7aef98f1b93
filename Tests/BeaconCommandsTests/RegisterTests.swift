import Testing

@testable import BeaconCommands

@Suite struct RegisterTests {
  private static let project = #"{"id":"rask-dam","name":"Rask Dam","countries":["NO"],"sector":"hydropower"}"#

  private static let party = #"{"id":"x","list":"L","measure":"sanction","name":"Rask Civil"}"#

  @Test("Projects are added with their id as key, from one record, an array or lines, and removed by id")
  func addAndRemove() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    let file = try folder.write("projects.json", "[\(Self.project)]")
    #expect(try beacon("projects", "add", "--data", data, file).code == .success)
    #expect(try beacon("projects", "add", "--data", data, "-", input: Self.project).code == .success)
    #expect(try beacon("projects", "remove", "--data", data, "rask-dam").code == .success)
    let names = try folder.names(in: "data/inbox")
    #expect(names.allSatisfy { $0.hasSuffix("-beacon.projects.v1.jsonl") })
    let lines = try names.map { try folder.read("data/inbox/\($0)") }
    #expect(lines[0].hasPrefix(#"{"key":"rask-dam","value":{"id":"rask-dam","name":"Rask Dam""#))
    #expect(lines[0] == lines[1])
    #expect(lines[2] == "{\"key\":\"rask-dam\",\"value\":null}\n")
  }

  @Test(
    "A register file with one wrong record is refused as a whole, naming the record",
    arguments: [
      (#"{"id":"x","name":"X","countries":["NO"]}"#, "missing_field"),
      (#"{"id":"x","name":1,"countries":["NO"],"sector":"port"}"#, "wrong_type"),
      (#"{"id":"x""#, "json_syntax"),
    ])
  func badRecord(record: String, code: String) throws {
    let folder = try TemporaryFolder()
    let answer = try beacon(
      "projects", "add", "--data", "\(folder.path)/data", "-", input: Self.project + "\n" + record + "\n")
    #expect(answer.code == .dataError)
    #expect(answer.errors.contains("record 2 of standard input"))
    #expect(answer.errors.contains(code))
    #expect((try? folder.names(in: "data/inbox")) ?? [] == [])
  }

  @Test(
    "A file of another register is refused with the command that reads it, whatever its form",
    arguments: [
      ("sources", "projects.csv", sheet + "yes\n", "projects"), ("lists", "projects.csv", sheet + "yes\n", "projects"),
      ("sources", "projects.jsonl", project, "projects"), ("lists", "projects.jsonl", project, "projects"),
      ("projects", "s.jsonl", #"{"id":"s","domain":"s.example","name":"S","grade":"B"}"#, "sources"),
      ("projects", "p.jsonl", party, "lists"), ("sources", "p.json", "[\(party)]", "lists"),
    ])
  func otherRegister(register: String, name: String, text: String, meant: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(name, text)
    let answer = try beacon(register, "add", "--data", "\(folder.path)/data", file)
    #expect(answer.code == .dataError)
    let message = "beacon \(register) add: \(file) is a register of \(meant)\n"
    #expect(answer.errors.hasPrefix(message), "\(answer.errors)")
    #expect(answer.errors.contains("\n  what to do: use `beacon \(meant) add \(file)`\n"), "\(answer.errors)")
    #expect((try? folder.names(in: "data/inbox")) ?? [] == [])
  }

  @Test("A spreadsheet or text that is given to a register in JSON is called so")
  func notJSON() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon(
      "sources", "add", "--data", folder.path, "-", input: "id,domain,name,grade\ns,s.example,S,B\n")
    #expect(answer.code == .dataError)
    #expect(answer.errors.contains("standard input looks like a spreadsheet or plain text and is no JSON\n"))
    #expect(answer.errors.contains("\n  expected: one source, an array, or one source a line, by "), "\(answer.errors)")
    #expect(answer.errors.contains("\n  what to do: "))
  }

  @Test("A project of an unknown sector is kept, with a warning that names the sectors")
  func unknownSector() throws {
    let folder = try TemporaryFolder()
    let project = #"{"id":"x","name":"X","countries":["NO"],"sector":"ice rink"}"#
    let answer = try beacon("projects", "add", "--data", "\(folder.path)/data", "-", input: project)
    #expect(answer.code == .success)
    #expect(answer.errors.contains("x has the unknown sector \"ice rink\""))
    #expect(answer.errors.contains("with it; known sectors: ") && answer.errors.contains("hydropower"))
    let mine = try beacon(
      "projects", "add", "--data", "\(folder.path)/mine", "-",
      input: #"{"id":"y","name":"Y","countries":["NO"],"sector":"mining"}"#)
    #expect(mine.errors.contains("with it; did you mean mine? known sectors: "))
    #expect(try folder.names(in: "data/inbox").count == 1)
  }

  @Test("An expected milestone that no news can reach is kept, with a warning that names the types")
  func unknownMilestone() throws {
    let folder = try TemporaryFolder()
    let milestones = "OPENED expected 2026-10;COMMISSIONED 2027;BUILT actual 2024"
    let sheet = "id,name,countries,sector,milestones\nx,X,NO,port,\(milestones)\n"
    let answer = try beacon("projects", "add", "--data", folder.path, "-", input: sheet)
    #expect(answer.code == .success)
    #expect(answer.errors.contains("warning: x expects the milestone OPENED, "), "\(answer.errors)")
    #expect(answer.errors.contains("recognised types: AGREEMENT_SIGNED, COMMISSIONED, "))
    #expect(!answer.errors.contains("milestone COMMISSIONED") && !answer.errors.contains("BUILT"))
  }

  @Test("A project or a source in a country that there is not is kept, with a warning")
  func unknownCountry() throws {
    let data = try TemporaryFolder()
    let project = #"{"id":"x","name":"X","countries":["NO","XX"],"sector":"port"}"#
    let source = #"{"id":"s","domain":"s.example","name":"S","grade":"B","country":"XX"}"#
    for (register, record, id) in [("projects", project, "x"), ("sources", source, "s")] {
      let answer = try beacon(register, "add", "--data", data.path, "-", input: record)
      #expect(answer.code == .success)
      #expect(
        answer.errors.contains("warning: \(id) has the country \"XX\", which is no code of ISO 3166-1\n"),
        "\(answer.errors)")
      #expect(!answer.errors.contains("\"NO\""))
    }
  }

  @Test("A source is kept with its bare host, in whatever form its domain is written")
  func domains() throws {
    let folder = try TemporaryFolder()
    let sources = ["https://d.example/", "www.e.example", "F.Example:8080", "g.example"].enumerated()
      .map { #"{"id":"s\#($0)","domain":"\#($1)","name":"S\#($0)","grade":"B"}"# }.joined(separator: "\n")
    let answer = try beacon("sources", "add", "--data", folder.path, "-", input: sources)
    #expect(answer.errors == "Added 4 sources for the next run.\n")
    let lines = try folder.names(in: "inbox").map { try folder.read("inbox/\($0)") }.joined()
    for host in ["d.example", "e.example", "f.example", "g.example"] {
      #expect(lines.contains("\"domain\":\"\(host)\""), "\(lines)")
    }
  }

  @Test("Two sources of one domain are kept, with a warning that says which of them counts")
  func sharedDomain() throws {
    let folder = try TemporaryFolder()
    let source = { (id: String, domain: String) in
      #"{"id":"\#(id)","domain":"\#(domain)","name":"\#(id)","grade":"B"}"#
    }
    let both = source("b", "www.d.example") + "\n" + source("a", "d.example")
    let answer = try beacon("sources", "add", "--data", folder.path, "-", input: both)
    let warning = { (ids: String) in
      "warning: \(ids) have the same domain d.example: its articles count as those of a\n"
    }
    #expect(answer.errors == warning("a, b") + "Added 2 sources for the next run.\n")
    #expect(try beacon("run", "--until-idle", "--data", folder.path).code == .success)
    let third = try beacon("sources", "add", "--data", folder.path, "-", input: source("c", "d.example"))
    #expect(third.errors.contains(warning("a, b, c")), "\(third.errors)")
    let again = try beacon("sources", "add", "--data", folder.path, "-", input: source("x", "x.example"))
    #expect(!again.errors.contains("same domain"))
    let spellings = source("y", "bücher.example") + "\n" + source("z", "xn--bcher-kva.example")
    let international = try beacon("sources", "add", "--data", folder.path, "-", input: spellings)
    #expect(international.errors.contains("y, z have the same domain xn--bcher-kva.example"), "\(international.errors)")
  }

  @Test("A field that records of the register do not have is named in a warning")
  func unknownField() throws {
    let folder = try TemporaryFolder()
    let projects = #"""
      {"id":"x","name":"X","countries":["NO"],"sector":"port","tier":1,"sites":[{"name":"q","lat":1,"lon":2,"radiusKm":3,"km":1}]}
      {"id":"y","name":"Y","countries":["NO"],"sector":"port","tier":2}
      """#
    let answer = try beacon("projects", "add", "--data", folder.path, "-", input: projects)
    #expect(answer.code == .success)
    #expect(answer.errors.contains(#"warning: the field "tier" of 2 projects is not read"#), "\(answer.errors)")
    #expect(answer.errors.contains(#"the field "sites.km" of 1 project is not read"#))
    #expect(!answer.errors.contains(#""name""#))
  }

  private static let sheet = "id,name,countries,sector,protected\nrask-dam,Rask Dam,NO,hydropower,"

  @Test(
    "A spreadsheet is known by its name in any case, or because it does not begin like JSON",
    arguments: ["projects.csv", "PROJECTS.CSV", "projects.txt", "-"])
  func sheets(name: String) throws {
    let folder = try TemporaryFolder()
    let file = name == "-" ? "-" : try folder.write(name, Self.sheet + "yes\n")
    let answer = try beacon(
      "projects", "add", "--data", "\(folder.path)/data", file, input: "\u{FEFF}" + Self.sheet + "yes\n")
    #expect(answer.code == .success && answer.errors == "Added 1 project for the next run.\n", "\(answer.errors)")
  }

  @Test("The template can be added as it is printed")
  func template() throws {
    let folder = try TemporaryFolder()
    let template = try beacon("projects", "template").output
    #expect(try beacon("projects", "add", "--data", folder.path, "-", input: template).code == .success)
  }

  @Test("A row that is left out is reported with its line, and the status is 2")
  func leftOut() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("projects.csv", Self.sheet + "yes\nb,B,NO,port,y\nc,C,XX,port,no\n")
    let answer = try beacon("projects", "add", "--data", "\(folder.path)/data", file)
    #expect(answer.code == .partial)
    #expect(
      answer.errors == """
        \(file), line 3, protected: "y" is not understood; expected yes or no
        \(file), line 4, countries: "XX" is no country; expected a code of ISO 3166-1 such as PE
        Added 1 project for the next run; 2 rows left out.

        """)
  }

  @Test("After a run only an entry that the register or the inbox has can be removed")
  func removeUnknown() throws {
    let folder = try TemporaryFolder()
    let data = ["--data", folder.path]
    let project = Array(Self.project.utf8)
    #expect(try beacon(["projects", "add", "-"] + data, input: project).code == .success)
    let run = ["run", "--until-idle", "--clock", "2026-11-26T08:00:00Z"]
    #expect(try beacon(run + data, input: []).code == .success)
    for (register, noun) in [("projects", "project"), ("sources", "source"), ("lists", "listed party")] {
      let answer = try beacon([register, "remove", "nope"] + data, input: [])
      #expect(answer.code == .dataError)
      #expect(
        answer.errors == """
          beacon \(register) remove: there is no \(noun) nope
            expected: an id that `beacon \(register) list` prints

          """)
    }
    #expect(try beacon(["projects", "remove", "rask-dam", "nope"] + data, input: []).code == .dataError)
    #expect(try folder.names(in: "inbox") == [])
    #expect(try beacon(["projects", "remove", "rask-dam"] + data, input: []).code == .success)
    let other = Array(Self.project.replacing("rask-dam", with: "new-dam").utf8)
    #expect(try beacon(["projects", "add", "-"] + data, input: other).code == .success)
    #expect(try beacon(["projects", "remove", "new-dam"] + data, input: []).code == .success)
  }

  @Test(
    "Every command that changes a register accepts --clock",
    arguments: ["projects", "sources", "lists"])
  func clock(register: String) throws {
    let folder = try TemporaryFolder()
    let words = ["--clock", "2026-11-26T08:00:00Z", "--data", folder.path]
    let csv = "name,list,measure\nX,L,sanction\n"
    let source = #"{"id":"s","domain":"s.example","name":"S","grade":"B"}"#
    let input = ["projects": Self.project, "sources": source, "lists": csv][register] ?? ""
    let added = try beacon([register, "add", "-"] + words, input: Array(input.utf8))
    #expect(added.code == .success, "\(added.errors)")
    #expect(try beacon([register, "remove", "x"] + words, input: []).code == .success)
  }

  @Test("An invalid row of a register stops no command; its list names it in a warning")
  func invalidRow() throws {
    let folder = try TemporaryFolder()
    let data = "\(folder.path)/data"
    #expect(try beacon("projects", "add", "--data", data, "-", input: Self.project).code == .success)
    for (number, register) in ["projects", "sources", "silences", "parties"].enumerated() {
      let name = String(repeating: "0", count: 17) + "90\(number)-beacon.\(register).v1.jsonl"
      try folder.write("data/inbox/\(name)", "{\"key\":\"junk\",\"value\":{\"id\":1}}\n")
    }
    let clock = "2026-11-26T08:00:00Z"
    #expect(try beacon("run", "--data", data, "--until-idle", "--clock", clock).code == .success)
    for (command, register) in [
      ("projects", "projects"), ("sources", "sources"), ("silence", "silences"), ("lists", "parties"),
    ] {
      let answer = try beacon(command, "list", "--data", data)
      #expect(answer.code == .success)
      #expect(answer.errors.contains("warning: record 0:"), "\(command): \(answer.errors)")
      #expect(answer.errors.contains("of beacon.\(register).v1 cannot be read"), "\(command): \(answer.errors)")
    }
    #expect(try beacon("projects", "list", "--data", data).lines.count == 1)
    for words in [["alerts", "--language", "zh"], ["alerts", "--suppressed"], ["export", "scores"]] {
      #expect(try beacon(words + ["--data", data], input: []).code == .success, "\(words)")
    }
  }

  @Test("Reading a folder without a log says how to make one, and ends with 66")
  func noLog() throws {
    let folder = try TemporaryFolder()
    for words in [["projects", "list"], ["dead-letters", "list"], ["sources", "list"]] {
      let answer = try beacon(words + ["--data", folder.path], input: [])
      #expect(answer.code == .noInput)
      #expect(answer.errors.contains("beacon run"))
    }
  }

  @Test("Before its first run, a folder's register lists what waits for the run, and other readings end with 66")
  func notYetRun() throws {
    let folder = try TemporaryFolder()
    _ = try beacon("projects", "add", "--data", folder.path, "-", input: Self.project)
    let listed = try beacon("projects", "list", "--text", "--data", folder.path)
    #expect(listed.code == .success && listed.output.contains("sector"), "\(listed.output)")
    #expect(listed.errors == "Nothing has been run yet: 1 project in the inbox for the next run.\n")
    let answer = try beacon("assess", "--data", folder.path)
    #expect(answer.code == .noInput)
    #expect(
      answer.errors == """
        beacon assess: Nothing has been run in \(folder.path) yet: what was added or published waits in its inbox. \
        Run “beacon run --data \(folder.path) --until-idle” first.

        """)
  }
}
