import Messaging

extension StageState {
  /// All rows of the state, in order of the keys' bytes.
  package func allRows() throws -> [InMemoryStageState.Row] {
    var rows: [InMemoryStageState.Row] = []
    try scan(prefix: []) { key, value in
      rows.append(InMemoryStageState.Row(key: key, value: value))
      return true
    }
    return rows
  }
}
