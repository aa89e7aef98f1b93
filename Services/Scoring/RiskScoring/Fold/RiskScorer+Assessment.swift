import KeyedState
import Models
import ReferenceData

extension RiskScorer {
  /// A ledger's score of a subject, and each account's share of it, in the order of `books`.
  func score(
    of books: [AccountState], _ ledger: Ledger, _ subject: SubjectKey, at time: Timestamp
  ) -> (score: Double, shares: [Account: Double]) {
    let mine = books.filter { $0.account.ledger == ledger }
    let parts = mine.map { book in
      (
        weight: model.categories.first { $0.code == book.account.category }?.weight ?? 0,
        score: Formulas.categoryScore(sum: book.standing(at: time).x, model.constants)
      )
    }
    let (score, shares) = Formulas.subjectScore(parts, model.constants)
    let baseline = ledger == .risk ? model.baselines[subject]?.value : nil
    let over = Formulas.overBaseline(baseline, score: score)
    return (
      over.score,
      Dictionary(zip(mine.map(\.account), shares.map { $0 * over.factor }), uniquingKeysWith: { first, _ in first })
    )
  }

  func assessment(
    of book: SubjectState, _ books: [AccountState], coverage: Coverage, _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> Assessment {
    let key = book.subject
    let risk = try ledger(.risk, of: key, books, coverage, pass)
    let opportunity = try ledger(.opportunity, of: key, books, coverage, pass)
    return Assessment(
      id: contentHash("assessment", key.description, pass.time.description, pass.cause), subject: key,
      subjectName: name(of: book), asOf: pass.time, score: risk.score, confidence: risk.confidence, coverage: coverage,
      baseline: model.baselines[key], categories: risk.categories, opportunity: opportunity, model: model.version)
  }

  private func ledger(
    _ ledger: Ledger, of subject: SubjectKey, _ books: [AccountState], _ coverage: Coverage, _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> LedgerScore {
    let (score, shares) = score(of: books, ledger, subject, at: pass.time)
    let mine = books.filter { $0.account.ledger == ledger && !$0.isEmpty }
    let shown = greatest(of: mine, shares: shares, at: pass.time)
    var categories: [CategoryScore] = []
    var believed = 0.0
    var total = 0.0
    for book in mine {
      let standing = book.standing(at: pass.time)
      let share = shares[book.account] ?? 0
      if standing.x > 0 {
        believed += share * (standing.live.xc + standing.older.xc) / standing.x
        total += share
      }
      categories.append(try category(book, standing, share: share, shown: shown[book.account] ?? [], pass))
    }
    let trust = coverage == .monitored ? 1.0 : coverage == .stale ? 0.5 : 0
    let confidence = total > 0 ? min(1, believed / total) * trust : 0
    return LedgerScore(score: score, confidence: confidence, categories: categories)
  }

  /// The contributions that are shown one by one: those with the greatest shares of the subject's score.
  private func greatest(
    of books: [AccountState], shares: [Account: Double], at time: Timestamp
  ) -> [Account: [(entry: RankedContribution, x: Double)]] {
    let count = model.constants.shownContributions
    var all: [(book: Int, place: AccountState.Place, share: Double)] = []
    for (index, book) in books.enumerated() {
      let sum = book.standing(at: time).x
      let points = sum > 0 ? (shares[book.account] ?? 0) / sum : 0
      for place in book.greatest(count, at: time) { all.append((index, place, points * place.x)) }
    }
    all.sort { left, right in
      guard left.share == right.share else { return left.share > right.share }
      return books[left.book].entry(at: left.place).cluster < books[right.book].entry(at: right.place).cluster
    }
    var shown: [Account: [(entry: RankedContribution, x: Double)]] = [:]
    for one in all.prefix(count) {
      let book = books[one.book]
      shown[book.account, default: []].append((book.entry(at: one.place), one.place.x))
    }
    return shown
  }

  private func category(
    _ book: AccountState, _ standing: AccountState.Totals, share: Double,
    shown: [(entry: RankedContribution, x: Double)],
    _ pass: ChangeSet
  ) throws(KeyedStateFailure) -> CategoryScore {
    let score = Formulas.categoryScore(sum: standing.x, model.constants)
    let listed = shown.reduce(0) { $0 + $1.x }
    let othersCount = standing.live.count - shown.count
    let othersX = othersCount > 0 ? max(0, standing.live.x - listed) : 0
    // The sum of what is shown, so that the shares sum to the score whatever the running sums have rounded.
    let sum = listed + othersX + standing.older.x
    let points = sum > 0 ? score / sum : 0
    var contributions: [Contribution] = []
    for (entry, x) in shown {
      contributions.append(
        Contribution(
          cluster: entry.cluster, type: entry.type, share: points * x, x: x, s: entry.s, c: entry.c, m: entry.m,
          n: entry.n, p: entry.p, ageDays: max(0, pass.time.days(since: entry.eventTime)),
          halfLifeDays: entry.isState ? nil : entry.curve.halfLife, reports: entry.reports,
          evidence: try quotes(entry.evidence, cluster: nil).map { evidence in
            var evidence = evidence
            evidence.subjects = []
            return evidence
          }))
    }
    return CategoryScore(
      category: book.account.category, score: score, share: share,
      level: (book.triggers.map(\.level) + [book.level?.level].compactMap { $0 }).max(),
      trend: book.trend(score: score, at: pass.time), contributions: contributions,
      others: ContributionRest(count: othersCount, share: points * othersX, x: othersX),
      older: ContributionRest(count: standing.older.count, share: points * standing.older.x, x: standing.older.x))
  }
}
