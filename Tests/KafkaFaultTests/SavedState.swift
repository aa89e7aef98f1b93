import Foundation
import SQLite
import StateStore

/// What the file of a stage and one input partition holds, once the process that wrote it has ended.
struct SavedState {
  /// The offset of the next record; nil before the first.
  let position: Int64?
  let rows: [InMemoryStageState.Row]

  /// Nil where there is no file.
  init?(of stage: HostedStage, partition: Int, in folder: URL) throws {
    let path = folder.appending(path: "\(stage.stage.name)-\(partition).db").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let space = try StateSpace(stage: stage.stage.name, partition: partition, on: try Connection(path: path))
    position = try space.positions()[stage.input]
    var rows: [InMemoryStageState.Row] = []
    try SQLiteStageState(space).scan(prefix: []) { key, value in
      rows.append(.init(key: key, value: value))
      return true
    }
    self.rows = rows
  }
}
