import KeyedState
import Models

/// A contribution among the greatest of its account: what gives its value at any time, and the rest as its row has it,
/// since of many that are compared few are shown.
final class ListedContribution {
  /// The incident's id.
  let incident: HashBits
  let decay: Decay
  let eventTime: Timestamp
  let isState: Bool
  /// Has the rest of the contribution and its quotes, so that an assessment reads no rows of articles: the row of the
  /// list that it was read with, or its own.
  private let row: [UInt8]
  private let rest: Range<Int>
  private let quotes: Range<Int>
  /// All of it decoded, where it is shown often while it is in memory: most are not.
  private var known: Shown?
  /// How often it was shown, and from how many times on it is kept decoded.
  private var shownCount = 0
  private static let often = 6

  /// What an assessment shows of a contribution, whose owners and references to evidence are left out.
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

  /// The contribution alone, decoded each time.
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

  /// About how many bytes of memory it takes.
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
