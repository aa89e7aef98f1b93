import KeyedState
import Models
import ReferenceData

/// The state of one category of one ledger of one subject: sums, lanes and greatest contributions. Each account has its
/// own row, because a signal usually changes only one of a subject's many accounts. What an assessment shows of each of
/// its greatest contributions has a row too, so that a signal neither reads nor writes those that it does not concern.
final class AccountState {
  unowned let owner: SubjectState
  let account: Account
  private(set) var sums = ContributionSums()
  private(set) var greatest = GreatestContributions()
  /// The incidents whose entries among the greatest have changed since they were last written.
  private var changedEntries: [HashBits] = []
  /// Whether it has changed since it was last written.
  var isDirty = true
  /// The time before which no contribution changes its phase; nil where no change is scheduled.
  var nextPhase: Timestamp?
  var lanes = LaneStates()
  /// The category's recent scores, from which its trend is computed.
  private(set) var history = ScoreHistory(days: 2)

  init(of owner: SubjectState, account: Account) {
    self.owner = owner
    self.account = account
  }

  var subject: SubjectKey { owner.subject }

  var isEmpty: Bool { sums.count == 0 }

  func book(_ contribution: BookedContribution, sign: Double) { sums.book(contribution, sign: sign) }

  // MARK: The greatest contributions

  /// About how many bytes of memory the account takes.
  var size: Int { 1100 + greatest.size }

  /// Adds a contribution in place of its incident's earlier entry, unless the list is full of greater ones.
  func list(_ contribution: ListedContribution) {
    let gone = greatest.list(contribution, slowHalfLife: owner.slowHalfLife)
    noteChange(of: contribution.incident)
    if let gone { noteChange(of: gone) }
  }

  /// Removes the entry of an incident, if it has one.
  func unlist(_ incident: String) {
    let incident = HashBits(incident)
    if greatest.unlist(incident) { noteChange(of: incident) }
  }

  private func noteChange(of incident: HashBits) {
    isDirty = true
    if !changedEntries.contains(incident) { changedEntries.append(incident) }
  }

  /// The row of one of the greatest contributions.
  func row(of incident: HashBits) throws(KeyedStateFailure) -> [UInt8] {
    guard let row = try owner.rows.value(listedKey(incident)) else {
      throw .corrupt("a contribution that an account of \(subject) lists has no row")
    }
    return row
  }

  /// Records the category's score for the hour of `time`; the last score of an hour counts.
  func note(score: Double, at time: Timestamp) { history.note(score, at: time) }

  // MARK: Rows

  /// The keys and values of the rows that have changed since the last call.
  func takeRows() -> [(key: [UInt8], value: [UInt8]?)] {
    guard isDirty else { return [] }
    isDirty = false
    var rows: [(key: [UInt8], value: [UInt8]?)] = []
    for incident in changedEntries {
      let key = listedKey(incident)
      if let entry = greatest.entry(of: incident) {
        if let row = entry.encoded() { rows.append((key, row)) }
      } else {
        rows.append((key, nil))
      }
    }
    changedEntries = []
    var row = RowWriter()
    sums.encode(to: &row)
    row.put(nextPhase) { $0.put($1) }
    lanes.encode(to: &row)
    history.encode(to: &row)
    greatest.encode(to: &row)
    rows.append((RowKey.account(.accounts, subject, account), row.bytes))
    return rows
  }

  /// The key of the row of one of the greatest contributions.
  private func listedKey(_ incident: HashBits) -> [UInt8] {
    var key = RowKey.account(.listed, subject, account)
    incident.append(to: &key)
    return key
  }

  private init(of owner: SubjectState, _ account: Account, from row: inout RowReader) throws(KeyedStateFailure) {
    self.owner = owner
    self.account = account
    sums = try ContributionSums(from: &row)
    nextPhase = try row.optionalTimestamp()
    lanes = try LaneStates(from: &row)
    history = try ScoreHistory(from: &row)
    isDirty = false
    greatest = try GreatestContributions(of: self, from: &row)
  }

  /// Reads an account from its row; `end` is what follows the table in the row's key.
  convenience init(
    of owner: SubjectState, keyEnd end: ArraySlice<UInt8>, row bytes: [UInt8]
  ) throws(KeyedStateFailure) {
    guard let account = RowKey.account(end) else {
      throw .corrupt("the key of an account of \(owner.subject) names no category")
    }
    var row = RowReader(bytes)
    try self.init(of: owner, account, from: &row)
  }
}
