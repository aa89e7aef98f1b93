import KeyedState
import Models
import ReferenceData

/// The reports of one incident in order, and their summary.
///
/// To add a report at the end costs one step. For one out of order the summary is computed again from the last
/// checkpoint before it, so that the cost grows with how late it is, not with the number of reports. For a correction
/// that is added or removed it is computed again from the beginning.
///
/// A class, so that reading from it copies nothing.
final class IncidentReports {
  /// All reports, in their order.
  private(set) var all: [Report] = []
  /// The summary of all reports.
  private(set) var summary = IncidentSummary()
  /// The countries and projects that the reports name.
  private(set) var places = NamedPlaces()
  /// The latest correction of each outlet, by owner: its earlier reports do not count.
  private var corrections: [String: ReportOrder] = [:]
  /// Element n is the summary of the first (n + 1)·`stride` reports.
  private var checkpoints: [IncidentSummary] = []
  /// The reports in the incident's own row, in the order in which they arrived; each other report has a separate row.
  private var shared: [Report] = []
  /// The first of `shared` as they are written, so that a further report does not cost writing them all again.
  private var written = RowWriter(capacity: 0)
  /// How many of `shared` are in `written`.
  private var writtenCount = 0
  private var changedRows: [(key: [UInt8], value: [UInt8]?)] = []
  /// The prefix of the keys of the reports' own rows.
  private let prefix: [UInt8]

  /// The number of reports between two checkpoints.
  private static let stride = 64
  /// The largest number of reports in the incident's row.
  private static let sharedRow = 16

  /// Starts without reports; `incident` is the key of the incident's row.
  init(of incident: [UInt8]) {
    prefix = RowKey.reports(of: incident)
  }

  /// Adds a report at its place in the order.
  func insert(_ report: Report, model: RiskModel) {
    if shared.count < Self.sharedRow {
      shared.append(report)
    } else {
      var row = RowWriter()
      report.encode(to: &row)
      changedRows.append((key(report.order), row.bytes))
    }
    let place = index(of: report.order)
    all.insert(report, at: place)
    places.add(report.location)
    fold(from: report.isCorrection && noteCorrections() ? 0 : place, model)
  }

  /// Keeps only the reports before `order`; returns those that are taken out.
  func cut(from order: ReportOrder, model: RiskModel) -> [Report] {
    let place = index(of: order)
    guard place < all.count else { return [] }
    let rest = Array(all[place...])
    all.removeSubrange(place...)
    notePlaces()
    for report in rest {
      if let index = shared.firstIndex(where: { $0 === report }) {
        shared.remove(at: index)
        if index < writtenCount { (written, writtenCount) = (RowWriter(capacity: 0), 0) }
      } else {
        changedRows.append((key(report.order), nil))
      }
    }
    fold(from: rest.contains(where: \.isCorrection) && noteCorrections() ? 0 : place, model)
    return rest
  }

  private func notePlaces() {
    places = NamedPlaces()
    for index in all.indices { places.add(all[index].location) }
  }

  /// The report at `order`; nil if the incident has none there.
  func report(at order: ReportOrder) -> Report? {
    let place = index(of: order)
    return place < all.count && all[place].order == order ? all[place] : nil
  }

  /// Whether a further report may be of this incident; the window of days is not checked.
  func areCompatible(with report: Report, _ constants: RiskModel.Constants) -> Bool {
    if summary.matching.marks.excludes(report.marks, constants) { return false }
    return summary.matching.isCompatible(with: report, constants)
  }

  /// Whether a report corrects earlier ones of its outlet, which then do not count.
  var haveCorrections: Bool { !corrections.isEmpty }

  /// The matching state of the reports before `order`, for an incident without corrections.
  func matching(before order: ReportOrder) -> MatchingState {
    let place = index(of: order)
    if place == all.count { return summary.matching }
    let start = checkpoint(before: place)
    var state = start.summary.matching
    for index in start.count..<place { state.add(all[index]) }
    return state
  }

  /// How a report that joins out of order changes the matching state; nil if a later report would then not fit.
  ///
  /// - Parameter before: the matching state before the report.
  func change(
    by report: Report, joining before: MatchingState, _ constants: RiskModel.Constants
  ) -> MatchingChange? {
    MatchingChange(joining: report, to: before, followedBy: all[index(of: report.order)...], constants)
  }

