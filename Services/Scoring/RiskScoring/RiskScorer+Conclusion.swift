import Models
import ReferenceData

extension RiskScorer {
  /// Looks at a subject's lanes and scores after a signal, and says what there is to say.
  func conclude(_ key: SubjectKey, _ pass: inout ScoringPass) throws(ScoringFailure) {
    guard let touch = pass.subjects[key] else { return }
    let book = try subject(key)
    let books = try accounts(of: book)
    for account in books {
      try turn(account, at: pass.time)
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
      self.touch(account)
    }
    if book.isRemoved {
      try schedule(book, at: nil)
      try owe(book, false)
      return
    }
    let coverage = coverage(of: book, at: pass.time)
    let risk = score(of: books, .risk, key, at: pass.time).score
    let opportunity = score(of: books, .opportunity, key, at: pass.time).score
    if isWorthSaying(book, touch, warned: warned, risk: risk, opportunity: opportunity, coverage: coverage, pass.time) {
      pass.outputs.append(.assessment(try assessment(of: book, books, coverage: coverage, pass)))
      book.last = SubjectBook.Emitted(time: pass.time, score: risk, opportunity: opportunity, coverage: coverage)
      self.touch(book)
      try owe(book, false)
    } else if !touch.accounts.isEmpty {
      try owe(book, true)
    }
    try schedule(book, at: nextLook(at: book, books, pass.time))
  }

  private func isWorthSaying(
    _ book: SubjectBook, _ touch: ScoringPass.Touch, warned: Bool, risk: Double, opportunity: Double,
    coverage: Coverage, _ time: Timestamp
  ) -> Bool {
    guard let last = book.last else { return true }
    let move = model.constants.emitMove
    return warned || touch.isNews || touch.isOwed || abs(risk - last.score) >= move
      || abs(opportunity - last.opportunity) >= move
      || (touch.isDue && time >= last.time.adding(hours: model.constants.emitHours))
  }

  private func owe(_ book: SubjectBook, _ isChanged: Bool) throws(ScoringFailure) {
    guard book.isChanged != isChanged else { return }
    book.isChanged = isChanged
    try rows.set(RowKey.changed(book.subject), to: isChanged ? [1] : nil)
    touch(book)
  }

  /// When a subject has to be looked at though nothing happens: at the next full hour while a lane is live, and a day
  /// after its last assessment while there is something to say.
  private func nextLook(at book: SubjectBook, _ books: [AccountBook], _ time: Timestamp) -> Timestamp? {
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
  func coverage(of book: SubjectBook, at time: Timestamp) -> Coverage {
    guard let last = book.lastSignal else { return .unmonitored }
    let days = time.days(since: last)
    return days <= model.constants.staleAfterDays
      ? .monitored : days <= model.constants.unmonitoredAfterDays ? .stale : .unmonitored
  }
}
