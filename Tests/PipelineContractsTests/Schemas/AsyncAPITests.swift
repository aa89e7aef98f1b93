import Messaging
import Models
import PipelineContracts
import TestSupport
import Testing

/// The AsyncAPI document against the catalogue of topics and the records that are written.
@Suite struct AsyncAPITests {
  private let checker = SchemaChecker(folder: .shared)

  @Test("The document has a channel for every topic of the catalogue, and no other")
  func channels() throws {
    let document = try AsyncAPIDocument()
    #expect(document.root["asyncapi"]?.text == "3.0.0")
    #expect(document.channels.map(\.address) == TopicCatalogue.all.map(\.name))
    for channel in document.channels {
      let isDeadLetters = channel.address == TopicCatalogue.deadLetters.name
      #expect((channel.schemaFile == nil) == isDeadLetters, "\(channel.name)")
    }
    let files = document.channels.compactMap(\.schemaFile) + ["definitions.schema.json"]
    #expect(Set(files) == Set(SchemaFolder.shared.schemaFiles) && files.count == SchemaFolder.shared.schemaFiles.count)
  }

  @Test("A channel has the partitions, policies and limits of its topic", arguments: TopicCatalogue.all)
  func bindings(topic: TopicSpecification) throws {
    let kafka = try #require(try AsyncAPIDocument().channel(of: topic.name).kafka)
    #expect(kafka["topic"]?.text == topic.name)
    #expect(kafka["partitions"] == .integer(topic.partitions()))
    #expect(kafka["replicas"] == .integer(1))
    let policy: [JSONTree.Field] =
      switch topic.cleanup {
      case .delete(let days):
        [
          .init(name: "cleanup.policy", value: .array([.string("delete")])),
          .init(name: "retention.ms", value: .integer(days * 86_400_000)),
        ]
      case .compact: [.init(name: "cleanup.policy", value: .array([.string("compact")]))]
      }
    let limit = JSONTree.Field(name: "max.message.bytes", value: .integer(topic.maxMessageBytes))
    #expect(kafka["topicConfiguration"] == .object(policy + [limit]))
    let description = try AsyncAPIDocument().channel(of: topic.name).channel["description"]?.text ?? ""
    #expect(description.contains("LogAppendTime") == (topic.timestampType == .logAppendTime))
  }

  @Test("A message states its topic's type of event", arguments: TopicCatalogue.all)
  func eventTypes(topic: TopicSpecification) throws {
    let channel = try AsyncAPIDocument().channel(of: topic.name)
    #expect(channel.message["headers"]?["properties"]?["ce_type"]?["const"]?.text == topic.eventType)
    #expect(channel.message["name"]?.text == topic.eventType ?? "beacon.dead-letter.v1")
    let content = topic == TopicCatalogue.deadLetters ? "application/octet-stream" : "application/json"
    #expect(channel.message["contentType"]?.text == content)
  }

  @Test("The key and the headers of every record are as its message says", arguments: 0..<40 as Range<UInt64>)
  func records(seed: UInt64) throws {
    let document = try AsyncAPIDocument()
    for value in try TopicValue.random(seed: seed) {
      let channel = try document.channel(of: value.topic)
      let headers = AsyncAPIDocument.object(value.headers)
      let verdict = checker.check(headers, against: "#" + channel.headers.pointer, from: channel.headers.file)
      #expect(verdict.faults == [], "\(value)")
      #expect(checker.undeclared(headers, verdict) == [], "\(value)")
      let key = JSONTree.Field(name: "key", value: try #require(channel.key))
      let schema = JSONTree.object([.init(name: "properties", value: .object([key]))])
      let keyed = value.key.map { JSONTree.string(String(decoding: $0, as: UTF8.self)) } ?? .null
      let record = JSONTree.object([.init(name: "key", value: keyed)])
      #expect(checker.check(record, schema, SchemaPlace(file: SchemaFolder.asyncAPI)).faults == [], "\(value)")
    }
  }

  private static let writtenByUsers: Set = [
    TopicCatalogue.articles.name, TopicCatalogue.projects.name, TopicCatalogue.sources.name,
    TopicCatalogue.silences.name, TopicCatalogue.parties.name, TopicCatalogue.actions.name,
  ]

  @Test("A record of Beacon without its id, or with another topic's type, is not as its message says")
  func wrongHeaders() throws {
    let document = try AsyncAPIDocument()
    for value in try TopicValue.random(seed: 1) where !Self.writtenByUsers.contains(value.topic) {
      let place = try document.channel(of: value.topic).headers
      func faults(_ headers: [Header]) -> [SchemaChecker.Fault] {
        checker.check(AsyncAPIDocument.object(headers), against: "#" + place.pointer, from: place.file).faults
      }
      #expect(faults(value.headers.filter { $0.name != "ce_id" }).count == 1, "\(value)")
      #expect(faults(value.headers.map { $0.name == "ce_type" ? Header("ce_type", "x") : $0 }).count == 1, "\(value)")
    }
  }

  @Test("The headers of a dead letter are those of its message, and every code is among its words")
  func deadLetters() throws {
    let channel = try AsyncAPIDocument().channel(of: TopicCatalogue.deadLetters.name)
    let record = Record(
      topic: "beacon.articles.v1", partition: 3, offset: 41, key: nil, value: nil, time: Timestamp(milliseconds: 1))
    for code in ErrorCode.allCases {
      let letter = DeadLetterRecord.make(
        from: record, stage: "ingestion-identify", code: code.rawValue, message: "m", version: "v")
      let headers = AsyncAPIDocument.object(letter.headers)
      let verdict = checker.check(headers, against: "#" + channel.headers.pointer, from: channel.headers.file)
      #expect(verdict.faults == [])
      #expect(checker.undeclared(headers, verdict) == [])
      for field in headers.fields {
        let cut = JSONTree.object(headers.fields.filter { $0.name != field.name })
        let missing = checker.check(cut, against: "#" + channel.headers.pointer, from: channel.headers.file)
        #expect(missing.faults.count == 1, "\(field.name)")
      }
    }
    let target = try #require(
      SchemaFolder.shared.resolve("#/components/schemas/deadLetterHeaders", from: SchemaFolder.asyncAPI))
    #expect(target.schema["properties"]?["beacon_error_code"]?["enum"]?.strings == ErrorCode.allCases.map(\.rawValue))
  }

  @Test("Every channel has an operation, and publishing articles and consuming alerts go the right way")
  func operations() throws {
    let document = try AsyncAPIDocument()
    let operations = document.root["operations"]?.fields ?? []
    let targets = operations.compactMap { $0.value["channel"]?["$ref"]?.text }
    #expect(Set(targets) == Set(document.channels.map { "#/channels/" + $0.name }))
    let received = operations.filter { $0.value["action"]?.text == "receive" }.compactMap {
      $0.value["channel"]?["$ref"]?.text
    }
    #expect(
      received == ["articles", "projects", "sources", "silences", "parties", "actions"].map { "#/channels/" + $0 },
      "what users write, Beacon receives; all else it sends")
  }
}
