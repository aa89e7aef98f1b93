import CommandLine
import Effects
import EmbeddedMessaging
import Files
import Glibc
import JSONCoding
import Messaging
import Models
import Observability
import PipelineComposition
import PipelineContracts
import ReferenceData

/// Delivers the alert records of a data folder or of Kafka to receivers until it is asked to stop. It reads alerts and
/// earlier results of deliveries, and writes new results. An alert record that cannot be read becomes a dead letter,
/// once.
struct DeliveryRun {
  let receivers: [any Receiver]
  let policy: RetryPolicy
  let location: LogLocation
  let log: Log
  let clock: @Sendable () -> Timestamp

  private static let writer = "deliver"

  /// How many days results and dead letters of deliveries are certainly still in their topics. What became of an older
  /// alert record is not known.
  static let knownDays = min(
    keptDays(TopicCatalogue.deliveries.specification), keptDays(TopicCatalogue.deadLetters))

  private static func keptDays(_ topic: TopicSpecification) -> Int {
    switch topic.cleanup {
    case .delete(let days), .compact(let days): days
    }
  }

  /// Fails with `temporaryFailure` where another process delivers from the same data folder.
  ///
  /// - Parameter untilIdle: return once each alert record so far is delivered or given up.
  func run(untilIdle: Bool, shouldStop: () -> Bool) throws(CommandFailure) {
    let topic = TopicCatalogue.alerts.name
    let source = try location.source()
    let lock = try folderLock()
    defer { withExtendedLifetime(lock) {} }
    let loading = try location.source()
    let results = try location.sink(writer: Self.writer)
    let done = try recordedResults()
    let start = ContinuousClock.now
    let stage = EffectStage<RecordNumber>(
      receivers, policy: policy, done: done,
      log: .init(
        load: { number in try loading.record(topic, number).map(EffectStage<RecordNumber>.Item.init) },
        record: { deliveries in try write(deliveries, to: results) }),
      clock: clock, monotonicClock: { start.duration(to: .now) }, observer: report)
    var refused = try refusedBefore()
    let firstKnown = clock().adding(days: -Self.knownDays)
    var tooOld = 0
    func add(_ record: Record) throws(CommandFailure) {
      guard record.time >= firstKnown else { return }
      do throws(JSONError) {
        let isHandled = try stage.add(.init(record), at: RecordNumber(record))
        if !isHandled { tooOld += 1 }
      } catch {
        guard refused.insert(RecordNumber(record)).inserted else { return }
        try refuse(record, error, to: results)
      }
    }
    func reportTooOld() {
      guard tooOld > 0 else { return }
      log.write(DeliveryEvents.tooOld, .integer("records", tooOld))
      tooOld = 0
    }
    let ends = try source.scan(topic, add)
    reportTooOld()
    try source.follow(
      topic, after: ends,
      idle: { () throws(CommandFailure) -> Bool in
        reportTooOld()
        return try step(stage, untilIdle, shouldStop)
      }, add)
  }

  /// Takes the lock of the folder's deliveries: two processes at the same time would each send every record. Nil over
  /// Kafka, which has no such lock.
  private func folderLock() throws(CommandFailure) -> FileLock? {
    guard case .embedded(let directory) = location else { return nil }
    let path = "\(directory)/deliver.lock"
    do throws(FileError) {
      if let lock = try FileLock(path) { return lock }
    } catch {
      throw CommandFailure(
        .cannotCreate, "the deliveries of \(directory) cannot be locked: \(error.description)",
        expected: "a folder that this user may write to")
    }
    throw CommandFailure(
      .temporaryFailure, "another process delivers from \(directory)",
      expected: "one `beacon deliver` or `beacon run --receivers` on a data folder", remedy: "wait for it, or end it")
  }

  /// Visits all records of a topic: of a data folder also those that wait in its inbox for the next run. The inbox
  /// comes first, so that records which a run takes meanwhile are found in the log. A record may be visited twice.
  private func forEachWritten(
    _ topic: String, _ visit: (Record) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    if case .embedded(let directory) = location {
      let waiting = try withDataFolder { () throws(EmbeddedLogError) in
        try InboxReader(directory: directory).records(ofTopic: topic)
      }
      for record in waiting { try visit(record) }
    }
    _ = try location.source().scan(topic, visit)
  }

  /// The ids of the tasks whose result is recorded.
  private func recordedResults() throws(CommandFailure) -> Set<String> {
    var done: Set<String> = []
    try forEachWritten(TopicCatalogue.deliveries.name) { (record) throws(CommandFailure) in
      done.insert(try record.decoded(as: TopicCatalogue.deliveries).id)
    }
    return done
  }

