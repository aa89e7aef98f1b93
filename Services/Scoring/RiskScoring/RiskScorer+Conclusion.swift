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

  // MARK: Lanes

  private func lanes(
    of book: AccountBook, _ subject: SubjectBook, _ touch: ScoringPass.AccountTouch, _ pass: ScoringPass
  ) throws(ScoringFailure) -> [Warning] {
    let severity = try severityLane(of: book, subject, touch, pass)
    let level = try levelLane(of: book, subject, touch, pass)
    // Whoever follows the warnings one by one is told the higher level first. What a withdrawal leaves of the level lane
    // is told before the event that fell.
    let isLevelFirst = !touch.withdrawn.isEmpty || (level?.level.rank ?? 0) > (severity?.level.rank ?? 0)
    let warnings = (isLevelFirst ? [level, severity] : [severity, level]).compactMap { $0 }
    if !warnings.isEmpty { self.touch(book) }
    return warnings
  }

  private func severityLane(
    of book: AccountBook, _ subject: SubjectBook, _ touch: ScoringPass.AccountTouch, _ pass: ScoringPass
  ) throws(ScoringFailure) -> Warning? {
    let before = book.triggers
    let gone = Set(touch.dissolved.map(\.id) + touch.changed.map(\.id))
    var after = before.filter { !gone.contains($0.cluster) && pass.time <= $0.expires }
    var news: Set<String> = []
    for cluster in touch.changed where !cluster.isGone && !cluster.isEnded && !subject.isRemoved {
      let live = before.first { old in
        old.cluster == cluster.id
          || old.evidence.contains { quote in
            cluster.reports.contains { $0.order.eventId == quote.eventId && $0.order.articleId == quote.articleId }
          }
      }
      let top = cluster.contribution(model)
      let quotes = cluster.fold.voices.prefix(model.constants.evidenceQuotes).map(\.evidence)
      guard
        let trigger = SeverityLane.trigger(
          of: top, latestTime: cluster.fold.latestTime, evidence: Array(quotes), isLive: live != nil, at: pass.time,
          model: model)
      else { continue }
      after.append(trigger)
      if live.map({ $0.voices < trigger.voices || $0.level != trigger.level }) ?? true { news.insert(trigger.cluster) }
    }
    if subject.isRemoved { after = [] }
    after.sort { $0.cluster < $1.cluster }
    guard after != before else { return nil }
    book.triggers = after
    self.touch(book)
    let wasWithdrawn = !touch.withdrawn.isEmpty && before.contains { gone.contains($0.cluster) }
    let old = before.map(\.level).max()
    let new = after.map(\.level).max()
    let change: Warning.Change
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, .some): change = .triggered
    case (.some, nil): change = wasWithdrawn ? .withdrawn : .cleared
    case (.some(let old), .some(let new)):
      guard old != new || !news.isEmpty || wasWithdrawn else { return nil }
      change = .changed
    }
    // The news first, then the gravest.
    let told = (after.isEmpty ? before : after).sorted { left, right in
      let isNews = (news.contains(left.cluster), news.contains(right.cluster))
      if isNews.0 != isNews.1 { return isNews.0 }
      return left.level == right.level ? left.cluster < right.cluster : left.level > right.level
    }
    guard let first = told.first, let level = new ?? old else { return nil }
    var evidence: [Evidence] = []
    for trigger in told { evidence += try quotes(trigger.evidence, cluster: trigger.cluster) }
    return warning(
      book, subject, .severity, change, level: level, previous: old, certainty: first.credibility,
      urgency: SeverityLane.urgency(
        realis: first.realis, eventTime: first.eventTime, isState: first.isState, at: pass.time, model: model),
      families: first.voices, evidence: evidence, withdraws: wasWithdrawn ? touch.withdrawn : [],
      unconfirmed: (after.isEmpty ? before : after).filter { $0.level == level }.allSatisfy(\.isUnconfirmed), pass)
  }

  private func levelLane(
    of book: AccountBook, _ subject: SubjectBook, _ touch: ScoringPass.AccountTouch, _ pass: ScoringPass
  ) throws(ScoringFailure) -> Warning? {
    let standing = book.standing(at: pass.time)
    let fresh = Formulas.categoryScore(sum: standing.live.fresh + standing.older.fresh, model.constants)
    let before = book.level
    let level =
      subject.isRemoved
      ? nil
      : LevelLane.step(
        from: before, score: fresh, at: pass.time, ignoringHold: !touch.withdrawn.isEmpty || touch.isReleased,
        rules: model.levels)
    let lost = touch.withdrawn.filter { before?.articles.contains($0) == true }
    guard level != before?.level || !lost.isEmpty else { return nil }
    let fell = (level?.rank ?? 0) < (before?.level.rank ?? 0)
    let withdrawn = fell ? touch.withdrawn : lost
    let change: Warning.Change
    switch (before?.level, level) {
    case (nil, nil): return nil
    case (nil, .some): change = .triggered
    case (.some, nil): change = touch.withdrawn.isEmpty ? .cleared : .withdrawn
    case (.some, .some): change = .changed
    }
    let top = book.greatest(model.constants.evidenceQuotes, at: pass.time)
      .map { (entry: book.entry(at: $0), x: $0.x) }.filter(\.entry.isFresh)
    var evidence: [Evidence] = []
    for (entry, x) in top {
      let share = standing.x > 0 ? Formulas.categoryScore(sum: standing.x, model.constants) * x / standing.x : 0
      evidence += try quotes(Array(entry.evidence.prefix(1)), cluster: entry.cluster, share: share)
    }
    let isSame = level == before?.level
    book.level = level.map { level in
      LevelState(
        level: level, since: isSame ? before?.since ?? pass.time : pass.time, articles: evidence.map(\.articleId))
    }
    guard let said = level ?? before?.level else { return nil }
    let first = top.first?.entry
    return warning(
      book, subject, .level, change, level: said, previous: before?.level,
      certainty: standing.x > 0 ? (standing.live.xc + standing.older.xc) / standing.x : 0,
      urgency: first.map {
        SeverityLane.urgency(
          realis: $0.realis, eventTime: $0.eventTime, isState: $0.isState, at: pass.time, model: model)
      } ?? .past,
      families: max(1, top.map(\.entry.voices).max() ?? 1), evidence: evidence, withdraws: withdrawn,
      unconfirmed: !top.isEmpty
        && top.allSatisfy { $0.entry.voices == 1 && $0.entry.c < model.constants.warnCredibility },
      pass, score: fresh)
  }

  private func warning(
    _ book: AccountBook, _ subject: SubjectBook, _ lane: Warning.Lane, _ change: Warning.Change, level: AlertLevel,
    previous: AlertLevel?, certainty: Double, urgency: Urgency, families: Int, evidence: [Evidence],
    withdraws: [String], unconfirmed: Bool, _ pass: ScoringPass, score: Double? = nil
  ) -> Warning {
    let category = book.account.category
    let sum = book.standing(at: pass.time).x
    return Warning(
      id: contentHash(
        "warning", book.subject.description, category, lane.rawValue, change.rawValue, pass.cause),
      subject: book.subject, subjectName: name(of: subject) ?? book.subject.id, category: category, lane: lane,
      change: change, level: level, previousLevel: previous, asOf: pass.time,
      certainty: Certainty(credibility: certainty), urgency: urgency,
      score: score ?? Formulas.categoryScore(sum: sum, model.constants), confidence: certainty, families: families,
      evidence: Array(evidence.prefix(model.constants.evidenceQuotes)), withdraws: withdraws,
      unconfirmed: unconfirmed, model: model.version)
  }

  /// The sentences that are still there.
  func quotes(
    _ references: [EvidenceReference], cluster: String?, share: Double? = nil
  ) throws(ScoringFailure) -> [Evidence] {
    var found: [Evidence] = []
    for reference in references {
      if let evidence = try article(reference.articleId)?.evidence(
        of: reference.eventId, cluster: cluster, share: share)
      {
        found.append(evidence)
      }
    }
    return found
  }
}
