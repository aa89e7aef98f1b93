import Models

/// The texts of evidence that no article gives but a register or a list: `evidence-text.tsv`.
package typealias EvidenceTexts = Texts<EvidenceText>

/// A key of `evidence-text.tsv`.
package enum EvidenceText: String, TextKey {
  /// The name of the subject of all projects.
  case portfolio
  /// The title of the register of projects.
  case register
  /// A milestone that the register expects: its name and date.
  case milestone
  /// A listed party for the warning of its counterparty: the list, the party, what the list does, the counterparty.
  case listing
  /// A listed party: the party, what the list does, the list.
  case listed
  /// A listed party with the date since which it is listed.
  case since = "listed.since"
  /// A listed party with the date until which it is listed.
  case until = "listed.until"
  /// A listed party with the reason that the list gives.
  case reason = "listed.reason"
  case sanction = "measure.sanction"
  case debarment = "measure.debarment"
  case exportControl = "measure.exportControl"
  case watchlist = "measure.watchlist"

  package var arguments: Int {
    switch self {
    case .portfolio, .register, .sanction, .debarment, .exportControl, .watchlist: 0
    case .milestone, .since, .until, .reason: 2
    case .listed: 3
    case .listing: 4
    }
  }
}

extension EvidenceTexts {
  /// What a list does to the parties on it, as a word about them.
  package func word(for measure: ListedParty.Measure) -> String {
    switch measure {
    case .sanction: self(.sanction)
    case .debarment: self(.debarment)
    case .exportControl: self(.exportControl)
    case .watchlist: self(.watchlist)
    }
  }
}
