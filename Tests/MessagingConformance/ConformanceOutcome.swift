/// What a case came to on one transport.
package enum ConformanceOutcome: Hashable, Sendable {
  case pass(ConformanceTally)
  case failure(String)
  case notApplicable(String)

  package var failure: String? {
    if case .failure(let message) = self { message } else { nil }
  }
}

/// How much a case tried that draws its faults.
package struct ConformanceTally: Hashable, Sendable {
  package private(set) var schedules: Int
  package private(set) var faults: Int

  package init(schedules: Int = 0, faults: Int = 0) {
    self.schedules = schedules
    self.faults = faults
  }

  mutating func add(_ other: ConformanceTally) {
    schedules += other.schedules
    faults += other.faults
  }
}

/// Thrown by a case that has no meaning on a transport.
package struct NotApplicable: Error {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

/// A table of outcomes: a row for each case, a column for each transport.
package struct ConformanceReport: Sendable {
  private let columns: [String]
  private var rows: [String] = []
  private var cells: [Cell: ConformanceOutcome] = [:]

  private struct Cell: Hashable {
    var row: String
    var column: String
  }

  package init(columns: [String]) {
    self.columns = columns
  }

  /// Outcomes of cases of one name are counted together; a failure among them stays.
  package mutating func record(_ outcome: ConformanceOutcome, of name: String, on column: String) {
    if !rows.contains(name) { rows.append(name) }
    let cell = Cell(row: name, column: column)
    switch (cells[cell], outcome) {
    case (.failure, _): break
    case (.pass(var sum), .pass(let more)):
      sum.add(more)
      cells[cell] = .pass(sum)
    default: cells[cell] = outcome
    }
  }

  /// The failures of a column, each with its case.
  package func failures(on column: String) -> [String] {
    rows.compactMap { row in cells[Cell(row: row, column: column)]?.failure.map { "\(column): \(row): \($0)" } }
  }

  package var markdown: String {
    var lines = [line(["case"] + columns), line(Array(repeating: "---", count: columns.count + 1))]
    for row in rows {
      lines.append(line([row] + columns.map { text(cells[Cell(row: row, column: $0)]) }))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ texts: [String]) -> String { "| " + texts.joined(separator: " | ") + " |" }

  private func text(_ outcome: ConformanceOutcome?) -> String {
    switch outcome {
    case .pass(let tally) where tally.schedules > 0: "pass (\(tally.schedules) schedules, \(tally.faults) faults)"
    case .pass: "pass"
    case .failure: "FAIL"
    case .notApplicable(let reason): "not applicable: \(reason)"
    case nil: "not run"
    }
  }
}
