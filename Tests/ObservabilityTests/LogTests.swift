import Models
import Observability
import Synchronization
import Testing

@Suite struct LogTests {
  static let started = LogEvent("run_started", .info, "the run has started")
  static let slow = LogEvent("batch_slow", .warning, "a batch took long")

  private func lines(level: LogLevel, form: Log.Form, _ body: (Log) -> Void) -> String {
    let time = Timestamp(milliseconds: 1_732_970_096_007)
    let gathered = Gathered()
    body(Log(level: level, form: form, clock: { time }, sink: { gathered.add($0) }))
    return gathered.text
  }

  final class Gathered: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
  }

  @Test("An event is one line of JSON: time, level, event, then its fields in order")
  func json() {
    let text = lines(level: .info, form: .json) {
      $0.write(
        Self.started, .text("data", "a \"b\"\n"), .integer("records", 3), .number("seconds", 0.25))
    }
    #expect(
      text
        == "{\"time\":\"2024-11-30T12:34:56.007Z\",\"level\":\"info\",\"event\":\"run_started\",\"data\":\"a \\\"b\\\"\\n\",\"records\":3,\"seconds\":0.25}\n"
    )
  }

  @Test("For a person an event is its sentence and its fields")
  func human() {
    let text = lines(level: .info, form: .human) { $0.write(Self.slow, .integer("records", 3)) }
    #expect(text == "12:34:56 warning  a batch took long  records=3\n")
  }

  @Test("Events below the level are not written")
  func level() {
    #expect(lines(level: .warning, form: .json) { $0.write(Self.started) } == "")
    #expect(lines(level: .warning, form: .json) { $0.write(Self.slow) } != "")
  }
}
