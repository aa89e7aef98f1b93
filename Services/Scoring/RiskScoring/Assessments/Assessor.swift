import KeyedState
import Models
import ReferenceData

/// Computes scores of subjects, and the assessments that explain them.
final class Assessor {
  let model: RiskModel
  let store: ScoringStore
  /// English names by ISO 3166-1 alpha-2 code, for the subjects that no register names.
  let countryNames: [String: String]

  init(model: RiskModel, store: ScoringStore, countryNames: [String: String]) {
    self.model = model
    self.store = store
    self.countryNames = countryNames
  }

  /// The name of a subject; nil where nothing names it.
  func name(of subject: SubjectState) -> String? {
    subject.name ?? (subject.subject.kind == .country ? countryNames[subject.subject.id] : nil)
  }

  /// e of a subject: of countries by their coverage, 1 for all others.
  func exposure(of subject: SubjectState, at time: Timestamp) -> Double {
    let halfLife = model.constants.coverageHalfLife
    return Formulas.exposure(
      coverage: subject.subject.kind == .country ? subject.coverage.volume(at: time, halfLife: halfLife) : nil,
      model.constants)
  }

  /// Monitored while articles arrive; stale, then unmonitored, after the model's days without one. With an open state
  /// nothing is unmonitored.
  func coverage(of subject: SubjectState, _ accounts: [AccountState], at time: Timestamp) -> Coverage {
    guard let last = subject.coverage.lastArticle else { return .unmonitored }
    let days = time.days(since: last)
    if days <= model.constants.staleAfterDays { return .monitored }
    let hasOpenState = accounts.contains { account in
      account.greatest.all.contains { $0.isState && time <= $0.decay.from }
    }
    return days <= model.constants.unmonitoredAfterDays || hasOpenState ? .stale : .unmonitored
  }

  /// D of an account.
  func categoryScore(of account: AccountState, sum: Double, exposure: Double) -> Double {
    Formulas.categoryScore(
      sum: sum, scale: model.category(account.account.category)?.scale ?? 1, exposure: exposure)
  }

  /// A ledger's score of a subject, and each account's share of it.
  func score(
    of accounts: [AccountState], _ ledger: Ledger, _ subject: SubjectState, at time: Timestamp
  ) -> (score: Double, shares: [Account: Double]) {
    let exposure = exposure(of: subject, at: time)
    let mine = accounts.filter { $0.account.ledger == ledger }
    let parts = mine.map { account in
      (
        weight: model.weight(of: account.account.category, for: subject.subject.kind),
        score: categoryScore(of: account, sum: account.sums.totals(at: time).x, exposure: exposure)
      )
    }
    let (score, shares) = Formulas.subjectScore(parts, model.constants)
    let over = Formulas.overBaseline(ledger == .risk ? model.baselines[subject.subject]?.value : nil, score: score)
    return (
      over.score,
      Dictionary(zip(mine.map(\.account), shares.map { $0 * over.factor }), uniquingKeysWith: { first, _ in first })
    )
  }

  func assessment(
    of subject: SubjectState, _ accounts: [AccountState], at time: Timestamp, cause: String
  ) throws(KeyedStateFailure) -> Assessment {
    let key = subject.subject
    let coverage = coverage(of: subject, accounts, at: time)
    let risk = try ledger(.risk, of: subject, accounts, coverage, time)
    let opportunity = try ledger(.opportunity, of: subject, accounts, coverage, time)
    return Assessment(
      id: contentHash("assessment", key.description, time.description, cause), subject: key,
      subjectName: name(of: subject), asOf: time, score: risk.score, confidence: risk.confidence, coverage: coverage,
      baseline: model.baselines[key], categories: risk.categories, opportunity: opportunity,
      exposure: Exposure(
        volume: subject.coverage.volume(at: time, halfLife: model.constants.coverageHalfLife),
        factor: exposure(of: subject, at: time), lastArticle: subject.coverage.lastArticle),
      change: change(of: subject, accounts, score: risk.score, at: time),
      percentile: key.kind == .country ? model.percentile(ofScore: risk.score) : nil,
      ownPercentile: subject.history.percentile(of: risk.score, at: time),
      announced: subject.schedule.announced(from: time.day), sources: subject.sources.activities,
      model: model.version)
  }

  /// The change of the score, and the contributions that moved it most over a week.
  private func change(
    of subject: SubjectState, _ accounts: [AccountState], score: Double, at time: Timestamp
  ) -> ScoreChange {
    let (_, shares) = self.score(of: accounts, .risk, subject, at: time)
    let weekAgo = time.adding(days: -7)
    // Only the three that are shown are copied: a contribution is large.
    var moves: [(account: AccountState, index: Int, points: Double)] = []
    for account in accounts where account.account.ledger == .risk {
      let sum = account.sums.totals(at: time).x
      guard sum > 0 else { continue }
      let points = (shares[account.account] ?? 0) / sum
      for index in account.greatest.all.indices {
        let decay = account.greatest.all[index].decay
        let before = account.greatest.all[index].eventTime > weekAgo ? 0 : decay.value(at: weekAgo)
        let moved = points * (decay.value(at: time) - before)
        if abs(moved) >= Self.leastMove { moves.append((account, index, moved)) }
      }
    }
    func incident(_ move: (account: AccountState, index: Int, points: Double)) -> String {
      move.account.greatest.all[move.index].incident
    }
    let leading = moves.leading(Self.movers) { left, right in
      abs(left.points) == abs(right.points)
        ? incident(left) < incident(right) : abs(left.points) > abs(right.points)
    }
    let movers = leading.map { move in
      let contribution = move.account.greatest.all[move.index]
      return ScoreChange.Mover(
        cluster: contribution.incident, type: contribution.type, category: move.account.account.category,
        points: move.points)
    }
    return ScoreChange(
      week: subject.history.change(of: score, over: 7, at: time),
      month: subject.history.change(of: score, over: 30, at: time),
      movers: movers)
  }

