import KafkaTestBroker
import MessagingConformance
import Testing

@Suite(
  "Kafka conformance", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaConformanceTests {
  @Test("Kafka conforms", arguments: ConformanceSuite.cases)
  func conforms(to sentence: ConformanceCase) throws {
    try sentence.check(KafkaLogUnderTest.transport)
  }

  @Test("Nothing is lost or doubled by schedules of failures and deaths")
  func outlastsFaults() throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    var struck = 0
    for seed in first..<first + 6 {
      var simulation = try CrashSimulation(seed: seed, on: KafkaLogUnderTest.transport)
      struck += try simulation.run()
    }
    print("crash simulation, Kafka: seeds from \(first), \(struck) faults")
  }
}
