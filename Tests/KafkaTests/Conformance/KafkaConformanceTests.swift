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
    var report = ConformanceReport(columns: ["embedded", "Kafka"])
    _ = try SharedBroker.settings()
    let started = Date()
    for (name, outcome) in await outcomes(ConformanceSuite.cases + Self.simulations, on: KafkaLogUnderTest.transport) {
      report.record(outcome, of: name, on: "Kafka")
    }
    print("Kafka: the suite took \(Int(Date().timeIntervalSince(started))) s")
    let embedded = EmbeddedLogUnderTest.transport
    for sentence in ConformanceSuite.cases + [ConformanceSuite.simulation(seeds: 0..<30)] {
      report.record(sentence.run(on: embedded), of: sentence.description, on: "embedded")
    }
    print(report.markdown)
    for failure in report.failures(on: "Kafka") + report.failures(on: "embedded") {
      Issue.record(Comment(rawValue: failure))
    }
  }

  /// Runs cases on threads of their own, several at a time: most of their time they wait for the broker.
  private func outcomes(
    _ cases: [ConformanceCase], on transport: TransportUnderTest
  ) async -> [(String, ConformanceOutcome)] {
    let work = WorkList(cases)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          await withCheckedContinuation { continuation in
            Thread.detachNewThread {
              while let (index, sentence) = work.next() { work.finish(index, sentence.run(on: transport)) }
              continuation.resume()
            }
          }
        }
      }
    }
    return zip(cases, work.results).map { ($0.description, $1 ?? .failure("not run")) }
  }
}

private final class WorkList: @unchecked Sendable {
  // `@unchecked Sendable`: behind a lock.
  private let lock = NSLock()
  private let cases: [ConformanceCase]
  private var taken = 0
  private var outcomes: [ConformanceOutcome?]

  init(_ cases: [ConformanceCase]) {
    self.cases = cases
    outcomes = Array(repeating: nil, count: cases.count)
  }

  var results: [ConformanceOutcome?] { lock.withLock { outcomes } }

  func next() -> (Int, ConformanceCase)? {
    lock.withLock {
      guard taken < cases.count else { return nil }
      defer { taken += 1 }
      return (taken, cases[taken])
    }
  }

  func finish(_ index: Int, _ outcome: ConformanceOutcome) { lock.withLock { outcomes[index] = outcome } }
}
