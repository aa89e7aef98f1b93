import Foundation
import KafkaMessaging
import KafkaTestBroker
import PipelineContracts
import ServiceProcesses
import TestSupport
import Testing

/// The services as processes over a real broker, struck while articles flow.
///
/// The scale is small for every change; for a sitting: `BEACON_FAULT_ARTICLES=10000 BEACON_FAULT_KILLS=10
/// BEACON_EXECUTABLES=.build/release swift test --filter KafkaFaultTests`.
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

  @Test(
    "Services frozen past their session timeout, and a broker killed twice, continue by themselves: static and dynamic members",
    arguments: [true, false])
  func standing(isStatic: Bool) throws {
    let frozen = ["beacon-scoring", "beacon-ingestion"].map { Fault.freeze(.init(service: $0)) }
    try run(
      "standing still, \(isStatic ? "static" : "dynamic") members", [.killBroker(0)] + frozen + [.killBroker(0)],
      on: { try RunningPipeline(isStatic: isStatic) })
  }

  @Test("Of a cluster of three one broker after the other is killed, and everything continues by itself")
  func brokers() throws {
    try run("three brokers", (0..<3).map { .killBroker($0) }, on: { try RunningPipeline(isReplicated: true) })
  }

  @Test(
    "Connections that are cut in the middle of frames, silent, or without the broker's answers lose and double nothing")
  func connections() throws {
    let faults: [Fault] = [
      .disturb(.cut, 0.1), .disturb(.answersHeld, 20), .disturb(.cut, 8), .disturb(.silent, 12), .disturb(.cut, 0.1),
    ]
    try run("disturbed connections", faults, on: { try RunningPipeline(isProxied: true) })
  }

  @Test(
    "Members of scoring that come and go every two seconds lose and double nothing",
    .enabled(if: FaultScale.isWhole, "only deploy/test --faults runs it"))
  func storm() throws {
    let other = RunningPipeline.Member(service: "beacon-scoring", instance: "2")
    let rounds = max(4, Self.scale.kills)
    try run("rebalance storm", (0..<rounds).flatMap { _ in [Fault.join([other]), .leave([other])] }, window: 2000)
  }

  @Test("Whatever a publisher writes becomes an article or a dead letter, and nothing stops")
  func hostile() throws {
    var stream = try ArticleStream(count: 120, seed: Self.scale.seed)
    stream.mix(in: HostileArticles.entries)
    try run("hostile articles", [], stream: stream)
  }

  @Test(
    "A full disk under the broker's log, and one under scoring's state, lose and double nothing once there is room",
    .enabled(if: FaultScale.isWhole, "only deploy/test --faults runs it"),
    .enabled(if: SmallDisk.isPossible, Comment(rawValue: SmallDisk.skipReason)))
  func fullDisks() throws {
    let scoring = RunningPipeline.Member(service: "beacon-scoring")
    let setUp = { try RunningPipeline(logMegabytes: 400, stateDisks: [scoring]) }
    try run("full disks", [.fillState(scoring, 8), .fillLog, .fillState(scoring, 3)], on: setUp) { pipeline in
      #expect(pipeline.log(of: scoring).contains("disk is full"), "the log names the reason")
    }
  }

  @Test(
    "Services whose clocks jump by a day, there and back, lose and double nothing",
    .enabled(if: FaultScale.isWhole, "only deploy/test --faults runs it"),
    .enabled(if: FakeClock.isPossible, Comment(rawValue: FakeClock.skipReason)))
  func clocks() throws {
    // Scoring appends its clock to the log where a partition was quiet for a minute.
    let day = 86_400
    let faults: [Fault] = [.jump(day, pause: 70), .jump(0, pause: 10), .jump(-day, pause: 70), .jump(0, pause: 5)]
    try run("clocks that jump", faults, on: { try RunningPipeline(hasClock: true) })
  }

  /// `BEACON_LIBRDKAFKA`: a folder with another librdkafka.so.1, such as the one of PyPI's confluent-kafka.
  private static let libraryFolder = ProcessInfo.processInfo.environment["BEACON_LIBRDKAFKA"]

  @Test(
    "The services continue after kills on another librdkafka too",
    .enabled(if: FaultScale.isWhole, "only deploy/test --faults runs it"),
    .enabled(if: libraryFolder != nil, "BEACON_LIBRDKAFKA names no folder with another librdkafka.so.1: skipped"))
  func otherLibrary() throws {
    let library = try #require(Self.libraryFolder)
    let faults: [Fault] = [
      .kill(.init(service: "beacon-scoring")), .killBroker(0), .freeze(.init(service: "beacon-ingestion")),
    ]
    let setUp = { try RunningPipeline(environment: ["LD_LIBRARY_PATH": library]) }
    try run("another librdkafka", faults, on: setUp) { pipeline in
      for member in pipeline.members {
        let log = pipeline.log(of: member)
        #expect(log.contains("\"librdkafka\":") && !log.contains("\"librdkafka\":\"\(KafkaVersion.text)\""))
      }
    }
  }

  @Test("Of two processes with one instance name one ends and names the reason, and the other works on")
  func twins() throws {
    let pipeline = try RunningPipeline()
    let member = RunningPipeline.Member(service: "beacon-scoring")
    let (twin, log) = try pipeline.startTwin(of: member)
    defer { twin.kill() }
    let end = Date(timeIntervalSinceNow: 120)
    while pipeline.isRunning(member), twin.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.2) }
    try #require(pipeline.isRunning(member) != twin.isRunning, "exactly one has ended")
    let words = twin.isRunning ? pipeline.log(of: member) : try String(contentsOf: log, encoding: .utf8)
    let status = twin.isRunning ? pipeline.status(of: member) : twin.waitUntilExit()
    #expect(
      words.contains("another process probably uses the instance name 1"),
      "status \(status.map(String.init) ?? "unknown"), \(words.suffix(2000))")
    let stream = try ArticleStream(count: 60, seed: Self.scale.seed)
    try Kcat.publish(stream.entries[...], to: TopicCatalogue.articles.name, broker: pipeline.settings.bootstrapServers)
    try pipeline.waitUntilQuiet(minutes: 5)
  }

  /// - Parameters:
  ///   - stream: nil for one of the scale's size.
  ///   - window: the latest moment of a fault after the publication of its portion, in milliseconds.
  ///   - setUp: makes the pipeline.
  ///   - inspect: looks at the services before they are asked to stop.
  private func run(
    _ name: String, _ faults: [Fault], stream: ArticleStream? = nil, window: Int = 1200,
    on setUp: () throws -> RunningPipeline = { try RunningPipeline() }, inspect: (RunningPipeline) -> Void = { _ in }
  ) throws {
    print("faults over Kafka, \(name): seed \(Self.scale.seed), published with \(publisher)")
    let began = Date()
    let stream = try stream ?? ArticleStream(count: Self.scale.articles, seed: Self.scale.seed)
    let pipeline = try setUp()
    var schedule = FaultSchedule(faults, seed: Self.scale.seed, window: window)
    let struck = try schedule.run(stream, through: pipeline) { member, status, start in
      #expect(status == 0, "\(member) was asked to stop")
      let unsent = try pipeline.unsent(of: member, since: start)
      #expect(unsent == [], "\(member) ended; its log ends with \(pipeline.log(of: member).suffix(4000))")
    }
    let quiet = Date()
    do {
      try pipeline.waitUntilQuiet(minutes: 10 + Double(stream.entries.count) / 300)
    } catch {
      if let folder = FaultScale.dumpFolder { try? pipeline.copyFiles(to: folder) }
      throw error
    }
    let secondsToQuiet = Date().timeIntervalSince(quiet)
    inspect(pipeline)
    for (member, status) in pipeline.stop(pipeline.members) { #expect(status == 0, "\(member) was asked to stop") }
    let killsBroker = faults.contains { if case .killBroker = $0 { true } else { false } }
    let mayLackEnds = killsBroker && pipeline.brokers.count == 1
    let evidence = try RunEvidence(of: pipeline, secondsToQuiet: secondsToQuiet, mayLackEnds: mayLackEnds)
    let verdict = try Verdict(on: evidence, of: stream)
    let recovery = Recovery(struck, evidence.history)
    print(
      """
      faults over Kafka, \(name): 1 cycle, \(verdict.records) records (\(verdict.summary)), \(struck.count) faults \
      (\(recovery.amidWork) amid work), \(verdict.violations.count) violations, recovery \(recovery.summary), \
      lag zero \(Int(secondsToQuiet)) s after the last, \
      at most \(Int(pipeline.peakMegabytes)) MB and \(pipeline.peakDescriptors) descriptors a process, \
      \(Int(Date().timeIntervalSince(began))) s
      """)
    for violation in verdict.violations.prefix(20) { Issue.record("\(violation) (seed \(Self.scale.seed))") }
    if !verdict.violations.isEmpty {
      print(pipeline.logTails)
      if let folder = FaultScale.dumpFolder {
        try evidence.dump(to: folder)
        try pipeline.copyFiles(to: folder)
      }
    }
    let count = verdict.violations.count
    #expect(count == 0, "violations, with seed \(Self.scale.seed)")
  }

  private var publisher: String {
    Kcat.program.map { $0.lastPathComponent } ?? "the test's own producer: kcat is not installed"
  }
}
