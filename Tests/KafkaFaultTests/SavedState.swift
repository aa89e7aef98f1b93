import Foundation
import KafkaMessaging
import Messaging
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

  /// Nil without a file, and for one whose process was killed before it had created the tables.
  init?(of stage: PipelineStage, partition: Int, in folder: URL) throws {
    let path = folder.appending(path: "\(stage.name)-\(partition).db").path
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let connection = try Connection(path: path)
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('state_space', 'state_position')"
    guard try connection.integer(tables) == 2 else { return nil }
    let space = try StateSpace(stage: stage.name, partition: partition, on: connection)
    position = try space.position(in: stage.input)
    rows = try SQLiteStageState(space).allRows()
  }
}

extension RunningPipeline {
  /// A stage and a partition of its input.
  struct Place: Hashable {
    var stage: String
    var partition: TopicPartition
  }

  /// What there was of a member when its process was started.
  struct Start {
    /// How far its files were: the offset of the next record of each place.
    var positions: [Place: Int64] = [:]
    /// The size of its log in bytes.
    var logSize = 0
  }

  /// What there is of a member whose process is not running.
  func startingPoint(of member: Member) throws -> Start {
    Start(positions: try savedPositions(of: member), logSize: log(of: member).utf8.count)
  }

  /// What a process that has ended had folded and not sent, though none of its transactions failed: the places where
  /// its file is ahead of its group. A process that was still catching up is behind its group.
  ///
  /// - Parameter start: what a predecessor folded before it was killed is sent once the process has joined its group,
  ///   which it may not have done before it was asked to stop.
  func unsent(of member: Member, since start: Start) throws -> [String] {
    let lines = String(decoding: log(of: member).utf8.dropFirst(start.logSize), as: UTF8.self)
    if lines.contains("\"transaction_failed\"") { return [] }
    let positions = try savedPositions(of: member)
    return try PipelineStage.all.filter { $0.service == member.service }.flatMap { stage in
      let committed = try committedOffsets(of: stage, log.places(of: stage.input), patience: 60_000)
      return positions.filter { $0.key.stage == stage.name }.compactMap { place, position in
        let sent = max(committed[place.partition] ?? 0, start.positions[place] ?? 0)
        return position > sent ? "\(stage.name) has folded \(place.partition) to \(position), sent to \(sent)" : nil
      }
    }
  }

  /// The files are read in a copy, since the next process is to find them as a killed one left them.
  private func savedPositions(of member: Member) throws -> [Place: Int64] {
    var positions: [Place: Int64] = [:]
    let folder = stateFolder(member)
    guard FileManager.default.fileExists(atPath: folder.path) else { return positions }
    let copy = folder.appendingPathExtension("copy")
    try FileManager.default.copyItem(at: folder, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    for stage in PipelineStage.all where stage.service == member.service {
      for partition in try log.places(of: stage.input) {
        let state = try SavedState(of: stage, partition: partition.partition, in: copy)
        positions[Place(stage: stage.name, partition: partition)] = state?.position
      }
    }
    return positions
  }
}
