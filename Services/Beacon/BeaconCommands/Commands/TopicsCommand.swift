import CommandLine
import Glibc
import JSONCoding
import KafkaMessaging
import PipelineContracts

/// The command `beacon topics`.
enum TopicsCommand {
  private static let partitions = Option<Int>(
    "partitions", "N",
    help: "Partitions of each keyed topic; fixed at creation. Default \(TopicSpecification.defaultKeyedPartitions).",
    expected: "a whole number from 1 to 1000"
  ) { Int($0).flatMap { (1...1000).contains($0) ? $0 : nil } }
  private static let replication = Option<Int>(
    "replication", "N", help: "Copies of each partition; default: as the brokers are set.",
    expected: "a whole number from 1 to 10"
  ) { Int($0).flatMap { (1...10).contains($0) ? $0 : nil } }

  static let command = Command(
    group: "topics", summary: "create and describe Beacon's topics on Kafka",
    examples: ["beacon topics create --kafka 127.0.0.1:29092"], commands: [create, describe, DocumentsCommand.command])

  private static let create = Command(
    "create", summary: "create the topics that are missing",
    discussion: """
      Existing topics are not changed. A topic with another number of partitions is an error: records of one key would be \
      in two partitions, so such a cluster needs new topics.
      """,
    options: [
      OptionEntry(CommonOptions.kafka), OptionEntry(partitions), OptionEntry(replication),
      OptionEntry(CommonOptions.config),
    ],
    examples: ["beacon topics create --kafka 127.0.0.1:29092 --partitions 12"]
  ) { (arguments, console) throws(CommandFailure) in
    let keyed = arguments[partitions] ?? TopicSpecification.defaultKeyedPartitions
    let settings = try arguments.kafka(console)
    let admin = try onKafka(settings) { () throws(KafkaError) in try KafkaAdmin(settings) }
    let present = try onKafka(settings) { () throws(KafkaError) in try admin.topics() }
    for topic in TopicCatalogue.all {
      let expected = topic.partitions(keyed: keyed)
      if let count = present[topic.name], count != expected {
        throw CommandFailure(
          .dataError, "\(topic.name) exists with \(counted(count, "partition"))", expected: "\(expected)",
          remedy: "give --partitions as at its creation, or use a cluster without Beacon's topics")
      }
      let isNew = try onKafka(settings) { () throws(KafkaError) in
        try admin.create(topic.request(keyed: keyed, replication: arguments[replication] ?? -1))
      }
      console.errors.printLine("\(isNew ? "created" : "exists"): \(topic.name)")
    }
    try wait(for: TopicCatalogue.all.map(\.name), admin, settings)
    return .success
  }

  /// Waits until every broker knows the new topics, so that they can be used when the command ends.
  private static func wait(
    for topics: [String], _ admin: KafkaAdmin, _ settings: KafkaSettings
  ) throws(CommandFailure) {
    let end = ContinuousClock.now + .seconds(60)
    while true {
      let present = try onKafka(settings) { () throws(KafkaError) in try admin.topics() }
      guard let missing = topics.first(where: { present[$0] == nil }) else { return }
      guard ContinuousClock.now < end else {
        throw CommandFailure(
          .unavailable, "\(missing) was created, and Kafka at \(settings.bootstrapServers) does not show it yet",
          expected: "it to exist within a minute", remedy: "check the brokers' logs, then run this again")
      }
      usleep(100_000)
    }
  }

  private static let describe = Command(
    "describe", summary: "print the topics as the brokers have them", flags: CommonOptions.forms,
    options: [OptionEntry(CommonOptions.kafka), OptionEntry(CommonOptions.config)],
    examples: ["beacon topics describe --kafka 127.0.0.1:29092"]
  ) { (arguments, console) throws(CommandFailure) in
    let settings = try arguments.kafka(console)
    let reports = try onKafka(settings) { () throws(KafkaError) in try TopicReport.all(KafkaAdmin(settings)) }
    if console.printsJSON(arguments) {
      for report in reports { console.printJSON(report) }
      return .success
    }
    var table = Table([
      .init("topic"), .init("partitions", .right), .init("cleanup"), .init("retention ms", .right),
      .init("max bytes", .right), .init("time"),
    ])
    for report in reports {
      table.add([report.topic, report.partitions.map(String.init) ?? "missing"] + report.settings.map(\.value))
    }
    console.output.print(table.text(style: console.output.style))
    return .success
  }
}

/// A topic of the catalogue with its partitions and settings on the brokers.
private struct TopicReport: JSONEncodable {
  let topic: String
  /// The number of partitions; nil where the topic is missing.
  let partitions: Int?
  let settings: [(name: StaticString, value: String)]

  static func all(_ admin: KafkaAdmin) throws(KafkaError) -> [TopicReport] {
    let present = try admin.topics()
    var reports: [TopicReport] = []
    for topic in TopicCatalogue.all {
      let count = present[topic.name]
      let found = count == nil ? [:] : try admin.configuration(of: topic.name)
      reports.append(
        TopicReport(
          topic: topic.name, partitions: count,
          settings: [
            ("cleanupPolicy", found["cleanup.policy"] ?? ""), ("retentionMs", found["retention.ms"] ?? ""),
            ("maxMessageBytes", found["max.message.bytes"] ?? ""),
            ("timestampType", found["message.timestamp.type"] ?? ""),
          ]))
    }
    return reports
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("topic", topic)
    if let partitions {
      json.field("partitions", partitions)
      for setting in settings { json.field(setting.name, setting.value) }
    }
    json.endObject()
  }
}

extension TopicSpecification {
  /// The request to create this topic: with `keyed` partitions if it is partitioned by key, else with one.
  func request(keyed: Int, replication: Int) -> KafkaAdmin.NewTopic {
    var configuration = [
      "max.message.bytes": String(maxMessageBytes), "message.timestamp.type": timestampType.rawValue,
    ]
    switch cleanup {
    case .compact(let days):
      configuration["cleanup.policy"] = "compact"
      configuration["min.compaction.lag.ms"] = String(days * 86_400_000)
    case .delete(let days):
      configuration["cleanup.policy"] = "delete"
      configuration["retention.ms"] = String(days * 86_400_000)
    }
    return .init(
      name: name, partitions: partitions(keyed: keyed), replicationFactor: replication, configuration: configuration)
  }
}
