import Messaging
import Models
import PipelineContracts
import ReferenceData

/// The composition root: the stages with everything about them that is the same over Kafka and on the embedded log.
/// Both runtimes take a pipeline; neither knows a stage, a topic or a metric by name.
package struct Pipeline: Sendable {
  /// In the order of the flow.
  package let stages: [Stage]
  /// The dead letter of a record that a stage refused.
  package let deadLetter: DeadLetterMaker
  /// The record that advances the time of the input of ticked stages. Only a runtime, at its edge, reads the clock.
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
  /// The catalogue's topics as a log keeps them.
  package static let topics: [TopicConfiguration] = TopicCatalogue.all.map { topic in
    let cleanup: TopicConfiguration.Cleanup =
      switch topic.cleanup {
      case .delete(let days): .delete(afterDays: days)
      case .compact(let days): .compact(afterDays: days)
      }
    return TopicConfiguration(
      name: topic.name, cleanup: cleanup, isKeyedByPublisher: topic.isKeyedByPublisher)
  }

  /// The topics that people write with a key for each record.
  package static let registers = Set(topics.filter(\.isKeyedByPublisher).map(\.name))

  /// The topics whose records' time is that of their append; in all others it is the time that they state.
  package static let appendTimeTopics = Set(
    TopicCatalogue.all.filter { $0.timestampType == .logAppendTime }.map(\.name))

  /// A record that people published, with CloudEvents headers and the time that is its own.
  @Sendable private static func published(_ record: OutgoingRecord, place: String) -> OutgoingRecord {
    var record = PublishedRecord.stamped(record, from: "publish", place: place)
    if !appendTimeTopics.contains(record.topic), let stated = record.headers.statedTime { record.time = stated }
    return record
  }
}
