import Foundation
import KafkaMessaging
import Messaging
import PipelineContracts
import ServiceProcesses

/// What a run left behind: all that its verdict is made of.
struct RunEvidence: Sendable {
  struct StatePlace: Hashable, Sendable {
    var stage: String
    var partition: Int
  }

  /// The committed records of every partition, in order of offsets; a partition without records is included.
  var topics: [TopicPartition: [Record]] = [:]
  /// The records that a broker, killed while it wrote the end of a transaction, has left without one: they become
  /// visible with the next transaction of their producer in the same partition. By topic; empty where no broker without
  /// replicas was killed.
  var unended: [String: [Record]] = [:]
  var history = OffsetHistory()
  /// The state files of the stages that have state.
  var states: [StatePlace: SavedState] = [:]
  /// The values of the topic of alerts as another client reads them; nil where this machine has no such client.
  var alertsElsewhere: [[UInt8]]?
  /// From the last fault or record, whichever came later, to the moment when nothing was left to fold.
  var secondsToQuiet = 0.0
  /// The most that one process took.
  var megabytes = 0.0
  var descriptors = 0

  /// In order of partitions and offsets.
  func records(of topic: String) -> [Record] { places(of: topic).flatMap { topics[$0] ?? [] } }

  /// The committed records, and each of those without an end of their transaction that is not among them, once.
  func writtenRecords(of topic: String) -> [Record] {
    let committed = records(of: topic)
    var seen = Set(committed.map { OutputComparison.id($0.headers) })
    return committed + (unended[topic] ?? []).filter { seen.insert(OutputComparison.id($0.headers)).inserted }
  }

  func places(of topic: String) -> [TopicPartition] { topics.keys.filter { $0.topic == topic }.sorted() }
}

extension RunEvidence {
  /// Reads all from a pipeline whose services have stopped.
  ///
  /// - Parameter mayLackEnds: whether a broker without replicas was killed.
  init(of pipeline: RunningPipeline, secondsToQuiet: Double, mayLackEnds: Bool) throws {
    for topic in TopicCatalogue.all {
      if mayLackEnds { unended[topic.name] = try pipeline.log.unended(topic.name) }
      _ = try pipeline.log.read(topic.name)
      for place in try pipeline.log.places(of: topic.name) { topics[place] = pipeline.log.records(at: place) }
    }
    history = try OffsetHistory(pipeline.log)
    for stage in PipelineStage.all where stage.stage.isStateful {
      for place in places(of: stage.input) {
        states[StatePlace(stage: stage.name, partition: place.partition)] = try SavedState(
          of: stage, partition: place.partition, in: pipeline.stateFolder(.init(service: stage.service)))
      }
    }
    alertsElsewhere = try Kcat.consume(TopicCatalogue.alerts.name, broker: pipeline.settings.bootstrapServers)?
      .map { Array($0) }
    self.secondsToQuiet = secondsToQuiet
    megabytes = pipeline.peakMegabytes
    descriptors = pipeline.peakDescriptors
  }
}

/// What a run may take.
struct RunLimits {
  /// For lag to be zero again after the last fault and record: a session timeout, the broker's and the client's own
  /// retries, and ten articles a second on a machine that does other work too.
  var secondsToQuiet: Double
  /// Of one service process: what its tables take, and what it has fetched.
  var megabytes = 400.0
  /// Of one service process: connections of each client to each broker, state files, and the log. Three brokers took up
  /// to 177; a leak of one a record or fault soon passes the limit.
  var descriptors = 320

  init(articles: Int) { secondsToQuiet = 120 + Double(articles) / 10 }
}
