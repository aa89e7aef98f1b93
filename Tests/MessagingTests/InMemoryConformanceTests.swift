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

  @Test("Nothing is lost or doubled by five thousand schedules of failures and deaths", arguments: transports)
  func outlastsFaults(transport: TransportUnderTest) throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    let outcome = ConformanceSuite.simulation(seeds: first..<first + 2500).run(on: transport)
    print("crash simulation, \(transport): seeds from \(first), \(outcome)")
    guard case .pass(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.faults > 2500)
  }

  @Test(
    "The simulation finds each planted bug within five hundred schedules", arguments: InMemoryLog.PlantedBug.allCases)
  func findsBugs(bug: InMemoryLog.PlantedBug) {
    let broken = TransportUnderTest("in memory, \(bug)") { topics in
      let log = InMemoryLog(topics: topics, partitions: 2)
      log.plantedBug = bug
      return log
    }
    let outcome = ConformanceSuite.simulation(seeds: 0..<500).run(on: broken)
    guard case .failure(let reason) = outcome else {
      Issue.record("\(bug) was not found: \(outcome)")
      return
    }
    print("crash simulation, \(bug): found by \(reason.prefix(120))")
  }
}
