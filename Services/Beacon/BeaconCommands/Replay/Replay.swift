import CommandLine
import Messaging
import Models
import NotificationService
import PipelineContracts
import ReferenceData
import ScoringService

/// Scoring and notification, whose outputs depend on nothing but their inputs, so that they can be recomputed.
struct RefoldStages {
  let scoring: Stage
  let notification: Stage
  let model: RiskModel

  init(_ reference: ReferenceValues) {
    scoring = ScoringStages.scoring(
      model: reference.data.riskModel, names: ScoringNames(reference.data.gazetteer))
    notification = NotificationStages.notification(model: reference.data.riskModel, tables: reference.alertTables)
    model = reference.data.riskModel
  }
}

/// Recomputes scores and warnings from the signals, and alerts from the warnings.
final class Replay {
  let source: any RecordSource
  let stages: RefoldStages
  private(set) var signals = 0
  private(set) var warnings = 0

  init(_ source: any RecordSource, _ stages: RefoldStages) {
    self.source = source
    self.stages = stages
  }

  /// Scores all signals, or those written before `end`, again. Fails with `dataError` where retention has removed the
  /// first signals, since later scores depend on them.
  func scoring(before end: Timestamp? = nil) throws(CommandFailure) -> Refold {
    let refold = Refold(stages.scoring)
    let topic = TopicCatalogue.signals.name
    for (partition, start) in try source.starts(of: topic).sorted(by: { $0.key < $1.key }) where start > 0 {
      throw CommandFailure(
        .dataError, "\(topic) begins at \(partition):\(start): the signals before it were removed",
        expected: "all signals since the first", remedy: "replay within the topic's retention, or keep it longer")
    }
    _ = try source.scan(topic) { (record) throws(CommandFailure) in
      if let end, record.time >= end { return }
      signals += 1
      try refold.add(record)
    }
    return refold
  }

  /// The latest assessment of a subject that was known at `knownAt`. Fails with `dataError` where there was none.
  func assessment(of subject: SubjectKey, knownAt: Timestamp) throws(CommandFailure) -> Assessment {
    var latest: Assessment?
    try scoring(before: knownAt).outputs(TopicCatalogue.assessments.name) { (record) throws(CommandFailure) in
      guard record.key == Array(subject.description.utf8) else { return }
      latest = try record.decoded(as: TopicCatalogue.assessments)
    }
    if let latest { return latest }
    throw CommandFailure(
      .dataError, "there was no assessment of \(subject) at \(knownAt)", expected: "a later time",
      remedy: "`beacon report \(subject)` prints the time that a report is as known at")
  }

  /// Runs notification again: over the published warnings if `overPublished` is true and retention has removed none of
  /// them, else over the recomputed warnings in `scored`.
  func notification(_ scored: Refold, overPublished: Bool) throws(CommandFailure) -> Refold {
    var tables: [Record] = []
    for topic in stages.notification.tables { tables += try source.latest(topic) }
    var input: [Record] = []
    if overPublished, try source.starts(of: TopicCatalogue.warnings.name).values.allSatisfy({ $0 == 0 }) {
      _ = try source.scan(TopicCatalogue.warnings.name) { input.append($0) }
    } else {
      input = Self.inOrderOfTime(try scored.outputs(TopicCatalogue.warnings.name))
    }
    let refold = Refold(stages.notification, tables: tables)
    for record in input { try refold.add(record) }
    warnings = input.count
    return refold
  }

  /// One partition's records from those of several: those of each partition in their order, and the partitions mixed by
  /// the time that each had reached, the first of them before the others where times are equal. A record's own time may
  /// lie before that of an earlier one, since its article may have waited longer.
  static func inOrderOfTime(_ partitions: [[Record]]) -> [Record] {
    var timed: [(reached: Timestamp, record: Record)] = []
    for partition in partitions {
      var reached = Timestamp.distantPast
      for var record in partition {
        reached = max(reached, record.time)
        record.partition = 0
        timed.append((reached, record))
      }
    }
    let order = timed.enumerated().sorted { left, right in
      (left.element.reached, left.offset) < (right.element.reached, right.offset)
    }
    return order.map(\.element.record)
  }
}

/// Recomputes what scoring and notification published, and compares.
struct Verifier {
  private let replay: Replay

  init(_ replay: Replay) {
    self.replay = replay
  }

  func run() throws(CommandFailure) -> VerificationReport {
    var report = VerificationReport()
    let scored = try replay.scoring()
    let alerted = try replay.notification(scored, overPublished: true)
    for topic in [TopicCatalogue.assessments.specification, TopicCatalogue.warnings.specification] {
      try compare(scored, topic, &report)
    }
    for topic in [TopicCatalogue.alerts.specification, TopicCatalogue.suppressions.specification] {
      try compare(alerted, topic, &report)
    }
    report.folded = [
      (TopicCatalogue.signals.name, replay.signals), (TopicCatalogue.warnings.name, replay.warnings),
    ]
    for assessment in try replay.source.latest(TopicCatalogue.assessments)
    where !Explanation(assessment, model: replay.stages.model).addsUp {
      report.unbalanced.append(assessment.subject.description)
    }
    return report
  }

  private func compare(
    _ refold: Refold, _ topic: TopicSpecification, _ report: inout VerificationReport
  ) throws(CommandFailure) {
    let isTruncated = try replay.source.starts(of: topic.name).values.contains { $0 > 0 }
    var verification = Verification(topic: topic.name, isCompacted: topic.cleanup.isCompact)
    try refold.outputs(topic.name) { verification.expect($0) }
    _ = try replay.source.scan(topic.name) { verification.check($0) }
    verification.finish(isTruncated: isTruncated)
    report.compared.append((topic.name, verification.published))
    report.differences += verification.differences
  }
}
