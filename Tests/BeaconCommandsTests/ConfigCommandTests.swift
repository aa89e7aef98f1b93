import Testing

@testable import BeaconCommands

@Suite struct ConfigCommandTests {
  @Test("The settings in effect are printed with where each comes from")
  func origins() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("beacon.yaml", "extract:\n  workers: 3\ndata: elsewhere\n")
    let answer = try beacon(
      "config", "--data", "here", "--config", file, environment: ["BEACON_LOG_LEVEL": "debug"])
    #expect(answer.code == .success)
    #expect(answer.lines.contains { $0.hasPrefix(#"{"key":"data","value":"here","from":"--data""#) })
    #expect(answer.lines.contains { $0.hasPrefix(#"{"key":"log.level","value":"debug","from":"BEACON_LOG_LEVEL""#) })
    #expect(answer.lines.contains { $0.hasPrefix(#"{"key":"extract.workers","value":"3","from":"\#(file):2:12""#) })
    #expect(answer.lines.contains { $0.hasPrefix(#"{"key":"run.batch-records","value":"500","from":"default""#) })
  }

  @Test("On a terminal they are a table")
  func table() throws {
    let answer = try beacon("config", onTerminal: true)
    #expect(answer.lines.first?.hasPrefix("setting") == true)
    #expect(answer.lines.count == BeaconConfiguration.keys.count + 1)
  }

  @Test(
    "A bad configuration stops any command with 78, naming the key and its place",
    arguments: [
      ("extract:\n  workers: 0\n", "extract.workers cannot be \"0\"", ":2:12"),
      ("extrakt:\n  workers: 1\n", "there is no setting extrakt.workers", ":2:3"),
      ("data: a\ndata: b\n", "data is set twice", ":2:1"),
    ])
  func badFile(text: String, message: String, place: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("beacon.yaml", text)
    for words in [["config"], ["projects", "list"]] {
      let answer = try beacon(words, input: [], environment: ["BEACON_CONFIG": file])
      #expect(answer.code == .configuration)
      #expect(answer.errors.contains(message))
      #expect(answer.errors.contains(place))
    }
  }

  @Test("A configuration file that is not there ends with 66")
  func noFile() throws {
    #expect(try beacon("config", "--config", "/nonexistent.yaml").code == .noInput)
  }
}
