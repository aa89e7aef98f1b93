import KeyedState
import Models
import ReferenceData

/// Computes scores of subjects, and the assessments that explain them.
final class Assessor {
  let model: RiskModel
  /// English names by ISO 3166-1 alpha-2 code, for the subjects that no register names.
  let countryNames: [String: String]
  private let rates: [Rate]

  /// A category's scale, and its weight in the score of a subject.
  private struct Rate {
    let code: String
    let scale: Double
    let countryWeight: Double
    let weight: Double

    func weight(for kind: SubjectKey.Kind) -> Double { kind == .country ? countryWeight : weight }
  }

  init(model: RiskModel, countryNames: [String: String]) {
    self.model = model
    rates = model.categories.map {
      Rate(code: $0.code, scale: $0.scale, countryWeight: $0.countryWeight, weight: $0.weight)
    }
    self.countryNames = countryNames
  }

  /// The rate of a category; nil where the model has none.
  private func rate(of category: String) -> Rate? {
    // A linear search, because comparing a few short codes is faster than hashing one.
    for place in rates.indices where rates[place].code == category { return rates[place] }
    return nil
  }

  /// The name of a subject; nil where nothing names it.
  func name(of subject: SubjectState) -> String? {
    switch subject.subject.kind {
    case .country: subject.name ?? countryNames[subject.subject.id]
    case .portfolio: model.evidenceTexts(.portfolio)
    case .project, .counterparty, .sector, .corridor: subject.name
    }
  }

  /// The exposure factor e of a subject: by coverage for a country, 1 for any other subject.
  func exposure(of subject: SubjectState, at time: Timestamp) -> Double {
    let halfLife = model.constants.coverageHalfLife
    return Formulas.exposure(
      coverage: subject.subject.kind == .country ? subject.coverage.volume(at: time, halfLife: halfLife) : nil,
      model.constants)
  }

  /// Monitored while articles arrive; stale, then unmonitored, after the model's number of days without one. A subject
  /// with an open state is stale rather than unmonitored.
  private func coverage(of subject: SubjectState, at time: Timestamp) -> Coverage {
    guard let last = subject.coverage.lastArticle else { return .unmonitored }
    let days = time.days(since: last)
    if days <= model.constants.staleAfterDays { return .monitored }
    if days <= model.constants.unmonitoredAfterDays { return .stale }
    let hasOpenState = subject.accounts.contains { account in
      account.greatest.all.contains { $0.isState && time <= $0.decay.from }
    }
    return hasOpenState ? .stale : .unmonitored
  }

  /// The figures of a subject at a time, each computed once.
  func figures(of subject: SubjectState, at time: Timestamp) -> SubjectFigures {
    let exposure = exposure(of: subject, at: time)
    var accounts = subject.accounts.map { account in
      let totals = account.sums.totals(at: time)
      let rate = rate(of: account.account.category)
      let scale = rate?.scale ?? 1
      return SubjectFigures.Account(
        state: account, totals: totals, weight: rate?.weight(for: subject.subject.kind) ?? 0,
        score: Formulas.categoryScore(sum: totals.x, scale: scale, exposure: exposure))
    }
    let risk = share(.risk, of: subject, among: &accounts)
    let opportunity = share(.opportunity, of: subject, among: &accounts)
    return SubjectFigures(
      time: time, exposure: exposure, coverage: coverage(of: subject, at: time), accounts: accounts, risk: risk,
      opportunity: opportunity)
  }

  /// Returns a ledger's score, and sets each account's share of it.
  private func share(
    _ ledger: Ledger, of subject: SubjectState, among accounts: inout [SubjectFigures.Account]
  ) -> Double {
    var sum = 0.0
    for index in accounts.indices where accounts[index].state.account.ledger == ledger {
      let power = Formulas.power(ofScore: accounts[index].score, weight: accounts[index].weight, model.constants)
      accounts[index].share = power
      sum += power
    }
    let score = Formulas.subjectScore(ofPowers: sum, model.constants)
    let over = Formulas.overBaseline(ledger == .risk ? model.baselines[subject.subject]?.value : nil, score: score)
    for index in accounts.indices where accounts[index].state.account.ledger == ledger {
      accounts[index].share = Formulas.share(ofPower: accounts[index].share, in: sum, score: score) * over.factor
    }
    return over.score
  }

  func assessment(
    of subject: SubjectState, _ figures: SubjectFigures, cause: String
  ) throws(KeyedStateFailure) -> Assessment {
    let key = subject.subject
    let time = figures.time
    let risks = listed(.risk, figures)
    let risk = try ledger(.risk, figures, risks)
    return Assessment(
      id: contentHash("assessment", key.description, time.description, cause), subject: key,
      subjectName: name(of: subject), asOf: time, score: risk.score, confidence: risk.confidence,
      coverage: figures.coverage, baseline: model.baselines[key], categories: risk.categories,
      opportunity: try ledger(.opportunity, figures, listed(.opportunity, figures)),
      exposure: Exposure(
        volume: subject.coverage.volume(at: time, halfLife: model.constants.coverageHalfLife),
        factor: figures.exposure, lastArticle: subject.coverage.lastArticle),
      change: try change(of: subject, figures, risks),
      percentile: key.kind == .country ? model.percentile(ofScore: risk.score) : nil,
      ownPercentile: subject.history.percentile(of: risk.score, at: time, least: model.constants.ownWeeks),
      announced: subject.schedule.announced(from: time.day), sources: subject.sources.activities,
      model: model.version)
  }

  /// One of the greatest contributions of an account.
  private struct Listed {
    /// The number of its account in the subject's figures.
    let account: Int
    let contribution: ListedContribution
    let x: Double
    /// Points of the ledger's score for one unit of x.
    let points: Double

