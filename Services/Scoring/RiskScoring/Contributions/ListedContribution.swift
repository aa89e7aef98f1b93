import KeyedState
import Models

/// One of the greatest contributions of an account. Its decay is in memory; the rest is in a separate row, read on
/// first use, because many contributions are compared and few are shown.
final class ListedContribution {
  /// The incident's id.
  let incident: HashBits
  let decay: Decay
  let eventTime: Timestamp
  let isState: Bool
  private var content: Content
  /// The contribution with its quotes, as it is shown; nil until then, and again until it was shown `often` times.
  private var known: Shown?
  /// How often the contribution was shown.
  private var shownCount = 0
  /// From how many times on a shown contribution is kept decoded.
  private static let often = 6

  private enum Content {
    /// As it was listed, until it is first written.
    case listed(RankedContribution, Quotes)
    /// Its row, with the quotes, so that an assessment reads no rows of articles.
    case encoded([UInt8])
    /// Not read yet.
    case stored(Owner)
  }

  /// What is shown of a contribution's reports.
  struct Quotes {
    var evidence: [Quote]
    var denials: [Quote]
  }

  private struct Owner {
    unowned let account: AccountState
  }

  /// A decoded contribution as an assessment shows it: with its quotes, without `owners` and references to evidence.
  final class Shown {
    let contribution: RankedContribution
    let evidence: [Evidence]
    let denials: [Evidence]

    init(_ contribution: RankedContribution, _ evidence: [Evidence], denials: [Evidence]) {
      self.contribution = contribution
      self.evidence = evidence
      self.denials = denials
    }
  }

  init(_ contribution: RankedContribution, quotes: Quotes) {
    incident = HashBits(contribution.incident)
    decay = contribution.decay
    eventTime = contribution.eventTime
    isState = contribution.isState
    content = .listed(contribution, quotes)
  }

  /// A contribution whose row is in the state; `account` is the account that lists it.
  init(
    _ incident: HashBits, decay: Decay, eventTime: Timestamp, isState: Bool, storedFor account: AccountState
  ) {
    self.incident = incident
    self.decay = decay
    self.eventTime = eventTime
    self.isState = isState
    content = .stored(Owner(account: account))
  }

  /// The contribution without its quotes.
  func contribution() throws(KeyedStateFailure) -> RankedContribution {
    if case .listed(let contribution, _) = content { return contribution }
    var reader = RowReader(try row())
    _ = try reader.int()
    return try RankedContribution(self, rest: &reader)
  }

  /// The event type, the first field of the rest.
  func type() throws(KeyedStateFailure) -> String {
    if case .listed(let contribution, _) = content { return contribution.type }
    var reader = RowReader(try row())
    _ = try reader.int()
    return try reader.string()
  }

  /// The contribution with its quotes.
  func shown() throws(KeyedStateFailure) -> Shown {
    if let known { return known }
    shownCount += 1
    if case .listed(var contribution, let quotes) = content {
      contribution.owners = []
      contribution.evidence = []
      contribution.denials = []
      let shown = Shown(
        contribution, quotes.evidence.map { $0.evidence(incident: nil) },
        denials: quotes.denials.map { $0.evidence(incident: nil) })
      known = shown
      return shown
    }
    var reader = RowReader(try row())
    let rest = try reader.place()
    let evidence = try reader.list { (row) throws(KeyedStateFailure) in try Quote(from: &row).evidence(incident: nil) }
    let denials = try reader.list { (row) throws(KeyedStateFailure) in try Quote(from: &row).evidence(incident: nil) }
    reader = RowReader(reader.bytes, from: rest.lowerBound)
    let shown = Shown(try RankedContribution(self, rest: &reader, withSources: false), evidence, denials: denials)
    if shownCount >= Self.often { known = shown }
    return shown
  }

  /// About how many bytes of memory a contribution takes: 150 until its row is read, then some 600, and three times
  /// that while it is kept decoded.
  static let typicalSize = 500

  /// The value of its row: the size of the rest in bytes, the rest, and the quotes, first of evidence, then of denials.
  /// From then on only the row is kept. Nil where the row was not read.
  func encoded() -> [UInt8]? {
    switch content {
    case .encoded(let row): return row
    case .stored: return nil
    case .listed(let contribution, let quotes):
      var rest = RowWriter()
      contribution.encodeRest(to: &rest)
      var row = RowWriter()
      row.put(rest.bytes)
      row.put(quotes.evidence) { $1.encode(to: &$0) }
      row.put(quotes.denials) { $1.encode(to: &$0) }
      content = .encoded(row.bytes)
      known = nil
      return row.bytes
    }
  }

  private func row() throws(KeyedStateFailure) -> [UInt8] {
    if case .stored(let owner) = content { content = .encoded(try owner.account.row(of: incident)) }
    return encoded() ?? []
  }
}
