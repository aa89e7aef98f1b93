import Foundation
import Messaging
import Testing

@testable import KafkaMessaging

/// The mock cluster keeps no offset that a transaction commits: to a stage, each membership finds the group's offsets
/// lost again.
@Suite("What an operator accepts")
struct AcceptedDecisionsTests {
  private static let places = [TopicPartition("input", 0), TopicPartition("input", 1)]

  @Test("counts once for each partition: offsets that are lost again in the same process stop the stage")
  func secondLoss() throws {
    let cluster = try MockCluster(brokers: 1)
    defer { withExtendedLifetime(cluster) {} }
    for topic in ["input", "copy"] { try cluster.createTopic(topic, partitions: Self.places.count) }
    let producer = try KafkaProducer(cluster.settings)
    for place in Self.places { try producer.produce(record(place.topic, "key", "value"), partition: place.partition) }
    try producer.flush()
    let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clusterId = try KafkaConsumer(cluster.settings).clusterId()
    for place in Self.places {
      let file = try PositionFile(
        directory: folder, stage: "copying", partition: place.partition, cluster: clusterId)
      file.write(1)
    }
    var options = StageOptions(directory: folder)
    options.allowances = .filePosition
    let stage = Stage(name: "copying", input: "input", outputs: ["copy"], isStateful: false) {
      Copying(output: "copy")
    }
    let host = KafkaStageHost(
      stage, settings: cluster.settings, options: options,
      hooks: StageHooks(
        deadLetter: { OutgoingRecord(topic: "dead", key: nil, value: $0.record.value, time: $0.record.time) }))
    let end = Date(timeIntervalSinceNow: 120)
    func runUntilRestored() throws {
      _ = try host.run { host.health.restored == Self.places.count || Date() > end }
    }
    try runUntilRestored()
    #expect(Date() < end, "both partitions continue")
    let stopped = #expect(throws: StageStopped.self) { try runUntilRestored() }
    #expect(stopped?.reason.contains("--accept file-position") == true)
  }
}
