import Foundation
import KafkaMessaging
import Messaging

extension MockCase {
  private static let fetchErrors: [(String, [MockCluster.Answer], Set<KafkaError.Kind>)] = [
    ("the leader moved", [.notLeaderForPartition, .notLeaderForPartition, .leaderNotAvailable], []),
    ("the broker fails to read", [.unknownServerError, .storageError, .unknownServerError], [.other]),
    ("requests time out", [.requestTimedOut, .requestTimedOut], []),
    ("connections break", [.disconnect, .disconnect, .disconnect], []),
  ]

  private static let unavailable: [MockCluster.Answer] = [
    .notLeaderForPartition, .leaderNotAvailable, .requestTimedOut, .replicaNotAvailable, .storageError,
    .fencedLeaderEpoch, .unknownLeaderEpoch, .offsetNotAvailable,
  ]

  static let consume: [MockCase] =
    fetchErrors.map { reason, answers, kinds in
      MockCase("records are read once and in order while \(reason)") { bench in
        try bench.publish(0..<200)
        bench.cluster.answer(.fetch, answers)
        let consumer = try KafkaConsumer(bench.settings)
        try consumer.assign(MockBench.places.map { ($0, 0) })
        let read = try bench.readToEnds(consumer, expecting: kinds)
        try bench.requireNumbers(read.records, 0..<200)
      }
    } + [
      MockCase("records are read once and in order while all brokers are down and come up again") { bench in
        try bench.publish(0..<100)
        let consumer = try KafkaConsumer(bench.settings)
        try consumer.assign(MockBench.places.map { ($0, 0) })
        var records = try bench.readToEnds(consumer).records
        try bench.cluster.takeDown()
        try bench.wait("an error") {
          guard case .failure(let error) = consumer.poll(milliseconds: 100) else { return false }
          try bench.requireEqual(error.kind, .retriable, "kind of \(error)")
          return true
        }
        bench.cluster.bringUp()
        try bench.publish(100..<200)
        try bench.wait("what came later") {
          switch consumer.poll(milliseconds: 100) {
          case .record(let record): records.append(record)
          case .failure(let error): try bench.requireEqual(error.kind, .retriable, "kind of \(error)")
          case .nothing, .endOfPartition: break
          }
          return records.count >= 200
        }
        try bench.requireNumbers(records, 0..<200)
      },
      MockCase("records are read once and in order while partitions move from broker to broker") { bench in
        try bench.publish(0..<50)
        let consumer = try KafkaConsumer(bench.settings)
        try consumer.assign(MockBench.places.map { ($0, 0) })
        var records: [Record] = []
        for round in 0..<4 {
          for place in MockBench.places { bench.cluster.moveLeader(of: place, to: (round + place.partition) % 3 + 1) }
          try bench.publish(50 + round * 50..<100 + round * 50)
          try bench.wait("round \(round)") {
            if case .record(let record) = consumer.poll(milliseconds: 100) { records.append(record) }
            return records.count >= 100 + round * 50
          }
        }
        try bench.requireNumbers(records, 0..<250)
      },
      MockCase("a place that the log does not have is reported and not skipped, and a new assignment continues") {
        bench in
        try bench.publish(0..<20)
        let consumer = try KafkaConsumer(bench.settings)
        try consumer.assign([(MockBench.places[0], 5000), (MockBench.places[1], 0)])
        var isTold = false
        var records: [Record] = []
        try bench.wait("the error and the other partition") {
          switch consumer.poll(milliseconds: 100) {
          case .record(let record): records.append(record)
          case .failure(let error):
            try bench.requireEqual(error.name, "_AUTO_OFFSET_RESET", "error \(error)")
            try bench.requireEqual(error.kind, .other, "kind of \(error)")
            isTold = true
          case .nothing, .endOfPartition: break
          }
          return isTold && records.count >= 10
        }
        try bench.requireNumbers(records, stride(from: 1, to: 20, by: 2))
        try consumer.assign(MockBench.places.map { ($0, 0) })
        try bench.requireNumbers(try bench.readToEnds(consumer).records, 0..<20)
      },
      MockCase("a topic that is not ours to read is reported as not authorised") { bench in
        try bench.publish(0..<20)
        var settings = bench.settings
        settings.overrides["topic.metadata.refresh.interval.ms"] = "100"
        let consumer = try KafkaConsumer(settings)
        bench.cluster.answer(.fetch, [.topicAuthorizationFailed, .topicAuthorizationFailed])
        try consumer.assign(MockBench.places.map { ($0, 0) })
        let read = try bench.readToEnds(consumer, expecting: [.notAuthorised])
        try bench.require(read.errors.contains { $0.kind == .notAuthorised }, "no error said so: \(read.errors)")
        try bench.requireNumbers(read.records, 0..<20)
      },
      MockCase("watermarks are a retriable error while all brokers are down, and come afterwards") { bench in
        try bench.publish(0..<30)
        let consumer = try KafkaConsumer(bench.settings)
        try bench.cluster.takeDown()
        try bench.requireError(.retriable, "watermarks") {
          _ = try consumer.watermarks(MockBench.places[1], milliseconds: 500)
        }
        bench.cluster.bringUp()
        let marks = try bench.retry("watermarks") {
          try consumer.watermarks(MockBench.places[1])
        } whileKind: {
          $0 == .retriable
        }
        try bench.requireEqual([marks.low, marks.high], [0, 15], "watermarks")
      },
      MockCase("the ends of partitions are read at once after each has another leader") { bench in
        try bench.publish(0..<30)
        let consumer = try KafkaConsumer(bench.settings)
        for leader in 1...3 {
          for place in MockBench.places { bench.cluster.moveLeader(of: place, to: leader) }
          let ends = try consumer.endOffsets(MockBench.places)
          try bench.requireEqual(ends.values.sorted(), [15, 15], "ends with leader \(leader)")
        }
      },
      MockCase("watermarks are right once the answers are no errors, which are retriable") { bench in
        try bench.publish(0..<30)
        let consumer = try KafkaConsumer(bench.settings)
        bench.cluster.answer(.listOffsets, [.notLeaderForPartition, .leaderNotAvailable, .disconnect])
        let marks = try bench.retry("watermarks") {
          try consumer.watermarks(MockBench.places[0])
        } whileKind: {
          $0 == .retriable
        }
        try bench.requireEqual([marks.low, marks.high], [0, 15], "watermarks")
      },
    ]
    + unavailable.map { answer in
      MockCase("watermarks that are only answered with \(answer) are a retriable error, and come afterwards") { bench in
        try bench.publish(0..<30)
        let consumer = try KafkaConsumer(bench.settings)
        bench.cluster.answer(.listOffsets, Array(repeating: answer, count: 500))
        try bench.requireError(.retriable, "watermarks") {
          _ = try consumer.watermarks(MockBench.places[1], milliseconds: 1000)
        }
        bench.cluster.serve(.listOffsets)
        let marks = try consumer.watermarks(MockBench.places[1])
        try bench.requireEqual([marks.low, marks.high], [0, 15], "watermarks")
      }
    }
}