  /// Whether a report after `order` could belong instead to another incident, whose first day is `day`, after `change`
  /// there.
  func contain(
    reportFor day: Int, isState: Bool, after order: ReportOrder, by change: MatchingChange,
    _ constants: RiskModel.Constants
  ) -> Bool {
    for index in index(of: order)..<all.count {
      guard change.reaches(all[index].order) else { return false }
      guard Incident.accepts(day: all[index].day, from: day, isState: isState, window: constants.windowDays)
      else { continue }
      if change.isCompatible(with: all[index], constants) { return true }
    }
    return false
  }

  /// The ids of the articles whose reports a correction replaces: earlier ones of its outlet.
  func corrected(by correction: Report) -> [String] {
    guard !correction.owner.isEmpty else { return [] }
    return all.filter { $0.owner == correction.owner && $0.order < correction.order }.map(\.order.articleId)
  }

  /// Whether a later correction of its outlet replaces the report, which then does not count.
  func isReplaced(_ report: Report) -> Bool { Self.isCorrected(report, corrections) }

  /// Whether the last report is at `order` or after it.
  func reach(_ order: ReportOrder) -> Bool { !all.isEmpty && !(all[all.count - 1].order < order) }

  func contains(_ reference: EvidenceReference) -> Bool {
    all.contains { $0.order.articleId == reference.articleId && $0.order.eventId == reference.eventId }
  }

  /// The index of the first report at `order` or after it.
  private func index(of order: ReportOrder) -> Int {
    guard let last = all.last, last.order >= order else { return all.count }
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].order < order { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The last checkpoint before the report at `place`, and how many reports it summarises.
  private func checkpoint(before place: Int) -> (summary: IncidentSummary, count: Int) {
    let number = min(place / Self.stride, checkpoints.count)
    return number > 0 ? (checkpoints[number - 1], number * Self.stride) : (IncidentSummary(), 0)
  }

  /// Updates the summary after a report was inserted at `place`, or all reports from there on were removed.
  private func fold(from place: Int, _ model: RiskModel) {
    var start = place
    let isAppended = place > 0 && place + 1 == all.count
    if !isAppended {
      checkpoints.removeSubrange(min(place / Self.stride, checkpoints.count)...)
      (summary, start) = checkpoint(before: place)
    }
    for index in start..<all.count {
      if !Self.isCorrected(all[index], corrections) { summary.add(all[index], model: model) }
      if (index + 1) % Self.stride == 0 { checkpoints.append(summary) }
    }
  }

  // MARK: Corrections

  /// Updates the corrections after one was added or removed; returns whether they have changed.
  private func noteCorrections() -> Bool {
    let now = Self.corrections(in: all)
    defer { corrections = now }
    return now != corrections
  }

  private static func corrections(in reports: [Report]) -> [String: ReportOrder] {
    let made = reports.filter { $0.isCorrection && !$0.owner.isEmpty }
    return Dictionary(made.map { ($0.owner, $0.order) }, uniquingKeysWith: { _, later in later })
  }

  private static func isCorrected(_ report: Report, _ corrections: [String: ReportOrder]) -> Bool {
    corrections[report.owner].map { report.order < $0 } ?? false
  }

  // MARK: Rows

  private func key(_ order: ReportOrder) -> [UInt8] {
    var bytes = prefix
    SortableKey.append(order.publishedAt, to: &bytes)
    RowKey.append(order.articleId, to: &bytes)
    RowKey.append(order.eventId, to: &bytes)
    return bytes
  }

  /// Returns the rows of reports that have changed since the last call; a nil value removes a row.
  func takeRows() -> [(key: [UInt8], value: [UInt8]?)] {
    defer { changedRows = [] }
    return changedRows
  }

  /// Writes the reports that are stored in the incident's row, and whether others have separate rows.
  func encode(to row: inout RowWriter) {
    for report in shared[writtenCount...] { report.encode(to: &written) }
    writtenCount = shared.count
    row.put(shared.count < all.count)
    row.put(shared.count)
    row.append(written)
  }

  convenience init(
    of incident: [UInt8], from row: inout RowReader, rows: any KeyedState, model: RiskModel
  ) throws(KeyedStateFailure) {
    self.init(of: incident)
    let hasMore = try row.bool()
    all = try row.list { (row) throws(KeyedStateFailure) in try Report(from: &row) }
    shared = all
    if hasMore {
      var further: [Report] = []
      try rows.scan(prefix: prefix) { (_, value) throws(KeyedStateFailure) in
        var row = RowReader(value)
        further.append(try Report(from: &row))
        return true
      }
      all += further
    }
    all.sort { $0.order < $1.order }
    notePlaces()
    corrections = Self.corrections(in: all)
    fold(from: 0, model)
  }
}
