import KeyedState
import Models
import ReferenceData

/// One category of one ledger of one subject: the sums of its contributions, and its lanes.
final class AccountState: CachedRow {
  let subject: SubjectKey
  let account: Account
  private(set) var sums = ContributionSums()
  private(set) var greatest = GreatestContributions() {
    didSet { isListDirty = true }
  }
  private var isListDirty = false
  /// No contribution changes its phase before this.
  var nextPhase: Timestamp?
  var lanes = LaneStates()
  /// The category's score, for its trend.
  private(set) var history = ScoreHistory(days: 2)
  var isQueued = false

  init(subject: SubjectKey, account: Account) {
    self.subject = subject
    self.account = account
  }

  var isEmpty: Bool { sums.count == 0 }

  func book(_ contribution: BookedContribution, sign: Double) { sums.book(contribution, sign: sign) }

  func list(_ contribution: RankedContribution, slowHalfLife: Double) {
    greatest.list(contribution, slowHalfLife: slowHalfLife)
  }

  func unlist(_ incident: String) {
    if greatest.all.contains(where: { $0.incident == incident }) { greatest.unlist(incident) }
  }

  /// Records the category's score of this hour.
  func note(score: Double, at time: Timestamp) { history.note(score, at: time) }

  // MARK: Rows

  func takeParts() -> [(key: [UInt8], value: [UInt8])] {
    guard isListDirty else { return [] }
    isListDirty = false
    var row = RowWriter()
    greatest.encode(to: &row)
    return [(RowKey.account(.greatest, subject, account), row.bytes)]
  }

  func encode(to row: inout RowWriter) {
    sums.encode(to: &row)
    row.put(nextPhase) { $0.put($1) }
    lanes.encode(to: &row)
    history.encode(to: &row)
  }

  init(
    subject: SubjectKey, account: Account, from bytes: [UInt8], rows: any KeyedState
  ) throws(KeyedStateFailure) {
    self.subject = subject
    self.account = account
    var row = RowReader(bytes)
    sums = try ContributionSums(from: &row)
    nextPhase = try row.optionalTimestamp()
    lanes = try LaneStates(from: &row)
    history = try ScoreHistory(from: &row)
    if let list = try rows.value(RowKey.account(.greatest, subject, account)) {
      var listRow = RowReader(list)
      greatest = try GreatestContributions(from: &listRow)
    }
    isListDirty = false
  }
}
