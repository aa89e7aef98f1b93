import Models
import ReferenceData

/// What decides whether a further report belongs to an incident, collected from its reports in order. A report that
/// does not change this state changes no later decision.
struct MatchingState: Hashable, Sendable {
  private var isEmpty = true
  private(set) var deaths = 0
  /// The day that the first report with a stated day gives, in days since 1970-01-01; nil if none states it.
  private var statedDay: Int?
  private var lastDay = 0
  private(set) var actors = Actors.none
  private(set) var location = Location(project: nil, place: nil, countries: [])
  private(set) var marks = MatchingMarks(Location(project: nil, place: nil, countries: []), .none)

  /// Adds the next report in order.
  mutating func add(_ report: Report) {
    lastDay = isEmpty ? report.day : max(lastDay, report.day)
    if report.isDayStated, statedDay == nil { statedDay = report.day }
    add(report.location, report.actors)
    if !report.isDenial { deaths = max(deaths, report.deaths) }
  }

  /// Adds the place and the actors of the next report. Computes the marks only if these are new, because it is costly.
  mutating func add(_ location: Location, _ actors: Actors) {
    let isNew: Bool
    if isEmpty {
      self.location = location
      isNew = true
    } else {
      isNew = self.location.narrow(by: location)
    }
    isEmpty = false
    let hasMoreActors = self.actors.formUnion(actors)
    if isNew { marks = MatchingMarks(self.location, self.actors) } else if hasMoreActors { marks.note(self.actors) }
  }

  /// Whether a report's place, actors, stated day and deaths allow it to be of this incident; the window of days is not
  /// checked.
  func isCompatible(with report: Report, _ constants: RiskModel.Constants) -> Bool {
    guard location.mayContainOrBeIn(report.location, constants),
      actors.isCompatible(with: report.actors)
    else { return false }
    if let statedDay, report.isDayStated, abs(report.day - statedDay) > constants.statedDayTolerance { return false }
    if report.day > lastDay, !report.isCorrection {
      if report.isNewOccurrence { return false }
      if deaths > 0, Double(report.deaths) > constants.newOccurrenceFactor * Double(deaths),
        report.deaths > deaths + constants.newOccurrenceDeaths
      {
        return false
      }
    }
    return true
  }
}

/// How a report that arrives out of order changes the matching state for the reports after it.
struct MatchingChange {
  /// The state with the report, after itself and after each later report of its incident, in order.
  private var states: [(after: ReportOrder, state: MatchingState)]
  /// The first report after which the state is the same as without the change; nil if it differs to the end.
  private var end: ReportOrder?

  /// The change that a report makes by starting an incident.
  init(founding report: Report) {
    var state = MatchingState()
    state.add(report)
    states = [(report.order, state)]
  }

  /// The change that a report makes by joining an incident; nil if a later report of the incident would then not fit.
  ///
  /// - Parameters:
  ///   - before: the incident's state before the report.
  ///   - later: the incident's reports after it, in order, without a correction.
  init?(
    joining report: Report, to before: MatchingState, followedBy later: ArraySlice<Report>,
    _ constants: RiskModel.Constants
  ) {
    var (old, new) = (before, before)
    new.add(report)
    states = [(report.order, new)]
    guard new != old else {
      end = report.order
      return
    }
    for next in later {
      guard new.isCompatible(with: next, constants) else { return nil }
      old.add(next)
      new.add(next)
      guard new != old else {
        end = next.order
        return
      }
      states.append((next.order, new))
    }
  }

  /// Whether the state before a report at `order` differs from that without the change.
  func reaches(_ order: ReportOrder) -> Bool { end.map { !($0 < order) } ?? true }

  /// Whether a later report of another incident, which the change reaches, may belong to this incident after it.
  func isCompatible(with report: Report, _ constants: RiskModel.Constants) -> Bool {
    guard let index = states.indices.last(where: { states[$0].after < report.order }),
      !states[index].state.marks.excludes(report.marks, constants)
    else { return false }
    return states[index].state.isCompatible(with: report, constants)
  }
}
