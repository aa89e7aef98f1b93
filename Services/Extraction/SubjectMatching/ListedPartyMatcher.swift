import Models
import ReferenceData

/// Compares the counterparties of registered projects with listed parties (under sanctions, debarred), by name and
/// alias without legal forms.
package struct ListedPartyMatcher {
  private let legalForms: LegalForms
  /// By folded name and the counterparty's subject: the name as registered, by the id of the project that names it.
  private var counterparties: [String: [SubjectKey: [String: String]]] = [:]
  private var projects: [String: Project] = [:]
  /// By folded name: the ids of the listed parties.
  private var parties: [String: Set<String>] = [:]
  private var listed: [String: ListedParty] = [:]

  package struct Match: Hashable {
    package var subject: SubjectKey
    /// The counterparty's name or alias, as registered.
    package var name: String
    package var party: ListedParty
  }

  package init(legalForms: LegalForms) { self.legalForms = legalForms }

  /// Replaces what is known of a project; nil where it is no longer registered.
  package mutating func update(project id: String, to project: Project?) {
    if let old = projects[id] {
      for name in counterpartyNames(old) { counterparties[name.folded]?[name.subject]?[id] = nil }
    }
    projects[id] = project
    guard let project else { return }
    for name in counterpartyNames(project) {
      counterparties[name.folded, default: [:]][name.subject, default: [:]][id] = name.registered
    }
  }

  /// Replaces what is known of a listed party; nil where it is no longer listed.
  package mutating func update(party id: String, to party: ListedParty?) {
    for name in listed[id].map(partyNames) ?? [] { parties[name]?.remove(id) }
    listed[id] = party
    for name in party.map(partyNames) ?? [] { parties[name, default: []].insert(id) }
  }

  /// The counterparties with a name or alias of a listed party, each once, in order of their subjects.
  package func matches(of party: ListedParty) -> [Match] {
    var found: [SubjectKey: String] = [:]
    for name in partyNames(party) {
      for (subject, registered) in counterparties[name] ?? [:] where found[subject] == nil {
        guard let first = registered.min(by: { $0.key < $1.key }) else { continue }
        found[subject] = first.value
      }
    }
    return found.sorted { $0.key < $1.key }.map { Match(subject: $0.key, name: $0.value, party: party) }
  }

  /// The listed parties among a project's counterparties, each pair once, in order of subject and party.
  package func matches(of project: Project) -> [Match] {
    var found: [Match] = []
    for name in counterpartyNames(project) {
      for id in (parties[name.folded] ?? []).sorted() {
        guard let party = listed[id], !found.contains(where: { $0.subject == name.subject && $0.party.id == id })
        else { continue }
        found.append(Match(subject: name.subject, name: name.registered, party: party))
      }
    }
    return found.sorted { ($0.subject, $0.party.id) < ($1.subject, $1.party.id) }
  }

  private func partyNames(_ party: ListedParty) -> [String] {
    var seen: Set<String> = []
    return ([party.name] + party.aliases).map(legalForms.folded).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private struct CounterpartyName {
    var folded: String
    var subject: SubjectKey
    var registered: String
  }

  private func counterpartyNames(_ project: Project) -> [CounterpartyName] {
    project.counterparties.flatMap { counterparty in
      ([counterparty.name] + counterparty.aliases).map { name in
        CounterpartyName(
          folded: legalForms.folded(name), subject: SubjectKey.counterparty(named: counterparty.name), registered: name)
      }
    }.filter { !$0.folded.isEmpty }
  }
}

/// What a signal on a listed party reports.
package enum ListingChange {
  /// The party is on a list.
  case listed
  /// The party is on it no longer, or no registered project names it any more.
  case delisted
}

extension ListedPartyMatcher.Match {
  /// The signal by which scoring learns that the counterparty is on a list, or no longer on it.
  ///
  /// - Parameters:
  ///   - cause: the `ce_id` of the record that caused the signal.
  ///   - texts: those in which the signal quotes the list.
  package func signal(_ change: ListingChange, cause: String, texts: EvidenceTexts) -> NoticeSignal {
    let text = texts.listing(of: party)
    return NoticeSignal(
      id: contentHash("signal", "listing", party.id, subject.description, change == .delisted ? "removed" : "", cause),
      subject: subject, subjectName: name, articleId: party.id, revision: 1,
      notice: Notice(
        kind: "listing", rule: party.measure.rawValue, subject: party.name,
        quote: TextSpan(text: text, start: 0, end: text.utf8.count)),
      listing: PartyListing(party: party, match: name, removed: change == .delisted))
  }
}

extension EvidenceTexts {
  /// What a list says of a party, as a phrase.
  fileprivate func listing(of party: ListedParty) -> String {
    var text = self(.listed, party.name, word(for: party.measure), party.list)
    if let date = party.date { text = self(.since, text, date.value) }
    if let until = party.until { text = self(.until, text, until.value) }
    if let reason = party.reason { text = self(.reason, text, reason) }
    return text
  }
}
