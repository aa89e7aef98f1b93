import KeyedState
import Models
import ReferenceData

/// What the lanes of an account say after a signal.
extension RiskScorer {
  func lanes(
    of book: AccountState, _ subject: SubjectState, _ touch: ChangeSet.AccountChange, _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> [Warning] {
    let severity = try severityLane(of: book, subject, touch, pass)
    let level = try levelLane(of: book, subject, touch, pass)
    // Whoever follows the warnings one by one is told the higher level first. What a withdrawal leaves of the level lane
    // is told before the event that fell.
    let isLevelFirst = !touch.withdrawn.isEmpty || (level?.level.rank ?? 0) > (severity?.level.rank ?? 0)
    let warnings = (isLevelFirst ? [level, severity] : [severity, level]).compactMap { $0 }
    if !warnings.isEmpty { store.markDirty(book) }
    return warnings
  }

  private func severityLane(
    of book: AccountState, _ subject: SubjectState, _ touch: ChangeSet.AccountChange, _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> Warning? {
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
    store.markDirty(book)
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
    of book: AccountState, _ subject: SubjectState, _ touch: ChangeSet.AccountChange, _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> Warning? {
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
    _ book: AccountState, _ subject: SubjectState, _ lane: Warning.Lane, _ change: Warning.Change, level: AlertLevel,
    previous: AlertLevel?, certainty: Double, urgency: Urgency, families: Int, evidence: [Evidence],
    withdraws: [String], unconfirmed: Bool, _ pass: ChangeSet, score: Double? = nil
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
  ) throws(KeyedStateFailure) -> [Evidence] {
    var found: [Evidence] = []
    for reference in references {
      if let evidence = try store.article(reference.articleId)?.evidence(
        of: reference.eventId, cluster: cluster, share: share)
      {
        found.append(evidence)
      }
    }
    return found
  }
}
