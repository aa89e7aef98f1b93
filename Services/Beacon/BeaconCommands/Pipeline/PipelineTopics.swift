import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import PipelineContracts

/// The catalogue's topics as the embedded log keeps them.
enum PipelineTopics {
  /// What people and other programs write through the inbox, each record with its key.
  static let registers = [
    TopicCatalogue.projects.name, TopicCatalogue.sources.name, TopicCatalogue.silences.name,
    TopicCatalogue.parties.name, TopicCatalogue.actions.name,
  ]

  static let all: [TopicConfiguration] = TopicCatalogue.all.map { topic in
    let cleanup: TopicConfiguration.Cleanup =
      switch topic.cleanup {
      case .delete(let days): .delete(afterDays: days)
      case .compact: .compact
      }
    return TopicConfiguration(name: topic.name, cleanup: cleanup, isKeyedByPublisher: registers.contains(topic.name))
  }

  /// Where the passing of time without news is told.
  static let ticks = TickSource(topic: TopicCatalogue.signals.name, make: tick)

  static func tick(asOf: Timestamp) -> OutgoingRecord { TickRecord.make(asOf: asOf, from: "beacon-run") }

  /// Makes a record that came without headers one with them. The time that a record states is its time, as over Kafka;
  /// an article's is that of its append.
  static let stamp: RecordStamp = { record, place in
    var record = PublishedRecord.stamped(record, from: "publish", place: place)
    if record.topic != TopicCatalogue.articles.name,
      let stated = record.headers.first(where: { $0.name == CloudEvent.time }),
      let time = Timestamp(rfc3339: String(decoding: stated.value, as: UTF8.self))
    {
      record.time = time
    }
    return record
  }

  static let deadLetter: DeadLetterMaker = { rejected in
    DeadLetterRecord.make(
      from: rejected.record, stage: rejected.stage, code: rejected.code, message: rejected.message,
      version: BeaconCommand.version)
  }
}
