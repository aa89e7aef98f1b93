import Messaging
import Models
import PipelineContracts
import ReferenceData

/// The stages of a program, with everything about them that is the same over Kafka and on the embedded log. Both
/// runtimes run a pipeline; neither knows a stage, a topic or a metric by name.
package struct Pipeline: Sendable {
  /// The stages, in the order in which records flow through them.
  package let stages: [Stage]
  /// Makes the dead letter of a record that a stage refused.
  package let deadLetter: DeadLetterMaker
  /// Makes the record that advances the time of the ticked stages' input to `asOf`. Only a runtime reads the clock.
  package let tick: @Sendable (_ asOf: Timestamp) -> OutgoingRecord

  /// Sets the headers and the time of a record published from outside.
  package let stamp: RecordStamp

  /// Creates a pipeline of stages whose records are not Beacon's, for tests of a runtime.
  package init(
    stages: [Stage], deadLetter: @escaping DeadLetterMaker,
    tick: @escaping @Sendable (_ asOf: Timestamp) -> OutgoingRecord = { TickRecord.make(asOf: $0, from: "pipeline") },
    stamp: @escaping RecordStamp = { record, _ in record }
  ) {
    self.stages = stages
    self.deadLetter = deadLetter
    self.tick = tick
    self.stamp = stamp
  }

  /// - Parameter program: for `ce_source` of the records that the runtime itself writes.
  package init(_ stages: [Stage], program: String, version: String = BeaconVersion.text) {
    self.init(
      stages: stages,
      deadLetter: { rejected in
        DeadLetterRecord.make(
          from: rejected.record, stage: rejected.stage, code: rejected.code, message: rejected.message,
          version: version)
      }, tick: { TickRecord.make(asOf: $0, from: program) }, stamp: Self.published)
  }

  /// The stages of these services, which are in the order of the flow.
  package init(
    of services: [PipelineService], context: StageContext, program: String
  ) throws(TableError) {
    var stages: [Stage] = []
    for service in services { stages += try service.makeStages(context) }
    self.init(stages, program: program)
  }

  /// The topic that ticks go to; nil where no stage is ticked.
  package var tickedTopic: String? { stages.first(where: \.isTicked)?.input }
}

// MARK: Topics
extension Pipeline {
  /// The catalogue's topics with the properties that a transport needs to store them.
  package static let topics: [TopicConfiguration] = TopicCatalogue.all.map { topic in
    let cleanup: TopicConfiguration.Cleanup =
      switch topic.cleanup {
      case .delete(let days): .delete(afterDays: days)
      case .compact(let days): .compact(afterDays: days)
      }
    return TopicConfiguration(
      name: topic.name, cleanup: cleanup, isKeyedByPublisher: topic.isKeyedByPublisher)
  }

  /// The names of the topics in which publishers give each record a key.
  package static let registers = Set(topics.filter(\.isKeyedByPublisher).map(\.name))

  /// The names of the topics whose records have the time of their append; records of other topics have the time that
  /// they state.
  package static let appendTimeTopics = Set(
    TopicCatalogue.all.filter { $0.timestampType == .logAppendTime }.map(\.name))

  /// The name of the topic of dead letters.
  package static let deadLetterTopic = TopicCatalogue.deadLetters.name

  /// Adds CloudEvents headers to a record that people published; sets its time to the one that it states, unless its
  /// topic uses the time of append.
  @Sendable private static func published(_ record: OutgoingRecord, place: String) -> OutgoingRecord {
    var record = PublishedRecord.stamped(record, from: "publish", place: place)
    if !appendTimeTopics.contains(record.topic), let stated = record.headers.statedTime { record.time = stated }
    return record
  }
}
