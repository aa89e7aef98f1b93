import KeyedState
import Models
import ReferenceData

/// One category of one ledger of one subject: the sums of its contributions, and its lanes. Its subject's state has it,
/// and writes its rows.
final class AccountState {
  unowned let owner: SubjectState
  let account: Account
  private(set) var sums = ContributionSums()
  private(set) var greatest = GreatestContributions() {
    didSet { isListDirty = true }
  }
  /// The list of the greatest has to be written.
  private var isListDirty = false
  /// The rest has to be written.
  var isDirty = true
  /// No contribution changes its phase before this.
  var nextPhase: Timestamp?
  var lanes = LaneStates()
  /// The category's score, for its trend.
  private(set) var history = ScoreHistory(days: 2)

  init(of owner: SubjectState, account: Account) {
    self.owner = owner
    self.account = account
  }

  var subject: SubjectKey { owner.subject }

  var isEmpty: Bool { sums.count == 0 }

  func book(_ contribution: BookedContribution, sign: Double) { sums.book(contribution, sign: sign) }

  func list(_ contribution: ListedContribution, slowHalfLife: Double) {
    greatest.list(contribution, slowHalfLife: slowHalfLife)
  }

  func unlist(_ incident: String) {
    let incident = HashBits(incident)
    if greatest.all.contains(where: { $0.incident == incident }) { greatest.unlist(incident) }
  }

  /// Records the category's score of this hour.
  func note(score: Double, at time: Timestamp) { history.note(score, at: time) }

  // MARK: Rows

  /// Adds the rows that have changed since the last call.
  func takeRows(into rows: inout [(key: [UInt8], value: [UInt8]?)]) {
    guard isDirty || isListDirty else { return }
    let key = RowKey.account(.accounts, subject, account)
    if isDirty {
      var row = RowWriter()
      sums.encode(to: &row)
      row.put(nextPhase) { $0.put($1) }
      lanes.encode(to: &row)
      history.encode(to: &row)
      rows.append((key + [Part.sums.rawValue], row.bytes))
    }
    if isListDirty {
      var row = RowWriter()
      greatest.encode(to: &row)
      rows.append((key + [Part.greatest.rawValue], row.bytes))
    }
    isDirty = false
    isListDirty = false
  }

  /// The last byte of the key of each of its rows.
  private enum Part: UInt8 {
    case sums = 0
    case greatest = 1
  }

  /// The accounts of a subject from their rows, whose order is that of the accounts.
  static func all(of owner: SubjectState, in rows: any KeyedState) throws(KeyedStateFailure) -> [AccountState] {
    let prefix = RowKey.table(.accounts, of: owner.subject)
    var accounts: [AccountState] = []
    try rows.scan(prefix: prefix) { (key, value) throws(KeyedStateFailure) in
      guard key.count > prefix.count + 3, let part = Part(rawValue: key[key.count - 1]) else {
        throw .corrupt("an account of \(owner.subject) has a key of \(key.count) bytes")
      }
      let ledger = key[prefix.count] == UInt8(ascii: "r") ? Ledger.risk : .opportunity
      let account = Account(
        ledger: ledger, category: String(decoding: key[(prefix.count + 1)..<(key.count - 2)], as: UTF8.self))
      if accounts.last?.account != account { accounts.append(AccountState(of: owner, account: account)) }
      var row = RowReader(value)
      try accounts[accounts.count - 1].read(part, from: &row)
      return true
    }
    return accounts
  }

  private func read(_ part: Part, from row: inout RowReader) throws(KeyedStateFailure) {
    switch part {
    case .sums:
      sums = try ContributionSums(from: &row)
      nextPhase = try row.optionalTimestamp()
      lanes = try LaneStates(from: &row)
      history = try ScoreHistory(from: &row)
      isDirty = false
    case .greatest:
      greatest = try GreatestContributions(from: &row)
      isListDirty = false
    }
  }
}
