import MessagingConformance
import Testing

@Suite struct InMemoryConformanceTests {
  static let transports = [1, 3].map { partitions in
    TransportUnderTest("in memory, \(partitions) partitions") { InMemoryLog(topics: $0, partitions: partitions) }
  }

  @Test("A transport whose state and log are two stores conforms", arguments: ConformanceSuite.cases, transports)
  func conforms(to sentence: ConformanceCase, transport: TransportUnderTest) throws {
    try sentence.check(transport)
  }

  @Test("Nothing is lost or doubled by two thousand schedules of failures and deaths", arguments: transports)
  func outlastsFaults(transport: TransportUnderTest) throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    var struck = 0
    for seed in first..<first + 1000 {
      var simulation = try CrashSimulation(seed: seed, on: transport)
      struck += try simulation.run()
    }
    print("crash simulation, \(transport): seeds from \(first), \(struck) faults")
    #expect(struck > 1000)
  }
}
