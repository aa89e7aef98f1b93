import MessagingConformance
import Testing

@Suite struct InMemoryConformanceTests {
  static let transports = [1, 3].map { partitions in
    TransportUnderTest("in memory, \(partitions) partitions") { InMemoryLog(topics: $0, partitions: partitions) }
  }

  @Test("A transport whose state and log are two stores conforms", arguments: ConformanceSuite.cases, transports)
  func conforms(to sentence: ConformanceCase, transport: TransportUnderTest) {
    #expect(sentence.run(on: transport) == .pass(ConformanceTally()))
  }

  @Test("Nothing is lost or doubled by two thousand schedules of failures and deaths", arguments: transports)
  func outlastsFaults(transport: TransportUnderTest) throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    let outcome = ConformanceSuite.simulation(seeds: first..<first + 1000).run(on: transport)
    print("crash simulation, \(transport): seeds from \(first), \(outcome)")
    guard case .pass(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.faults > 1000)
  }
}
