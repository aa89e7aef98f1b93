import KeyedState
import Models

/// One of the greatest contributions of an account. What gives its value at any time is decoded; the rest stays
/// encoded, because many contributions are compared and few are shown.
final class ListedContribution {
  /// The incident's id.
  let incident: HashBits
  let decay: Decay
  let eventTime: Timestamp
  let isState: Bool
  /// The bytes of the rest of the contribution and its quotes, so that an assessment reads no rows of articles.
  /// Contributions that were read from one list share its row.
  private let row: [UInt8]
  private let rest: Range<Int>
  private let quotes: Range<Int>
  /// The contribution with its quotes, decoded; nil until it was shown `often` times.
  private var known: Shown?
  /// How often the contribution was shown.
  private var shownCount = 0
  /// From how many times on a shown contribution is kept decoded.
  private static let often = 6

  /// A decoded contribution as an assessment shows it: with its quotes, without `owners` and references to evidence.
  final class Shown {
    let contribution: RankedContribution
    let evidence: [Evidence]

    init(_ contribution: RankedContribution, _ evidence: [Evidence]) {
      self.contribution = contribution
      self.evidence = evidence
    }
  }

  /// - Parameter quotes: what is shown of the contribution's evidence.
  init(_ contribution: RankedContribution, quotes: [Quote]) {
    incident = HashBits(contribution.incident)
    decay = contribution.decay
    eventTime = contribution.eventTime
    isState = contribution.isState
    var row = RowWriter()
    contribution.encodeRest(to: &row)
    let end = row.bytes.count
    row.put(quotes) { $1.encode(to: &$0) }
    self.row = row.bytes
    rest = 0..<end
    self.quotes = end..<self.row.count
  }

  /// The contribution without its quotes, decoded with each call.
  func contribution() throws(KeyedStateFailure) -> RankedContribution {
    var reader = RowReader(row, from: rest.lowerBound)
    return try RankedContribution(self, rest: &reader)
  }

  /// The event type, the first field of the rest.
  func type() throws(KeyedStateFailure) -> String {
    var reader = RowReader(row, from: rest.lowerBound)
    return try reader.string()
  }

  /// The contribution with its quotes.
  func shown() throws(KeyedStateFailure) -> Shown {
    if let known { return known }
    var reader = RowReader(row, from: quotes.lowerBound)
    let evidence = try reader.list { (row) throws(KeyedStateFailure) in try Quote(from: &row).evidence(incident: nil) }
    reader = RowReader(row, from: rest.lowerBound)
    let shown = Shown(try RankedContribution(self, rest: &reader, withSources: false), evidence)
    shownCount += 1
    if shownCount >= Self.often { known = shown }
    return shown
  }

  /// About how many bytes of memory the contribution takes.
  var size: Int { 200 + rest.count + quotes.count + (known == nil ? 0 : 3 * (rest.count + quotes.count)) }

  func encode(to row: inout RowWriter) {
    incident.encode(to: &row)
    decay.encode(to: &row)
    row.put(eventTime)
    row.put(isState)
    row.put(self.row[rest])
    row.put(self.row[quotes])
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    incident = try HashBits(from: &row)
    decay = try Decay(from: &row)
    eventTime = try row.timestamp()
    isState = try row.bool()
    self.row = row.bytes
    rest = try row.place()
    quotes = try row.place()
  }
}
