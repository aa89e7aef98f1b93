import EmbeddedMessaging
import Messaging
import Models
import PipelineComposition

/// Runs all stages of a pipeline in one process on one embedded log.
///
/// It works in rounds. A round is one transaction, with one flush to the device: it takes the next records
/// from the inbox, then lets each stage process a batch, the last stage first, until there is no more input, so that an
/// article passes all stages in one round. Each batch is a savepoint: one that fails is rolled back alone. If the whole
/// transaction is lost, every stage continues from the previous commit.
///
/// The last stage comes first so that an earlier one prepares its next batch on other cores meanwhile.
///
/// For use by one thread, which it blocks.
package final class EmbeddedRuntime {
  let log: EmbeddedLog
  let clock: LogClock
  package let pipeline: Pipeline
  let settings: Settings
  private let runners: [StageRunner]
  private var inbox: InboxIntake
  /// For each stage, the time at which it may continue, in milliseconds of the monotonic clock.
  private var resumesAt: [Int]
  package private(set) var summary: PipelineSummary

  /// The bounds of a round, and how long a run waits.
  package struct Settings: Hashable, Sendable {
    /// How much a round takes from the inbox.
    package var limit = BatchLimit(records: 1000, bytes: 8 << 20)
    /// How much a stage processes before the next one has its turn.
    package var batch = BatchLimit(records: 250, bytes: 2 << 20)
    /// The most batches that a stage processes in a round.
    package var batchesInRound = 64
    /// Whether to remove records whose retention has ended.
    package var cleans = true
    /// The number of failures in a row after which a run that is to end when idle gives up.
    package var attempts = 8
    package var backoff = Backoff()
    /// The time without a signal after which a tick is due, in milliseconds.
    package var quietMilliseconds = 60_000

    package init() {}
  }

  /// The log must have been opened with every topic that the stages read and write.
  package init(
    _ pipeline: Pipeline, on log: EmbeddedLog, clock: @escaping LogClock, settings: Settings = Settings()
  ) {
    self.pipeline = pipeline
    self.log = log
    self.clock = clock
    self.settings = settings
    runners = pipeline.stages.map { stage in
      StageRunner(
        stage, on: EmbeddedTransport(stage, on: log), limit: settings.batch, backoff: settings.backoff,
        deadLetter: pipeline.deadLetter)
    }
    inbox = InboxIntake(into: log, clock: clock, stamp: pipeline.stamp)
    resumesAt = pipeline.stages.map { _ in 0 }
    summary = PipelineSummary(stages: pipeline.stages)
  }

  /// Whether the inbox contains a file.
  func hasInput() throws -> Bool { try inbox.hasInput() }

  /// Milliseconds until the first paused stage may continue; nil where none is paused.
  func pauseLeft() -> Int? {
    let now = MonotonicClock.milliseconds
    return zip(resumesAt, summary.stages).compactMap { $1.pause == nil ? nil : max(0, $0 - now) }.min()
  }

  /// What a round did.
  struct Round {
    /// Whether any record was read or processed.
    var didWork = false
  }

  /// Runs one round over the inbox, or over `records` instead.
  func round(over records: [OutgoingRecord]? = nil) throws(PipelineError) -> Round {
    let before = summary
    var stopped: StageStopped?
    let round: Round
    do {
      round = try log.transaction {
        var round = Round(didWork: try take(records))
        for _ in 0..<settings.batchesInRound {
          guard stopped == nil, try pass(&stopped) else { break }
          round.didWork = true
        }
        if settings.cleans { try log.clean(readBy: pipeline.stages) }
        return round
      }
    } catch {
      abandon(to: before)
      throw PipelineError(error)
    }
    if let stopped { throw .stopped(stopped) }
    do { try inbox.removeFinished() } catch { throw .log(error) }
    return round
  }

  private func take(_ records: [OutgoingRecord]?) throws -> Bool {
    if let records {
      try log.append(records)
      summary.taken += records.count
      return !records.isEmpty
    }
    let taken = try inbox.take(settings.limit)
    summary.taken += taken.records
    summary.refusedFiles += taken.refused
    return taken.records > 0
  }

  /// Lets each stage process a batch.
  ///
  /// - Parameter stopped: set where a stage can only be continued by a person.
  /// - Returns: whether there was any input.
  private func pass(_ stopped: inout StageStopped?) throws -> Bool {
    for runner in runners { runner.lookAhead() }
    var didWork = false
    for place in runners.indices.reversed() where stopped == nil {
      do {
        if try step(place) { didWork = true }
      } catch let failure as StageStopped {
        stopped = failure
      }
      guard log.isInTransaction else { throw LostTransaction(reason: lossReason(place, stopped)) }
    }
    return didWork
  }

  /// Lets the stage at index `place` process a batch.
  ///
  /// - Returns: whether there was input.
  private func step(_ place: Int) throws -> Bool {
    guard resumesAt[place] <= MonotonicClock.milliseconds else { return false }
    switch try runners[place].step() {
    case .idle:
      summary.stages[place].pause = nil
      return false
    case .committed(let batch):
      summary.count(batch, of: place)
      return true
    case .paused(let pause):
      summary.stages[place].pause = pause
      resumesAt[place] = MonotonicClock.milliseconds + pause.milliseconds
      return false
    }
  }

  private func lossReason(_ place: Int, _ stopped: StageStopped?) -> String {
    stopped?.reason ?? summary.stages[place].pause?.reason ?? "SQLite rolled the transaction back"
  }

  private func abandon(to before: PipelineSummary) {
    inbox.abandon()
    for runner in runners { runner.abandon() }
    summary = before
  }
}
