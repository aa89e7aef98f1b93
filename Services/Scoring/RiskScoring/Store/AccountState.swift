import KeyedState
import Models
import ReferenceData

/// One category of one ledger of one subject: the sums of its contributions, and its lanes. It is part of its subject's
/// row; the list of its greatest contributions, which is long and changes less often, is a separate row.
final class AccountState {
  unowned let owner: SubjectState
  let account: Account
  private(set) var sums = ContributionSums()
  private(set) var greatest = GreatestContributions() {
    didSet { isListDirty = true }
  }
  /// The list of the greatest has to be written.
  private var isListDirty = false
  /// The rest has changed since it was encoded.
  var isDirty = true
  /// The rest, as its subject's row has it.
  private var encoded: [UInt8] = []
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

  /// Adds what its subject's row has of it. Encodes again only what has changed: a subject has many accounts, and most
  /// signals concern one.
  func encode(to row: inout RowWriter) {
    if isDirty {
      var own = RowWriter()
      sums.encode(to: &own)
      own.put(nextPhase) { $0.put($1) }
      lanes.encode(to: &own)
      history.encode(to: &own)
      encoded = own.bytes
      isDirty = false
    }
    row.put(account.ledger == .risk)
    row.put(account.category)
    row.put(encoded)
  }

  /// The row of the list, if it has changed since the last call.
  func takeList() -> (key: [UInt8], value: [UInt8]?)? {
    guard isListDirty else { return nil }
    isListDirty = false
    var row = RowWriter()
    greatest.encode(to: &row)
    return (RowKey.account(.greatest, subject, account), row.bytes)
  }

  init(of owner: SubjectState, from row: inout RowReader) throws(KeyedStateFailure) {
    self.owner = owner
    account = Account(ledger: try row.bool() ? .risk : .opportunity, category: try row.string())
    encoded = try row.blob()
    var own = RowReader(encoded)
    sums = try ContributionSums(from: &own)
    nextPhase = try own.optionalTimestamp()
    lanes = try LaneStates(from: &own)
    history = try ScoreHistory(from: &own)
    isDirty = false
  }

  /// Reads the lists of a subject's accounts.
  static func readLists(of accounts: [AccountState], _ subject: SubjectKey, in rows: any KeyedState)
    throws(KeyedStateFailure)
  {
    let prefix = RowKey.table(.greatest, of: subject)
    try rows.scan(prefix: prefix) { (key, value) throws(KeyedStateFailure) in
      guard let account = accounts.first(where: { key.count > prefix.count && $0.isNamed(by: key[prefix.count...]) })
      else {
        throw .corrupt("\(subject) has a list of contributions for an account that it does not have")
      }
      var row = RowReader(value)
      account.greatest = try GreatestContributions(from: &row)
      account.isListDirty = false
      return true
    }
  }

  /// Whether that is the end of the key of its list.
  private func isNamed(by end: ArraySlice<UInt8>) -> Bool {
    end.first == RowKey.byte(of: account.ledger) && end.dropFirst().dropLast().elementsEqual(account.category.utf8)
  }
}
