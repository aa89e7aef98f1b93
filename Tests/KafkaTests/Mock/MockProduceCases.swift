import Foundation
import KafkaMessaging

extension MockCase {
  private static let passing: [(String, [MockCluster.Answer])] = [
    ("the leader moved", [.notLeaderForPartition, .notLeaderForPartition]),
    ("requests time out at the broker", [.requestTimedOut, .requestTimedOut, .requestTimedOut]),
    ("replicas are missing", [.notEnoughReplicas, .notEnoughReplicasAfterAppend, .notEnoughReplicas]),
    ("the topic is not known yet", [.unknownTopicOrPartition, .leaderNotAvailable]),
    ("connections break", [.disconnect, .disconnect, .disconnect]),
    ("everything of this happens", [.notLeaderForPartition, .disconnect, .requestTimedOut, .notEnoughReplicas]),
  ]

  private static let refusals: [(String, MockCluster.Answer, KafkaError.Kind)] = [
    ("too large", .messageTooLarge, .rejectedRecord),
    ("invalid", .invalidRecord, .rejectedRecord),
  ]

  static let produce: [MockCase] =
    passing.map { reason, answers in
      MockCase("records are written once and in order while \(reason)") { bench in
        // The mock cluster does not know a batch by its number that it has already: its answer must not get lost.
        var settings = bench.settings
        settings.overrides["max.in.flight"] = "1"
        let producer = try KafkaProducer(settings)
        try bench.produce(0..<20, with: producer)
        try producer.flush()
        bench.cluster.answer(.produce, answers)
        try bench.produce(20..<200, with: producer)
        try producer.flush()
        try bench.requireNumbers(try bench.contents(), 0..<200)
      }
    }
    + refusals.map { reason, answer, kind in
      MockCase("a record that the broker finds \(reason) is an error of kind \(kind.rawValue), and the next is written")
      {
        bench in
        let producer = try KafkaProducer(bench.settings)
        try bench.produce(0..<2, with: producer)
        try producer.flush()
        bench.cluster.answer(.produce, [answer])
        try producer.produce(bench.record(-1), partition: 0, index: 7)
        try bench.requireError(kind, "the refused record") { try producer.flush() }
        try bench.produce(2..<20, with: producer)
        try producer.flush()
        try bench.requireNumbers(try bench.contents(), 0..<20)
      }
    } + [
      MockCase("a topic that is not ours to write is reported as not authorised, and written when it is") { bench in
        var settings = bench.settings
        settings.overrides["topic.metadata.refresh.interval.ms"] = "100"
        let producer = try KafkaProducer(settings)
        try bench.produce(0..<2, with: producer)
        try producer.flush()
        bench.cluster.answer(.produce, [.topicAuthorizationFailed])
        try producer.produce(bench.record(-1), partition: 0)
        try bench.requireError(.notAuthorised, "the refused record") { try producer.flush() }
        try bench.retry("the next records") {
          try producer.produce(bench.record(2), partition: 0)
        } whileKind: {
          $0 == .notAuthorised
        }
        try bench.produce(3..<20, with: producer)
        try producer.flush()
        try bench.requireNumbers(try bench.contents(), 0..<20)
      },
      MockCase("the delivery report tells which record was refused, and counts those that were not") { bench in
        let producer = try KafkaProducer(bench.settings)
        try bench.produce(0..<3, with: producer)
        try bench.requireEqual(producer.settle().delivered, 3, "delivered")
        bench.cluster.answer(.produce, [.messageTooLarge])
        try producer.produce(bench.record(-1), partition: 0, index: 7)
        let report = producer.settle()
        try bench.requireEqual(report.failed, 1, "failed")
        try bench.requireEqual(report.firstFailure?.index, 7, "the record that failed")
        try bench.requireEqual(report.firstFailure?.error.kind, .rejectedRecord, "its kind")
      },
      MockCase("records are written once and in order while all brokers are down and come up again") { bench in
        let producer = try KafkaProducer(bench.settings)
        try bench.produce(0..<20, with: producer)
        try producer.flush()
        try bench.cluster.takeDown()
        try bench.produce(20..<100, with: producer)
        try bench.requireError(.retriable, "a flush meanwhile") { try producer.flush(milliseconds: 500) }
        bench.cluster.bringUp()
        try producer.flush()
        try bench.requireNumbers(try bench.contents(), 0..<100)
      },
      MockCase("a record that is refused after brokers were down is still reported by its own error") { bench in
        let producer = try KafkaProducer(bench.settings)
        try bench.produce(0..<2, with: producer)
        try producer.flush()
        try bench.cluster.takeDown()
        try bench.produce(2..<4, with: producer)
        Thread.sleep(forTimeInterval: 0.5)
        bench.cluster.bringUp()
        try producer.flush()
        bench.cluster.answer(.produce, [.messageTooLarge])
        try producer.produce(bench.record(-1), partition: 0)
        try bench.requireError(.rejectedRecord, "the refused record") { try producer.flush() }
      },
      MockCase("records that no broker takes in their time are a retriable error") { bench in
        var settings = bench.settings
        settings.overrides["message.timeout.ms"] = "1000"
        let producer = try KafkaProducer(settings)
        bench.cluster.answer(.produce, Array(repeating: .notEnoughReplicas, count: 500))
        try bench.produce(0..<4, with: producer)
        try bench.requireError(.retriable, "the flush") { try producer.flush() }
      },
      MockCase("an unknown partition and an unknown topic refuse the record, and the next is written") { bench in
        var settings = bench.settings
        settings.overrides["topic.metadata.propagation.max.ms"] = "0"
        let producer = try KafkaProducer(settings)
        try bench.produce(0..<2, with: producer)
        try producer.flush()
        try bench.requireError(.rejectedRecord, "partition 99") {
          try producer.produce(bench.record(-1), partition: 99)
          try producer.flush()
        }
        try bench.cluster.createTopic("unknown", partitions: 1)
        bench.cluster.answerMetadata(of: "unknown", .unknownTopicOrPartition)
        var stray = bench.record(-1)
        stray.topic = "unknown"
        try bench.requireError(.rejectedRecord, "the unknown topic") {
          try producer.produce(stray)
          try producer.flush()
        }
        try bench.produce(2..<10, with: producer)
        try producer.flush()
        try bench.requireNumbers(try bench.contents(), 0..<10)
      },
      MockCase("a producer gets its number although the brokers answer with errors first") { bench in
        bench.cluster.answer(
          .initProducerId, [.coordinatorLoadInProgress, .notCoordinator, .coordinatorNotAvailable, .disconnect])
        try bench.publish(0..<50)
        try bench.requireNumbers(try bench.contents(), 0..<50)
      },
      MockCase("a producer that may have no number learns that it is not authorised") { bench in
        bench.cluster.answer(.initProducerId, Array(repeating: .clusterAuthorizationFailed, count: 20))
        let producer = try KafkaProducer(bench.settings)
        try bench.requireError(.notAuthorised, "the first records") {
          try bench.produce(0..<2, with: producer)
          try producer.flush(milliseconds: 5000)
        }
      },
    ]
}
