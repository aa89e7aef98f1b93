import Foundation
import SQLite
import ServiceProcesses
import StateStore
import TestSupport

/// The content of the file of a stage and one input partition, once the process that wrote it has ended.
struct SavedState: Sendable {
  /// The offset of the next record; nil before the first.
  var position: Int64?
  var rows: [InMemoryStageState.Row]

  init(position: Int64?, rows: [InMemoryStageState.Row]) {
    self.position = position
    self.rows = rows
  }

  /// Nil without a file.
  init?(of stage: PipelineStage, partition: Int, in folder: URL) throws {
    let path = folder.appending(path: "\(stage.name)-\(partition).db").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let space = try StateSpace(stage: stage.name, partition: partition, on: try Connection(path: path))
    position = try space.position(in: stage.input)
    rows = try SQLiteStageState(space).allRows()
  }
}

extension RunningPipeline {
  /// Whether all that a process that has ended had folded was sent: none of its files is ahead of its group. One that
  /// was still catching up is behind.
  func hasSentAll(_ member: Member) throws -> Bool {
    for stage in PipelineStage.all where stage.service == member.service {
      let places = try log.places(of: stage.input)
      let committed = try committedOffsets(of: stage, places, patience: 60_000)
      for place in places {
        let state = try SavedState(of: stage, partition: place.partition, in: stateFolder(member))
        if state?.position ?? 0 > committed[place] ?? 0 { return false }
      }
    }
    return true
  }
}