    /// Its share of the ledger's score, in points.
    var share: Double { points * x }
  }

  /// The greatest contributions of all accounts of a ledger, with their values.
  private func listed(_ ledger: Ledger, _ figures: SubjectFigures) -> [Listed] {
    var all: [Listed] = []
    all.reserveCapacity(figures.accounts.reduce(0) { $0 + $1.state.greatest.all.count })
    for (number, account) in figures.accounts.enumerated() where account.state.account.ledger == ledger {
      let points = account.pointsOfX
      for contribution in account.state.greatest.all {
        let x = contribution.decay.value(at: figures.time)
        all.append(Listed(account: number, contribution: contribution, x: x, points: points))
      }
    }
    return all
  }

  /// The change of the score, and those of the contributions `risks` that moved it most over a week.
  private func change(
    of subject: SubjectState, _ figures: SubjectFigures, _ risks: [Listed]
  ) throws(KeyedStateFailure) -> ScoreChange {
    let weekAgo = figures.time.adding(days: -7)
    var moves: [(account: Int, listed: ListedContribution, points: Double)] = []
    for one in risks {
      let before = one.contribution.eventTime > weekAgo ? 0 : one.contribution.decay.value(at: weekAgo)
      let moved = one.points * (one.x - before)
      if abs(moved) >= model.constants.leastMove { moves.append((one.account, one.contribution, moved)) }
    }
    let leading = moves.leading(model.constants.movers) { left, right in
      abs(left.points) == abs(right.points)
        ? left.listed.incident < right.listed.incident : abs(left.points) > abs(right.points)
    }
    var movers: [ScoreChange.Mover] = []
    for move in leading {
      movers.append(
        ScoreChange.Mover(
          cluster: move.listed.incident.text, type: try move.listed.type(),
          category: figures.accounts[move.account].state.account.category, points: move.points))
    }
    return ScoreChange(
      week: subject.history.change(of: figures.risk, over: 7, at: figures.time),
      month: subject.history.change(of: figures.risk, over: 30, at: figures.time),
      isFirstWeek: subject.history.score(daysAgo: 7, from: figures.time) == nil,
      isFirstMonth: subject.history.score(daysAgo: 30, from: figures.time) == nil, movers: movers)
  }

  private func ledger(
    _ ledger: Ledger, _ figures: SubjectFigures, _ listed: [Listed]
  ) throws(KeyedStateFailure) -> LedgerScore {
    // The contributions shown one by one are those with the greatest shares of the subject's score.
    let shown = listed.leading(model.constants.shownContributions) { left, right in
      left.share == right.share
        ? left.contribution.incident < right.contribution.incident : left.share > right.share
    }
    var categories: [CategoryScore] = []
    categories.reserveCapacity(figures.accounts.count)
    var believed = 0.0
    var total = 0.0
    for (number, account) in figures.accounts.enumerated()
    where account.state.account.ledger == ledger && (!account.state.isEmpty || account.state.lanes.isLive) {
      if account.totals.x > 0 {
        believed += account.share * account.totals.xc / account.totals.x
        total += account.share
      }
      categories.append(try category(account, shown: shown, of: number, figures.time))
    }
    let trust =
      switch figures.coverage {
      case .monitored: 1.0
      case .stale: model.constants.staleTrust
      case .unmonitored: model.constants.unmonitoredTrust
      }
    return LedgerScore(
      score: ledger == .risk ? figures.risk : figures.opportunity,
      confidence: total > 0 ? min(1, believed / total) * trust : 0, categories: categories)
  }

  /// The score of the account with that number, with those of the contributions `all` that are its own.
  private func category(
    _ account: SubjectFigures.Account, shown all: [Listed], of number: Int, _ time: Timestamp
  ) throws(KeyedStateFailure) -> CategoryScore {
    let (state, totals, score) = (account.state, account.totals, account.score)
    var shownX = 0.0
    var shownCount = 0
    for one in all where one.account == number {
      shownX += one.x
      shownCount += 1
    }
    let othersCount = totals.count - shownCount
    let othersX = othersCount > 0 ? max(0, totals.x - shownX) : 0
    // The sum of the shown parts, so that the shares sum to the score whatever the running sums have rounded.
    let sum = shownX + othersX
    let points = sum > 0 ? score / sum : 0
    var contributions: [Contribution] = []
    contributions.reserveCapacity(shownCount)
    for one in all where one.account == number {
      let shown = try one.contribution.shown()
      let (contribution, x) = (shown.contribution, one.x)
      contributions.append(
        Contribution(
          cluster: contribution.incident, type: contribution.type, share: points * x, x: x, s: contribution.s,
          g: contribution.g(model.constants), mu: contribution.mu(model.constants), c: contribution.c,
          m: contribution.m, n: contribution.n,
          p: contribution.p,
          d: contribution.decay.x0 > 0 ? x / contribution.decay.x0 : 0,
          ageDays: max(0, time.days(since: contribution.eventTime)),
          halfLifeDays: contribution.isState ? nil : contribution.decay.halfLife, reports: contribution.reports,
          sources: contribution.sourceCount, deaths: contribution.deaths > 0 ? contribution.deaths : nil,
          firstPublished: contribution.firstPublished, contested: contribution.isContested, evidence: shown.evidence,
          denials: shown.denials))
    }
    return CategoryScore(
      category: state.account.category, score: score, share: account.share, level: state.lanes.highest,
      trend: state.history.change(of: score, over: 1, at: time), contributions: contributions,
      others: ContributionRest(count: othersCount, share: points * othersX, x: othersX))
  }
}
