import Models
import ReferenceData

/// When time alone next ends or lowers what the lanes of an account warn of, so that nothing has to be looked at
/// before.
///
/// What time raises, such as a score whose exposure fades, is found with the daily assessment.
struct LaneSchedule {
  let model: RiskModel
  /// Milliseconds between two looks, from 1970 on.
  private let step: Int64

  init(model: RiskModel) {
    self.model = model
    step = Int64(model.constants.laneCheckHours) * Timestamp.millisecondsPerHour
  }

  /// The first look after `time` and up to `end` at which a lane of the account may change; nil for none. `exposure` is
  /// that of its subject.
  func next(of account: AccountState, after time: Timestamp, until end: Timestamp, exposure: Double) -> Timestamp? {
    let lanes = account.lanes
    var next = lanes.ends(after: time).filter { $0 < end }.map { look(after: max($0, time)) }.min()
    if let state = lanes.level, let left = leaves(state, account, after: time, until: end, exposure) {
      next = min(next ?? left, left)
    }
    return next.flatMap { $0 <= end ? $0 : nil }
  }

  /// The first look at which the score of an account is below the threshold that its level is left at, and the shortest
  /// time that a level lasts is over.
  private func leaves(
    _ state: LevelState, _ account: AccountState, after time: Timestamp, until end: Timestamp, _ exposure: Double
  ) -> Timestamp? {
    let category = account.account.category
    guard let bounds = model.bounds(of: state.level, in: category), let scale = model.category(category)?.scale else {
      return nil
    }
    let hold = model.levels.first { $0.level == state.level }?.holdHours ?? 0
    let first = look(after: max(time, state.since.adding(hours: hold).adding(milliseconds: -1)))
    guard first <= end else { return nil }
    func isLeft(_ number: Int64) -> Bool {
      let sum = account.sums.totals(at: first.adding(milliseconds: number * step)).fresh
      return Formulas.categoryScore(sum: sum, scale: scale, exposure: exposure) < bounds.leave
    }
    // The sum only falls.
    var (low, high) = (Int64(0), (end.milliseconds - first.milliseconds) / step)
    guard isLeft(high) else { return nil }
    while low < high {
      let middle = (low + high) / 2
      if isLeft(middle) { high = middle } else { low = middle + 1 }
    }
    return first.adding(milliseconds: low * step)
  }

  /// The first look after an instant.
  private func look(after time: Timestamp) -> Timestamp {
    Timestamp(milliseconds: (time.milliseconds / step + 1) * step)
  }
}
