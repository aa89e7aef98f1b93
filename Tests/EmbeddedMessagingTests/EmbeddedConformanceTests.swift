import MessagingConformance
import Testing

@Suite struct EmbeddedConformanceTests {
  @Test("The embedded log conforms", arguments: ConformanceSuite.cases)
  func conforms(to sentence: ConformanceCase) {
    let outcome = sentence.run(on: EmbeddedLogUnderTest.transport)
    #expect(outcome.failure == nil)
    if case .notApplicable(let reason) = outcome { print("embedded log: \(sentence): not applicable: \(reason)") }
  }

  @Test("Nothing is lost or doubled by three hundred schedules of failures and deaths")
  func outlastsFaults() throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    let outcome = ConformanceSuite.simulation(seeds: first..<first + 300).run(on: EmbeddedLogUnderTest.transport)
    print("crash simulation, embedded log: seeds from \(first), \(outcome)")
    guard case .pass(let tally) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(tally.faults > 300)
  }
}
