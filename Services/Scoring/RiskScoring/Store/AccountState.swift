import KeyedState
import Models
import ReferenceData

/// The state of one category of one ledger of one subject: sums, lanes and greatest contributions. Each account has its
/// own row, because a signal usually changes only one of a subject's many accounts. Each of its greatest contributions
/// has a row too, so that a signal neither reads nor writes those that it does not concern.
final class AccountState {
  unowned let owner: SubjectState
  let account: Account
  private(set) var sums = ContributionSums()
  /// The number of the greatest contributions.
  private(set) var listedCount = 0
  /// The greatest contributions; nil until they are read.
  private var known: GreatestContributions?
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
    known = GreatestContributions()
  }

  var subject: SubjectKey { owner.subject }

  var isEmpty: Bool { sums.count == 0 }

  func book(_ contribution: BookedContribution, sign: Double) { sums.book(contribution, sign: sign) }

  // MARK: The greatest contributions

  /// The greatest contributions, read at their first use.
  var greatest: GreatestContributions {
    get throws(KeyedStateFailure) {
      if let known { return known }
      guard listedCount > 0 else { return setGreatest([]) }
      var entries: [ListedContribution] = []
      try owner.rows.scan(prefix: listedPrefix) { (_, value) throws(KeyedStateFailure) in
        var row = RowReader(value)
        entries.append(try ListedContribution(from: &row))
        return true
      }
      return setGreatest(entries)
    }
  }

  /// Whether the greatest contributions have to be read.
  var hasUnread: Bool { known == nil && listedCount > 0 }

  /// About how many bytes of memory the greatest contributions take.
  var listedSize: Int { known?.size ?? 0 }

  /// Sets the greatest contributions as they were read, in any order.
  @discardableResult
  func setGreatest(_ entries: [ListedContribution]) -> GreatestContributions {
    let greatest = GreatestContributions(entries, slowHalfLife: owner.slowHalfLife)
    known = greatest
    return greatest
  }

  /// Adds a contribution in place of its incident's earlier entry, unless the list is full of greater ones.
  func list(_ contribution: ListedContribution) throws(KeyedStateFailure) {
    try changeGreatest { greatest in
      let gone = greatest.list(contribution, slowHalfLife: owner.slowHalfLife)
      return [contribution.incident] + (gone.map { [$0] } ?? [])
    }
  }

  /// Removes the entry of an incident, if it has one.
  func unlist(_ incident: String) throws(KeyedStateFailure) {
    let incident = HashBits(incident)
    try changeGreatest { $0.unlist(incident) ? [incident] : [] }
  }

  /// `change` returns the incidents whose entries it changed.
  private func changeGreatest(_ change: (inout GreatestContributions) -> [HashBits]) throws(KeyedStateFailure) {
    var greatest = try greatest
    known = nil
    let changed = change(&greatest)
    known = greatest
    listedCount = greatest.all.count
    for incident in changed {
      isDirty = true
      if !changedEntries.contains(incident) { changedEntries.append(incident) }
    }
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
      rows.append((listedPrefix + incident.bytes, known?.entry(of: incident).map(Self.row)))
    }
    changedEntries = []
    var row = RowWriter()
    sums.encode(to: &row)
    row.put(nextPhase) { $0.put($1) }
    lanes.encode(to: &row)
    history.encode(to: &row)
    row.put(listedCount)
    rows.append((RowKey.account(.accounts, subject, account), row.bytes))
    return rows
  }

  private static func row(of entry: ListedContribution) -> [UInt8] {
    var row = RowWriter()
    entry.encode(to: &row)
    return row.bytes
  }

  private var listedPrefix: [UInt8] { RowKey.account(.listed, subject, account) }

  private init(of owner: SubjectState, _ account: Account, from row: inout RowReader) throws(KeyedStateFailure) {
    self.owner = owner
    self.account = account
    sums = try ContributionSums(from: &row)
    nextPhase = try row.optionalTimestamp()
    lanes = try LaneStates(from: &row)
    history = try ScoreHistory(from: &row)
    listedCount = try row.int()
    isDirty = false
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
