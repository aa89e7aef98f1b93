import Foundation
import KafkaMessaging
import Testing

@Suite("Pitfalls of configuration")
struct ConfigurationPitfalls {
  @Test("SCRAM is refused by name on a librdkafka that cannot do it")
  func scram() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.credentials = .init(mechanism: .scramSHA512, username: "u", password: "p")
    guard KafkaVersion.isBefore(2, 6, 1) else { return }
    let failure = #expect(throws: KafkaError.self) { try settings.check() }
    #expect(failure?.message.contains("2.6.1") == true)
  }

  @Test("A setting that librdkafka does not take is an error each time, and nothing of the attempt stays")
  func refusedSetting() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.overrides = ["no.such.setting": "1"]
    try failing(4000) { () throws(KafkaError) in
      _ = try KafkaConsumer(settings)
    } with: {
      $0.message.contains("no.such.setting")
    }
  }

  @Test("Settings that librdkafka refuses together are an error each time, and nothing of the attempt stays")
  func refusedClient() throws {
    var settings = KafkaSettings(bootstrapServers: "127.0.0.1:1")
    settings.overrides = ["acks": "1"]
    try failing(4000) { () throws(KafkaError) in
      _ = try KafkaProducer(settings)
    } with: {
      $0.kind == .fatal && $0.message.contains("acks")
    }
  }

  private func failing(
    _ times: Int, _ attempt: () throws(KafkaError) -> Void, with isExpected: (KafkaError) -> Bool
  ) throws {
    let before = try resources()
    for _ in 0..<times {
      do {
        try attempt()
        Issue.record("it was taken")
        return
      } catch {
        guard isExpected(error) else {
          Issue.record("\(error)")
          return
        }
      }
    }
    // Other tests open and close hundreds of descriptors meanwhile; one thing left by each attempt would be 4,000.
    let after = try resources()
    #expect(after.descriptors < before.descriptors + times * 9 / 10)
    #expect(after.threads < before.threads + times * 9 / 10)
  }

  private func resources() throws -> (descriptors: Int, threads: Int) {
    let files = FileManager.default
    return (
      try files.contentsOfDirectory(atPath: "/proc/self/fd").count,
      try files.contentsOfDirectory(atPath: "/proc/self/task").count
    )
  }
}
