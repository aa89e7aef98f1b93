import MessagingConformance
import Testing

@Suite struct EmbeddedConformanceTests {
  @Test("The embedded log conforms", arguments: ConformanceSuite.cases)
  func conforms(to sentence: ConformanceCase) throws {
    try sentence.check(EmbeddedLogUnderTest.transport)
  }

  @Test("Nothing is lost or doubled by three hundred schedules of failures and deaths")
  func outlastsFaults() throws {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    var struck = 0
    for seed in first..<first + 300 {
      var simulation = try CrashSimulation(seed: seed, on: EmbeddedLogUnderTest.transport)
      struck += try simulation.run()
    }
    print("crash simulation, embedded log: seeds from \(first), \(struck) faults")
    #expect(struck > 300)
  }
}
