/// The AsyncAPI 3 document of the catalogue's topics.
enum AsyncAPI {
  private static let bindingVersion: JSONDocument = "0.5.0"

  static var document: JSONDocument {
    let topics = TopicCatalogue.all
    return [
      "asyncapi": "3.0.0",
      "info": [
        "title": "Beacon", "version": "1.0.0",
        "description":
          "Articles in, facts, scores and alerts out, over Kafka. You publish articles to beacon.articles.v1 and consume alert records from beacon.alerts.v1; the other topics are for inspection, for registering what is watched, and to build on. Values are JSON in UTF-8, headers are CloudEvents 1.0 in binary mode. A later version only adds fields, words of a vocabulary and topics: readers ignore the fields that they do not know. Partition counts and replicas are those of one broker's default installation; they are fixed when the topics are created.",
        "license": ["name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"],
      ],
      "defaultContentType": "application/json",
      "servers": [
        "local": [
          "host": "127.0.0.1:29092", "protocol": "kafka",
          "description": "The broker of docker-compose.yml, as seen from the same machine.",
        ]
      ],
      "channels": .object(topics.map { ($0.documentation.channel, channel($0)) }),
      "operations": .object(topics.map { ($0.documentation.operation.name, operation($0)) }),
      "components": [
        "messages": .object(
          TopicCatalogue.topics.map { ($0.specification.documentation.channel, message($0)) }
            + [(TopicCatalogue.deadLetters.documentation.channel, deadLetterMessage)]),
        "schemas": AsyncAPIHeaders.schemas,
      ],
    ]
  }

  private static func channel(_ topic: TopicSpecification) -> JSONDocument {
    let documentation = topic.documentation
    let name = documentation.channel
    let time = topic.timestampType == .logAppendTime ? " Its message.timestamp.type is LogAppendTime." : ""
    let policy: [(name: String, value: JSONDocument)] =
      switch topic.cleanup {
      case .delete(let days): [("cleanup.policy", ["delete"]), ("retention.ms", .integer(days * 86_400_000))]
      case .compact: [("cleanup.policy", ["compact"])]
      }
    return [
      "address": .text(topic.name), "title": .text(documentation.title),
      "description": .text(documentation.meaning + time),
      "messages": .object([(name, reference("#/components/messages/\(name)"))]),
      "bindings": [
        "kafka": [
          "topic": .text(topic.name), "partitions": .integer(topic.partitions()), "replicas": 1,
          "topicConfiguration": .object(policy + [("max.message.bytes", .integer(topic.maxMessageBytes))]),
          "bindingVersion": bindingVersion,
        ]
      ],
    ]
  }

  private static func operation(_ topic: TopicSpecification) -> JSONDocument {
    let documentation = topic.documentation
    let channel = documentation.channel
    let operation: JSONDocument = [
      "action": documentation.direction == .written ? "receive" : "send",
      "channel": reference("#/channels/\(channel)"), "summary": .text(documentation.operation.summary),
    ]
    return operation.described(documentation.operation.details ?? "").adding(
      ("messages", [reference("#/channels/\(channel)/messages/\(channel)")]))
  }

  private static func message(_ topic: any CatalogueTopic) -> JSONDocument {
    let specification = topic.specification
    let documentation = specification.documentation
    let type = specification.eventType ?? ""
    let headers = documentation.direction == .written ? "cloudEventHeadersGiven" : "cloudEventHeaders"
    return [
      "name": .text(type), "title": .text(documentation.title), "contentType": "application/json",
      "headers": [
        "allOf": [reference("#/components/schemas/\(headers)")], "type": "object",
        "properties": ["ce_type": ["const": .text(type), "description": .text(AsyncAPIHeaders.typeMeaning)]],
      ],
      "payload": [
        "schemaFormat": "application/schema+json;version=draft-2020-12",
        "schema": reference(SchemaDocuments.file(of: topic.shape) ?? ""),
      ],
      "bindings": ["kafka": ["key": key(documentation.key), "bindingVersion": bindingVersion]],
    ]
  }

  private static var deadLetterMessage: JSONDocument {
    let documentation = TopicCatalogue.deadLetters.documentation
    return [
      "name": "beacon.dead-letter.v1", "title": .text(documentation.title), "contentType": "application/octet-stream",
      "headers": reference("#/components/schemas/deadLetterHeaders"),
      "payload": [
        "description":
          "The original bytes, whatever they are; in most cases not what the original topic's schema allows."
      ],
      "bindings": ["kafka": ["key": key(documentation.key), "bindingVersion": bindingVersion]],
    ]
  }

  private static func key(_ key: TopicDocumentation.Key) -> JSONDocument {
    ["type": key.isOptional ? ["string", "null"] : "string", "description": .text(key.meaning)]
  }

  private static func reference(_ target: String) -> JSONDocument { ["$ref": .text(target)] }
}
