import Models

extension RiskModelLoader {
  /// The categories of PLOVER.
  package static let ploverCategories: Set<String> = [
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
  ]

  func loadTypes(categories: Set<String>) throws(TableError) -> EventTypes {
    let table = try Table(
      path: "\(folder)/event-types.tsv",
      columns: [
        "type", "label", "ledger", "category", "severity", "half_life", "ended_by", "plover", "cameo", "cameo_fit",
        "family", "milestone", "warn_deaths",
      ])
    var types: [EventType] = []
    for row in table.rows {
      guard types.count < EventTypes.mostTypes else {
        throw row.error("type", expected: "at most \(EventTypes.mostTypes) types")
      }
      types.append(try eventType(row, categories: categories))
    }
    let loaded = EventTypes(types)
    guard loaded.all.count == Set(types.map(\.type)).count else {
      let row = firstRepeated(in: table.rows)
      throw row?.error("type", expected: "each type once")
        ?? TableError(file: table.file, line: 0, problem: "repeats a type")
    }
    for (row, type) in zip(table.rows, types) {
      guard type.endedBy.allSatisfy({ loaded[$0] != nil }) else {
        throw row.error("ended_by", expected: "types of this table")
      }
      if let other = types.first(where: { $0.family == type.family }),
        other.ledger != type.ledger || other.category != type.category || other.isState != type.isState
      {
        throw row.error(
          "family", expected: "the ledger, category and kind of half-life of \(other.type), which is of the same family"
        )
      }
    }
    return loaded
  }

  private func eventType(_ row: Table.Row, categories: Set<String>) throws(TableError) -> EventType {
    let ledger = try row.word("ledger", as: Ledger.self)
    let category = row.optional("category")
    guard (category == nil) == (ledger == .none), category.map(categories.contains) ?? true else {
      throw row.error("category", expected: ledger == .none ? "-" : "a code of categories.tsv")
    }
    let plover = row.optional("plover")
    guard plover.map(Self.ploverCategories.contains) ?? true else {
      throw row.error("plover", expected: Self.ploverCategories.sorted().joined(separator: ", "))
    }
    let cameo = row.optional("cameo")
    guard cameo.map({ $0.utf8.count == 2 && (1...20).contains(Int($0) ?? 0) }) ?? true else {
      throw row.error("cameo", expected: "a root code from 01 to 20")
    }
    let fit = try row.word("cameo_fit", as: EventType.CameoFit.self)
    guard (fit == .none) == (cameo == nil) else {
      throw row.error("cameo_fit", expected: "none exactly where cameo is -")
    }
    return EventType(
      type: try row.text("type"), label: try row.text("label"), ledger: ledger, category: category,
      severity: ledger == .none ? 0 : try row.number("severity", in: 0...1), duration: try duration(row, ledger),
      endedBy: try enders(row, ledger),
      plover: plover, cameo: cameo, cameoFit: fit, family: try row.text("family"), milestone: row.optional("milestone"),
      warnDeaths: row.optional("warn_deaths") == nil ? nil : try row.integer("warn_deaths", in: 1...1_000_000))
  }

  private func duration(_ row: Table.Row, _ ledger: Ledger) throws(TableError) -> EventType.Duration? {
    if ledger == .none {
      guard row.optional("half_life") == nil else { throw row.error("half_life", expected: "- for ledger none") }
      return nil
    }
    return row["half_life"] == "state" ? .state : .halfLife(try row.number("half_life", in: 0.1...3650))
  }

  private func enders(_ row: Table.Row, _ ledger: Ledger) throws(TableError) -> [String] {
    let enders = row.list("ended_by")
    guard !enders.isEmpty || row["half_life"] != "state" else {
      throw row.error("ended_by", expected: "at least one type for a state")
    }
    guard enders.isEmpty || ledger == .risk else { throw row.error("ended_by", expected: "- for what is no risk") }
    return enders
  }

  private func firstRepeated(in rows: [Table.Row]) -> Table.Row? {
    var seen: Set<String> = []
    return rows.first { !seen.insert($0["type"]).inserted }
  }
}
