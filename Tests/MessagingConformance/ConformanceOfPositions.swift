import Messaging

extension ConformanceSuite {
  static let positions = [
    ConformanceCase("a restart continues where the last commit was") { transport in
      let log = try transport.makeLog(Ledger.topics)
      for part in 0..<5 {
        try log.append(mixed(30, seed: UInt64(part)))
        try settle(log, limit: BatchLimit(records: 4))
        try log.crash()
      }
      try settle(log)
    },
    ConformanceCase("a stage that has read all is idle") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append(mixed(10))
      let driver = try Driver([Ledger.stage()], on: log)
      try driver.runUntilIdle()
      for runner in driver.runners { try requireEqual(try runner.step(), .idle, "a step with nothing to do") }
    },
    ConformanceCase("two stages on one topic each read all of it") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append(mixed(60))
      let other = "ledger.table"
      let second = Ledger.stage(named: "other", to: other, tables: [])
      try Driver([Ledger.stage(tables: []), second], on: log, limit: BatchLimit(records: 7)).runUntilIdle()
      let expectations = try [Ledger.stage(tables: []), second].map { try Expectation(of: $0, over: log) }
      for expectation in expectations { try expectation.verify(log) }
    },
    ConformanceCase("state that was lost is caught up without writing anything twice") { transport in
      let log = try transport.makeLog(Ledger.topics)
      let stage = Ledger.stage()
      try log.append(mixed(80))
      try settle(log)
      try log.crash()
      try log.loseState(of: stage, partition: 0)
      try log.append(mixed(20, seed: 5))
      try settle(log, limit: BatchLimit(records: 30))
    },
  ]

  static let tables = [
    ConformanceCase("a table is read to its end before the first record") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append((0..<40).map { Ledger.record("key \($0)", "t") })
      try log.append((0..<1200).map { row("key \($0 % 40)", "row \($0)") })
      try settle(log)
      let told = try log.records(topic: Ledger.output).map { String(decoding: $0.value ?? [], as: UTF8.self) }
      try require(told.allSatisfy { $0.hasPrefix("a row 11") }, "outputs without the latest row: \(told)")
    },
    ConformanceCase("a table is followed, and its null values remove rows") { transport in
      let log = try transport.makeLog(Ledger.topics)
      let driver = try Driver([Ledger.stage()], on: log)
      var wanted: [String] = []
      for value in ["one", nil, "two", "refused"] {
        try log.append([row("k", value), Ledger.record("k", "t")])
        try driver.runUntilIdle()
        wanted.append("a \(value == "refused" ? "two" : value ?? "no row") at 0")
      }
      let told = try log.records(topic: Ledger.output).map { String(decoding: $0.value ?? [], as: UTF8.self) }
      try requireEqual(told, wanted, "outputs")
    },
    ConformanceCase("after a failure the new processor has the whole table") { transport in
      let log = try transport.makeLog(Ledger.topics)
      try log.append([row("k", "one"), Ledger.record("k", "t")])
      var commits = 0
      let driver = try Driver([Ledger.stage()], on: log) { base in
        FaultyTransport(base) { point in
          guard point == .beforeCommit else { return nil }
          commits += 1
          return commits == 1 ? .failure : nil
        }
      }
      try driver.runUntilIdle(pauses: 1)
      let told = try log.records(topic: Ledger.output).map { String(decoding: $0.value ?? [], as: UTF8.self) }
      try requireEqual(told, ["a one at 0"], "outputs")
    },
  ]

  private static func row(_ key: String, _ value: String?) -> OutgoingRecord {
    var row = Ledger.record(key, value)
    row.topic = Ledger.table
    return row
  }
}
