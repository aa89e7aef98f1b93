import Foundation
import KafkaMessaging
import KafkaTestBroker

/// One broker for the whole process: starting one costs seconds.
enum SharedBroker {
  static let broker = Result { try KafkaTestBroker(home: KafkaTestBroker.home ?? URL(fileURLWithPath: "/")) }

  static func settings() throws -> KafkaSettings { KafkaSettings(bootstrapServers: try broker.get().address) }

  /// A new topic of its own for a test.
  ///
  /// - Parameter settings: of another broker than this one.
  static func topic(
    partitions: Int = 1, configuration: [String: String] = [:], on settings: KafkaSettings? = nil
  ) throws -> String {
    let name = "test-\(UUID().uuidString)"
    let admin = try KafkaAdmin(settings ?? Self.settings())
    _ = try admin.create(
      .init(name: name, partitions: partitions, replicationFactor: 1, configuration: configuration))
    try waitUntilSeen([name], by: admin)
    return name
  }

  /// A broker learns of topics a moment after the controller has made them.
  static func waitUntilSeen(_ topics: [String], by admin: KafkaAdmin) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end {
      let seen = try admin.topics()
      if topics.allSatisfy({ seen[$0] != nil }) { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
    throw TestFailure("the broker did not learn of \(topics) within a minute")
  }
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
