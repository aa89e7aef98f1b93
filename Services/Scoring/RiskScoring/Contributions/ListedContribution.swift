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
  private var content: Content
  /// The contribution with its quotes, as it is shown; nil until then, and again until it was shown `often` times.
  private var known: Shown?
  /// How often the contribution was shown.
  private var shownCount = 0
  /// From how many times on a shown contribution is kept decoded.
  private static let often = 6

  private enum Content {
    /// As it was listed, until it is first written.
    case listed(RankedContribution, [Quote])
    /// A row, in which `rest` is the rest of the contribution and `quotes` are its quotes, so that an assessment reads
    /// no rows of articles.
    case encoded([UInt8], rest: Range<Int>, quotes: Range<Int>)
  }

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
    content = .listed(contribution, quotes)
  }

  /// The contribution without its quotes.
  func contribution() throws(KeyedStateFailure) -> RankedContribution {
    switch content {
    case .listed(let contribution, _): return contribution
    case .encoded(let row, let rest, _):
      var reader = RowReader(row, from: rest.lowerBound)
      return try RankedContribution(self, rest: &reader)
    }
  }

  /// The event type, the first field of the rest.
  func type() throws(KeyedStateFailure) -> String {
    switch content {
    case .listed(let contribution, _): return contribution.type
    case .encoded(let row, let rest, _):
      var reader = RowReader(row, from: rest.lowerBound)
      return try reader.string()
    }
  }

  /// The contribution with its quotes.
  func shown() throws(KeyedStateFailure) -> Shown {
    if let known { return known }
    let shown: Shown
    shownCount += 1
    switch content {
    case .listed(var contribution, let quotes):
      contribution.owners = []
      contribution.evidence = []
      shown = Shown(contribution, quotes.map { $0.evidence(incident: nil) })
      known = shown
    case .encoded(let row, let rest, let quotes):
      var reader = RowReader(row, from: quotes.lowerBound)
      let evidence = try reader.list { (row) throws(KeyedStateFailure) in
        try Quote(from: &row).evidence(incident: nil)
      }
      reader = RowReader(row, from: rest.lowerBound)
      shown = Shown(try RankedContribution(self, rest: &reader, withSources: false), evidence)
      if shownCount >= Self.often { known = shown }
    }
    return shown
  }

  /// About how many bytes of memory the contribution takes.
  var size: Int {
    switch content {
    case .listed: 2000
    case .encoded(_, let rest, let quotes):
      200 + rest.count + quotes.count + (known == nil ? 0 : 3 * (rest.count + quotes.count))
    }
  }

  /// Appends the contribution, of which from then on only the row is kept.
  func encode(to row: inout RowWriter) {
    incident.encode(to: &row)
    decay.encode(to: &row)
    row.put(eventTime)
    row.put(isState)
    let (bytes, rest, quotes) = encoded()
    row.put(bytes[rest])
    row.put(bytes[quotes])
  }

  private func encoded() -> ([UInt8], rest: Range<Int>, quotes: Range<Int>) {
    switch content {
    case .encoded(let row, let rest, let quotes): return (row, rest, quotes)
    case .listed(let contribution, let quotes):
      var row = RowWriter()
      contribution.encodeRest(to: &row)
      let end = row.bytes.count
      row.put(quotes) { $1.encode(to: &$0) }
      content = .encoded(row.bytes, rest: 0..<end, quotes: end..<row.bytes.count)
      known = nil
      return (row.bytes, 0..<end, end..<row.bytes.count)
    }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    incident = try HashBits(from: &row)
    decay = try Decay(from: &row)
    eventTime = try row.timestamp()
    isState = try row.bool()
    let bytes = row.bytes
    content = .encoded(bytes, rest: try row.place(), quotes: try row.place())
  }
}
