import Models

/// The changes that one signal causes in the fold.
struct ChangeSet {
  let time: Timestamp
  let cause: String
  var subjects: [SubjectKey: SubjectChange] = [:]
  var outputs: [ScoringOutput] = []

  struct SubjectChange {
    /// Whether its scheduled check is due.
    var isDue = false
    /// Whether it changed since its last assessment, and a tick asks for a new one.
    var isPending = false
    /// Whether it has to be assessed even if its score did not change.
    var isNews = false
    /// Whether an article announced a date for it, or withdrew one.
    var hasAnnouncement = false
    var accounts = AccountChanges()
  }

  init(time: Timestamp, cause: String) {
    self.time = time
    self.cause = cause
  }

  mutating func touch(_ subject: SubjectKey, _ account: Account, _ change: (inout AccountChange) -> Void = { _ in }) {
    subjects[subject, default: .init()].accounts.change(account, change)
  }

  mutating func note(_ incident: Incident) {
    touch(incident.group.subject, incident.group.account) { change in
      if !change.changed.contains(where: { $0 === incident }) { change.changed.append(incident) }
    }
  }
}

/// The changed accounts of a subject. There is seldom more than one, so that a linear search is faster than hashing.
struct AccountChanges {
  private var all: [(account: Account, change: AccountChange)] = []

  var isEmpty: Bool { all.isEmpty }

  subscript(account: Account) -> AccountChange? {
    for place in all.indices where all[place].account == account { return all[place].change }
    return nil
  }

  func contains(_ account: Account) -> Bool { all.contains { $0.account == account } }

  mutating func change(_ account: Account, _ change: (inout AccountChange) -> Void) {
    let place = all.firstIndex { $0.account == account } ?? all.endIndex
    if place == all.endIndex { all.append((account, AccountChange())) }
    change(&all[place].change)
  }
}

/// The changes that one signal causes in one account.
struct AccountChange {
  var changed: [Incident] = []
  var dissolved: [Incident] = []
  /// The ids of articles whose reports were withdrawn.
  var withdrawn: [String] = []
  /// Whether a report has ended a state or an event that lasts.
  var isReleased = false
  /// The reports that ended states or events that last.
  var ends: [EvidenceReference] = []
  /// Whether the subject, a removed project, is registered again.
  var isRestored = false
  /// Whether the subject, a party, has a new rule, which may have been broken before.
  var hasNewRule = false
}
