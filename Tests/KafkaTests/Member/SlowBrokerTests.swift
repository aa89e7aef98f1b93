import Foundation
import KafkaMessaging
import Messaging
import Models
import Synchronization
import Testing

/// A stage whose partitions all wait for a broker still polls its consumer, and shows that it is alive.
@Suite("A stage whose broker keeps each partition waiting")
struct SlowBrokerTests {
  private enum Seen: Equatable {
    /// A recovery failed, when the group's offset had been asked for so many times.
    case pause(requests: Int)
    case endOfRound
  }

  private static let answers = 100

  @Test("tries one partition within the rebalance, and one in each round of its loop")
  func slow() throws {
    let cluster = try MockCluster(brokers: 1)
    try cluster.createTopic("slow", partitions: 3)
    // Longer than a round waits, so that each round has time for one partition.
    cluster.answer(.offsetFetch, to: 1, .groupAuthorizationFailed, after: 5200, count: Self.answers)
    let seen = Mutex<[Seen]>([])
    let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let stage = Stage(name: "copying", input: "slow", outputs: ["copy"], isStateful: false) {
      Copying(output: "copy")
    }
    let host = KafkaStageHost(
      stage, settings: cluster.settings, options: .init(directory: folder),
      hooks: StageHooks(
        deadLetter: { OutgoingRecord(topic: "dead", key: nil, value: $0.record.value, time: $0.record.time) },
        observer: { event in
          switch event {
          case .paused:
            let requests = Self.answers - cluster.answersLeft(.offsetFetch, to: 1)
            seen.withLock { $0.append(.pause(requests: requests)) }
          case .lag: seen.withLock { $0.append(.endOfRound) }
          default: break
          }
        }))
    let end = Date(timeIntervalSinceNow: 120)
    _ = try host.run { Date() > end || seen.withLock { $0.filter { $0 != .endOfRound }.count >= 2 } }
    let pauses = seen.withLock { $0 }.enumerated().filter { $0.element != .endOfRound }
    #expect(pauses.map(\.element).prefix(2) == [.pause(requests: 2), .pause(requests: 3)])
    #expect(pauses.count >= 2 && pauses[1].offset > pauses[0].offset + 1, "a round ends between two pauses")
  }
}
