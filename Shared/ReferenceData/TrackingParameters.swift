/// The query parameters of web addresses that do not identify the page.
package struct TrackingParameters: Sendable {
  private let names: Set<String>
  private let prefixes: [String]

  private enum Match: String, CaseIterable {
    case exact, prefix
  }

  /// Reads `tracking-parameters.tsv`.
  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["match", "name", "used_by"]))
  }

  package init(table: Table) throws(TableError) {
    var names: Set<String> = []
    var prefixes: [String] = []
    for row in table.rows {
      let name = try row.text("name")
      guard name == name.lowercased() else { throw row.error("name", expected: "a name in lower case") }
      switch try row.word("match", as: Match.self) {
      case .exact:
        guard names.insert(name).inserted else { throw row.error("name", expected: "a name that no earlier row has") }
      case .prefix: prefixes.append(name)
      }
    }
    self.names = names
    self.prefixes = prefixes
  }

  /// Whether the parameter of this name does not identify the page; case is ignored.
  package func contains(_ name: some StringProtocol) -> Bool {
    let name = name.lowercased()
    return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }
}
