import Messaging

/// What the partitions of one stage in one process share.
package final class KafkaStageContext {
  let settings: KafkaSettings
  let consumer: KafkaConsumer
  /// The group's id without the stage: what sets two deployments on one cluster apart.
  let group: String
  let directory: String
  let cluster: String
  let allowances: TakeOver.Allowances
  let observer: (KafkaStageEvent) -> Void
  let failPoint: KafkaFailPoint.Check
  private var tables: [String: KafkaTable] = [:]
  private var outputPartitions: [String: [TopicPartition]] = [:]

  package init(
    settings: KafkaSettings, consumer: KafkaConsumer, group: String, directory: String, cluster: String,
    allowances: TakeOver.Allowances = [], observer: @escaping (KafkaStageEvent) -> Void = { _ in },
    failPoint: @escaping KafkaFailPoint.Check = { _ in }
  ) {
    self.settings = settings
    self.consumer = consumer
    self.group = group
    self.directory = directory
    self.cluster = cluster
    self.allowances = allowances
    self.observer = observer
    self.failPoint = failPoint
  }

  /// A compacted topic as far as it has been read: to its end at the first call, and where `toEnd` asks for it.
  func table(_ topic: String, toEnd: Bool) throws(StageFailure) -> KafkaTable {
    do {
      if let known = tables[topic] {
        if toEnd { try known.readToEnd() } else { try known.follow() }
        return known
      }
      let table = try KafkaTable(topic, settings: settings)
      tables[topic] = table
      return table
    } catch {
      throw .infrastructure(error.description)
    }
  }

  /// Partition counts are never raised later, so one look is enough.
  func partitions(of topic: String, with producer: KafkaProducer) throws(KafkaError) -> [TopicPartition] {
    if let known = outputPartitions[topic] { return known }
    let found = try producer.partitions(of: topic)
    if !found.isEmpty { outputPartitions[topic] = found }
    return found
  }
}

/// What happens to a stage on Kafka, for logs and metrics.
package enum KafkaStageEvent {
  case assigned([TopicPartition])
  case revoked([TopicPartition], isLost: Bool)
  case takenOver(TopicPartition, TakeOver)
  case quarantined(TopicPartition, String)
  case committed(TopicPartition, BatchSummary, milliseconds: Double)
  case paused(TopicPartition, StagePause)
  case transactionFailed(TopicPartition, KafkaError)
  /// Offsets up to the last stable one that are not folded yet, over all partitions of this process, and the age of the
  /// oldest record at hand.
  case lag(records: Int64, oldestMilliseconds: Int64)
  /// The client's own report: wrong credentials, brokers down.
  case clientFailed(KafkaError)
}

/// The points of a batch's commit at which a test may end the process, or the stage by throwing.
package enum KafkaFailPoint: String, Sendable, CaseIterable {
  package typealias Check = (KafkaFailPoint) throws(StageFailure) -> Void

  case afterStateCommit = "after-state-commit"
  case beforeOffsets = "before-offsets"
  case beforeCommit = "before-commit"
  case afterCommit = "after-commit"
}
