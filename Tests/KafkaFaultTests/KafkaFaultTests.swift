import Foundation
import KafkaTestBroker
import ServiceProcesses
import TestSupport
import Testing

/// The four services as processes over a real broker, struck while articles flow.
///
/// The scale is small for every change; for a sitting:
/// `BEACON_FAULT_ARTICLES=10000 BEACON_FAULT_KILLS=10 BEACON_EXECUTABLES=.build/release swift test --filter KafkaFaultTests`.
@Suite(
  "Faults over Kafka", .serialized,
  .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaFaultTests {
  private static let scale = FaultScale.current

  @Test("kill -9 of each service while articles flow, with its state deleted too, loses nothing and doubles nothing")
  func kills() throws {
    let members = RunningService.names.map { RunningPipeline.Member(service: $0) }
    var faults = members.flatMap { member in
      Array(repeating: Fault.kill(member), count: Self.scale.kills) + [.killWithoutState(member), .drain(member)]
    }
    var random = SeededGenerator(seed: Self.scale.seed)
    faults.shuffle(using: &random)
    try run("kills", faults)
  }

  @Test("Scoring goes from one instance to three and back while articles flow, and one of the three is killed")
  func instances() throws {
    let others = ["2", "3"].map { RunningPipeline.Member(service: "beacon-scoring", instance: $0) }
    let rounds = max(1, Self.scale.kills / 3)
    let round: [Fault] = [.join(others), .kill(others[0]), .leave(others)]
    try run("instances", Array(repeating: round, count: rounds).flatMap { $0 })
  }

  private func run(_ name: String, _ faults: [Fault]) throws {
    print("faults over Kafka, \(name): seed \(Self.scale.seed), published with \(publisher)")
    let began = Date()
    let stream = try ArticleStream(count: Self.scale.articles, seed: Self.scale.seed)
    let pipeline = try RunningPipeline()
    var schedule = FaultSchedule(faults, seed: Self.scale.seed)
    let struck = try schedule.run(stream, through: pipeline) { member, status in
      #expect(status == 0, "\(member) was asked to stop")
      let hasSentAll = try pipeline.hasSentAll(member)
      #expect(hasSentAll, "\(member) ended with a batch folded and not sent")
    }
    try pipeline.waitUntilQuiet(minutes: 5 + Double(stream.entries.count) / 500)
    for (member, status) in pipeline.stop(pipeline.members) { #expect(status == 0, "\(member) was asked to stop") }
    let verdict = try Verdict(on: pipeline, of: stream)
    let recovery = Recovery(struck, verdict.history)
    print(
      """
      faults over Kafka, \(name): 1 cycle, \(verdict.records) records (\(verdict.summary)), \(struck.count) faults \
      (\(recovery.amidWork) amid work), \(verdict.violations.count) violations, recovery \(recovery.summary), \
      at most \(Int(pipeline.peakMegabytes)) MB and \(pipeline.peakDescriptors) descriptors a process, \
      \(Int(Date().timeIntervalSince(began))) s
      """)
    for violation in verdict.violations.prefix(20) { Issue.record("\(violation) (seed \(Self.scale.seed))") }
    if !verdict.violations.isEmpty { print(pipeline.logTails) }
    let count = verdict.violations.count
    #expect(count == 0, "violations, with seed \(Self.scale.seed)")
  }

  private var publisher: String {
    Kcat.program.map { $0.lastPathComponent } ?? "the test's own producer: kcat is not installed"
  }
}
