import KeyedState
import Models
import ReferenceData

extension RiskScorer {
  /// Looks at a subject's lanes and scores after a signal, and says what there is to say.
  func conclude(_ key: SubjectKey, _ pass: inout ChangeSet) throws(KeyedStateFailure) {
    guard let touch = pass.subjects[key] else { return }
    let book = try store.subject(key)
    let books = try store.accounts(of: book)
    for account in books {
      try advancePhase(account, at: pass.time)
      try relist(account, at: pass.time)
    }
    var warned = false
    if [.project, .country, .counterparty].contains(key.kind) {
      for account in books where account.account.ledger == .risk {
        let change = touch.accounts[account.account]
        guard change != nil || touch.isDue else { continue }
        let warnings = try lanes(of: account, book, change ?? .init(), pass)
        warned = warned || !warnings.isEmpty
        pass.outputs += warnings.map(ScoringOutput.warning)
      }
    }
    for account in books where touch.accounts[account.account] != nil || touch.isDue {
      let sum = account.standing(at: pass.time).x
      account.note(score: Formulas.categoryScore(sum: sum, model.constants), at: pass.time)
      store.markDirty(account)
    }
    if book.isRemoved {
      try store.schedule(book, at: nil)
      try store.markPending(book, false)
      return
    }
    let coverage = coverage(of: book, at: pass.time)
    let risk = score(of: books, .risk, key, at: pass.time).score
    let opportunity = score(of: books, .opportunity, key, at: pass.time).score
    if isWorthSaying(book, touch, warned: warned, risk: risk, opportunity: opportunity, coverage: coverage, pass.time) {
      pass.outputs.append(.assessment(try assessment(of: book, books, coverage: coverage, pass)))
      book.last = SubjectState.Emitted(time: pass.time, score: risk, opportunity: opportunity, coverage: coverage)
      store.markDirty(book)
      try store.markPending(book, false)
    } else if !touch.accounts.isEmpty {
      try store.markPending(book, true)
    }
    try store.schedule(book, at: nextLook(at: book, books, pass.time))
  }

  private func isWorthSaying(
    _ book: SubjectState, _ touch: ChangeSet.SubjectChange, warned: Bool, risk: Double, opportunity: Double,
    coverage: Coverage, _ time: Timestamp
  ) -> Bool {
    guard let last = book.last else { return true }
    let move = model.constants.emitMove
    return warned || touch.isNews || touch.isPending || abs(risk - last.score) >= move
      || abs(opportunity - last.opportunity) >= move
      || (touch.isDue && time >= last.time.adding(hours: model.constants.emitHours))
  }

  /// When a subject has to be looked at though nothing happens: at the next full hour while a lane is live, and a day
  /// after its last assessment while there is something to say.
  private func nextLook(at book: SubjectState, _ books: [AccountState], _ time: Timestamp) -> Timestamp? {
    var due: Timestamp?
    if let last = book.last,
      book.isRegistered || last.score >= 0.01 || last.opportunity >= 0.01 || last.coverage != .unmonitored
    {
      due = last.time.adding(hours: model.constants.emitHours)
    }
    if books.contains(where: { $0.level != nil || !$0.triggers.isEmpty }) {
      let step = Int64(model.constants.laneCheckHours) * Timestamp.millisecondsPerHour
      let look = Timestamp(milliseconds: (time.milliseconds / step + 1) * step)
      due = min(due ?? look, look)
    }
    return due
  }

  /// Monitored while signals come; stale, then unmonitored, when none came for the model's days.
  func coverage(of book: SubjectState, at time: Timestamp) -> Coverage {
    guard let last = book.lastSignal else { return .unmonitored }
    let days = time.days(since: last)
    return days <= model.constants.staleAfterDays
      ? .monitored : days <= model.constants.unmonitoredAfterDays ? .stale : .unmonitored
  }
}