  /// The numbers of the alert records for which deliveries have already written a dead letter.
  private func refusedBefore() throws(CommandFailure) -> Set<RecordNumber> {
    var refused: Set<RecordNumber> = []
    try forEachWritten(TopicCatalogue.deadLetters.name) { record in
      guard let letter = DeadLetterRecord.read(record), letter.stage == Self.writer else { return }
      refused.insert(RecordNumber(partition: letter.partition, offset: letter.offset))
    }
    return refused
  }

  private func refuse(_ record: Record, _ error: JSONError, to sink: any RecordSink) throws(CommandFailure) {
    let code = error.code.rawValue
    try sink.append(
      DeadLetterRecord.make(
        from: record, stage: Self.writer, code: code, message: error.description, version: BeaconCommand.version))
    try sink.finish()
    log.write(
      PipelineEvents.deadLettered, .text("record", "\(record.topic) \(RecordNumber(record))"), .text("code", code),
      .integer("records", 1))
  }

  /// Steps the stage; while an attempt is in progress, again and again for up to 150 ms, so that the next task starts
  /// at once.
  ///
  /// - Returns: whether to continue.
  private func step(
    _ stage: EffectStage<RecordNumber>, _ untilIdle: Bool, _ shouldStop: () -> Bool
  ) throws(CommandFailure) -> Bool {
    let end = ContinuousClock.now + .milliseconds(150)
    do {
      try stage.step()
      while stage.isPerforming, ContinuousClock.now < end, !shouldStop() {
        usleep(2_000)
        try stage.step()
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.internalError, "\(error)")
    }
    return !shouldStop() && !(untilIdle && stage.isIdle)
  }

  private func write(_ deliveries: [Delivery], to sink: any RecordSink) throws {
    for delivery in deliveries {
      try sink.append(
        try TopicCatalogue.deliveries.record(delivery, id: delivery.id, time: delivery.at, from: Self.writer))
    }
    try sink.finish()
  }

  private func report(_ attempt: EffectStage<RecordNumber>.Attempt) {
    let fields: [LogField] = [.text("receiver", attempt.receiver), .text("record", attempt.task.record)]
    switch (attempt.outcome, attempt.decision) {
    case (.done(let detail), _): log.write(DeliveryEvents.delivered, fields + [.text("detail", detail)])
    case (.refused(let reason), _): log.write(DeliveryEvents.refused, fields + [.text("reason", reason)])
    case (.failed(let reason, _), .retry(let pause)):
      let seconds = Int(pause.components.seconds)
      log.write(DeliveryEvents.failed, fields + [.text("reason", reason), .integer("retry_in_seconds", seconds)])
    case (.failed, .ended), (nil, _): log.write(DeliveryEvents.expired, fields)
    }
  }
}

extension RetryPolicy {
  /// How deliveries are retried, by the reference data. Fails with `dataError` where records would be delivered at an
  /// age at which it is no longer known whether they were.
  init(_ configuration: BeaconConfiguration) throws(CommandFailure) {
    let constants = try ReferenceFolder(configuration).read { (path) throws(TableError) in
      try AlertingModel.Constants(directory: path)
    }
    let hours = constants.deliveryHours
    guard hours < DeliveryRun.knownDays * 24 else {
      throw CommandFailure(
        .dataError, "delivery_hours of RiskModel/alerting.tsv is \(hours)",
        expected: "less than \(DeliveryRun.knownDays * 24): after \(DeliveryRun.knownDays) days it is not known what "
          + "became of an alert record", remedy: "correct that row")
    }
    self.init(lifetime: .seconds(hours * 3600))
  }
}

extension EffectStage<RecordNumber>.Item {
  init(_ record: Record) {
    self.init(
      id: record.eventId ?? "\(record.topic)/\(record.partition)/\(record.offset)",
      type: record.header(CloudEvent.type) ?? TopicCatalogue.eventType(ofTopic: record.topic) ?? "",
      value: record.value ?? [], time: record.time)
  }
}

/// The log events of deliveries.
enum DeliveryEvents {
  static let delivered = LogEvent("delivered", .info, "a receiver took an alert record")
  static let failed = LogEvent("delivery_failed", .warning, "a delivery failed and will be repeated")
  static let refused = LogEvent("delivery_refused", .error, "a delivery was refused permanently")
  static let interrupted = LogEvent(
    "deliveries_interrupted", .error, "deliveries were interrupted and will be restarted")
  static let expired = LogEvent("delivery_expired", .error, "a delivery was given up: the record is too old")
  static let tooOld = LogEvent(
    "deliveries_too_old", .warning, "alert records without a recorded delivery are too old to be delivered")
}
