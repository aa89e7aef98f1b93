import Messaging
import Models

/// What a stage on Kafka calls. Only `failPoint` may be called by several threads.
package struct StageHooks {
  let deadLetter: DeadLetterMaker
  let clock: () -> Timestamp
  let observer: (KafkaStageEvent) -> Void
  /// Called for a partition that has had no record for `StageOptions.quietMilliseconds`.
  let onQuiet: (TopicPartition) -> Void
  let failPoint: KafkaFailPoint.Check

  package init(
    deadLetter: @escaping DeadLetterMaker, clock: @escaping () -> Timestamp = { Timestamp(milliseconds: 0) },
    observer: @escaping (KafkaStageEvent) -> Void = { _ in }, onQuiet: @escaping (TopicPartition) -> Void = { _ in },
    failPoint: @escaping KafkaFailPoint.Check = { _ in }
  ) {
    self.deadLetter = deadLetter
    self.clock = clock
    self.observer = observer
    self.onQuiet = onQuiet
    self.failPoint = failPoint
  }
}
