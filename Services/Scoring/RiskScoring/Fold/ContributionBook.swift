import KeyedState
import Models
import ReferenceData

/// Adds incidents to the sums of their subjects' accounts, and subtracts them.
final class ContributionBook {
  let model: RiskModel
  let store: ScoringStore

  init(model: RiskModel, store: ScoringStore) {
    self.model = model
    self.store = store
  }

  func unbook(_ incident: Incident) throws(KeyedStateFailure) {
    guard let booked = incident.booked else { return }
    let account = try store.account(incident.group.subject, incident.group.account)
    account.book(booked, sign: -1)
    account.unlist(incident.id)
    store.markDirty(account)
  }

  /// Books an incident's contribution at `time` in place of the one booked before.
  func rebook(_ incident: Incident, at time: Timestamp) throws(KeyedStateFailure) {
    try unbook(incident)
    let queued = incident.booked?.queuedAt
    incident.booked = nil
    store.incidents.markDirty(incident)
    let account = try store.account(incident.group.subject, incident.group.account)
    store.markDirty(account)
    guard !incident.isEnded, incident.summary.assertions > 0 else {
      if let queued { try store.cancelPhaseChange(of: incident, at: queued) }
      return
    }
    let contribution = RankedContribution(incident, model)
    var booked = BookedContribution(
      decay: contribution.decay, credibility: contribution.c, isFresh: contribution.isFresh, phase: .falling)
    if time < contribution.decay.from {
      booked.phase = .steady
      booked.queuedAt = contribution.decay.from
    }
    if queued != booked.queuedAt {
      if let queued { try store.cancelPhaseChange(of: incident, at: queued) }
      if let next = booked.queuedAt {
        try store.schedulePhaseChange(of: incident, at: next)
        account.nextPhase = min(account.nextPhase ?? next, next)
      }
    }
    account.book(booked, sign: 1)
    let slow = model.constants.slowHalfLife
    if account.greatest.wouldList(HashBits(incident.id), contribution.decay, slowHalfLife: slow) {
      account.list(try withQuotes(contribution))
    }
    incident.booked = booked
  }

  /// Books again the contributions whose phase changes by `time`: their decay begins.
  func advancePhases(of account: AccountState, at time: Timestamp) throws(KeyedStateFailure) {
    guard let next = account.nextPhase, next <= time else { return }
    let (due, following) = try store.takePhaseChanges(of: account, at: time)
    account.nextPhase = following
    store.markDirty(account)
    for (incident, queued) in due where incident.booked?.queuedAt == queued {
      incident.booked?.queuedAt = nil
      try rebook(incident, at: time)
    }
  }

  /// Refills an account's list of greatest contributions if withdrawals have left fewer than an assessment shows.
  func relist(_ account: AccountState) throws(KeyedStateFailure) {
    let listed = account.greatest.all.count
    let wanted = min(model.constants.shownContributions, GreatestContributions.kept)
    guard listed < wanted, listed < account.sums.count else { return }
    var found: [RankedContribution] = []
    try store.incidents.visitAll(of: account.subject, account.account) { incident in
      if incident.booked != nil { found.append(RankedContribution(incident, model)) }
    }
    for contribution in found {
      account.list(try withQuotes(contribution))
    }
    store.markDirty(account)
  }

  private func withQuotes(_ contribution: RankedContribution) throws(KeyedStateFailure) -> ListedContribution {
    ListedContribution(
      contribution,
      quotes: ListedContribution.Quotes(
        evidence: try store.listedQuotes(contribution.evidence),
        denials: try store.listedQuotes(contribution.denials)))
  }
}