  /// Contributions that are named as having moved a score, at most.
  private static let movers = 3
  /// Points of the score below which a contribution has not moved it.
  private static let leastMove = 0.05

  private func ledger(
    _ ledger: Ledger, of subject: SubjectState, _ accounts: [AccountState], _ coverage: Coverage, _ time: Timestamp
  ) throws(KeyedStateFailure) -> LedgerScore {
    let (score, shares) = score(of: accounts, ledger, subject, at: time)
    let exposure = exposure(of: subject, at: time)
    let mine = accounts.filter { $0.account.ledger == ledger && (!$0.isEmpty || $0.lanes.isLive) }
    let shown = greatest(of: mine, shares: shares, at: time)
    var categories: [CategoryScore] = []
    var believed = 0.0
    var total = 0.0
    for account in mine {
      let totals = account.sums.totals(at: time)
      let share = shares[account.account] ?? 0
      if totals.x > 0 {
        believed += share * totals.xc / totals.x
        total += share
      }
      categories.append(
        try category(account, totals, exposure, share: share, shown: shown[account.account] ?? [], time))
    }
    let trust =
      switch coverage {
      case .monitored: 1.0
      case .stale: model.constants.staleTrust
      case .unmonitored: model.constants.unmonitoredTrust
      }
    return LedgerScore(
      score: score, confidence: total > 0 ? min(1, believed / total) * trust : 0, categories: categories)
  }

  /// The contributions that are shown one by one: those with the greatest shares of the subject's score.
  private func greatest(
    of accounts: [AccountState], shares: [Account: Double], at time: Timestamp
  ) -> [Account: [(contribution: RankedContribution, x: Double)]] {
    let count = model.constants.shownContributions
    var all: [(account: Int, index: Int, x: Double, share: Double)] = []
    for (number, account) in accounts.enumerated() {
      let sum = account.sums.totals(at: time).x
      let points = sum > 0 ? (shares[account.account] ?? 0) / sum : 0
      for index in account.greatest.all.indices {
        let x = account.greatest.all[index].decay.value(at: time)
        all.append((number, index, x, points * x))
      }
    }
    func incident(_ one: (account: Int, index: Int, x: Double, share: Double)) -> String {
      accounts[one.account].greatest.all[one.index].incident
    }
    let leading = all.leading(count) { left, right in
      left.share == right.share ? incident(left) < incident(right) : left.share > right.share
    }
    var shown: [Account: [(contribution: RankedContribution, x: Double)]] = [:]
    for one in leading {
      let account = accounts[one.account]
      shown[account.account, default: []].append((account.greatest.all[one.index], one.x))
    }
    return shown
  }

  private func category(
    _ account: AccountState, _ totals: ContributionSums.Totals, _ exposure: Double, share: Double,
    shown: [(contribution: RankedContribution, x: Double)], _ time: Timestamp
  ) throws(KeyedStateFailure) -> CategoryScore {
    let score = categoryScore(of: account, sum: totals.x, exposure: exposure)
    let listed = shown.reduce(0) { $0 + $1.x }
    let othersCount = totals.count - shown.count
    let othersX = othersCount > 0 ? max(0, totals.x - listed) : 0
    // The sum of the shown parts, so that the shares sum to the score whatever the running sums have rounded.
    let sum = listed + othersX
    let points = sum > 0 ? score / sum : 0
    var contributions: [Contribution] = []
    for (contribution, x) in shown {
      contributions.append(
        Contribution(
          cluster: contribution.incident, type: contribution.type, share: points * x, x: x, s: contribution.s,
          g: contribution.g(model.constants), mu: contribution.mu(model.constants), c: contribution.c,
          m: contribution.m, n: contribution.n,
          p: contribution.p,
          d: contribution.decay.x0 > 0 ? x / contribution.decay.x0 : 0,
          ageDays: max(0, time.days(since: contribution.eventTime)),
          halfLifeDays: contribution.isState ? nil : contribution.decay.halfLife, reports: contribution.reports,
          sources: contribution.voices, contested: contribution.isContested,
          evidence: try store.quotes(contribution.evidence, incident: nil).map { evidence in
            var evidence = evidence
            // The countries, so that every incident says where it was, and the projects, so that a driver which several
            // share is seen as one.
            evidence.subjects = evidence.subjects.filter { $0.kind == .project || $0.kind == .country }
            return evidence
          }))
    }
    return CategoryScore(
      category: account.account.category, score: score, share: share, level: account.lanes.highest,
      trend: account.history.change(of: score, over: 1, at: time), contributions: contributions,
      others: ContributionRest(count: othersCount, share: points * othersX, x: othersX))
  }
}
