import Models
import ReferenceData

/// When time alone next ends or lowers a warning of an account's lanes, so that the account need not be checked before.
///
/// What time raises, such as a score whose exposure fades, is found with the daily assessment.
struct LaneSchedule {
  let model: RiskModel
  /// Milliseconds between two checks, which are at multiples of this since 1970.
  private let step: Int64

  init(model: RiskModel) {
    self.model = model
    step = Int64(model.constants.laneCheckHours) * Timestamp.millisecondsPerHour
  }

  /// The first check after `time` and up to `end` at which a lane of the account may change; nil for none. `exposure`
  /// is the exposure factor of its subject.
  func next(of account: AccountState, after time: Timestamp, until end: Timestamp, exposure: Double) -> Timestamp? {
    let lanes = account.lanes
    // The check after the first end is the first of all.
    var next = lanes.firstEnd(after: time).flatMap { $0 < end ? check(after: max($0, time)) : nil }
    if let state = lanes.level, let left = leaves(state, account, after: time, until: end, exposure) {
      next = min(next ?? left, left)
    }
    return next.flatMap { $0 <= end ? $0 : nil }
  }

  /// The first check at which an account's score is below the `leave` threshold of its level and the level's hold time
  /// is over; nil if that is later than `end`.
  private func leaves(
    _ state: LevelState, _ account: AccountState, after time: Timestamp, until end: Timestamp, _ exposure: Double
  ) -> Timestamp? {
    let category = account.account.category
    guard let bounds = model.bounds(of: state.level, in: category), let scale = model.category(category)?.scale else {
      return nil
    }
    let hold = model.levels.first { $0.level == state.level }?.holdHours ?? 0
    let first = check(after: max(time, state.since.adding(hours: hold).adding(milliseconds: -1)))
    guard first <= end else { return nil }
    func isLeft(_ number: Int64) -> Bool {
      let sum = account.sums.totals(at: first.adding(milliseconds: number * step)).fresh
      return Formulas.categoryScore(sum: sum, scale: scale, exposure: exposure) < bounds.leave
    }
    // The sum only falls.
    let last = (end.milliseconds - first.milliseconds) / step
    guard isLeft(last) else { return nil }
    return first.adding(milliseconds: (0..<last).partitioningIndex(where: isLeft) * step)
  }

  /// The time of the first check after an instant.
  private func check(after time: Timestamp) -> Timestamp {
    Timestamp(milliseconds: (time.milliseconds / step + 1) * step)
  }
}
