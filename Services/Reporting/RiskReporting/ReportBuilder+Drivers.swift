import Glibc
import Models

extension ReportBuilder {
  /// What moved the score: new incidents, and the rest of each category's change; the largest first. Empty without
  /// earlier scores to compare with. Together they are the change of the categories' points.
  func drivers(
    _ incidents: [ReportIncident], _ categories: [ReportCategory], before previous: DayScores?
  ) -> [ScoreDriver] {
    guard let previous else { return [] }
    let moves = self.moves(of: categories, incidents.filter(\.isNew), before: previous)
    let sum = moves.reduce(0) { $0 + $1.new + $1.rest }
    // The score rises and falls with the sum of the moves, and stays where it is at its ceiling.
    let change = categories.reduce(0) { $0 + $1.points } - previous.points
    guard sum != 0, change / sum > 0 else { return [] }
    var drivers: [ScoreDriver] = []
    for move in moves {
      let new = incidents.filter { $0.isNew && $0.category == move.category }
      let points = new.reduce(0) { $0 + $1.points }
      drivers += new.map { incident in
        ScoreDriver(
          category: move.category, incident: incident.id,
          points: points > 0 ? move.new * incident.points / points * change / sum : 0)
      }
      drivers.append(ScoreDriver(category: move.category, points: move.rest * change / sum))
    }
    return Array(
      drivers.filter { abs($0.points) >= settings.leastPoints }
        .sorted {
          (abs($1.points), $0.category, $0.incident ?? "") < (abs($0.points), $1.category, $1.incident ?? "")
        }
        .prefix(settings.listedDrivers))
  }

  /// How far a category moved, in units of w·D^norm that are the same for all.
  private struct Move {
    let category: String
    /// By its new incidents: 0 or more.
    let new: Double
    /// By other incidents and decay: its sign is that of the category's own move without the new incidents.
    let rest: Double
  }

  /// The moves of the categories. A category's points alone would not give them: they also fall where another category
  /// rises.
  ///
  /// The points are p = c·w·D^norm, where c is the same for all categories of one assessment. A category that both
  /// assessments have gives the ratio of their c. Without its new incidents, which are a share s of Σx, a category has
  /// D = 100·(1 − (1 − D/100)^(1 − s)).
  private func moves(
    of categories: [ReportCategory], _ new: [ReportIncident], before previous: DayScores
  ) -> [Move] {
    let norm = settings.subjectNorm
    let ratio = self.ratio(categories, previous)
    var moves: [Move] = []
    for category in categories where category.points > 0 && category.now > 0 {
      let before = ratio * (previous.categories[category.category]?.points ?? 0)
      let fresh = new.filter { $0.category == category.category }.reduce(0) { $0 + $1.points }
      let left = max(0, 1 - fresh / category.points)
      let score = fresh > 0 ? 100 * (1 - pow(max(0, 1 - category.now / 100), left)) : category.now
      let rest = category.points * pow(score / category.now, norm)
      moves.append(Move(category: category.category, new: category.points - rest, rest: rest - before))
    }
    let shown = Set(moves.map(\.category))
    for (gone, scores) in previous.categories where !shown.contains(gone) {
      moves.append(Move(category: gone, new: 0, rest: -ratio * scores.points))
    }
    return moves.sorted { $0.category < $1.category }
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
