import KeyedState
import Models

/// A subject: what it is called, which accounts it has, and what was last said of it.
final class SubjectState: CachedRow {
  let subject: SubjectKey
  var name: String?
  /// The register has it, or had it.
  var isRegistered = false
  var isRemoved = false
  /// The log time of its last signal.
  var lastSignal: Timestamp?
  /// In order.
  var accounts: [Account] = []
  var last: Emitted?
  /// When it has to be looked at though nothing happened.
  var due: Timestamp?
  /// Something changed since its last assessment, which the next tick asks for.
  var isPending = false
  var isQueued = false

  /// The states of `accounts`, and the generation of their cache. In memory only.
  var loaded: (generation: Int, accounts: [AccountState])?

  /// What the last assessment said.
  struct Emitted: Hashable {
    var time: Timestamp
    var score: Double
    var opportunity: Double
    var coverage: Coverage
  }

  init(subject: SubjectKey) {
    self.subject = subject
  }

  func open(_ account: Account) {
    guard !accounts.contains(account) else { return }
    accounts.append(account)
    accounts.sort()
    loaded = nil
  }

  func encode(to row: inout RowWriter) {
    row.put(name) { $0.put($1) }
    row.put(isRegistered)
    row.put(isRemoved)
    row.put(lastSignal) { $0.put($1) }
    row.put(accounts) {
      $0.put($1.ledger.rawValue)
      $0.put($1.category)
    }
    row.put(last) {
      $0.put($1.time)
      $0.put($1.score)
      $0.put($1.opportunity)
      $0.put($1.coverage.rawValue)
    }
    row.put(due) { $0.put($1) }
    row.put(isPending)
  }

  init(subject: SubjectKey, from bytes: [UInt8]) throws(KeyedStateFailure) {
    self.subject = subject
    var row = RowReader(bytes)
    name = try row.optionalString()
    isRegistered = try row.bool()
    isRemoved = try row.bool()
    lastSignal = try row.optional { (row) throws(KeyedStateFailure) in try row.timestamp() }
    accounts = try row.list { (row) throws(KeyedStateFailure) in
      Account(ledger: try row.word(Ledger.self), category: try row.string())
    }
    last = try row.optional { (row) throws(KeyedStateFailure) in
      Emitted(
        time: try row.timestamp(), score: try row.double(), opportunity: try row.double(),
        coverage: try row.word(Coverage.self))
    }
    due = try row.optional { (row) throws(KeyedStateFailure) in try row.timestamp() }
    isPending = try row.bool()
  }
}
