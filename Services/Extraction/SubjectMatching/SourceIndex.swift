import HostNames
import Models

/// The registered sources, found by an article's outlet or address.
struct SourceIndex: Sendable {
  /// By the domain in the form of `HostName.ascii`.
  private let byDomain: [Substring: Source]
  private let byName: [String: Source]
  /// By the ids of the sources that are expected to publish at set intervals, the country that each is to cover.
  private let expected: [String: String?]

  /// Indexes the sources; where two share a domain or a name, the one with the smaller id counts.
  init(_ sources: [Source]) {
    let ordered = sources.sorted { $0.id < $1.id }
    byDomain = Dictionary(
      ordered.map { (HostName.ascii($0.domain)[...], $0) }, uniquingKeysWith: { first, _ in first })
    expected = Dictionary(
      ordered.filter { $0.expectedEvery != nil }.map { ($0.id, $0.country) }, uniquingKeysWith: { first, _ in first })
    byName = Dictionary(ordered.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a source is expected to publish at set intervals, so that its silence is noticed.
  func isExpected(_ source: SignalSource) -> Bool { source.id.map { expected[$0] != nil } ?? false }

  /// Whether the last article of a source is shown with the subject: the portfolio shows that of every source, a
  /// country those of the sources that are expected to cover it.
  func shows(_ source: SignalSource, with subject: SubjectKey) -> Bool {
    if subject == .portfolio { return true }
    guard subject.kind == .country, let id = source.id, let country = expected[id] else { return false }
    return country == subject.id
  }

  /// The source of an article; for an unregistered one the name that the article gives and the domain in ASCII, with
  /// grade F.
  func source(of article: NormalisedArticle) -> SignalSource {
    let domain = article.source?.domain.map(HostName.ascii)
    func host() -> String? { article.url.flatMap(HostName.host).map(HostName.ascii) }
    let known =
      domain.flatMap(registered) ?? host().flatMap(registered)
      ?? article.source.flatMap { byName[$0.name.lowercased()] }
    if let known {
      return SignalSource(id: known.id, name: known.name, domain: known.domain, owner: known.owner, grade: known.grade)
    }
    return SignalSource(name: article.source?.name, domain: domain ?? host(), grade: .f)
  }

  /// The source that is registered for a domain in ASCII, else for its nearest parent domain; nil without either.
  private func registered(_ domain: String) -> Source? {
    var rest = domain[...]
    while true {
      if let source = byDomain[rest] { return source }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }
}
