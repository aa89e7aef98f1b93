import Glibc
import Models

extension ReportBuilder {
  /// What moved the score: new incidents, states that ended, and the rest of each category's change; the largest first.
  /// Empty without earlier scores to compare with. Together they are the change of the categories' points.
  func drivers(
    _ incidents: [ReportIncident], _ categories: [ReportCategory], before previous: DayScores?
  ) -> [ScoreDriver] {
    guard let previous else { return [] }
    let new = incidents.filter(\.isNew)
    let ended = endedStates(incidents, categories, before: previous)
    let moves = self.moves(of: categories, new, ended, before: previous)
    let sum = moves.reduce(0) { $0 + $1.new + $1.ended + $1.rest }
    // The score rises and falls with the sum of the moves, and stays where it is at its ceiling.
    let change = categories.reduce(0) { $0 + $1.points } - previous.points
    guard sum != 0, change / sum > 0 else { return [] }
    // Of two versions of the model the moves may be out of proportion: no cause has more than the whole scale.
    func points(_ move: Double) -> Double { max(-100, min(100, move * change / sum)) }
    var drivers: [ScoreDriver] = []
    for move in moves {
      for incident in new where incident.category == move.category && incident.points > 0 {
        drivers.append(
          ScoreDriver(
            category: move.category, incident: incident.id,
            points: points(move.new * incident.points / move.newPoints)))
      }
      for (id, state) in ended where state.category == move.category && state.points > 0 {
        drivers.append(
          ScoreDriver(
            category: move.category, incident: id, ended: state.type,
            points: points(move.ended * state.points / move.endedPoints)))
      }
      drivers.append(ScoreDriver(category: move.category, points: points(move.rest)))
    }
    return Array(
      drivers.filter { abs($0.points) >= settings.leastPoints }
        .sorted {
          (abs($1.points), $0.category, $0.incident ?? "") < (abs($0.points), $1.category, $1.incident ?? "")
        }
        .prefix(settings.listedDrivers))
  }

  /// The states that were listed as open before and are gone: each has ended, or its reports were withdrawn. Only of a
  /// category that lists all its incidents is that known. A state of the same type that was not listed before may be
  /// the same one, named by another first report.
  private func endedStates(
    _ incidents: [ReportIncident], _ categories: [ReportCategory], before previous: DayScores
  ) -> [(id: String, state: DayScores.Listed)] {
    var ended: [(id: String, state: DayScores.Listed)] = []
    for (id, state) in previous.contributions.sorted(by: { $0.key < $1.key }) where state.isOpenRisk {
      let listed = incidents.filter { $0.category == state.category }
      let count = categories.first { $0.category == state.category }?.incidents ?? 0
      let mayBeListed = listed.contains { incident in
        incident.id == id
          || incident.isOpen && incident.type == state.type && previous.contributions[incident.id] == nil
      }
      if listed.count == count, !mayBeListed { ended.append((id, state)) }
    }
    return ended
  }

  /// How far a category moved, in units of w·D^norm that are the same for all.
  private struct Move {
    let category: String
    /// By its new incidents: 0 or more.
    let new: Double
    /// By its states that ended: 0 or less.
    let ended: Double
    /// By other incidents and decay: its sign is that of the category's own move without the new and ended ones.
    let rest: Double
    /// The points of its new incidents.
    let newPoints: Double
    /// The points that its ended states had.
    let endedPoints: Double
  }

  /// The moves of the categories. A category's points alone would not give them: they also fall where another category
  /// rises.
  ///
  /// The points are p = c·w·D^norm, where c is the same for all categories of one assessment. A category that both
  /// assessments have gives the ratio of their c.
  private func moves(
    of categories: [ReportCategory], _ new: [ReportIncident], _ ended: [(id: String, state: DayScores.Listed)],
    before previous: DayScores
  ) -> [Move] {
    let ratio = self.ratio(categories, previous)
    let now = Dictionary(categories.map { ($0.category, $0) }, uniquingKeysWith: { first, _ in first })
    return Set(now.keys).union(previous.categories.keys).sorted().map { category in
      let current = now[category]
      let last = previous.categories[category]
      let newPoints = new.reduce(0) { $1.category == category ? $0 + $1.points : $0 }
      let endedPoints = ended.reduce(0) { $1.state.category == category ? $0 + $1.state.points : $0 }
      let (after, before) = (current?.points ?? 0, ratio * (last?.points ?? 0))
      let old = left(of: after, score: current?.now ?? 0, without: after > 0 ? newPoints / after : 0)
      let kept = left(of: before, score: last?.score ?? 0, without: before > 0 ? ratio * endedPoints / before : 0)
      return Move(
        category: category, new: after - old, ended: kept - before, rest: old - kept, newPoints: newPoints,
        endedPoints: endedPoints)
    }
  }

  /// What a category's points would be without a share s of its Σx, 0 to 1: its score D would be
  /// 100·(1 − (1 − D/100)^(1 − s)).
  private func left(of points: Double, score: Double, without share: Double) -> Double {
    guard share > 0, score > 0 else { return points }
    let left = 100 * (1 - pow(max(0, 1 - score / 100), max(0, 1 - share)))
    return points * pow(left / score, settings.subjectNorm)
  }

  /// By what the earlier points are multiplied to be in the unit of the later ones: from the greatest category that
  /// both assessments have; without one the score decides.
  private func ratio(_ categories: [ReportCategory], _ previous: DayScores) -> Double {
    for category in categories {
      guard let last = previous.categories[category.category], last.points > 0, last.score > 0, category.points > 0,
        category.now > 0
      else { continue }
      return category.points / last.points * pow(last.score / category.now, settings.subjectNorm)
    }
    let now = categories.reduce(0) { $0 + $1.points }
    return now > 0 && previous.points > 0 ? pow(previous.points / now, settings.subjectNorm - 1) : 1
  }
}

extension DayScores {
  /// The points of all categories, added in one order.
  fileprivate var points: Double {
    categories.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.points }
  }
}
