/// The second level of each risk type: `RiskModel/second-levels.tsv`.
package struct SecondLevels: Sendable {
  private let names: [String: String]
  /// The second levels that some type has, in alphabetical order.
  package let all: [String]

  /// `directory` is the folder of the reference data. Every risk type has one of the second levels that its category
  /// lists.
  package init(directory: String, model: RiskModel) throws(TableError) {
    let table = try Table(path: "\(directory)/RiskModel/second-levels.tsv", columns: ["type", "second_level"])
    var names: [String: String] = [:]
    for row in table.rows {
      guard let type = model.types[try row.text("type")], type.ledger == .risk, names[type.type] == nil else {
        throw row.error("type", expected: "a type of risk, once")
      }
      let name = try row.text("second_level")
      let known = model.categories.first { $0.code == type.category }?.secondLevel ?? []
      guard known.contains(name) else {
        throw row.error("second_level", expected: known.joined(separator: ", "))
      }
      names[type.type] = name
    }
    for type in model.types.all where type.ledger == .risk && names[type.type] == nil {
      throw TableError(file: table.file, line: 0, problem: "lacks \(type.type)")
    }
    self.names = names
    all = Set(names.values).sorted()
  }

  /// The second level of a risk type; nil for a type that is not a risk.
  package subscript(type: String) -> String? { names[type] }
}
