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
      ("feeds:\n  private: maybe\n", "feeds.private cannot be \"maybe\"", ":2:12"),
      ("alerts:\n  sender: \"a desk\"\n", "alerts.sender cannot be \"a desk\"", ":2:11"),
      ("alerts:\n  sender: \"a,b\"\n", "alerts.sender cannot be \"a,b\"", ":2:11"),
      ("alerts:\n  sender: \"a&b\"\n", "alerts.sender cannot be \"a&b\"", ":2:11"),
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

/// Where a command's records are.
@Suite struct LogLocationTests {
  @Test("A folder and a cluster on one command line are refused, whatever the command")
  func both() throws {
    for words in [
      ["publish", "-"], ["alerts"], ["assess"], ["explain", "country/PE"], ["projects", "list"],
      ["projects", "remove", "x"], ["silence", "list"], ["dead-letters", "list"], ["dead-letters", "replay", "0"],
    ] {
      let answer = try beacon(words + ["--data", "d", "--kafka", "127.0.0.1:1"], input: Array("{}".utf8))
      #expect(answer.code == .misuse, "\(words)")
      #expect(answer.errors.contains("--data and --kafka"))
    }
  }

  @Test("A folder on the command line counts before a cluster in the settings")
  func order() throws {
    let folder = try TemporaryFolder()
    let answer = try beacon(
      "publish", "--data", folder.path, "-", input: "{\"body\":\"a\"}\n",
      environment: ["BEACON_KAFKA_BOOTSTRAP": "127.0.0.1:1", "BEACON_KAFKA_SECURITY_PROTOCOL": "plaintext"])
    #expect(answer.code == .success)
    #expect(try folder.names(in: "inbox").count == 1)
  }

  @Test("Bad settings of the connection stop a command with 78, naming the key")
  func badSettings() throws {
    let answer = try beacon(
      "alerts", "--kafka", "127.0.0.1:1",
      environment: [
        "BEACON_KAFKA_SECURITY_PROTOCOL": "sasl_ssl", "BEACON_KAFKA_SASL_MECHANISM": "PLAIN",
        "BEACON_KAFKA_USERNAME": "u",
      ])
    #expect(answer.code == .configuration)
    #expect(answer.errors.contains("kafka.password"), "\(answer.errors)")
  }

  @Test(
    "A dead letter's number is partition:offset, and the partition 0 may be omitted",
    arguments: [
      ("3:17", "3:17"), ("7", "0:7"), ("0:0", "0:0"), ("", nil), (":", nil), ("1:", nil), (":1", nil), ("-1", nil),
      ("1:-1", nil), ("1:2:3", nil), ("a:1", nil), ("1:9223372036854775807", "1:9223372036854775807"),
      ("1:9223372036854775808", nil),
    ])
  func numbers(text: String, expected: String?) {
    #expect(RecordNumber(text)?.description == expected)
  }
}
