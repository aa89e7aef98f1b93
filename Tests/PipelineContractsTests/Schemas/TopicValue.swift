import Foundation
import Messaging
import Models
import PipelineContracts
import TestSupport
import Testing

/// A value of some topic, as its bytes.
struct TopicValue: Sendable, CustomStringConvertible {
  var topic: String
  /// Where it comes from, for a failing test to name.
  var origin: String
  var bytes: [UInt8]
  var key: [UInt8]?
  var headers: [Header] = []

  var description: String { "\(topic), \(origin)" }

  /// A random value of every topic, as its encoder writes it.
  static func random(seed: UInt64) throws -> [TopicValue] {
    var random = SeededGenerator(seed: seed)
    let time = random.timestamp()
    let trace = seed.isMultiple(of: 2) ? nil : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    return try TopicCatalogue.topics.map { topic in
      let record = try topic.record(
        decoding: random.value(of: topic.shape).bytes, id: "r\(seed)", time: time, from: "a-stage", traceparent: trace)
      return TopicValue(
        topic: record.topic, origin: "seed \(seed)", bytes: try #require(record.value), key: record.key,
        headers: record.headers)
    }
  }

  /// The golden records, each as `Tests/Fixtures/golden` has it without its line feed.
  static let golden: [TopicValue] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/golden")
      .standardized
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.sorted().compactMap { file in
      guard let topic = TopicCatalogue.all.first(where: { file.hasPrefix($0.name + ".") }),
        let bytes = try? Data(contentsOf: folder.appending(path: file))
      else { return nil }
      return TopicValue(topic: topic.name, origin: file, bytes: Array(bytes.dropLast()))
    }
  }()

  /// Decodes `bytes` as a value of `topic`, and encodes it again.
  static func rewrite(_ bytes: [UInt8], of topic: String) throws -> [UInt8] {
    let topic = try #require(TopicCatalogue.topics.first { $0.specification.name == topic })
    let record = try topic.record(
      decoding: bytes, id: "r", time: Timestamp(milliseconds: 0), from: "a-stage", traceparent: nil)
    return try #require(record.value)
  }
}
