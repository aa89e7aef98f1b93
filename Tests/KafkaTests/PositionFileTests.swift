import Foundation
import Messaging
import TestSupport
import Testing

@testable import KafkaMessaging

@Suite("The position of a stage without state") struct PositionFileTests {
  @Test("A file is created with all folders that it needs, and keeps the offset of its cluster")
  func position() throws {
    let folder = try TemporaryDirectory()
    let directory = "\(folder.path)/state/copying"
    func open(cluster: String) throws(StageFailure) -> PositionFile {
      try PositionFile(directory: directory, stage: "copying", partition: 0, cluster: cluster)
    }
    let file = try open(cluster: "one")
    #expect(file.read() == nil)
    file.write(41)
    #expect(file.read() == 41)
    #expect(try open(cluster: "one").read() == 41)
    #expect(try open(cluster: "two").read() == nil)
  }

  @Test("A folder that cannot be created is named, with the reason")
  func noFolder() throws {
    let folder = try TemporaryDirectory()
    let directory = "\(folder.path)/file/state"
    try Data().write(to: URL(filePath: "\(folder.path)/file"))
    let failure = #expect(throws: StageFailure.self) {
      try PositionFile(directory: directory, stage: "copying", partition: 0, cluster: "one")
    }
    let store = #expect(throws: StageFailure.self) {
      try PartitionStore(
        directory: directory, stage: "copying", input: TopicPartition("in", 0), cluster: "one")
    }
    for failure in [failure, store] {
      guard case .infrastructure(let reason)? = failure else { throw TestFailure("\(String(describing: failure))") }
      #expect(reason == "Could not create the folder \(directory): Not a directory.")
    }
  }
}
