import Models

/// What one signal touches on its way through the fold.
struct ChangeSet {
  let time: Timestamp
  let cause: String
  var subjects: [SubjectKey: SubjectChange] = [:]
  var outputs: [ScoringOutput] = []

  struct SubjectChange {
    /// Its time had come.
    var isDue = false
    /// It changed since its last assessment, and a tick asks.
    var isPending = false
    /// It has to be assessed whatever the score.
    var isNews = false
    var accounts: [Account: AccountChange] = [:]
  }

  struct AccountChange {
    var changed: [Incident] = []
    var dissolved: [Incident] = []
    /// Articles whose reports were withdrawn.
    var withdrawn: [String] = []
    /// A state was ended.
    var isReleased = false
  }

  init(time: Timestamp, cause: String) {
    self.time = time
    self.cause = cause
  }

  mutating func touch(_ subject: SubjectKey, _ account: Account, _ change: (inout AccountChange) -> Void) {
    change(&subjects[subject, default: .init()].accounts[account, default: .init()])
  }

  mutating func note(_ cluster: Incident) {
    touch(cluster.group.subject, cluster.group.account) { touch in
      if !touch.changed.contains(where: { $0 === cluster }) { touch.changed.append(cluster) }
    }
  }
}
