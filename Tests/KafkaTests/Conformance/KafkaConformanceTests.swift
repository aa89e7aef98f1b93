import Foundation
import KafkaTestBroker
import MessagingConformance
import Testing

@Suite(
  "Kafka conformance", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaConformanceTests {
  /// Seeds of the simulation's schedules, two a case, so that they run side by side.
  private static let simulations: [ConformanceCase] = {
    let first = UInt64.random(in: 0...UInt64(UInt32.max))
    return stride(from: first, to: first + 32, by: 2).map { ConformanceSuite.simulation(seeds: $0..<$0 + 2) }
  }()

  @Test("Every transport conforms; the table of cases is printed")
  func everything() async throws {
    var report = ConformanceReport(columns: ["embedded", "mock", "Kafka"])
    _ = try SharedBroker.settings()
    let started = Date()
    let onKafka = (ConformanceSuite.cases + Self.simulations).map { sentence in
      Run(sentence.description) { sentence.run(on: KafkaLogUnderTest.transport) }
    }
    for (name, outcome) in await outcomes(onKafka) { report.record(outcome, of: name, on: "Kafka") }
    print("Kafka: the suite took \(Int(Date().timeIntervalSince(started))) s")
    let embedded = EmbeddedLogUnderTest.transport
    for sentence in ConformanceSuite.cases + [ConformanceSuite.simulation(seeds: 0..<30)] {
      report.record(sentence.run(on: embedded), of: sentence.description, on: "embedded")
      report.record(.notApplicable(MockCase.whyNoStages), of: sentence.description, on: "mock")
    }
    for (name, outcome) in await outcomes(MockCase.all.map { sentence in Run(sentence.description, sentence.run) }) {
      report.record(outcome, of: name, on: "mock")
      report.record(.notApplicable("it has no client and no brokers"), of: name, on: "embedded")
      report.record(.notApplicable("real brokers do not answer as they are told"), of: name, on: "Kafka")
    }
    print(report.markdown)
    for failure in ["embedded", "mock", "Kafka"].flatMap(report.failures(on:)) {
      Issue.record(Comment(rawValue: failure))
    }
  }

  /// Runs cases on threads of their own, several at a time: most of their time they wait for the broker.
  private func outcomes(_ runs: [Run]) async -> [(String, ConformanceOutcome)] {
    let work = WorkList(runs)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              while let (index, run) = work.next() { work.finish(index, run.body()) }
              continuation.resume()
            }
          }
        }
      }
    }
    return zip(runs, work.results).map { ($0.name, $1 ?? .failure("not run")) }
  }
}

/// A case on a transport.
private struct Run: Sendable {
  let name: String
  let body: @Sendable () -> ConformanceOutcome

  init(_ name: String, _ body: @escaping @Sendable () -> ConformanceOutcome) {
    self.name = name
    self.body = body
  }
}

private final class WorkList: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private let runs: [Run]
  private var taken = 0
  private var outcomes: [ConformanceOutcome?]

  init(_ runs: [Run]) {
    self.runs = runs
    outcomes = Array(repeating: nil, count: runs.count)
  }

  var results: [ConformanceOutcome?] { lock.withLock { outcomes } }

  func next() -> (Int, Run)? {
    lock.withLock {
      guard taken < runs.count else { return nil }
      defer { taken += 1 }
      return (taken, runs[taken])
    }
  }

  func finish(_ index: Int, _ outcome: ConformanceOutcome) { lock.withLock { outcomes[index] = outcome } }
}
