import Foundation
import JSONCoding
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

  /// Random values of every topic with values of its own, as the coders write them.
  static func random(seed: UInt64) throws -> [TopicValue] {
    var random = SeededGenerator(seed: seed)
    let time = random.timestamp()
    func written<Value>(_ topic: Topic<Value>, _ value: Value) throws -> TopicValue {
      let trace = seed.isMultiple(of: 2) ? nil : "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      let record = try topic.record(value, id: "r\(seed)", time: time, from: "a-stage", traceparent: trace)
      return TopicValue(
        topic: topic.name, origin: "seed \(seed)", bytes: try #require(record.value), key: record.key,
        headers: record.headers)
    }
    return [
      try written(TopicCatalogue.articles, random.article()),
      try written(TopicCatalogue.identified, random.identified()),
      try written(TopicCatalogue.accepted, random.accepted()),
      try written(TopicCatalogue.facts, random.facts()),
      try written(TopicCatalogue.signals, random.signal()),
      try written(TopicCatalogue.assessments, random.assessment()),
      try written(TopicCatalogue.warnings, random.warning()),
      try written(TopicCatalogue.alerts, random.alert()),
      try written(TopicCatalogue.suppressions, random.suppression()),
      try written(TopicCatalogue.projects, random.project()),
      try written(TopicCatalogue.sources, random.source()),
      try written(TopicCatalogue.silences, random.silence()),
    ]
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

  /// Reads `bytes` as a value of `topic`, and writes it again.
  static func rewrite(_ bytes: [UInt8], of topic: String) throws -> [UInt8] {
    var written: [UInt8]?
    func through<Value>(_ candidate: Topic<Value>) throws {
      if candidate.name == topic { written = candidate.encode(try candidate.decode(bytes)) }
    }
    try through(TopicCatalogue.articles)
    try through(TopicCatalogue.identified)
    try through(TopicCatalogue.accepted)
    try through(TopicCatalogue.facts)
    try through(TopicCatalogue.signals)
    try through(TopicCatalogue.assessments)
    try through(TopicCatalogue.warnings)
    try through(TopicCatalogue.alerts)
    try through(TopicCatalogue.suppressions)
    try through(TopicCatalogue.projects)
    try through(TopicCatalogue.sources)
    try through(TopicCatalogue.silences)
    return try #require(written)
  }
}
