import Messaging
import Models
import TestSupport

/// One thing that every transport must do. The name is a sentence that states the requirement.
package struct ConformanceCase: Sendable, CustomStringConvertible {
  package let description: String
  private let check: @Sendable (TransportUnderTest) throws -> ConformanceTally

  init(_ description: String, check: @escaping @Sendable (TransportUnderTest) throws -> Void) {
    self.init(counting: description) { transport in
      try check(transport)
      return ConformanceTally()
    }
  }

  init(counting description: String, check: @escaping @Sendable (TransportUnderTest) throws -> ConformanceTally) {
    self.description = description
    self.check = check
  }

  package func run(on transport: TransportUnderTest) -> ConformanceOutcome {
    do {
      return .pass(try check(transport))
    } catch let exception as NotApplicable {
      return .notApplicable(exception.reason)
    } catch {
      return .failure("\(error)")
    }
  }
}

/// The suite. A transport's tests run every case on it.
package enum ConformanceSuite {
  package static let cases = folding + delivery + failures + positions + tables

  /// Schedules of faults drawn from so many seeds; those of several such cases are counted together.
  package static func simulation(seeds: Range<UInt64>) -> ConformanceCase {
    ConformanceCase(counting: "no seeded schedule of failures and deaths loses or doubles anything") { transport in
      var tally = ConformanceTally()
      for seed in seeds {
        var simulation = try CrashSimulation(seed: seed, on: transport)
        tally.add(ConformanceTally(schedules: 1, faults: try simulation.run()))
      }
      return tally
    }
  }

  /// Runs the ledger's stage over records in one go and checks everything.
  static func settle(
    _ log: any LogUnderTest, _ stage: Stage = Ledger.stage(), limit: BatchLimit = BatchLimit()
  ) throws {
    try Driver([stage], on: log, limit: limit).runUntilIdle()
    let expectation = try Expectation(of: stage, over: log)
    try expectation.verify(log)
    try Expectation.verifyMarkers([expectation], log)
  }

  static func mixed(_ count: Int, seed: UInt64 = 1) -> [OutgoingRecord] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let value = ["a", "a", "a", "b", "s", "t", nil].randomElement(using: &random) ?? nil
      return Ledger.record("key \(Int.random(in: 0..<7, using: &random))", value, at: Int64(number % 13) * 100)
    }
  }
}

extension ConformanceSuite {
  package static let folding = [
    ConformanceCase("records of a key are processed and written in order") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append(mixed(300))
      try settle(log)
    },
    ConformanceCase("how records fall into batches changes nothing") { transport in
      for records in [1, 2, 3, 7, 64, 500] {
        let log = try transport.makeLog(Ledger.topics)
        try log.append(mixed(150, seed: 9))
        try settle(log, limit: BatchLimit(records: records, bytes: records == 7 ? 30 : 4 << 20))
      }
    },
    ConformanceCase("a batch contains no more records than its limit, and a record larger than the limit is one alone")
    {
      transport in
      let log = try transport.makeLog(Ledger.topics)
      let large = String(repeating: "t", count: 100)
      try log.append(["t", "t", large, "t"].map { Ledger.record("k", $0) })
      let stage = Ledger.stage()
      var sizes: [Int] = []
      for partition in 0..<log.partitions {
        let reader = try log.transport(for: stage, partition: partition)
        _ = try reader.assign()
        while case let batch = try reader.poll(BatchLimit(records: 2, bytes: 50)), !batch.isEmpty {
          sizes.append(batch.count)
        }
      }
      try requireEqual(sizes, [2, 1, 1], "records in batches")
    },
    ConformanceCase("the partition's time is the running maximum, and outlasts a restart") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append([Ledger.record("k", "a", at: 500), Ledger.record("k", "a", at: 100)])
      try settle(log)
      try log.crash()
      try log.append([Ledger.record("k", "a", at: 200)])
      try settle(log)
      let last = try log.records(topic: Ledger.output).last
      try requireEqual(last?.value.map { String(decoding: $0, as: UTF8.self) }, "a 3 and 3 at 500", "last output")
    },
    ConformanceCase("empty keys, null keys, null values, empty values and many headers arrive as they were sent") {
      transport in
      let log = try transport.makeLog(Ledger.topics)
      var sent = [Ledger.record("", "a"), Ledger.record("k", nil), Ledger.record("k", "")]
      sent.append(
        OutgoingRecord(topic: Ledger.input, key: nil, value: [0, 255, 10], time: Timestamp(milliseconds: -5)))
      sent.append(Ledger.record("k", "t"))
      sent[4].headers = (0..<10_000).map { Header("header \($0 % 3)", bytes: [UInt8](repeating: 7, count: $0 % 300)) }
      try log.append(sent)
      let stage = Ledger.stage()
      var found: [OutgoingRecord] = []
      for partition in 0..<log.partitions {
        let reader = try log.transport(for: stage, partition: partition)
        _ = try reader.assign()
        found += try reader.poll(BatchLimit()).map {
          OutgoingRecord(topic: $0.topic, key: $0.key, value: $0.value, headers: $0.headers, time: $0.time)
        }
      }
      try requireEqual(Set(found), Set(sent), "records")
      try settle(log)
    },
  ]

  package static let delivery = [
    ConformanceCase("a record for every partition is once in each") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append((0..<25).map { _ in Ledger.record("k", "a") })
      try settle(log)
      try requireEqual(try log.records(topic: Ledger.markers).count, 5 * log.partitions, "markers")
    },
    ConformanceCase("a bad record becomes a dead letter with its bytes, keeps nothing else, and the stream continues") {
      transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append([Ledger.record("k", "a"), Ledger.record("k", "bad"), Ledger.record("k", "a")])
      try settle(log)
      let dead = try log.records(topic: Ledger.dead)
      try requireEqual(dead.map(\.value), [Array("bad".utf8)], "dead letters")
      try requireEqual(dead.map { $0.header("code") }, ["invalid_value"], "codes")
      try requireEqual(try log.records(topic: Ledger.output).count, 2, "outputs")
    },
    ConformanceCase("a bad record that is the first of all does not hold up the next") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append([Ledger.record("k", "bad"), Ledger.record("k", "a")])
      try settle(log, limit: BatchLimit(records: 1))
    },
    ConformanceCase("a batch of bad records alone is passed") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append((0..<20).map { Ledger.record("k", "bad \($0)") })
      try settle(log, limit: BatchLimit(records: 6))
    },
  ]
}
