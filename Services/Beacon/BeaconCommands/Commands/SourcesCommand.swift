import ArticleIntake
import CommandLine
import HostNames
import Models
import PipelineContracts

/// The command `beacon sources`.
enum SourcesCommand {
  static let register = RegisterCommands(
    name: "sources", noun: ("source", "sources"), topic: TopicCatalogue.sources,
    sample: "deploy/samples/sources.jsonl",
    sampleId: "gulf-wire",
    columns: [.init("id"), .init("grade"), .init("domain"), .init("name"), .init("owner"), .init("country")],
    cells: { [$0.id, $0.grade.rawValue, $0.domain, $0.name, $0.owner ?? "-", $0.country ?? "-"] }, id: { $0.id },
    derived: .init(
      columns: [.init("expected every"), .init("last article"), .init("late")],
      cells: { (source) throws(CommandFailure) in
        let portfolio = try source.latest(TopicCatalogue.assessments, key: SubjectKey.portfolio.description)
        return { cells(of: $0, portfolio) }
      }),
    warnings: { source, knownCountries in
      countryWarnings(of: source.id, source.country.map { [$0] } ?? [], knownCountries) + intervalWarnings(of: source)
    }, conflicts: sharedDomains,
    normalised: { source in
      var source = source
      if let domain = ArticleNormaliser.domain(source.domain) { source.domain = domain }
      return source
    })

  /// A warning for each domain of an added source that another source has too. An article finds its source by its
  /// domain; of several sources with one domain, the one with the smallest id counts.
  @Sendable private static func sharedDomains(_ added: [Source], _ registered: [Source]) -> [String] {
    let sources = Dictionary((registered + added).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    let domain = { (source: Source) in ArticleNormaliser.domain(source.domain).map(HostName.ascii) }
    let byDomain = Dictionary(grouping: sources.values, by: domain)
    return Set(added.compactMap(domain)).sorted().compactMap { domain in
      let ids = (byDomain[domain] ?? []).map(\.id).sorted()
      guard ids.count > 1, let first = ids.first else { return nil }
      return "\(ids.joined(separator: ", ")) have the same domain \(domain): its articles count as those of \(first)"
    }
  }

  private static func intervalWarnings(of source: Source) -> [String] {
    guard let every = source.expectedEvery, ExpectedInterval(iso8601: every) == nil else { return [] }
    return [
      "\(source.id) has expectedEvery \"\(every)\", which is not a duration such as PT6H or P1D: it is never late"
    ]
  }

  /// The cells of the derived columns, as of the portfolio's latest assessment. For a source without `expectedEvery`,
  /// the last article is the last one that named a project.
  private static func cells(of source: Source, _ portfolio: Assessment?) -> [String] {
    let activity = portfolio?.sources ?? []
    let last = activity.first { $0.source == source.id }?.lastArticle
    let isLate = portfolio.map { !LateSource.among([source], activity: activity, at: $0.asOf).isEmpty }
    let late = source.expectedEvery == nil ? "-" : isLate.map { $0 ? "late" : "no" } ?? "unknown"
    return [source.expectedEvery ?? "-", last?.description ?? "-", late]
  }
}

extension RecordSource {
  /// A sentence that names the late sources among those expected to cover the assessment's subject; nil where none is
  /// late.
  func lateSources(of assessment: Assessment) throws(CommandFailure) -> String? {
    let sources = try latest(TopicCatalogue.sources).filter { $0.isExpected(of: assessment.subject) }
    let late = LateSource.among(sources, activity: assessment.sources, at: assessment.asOf)
    guard !late.isEmpty else { return nil }
    let names = late.map { source in
      "\(source.name) (expected \(source.expectedText), last article \(source.lastArticle?.description ?? "unknown"))"
    }
    return "Late sources as of \(assessment.asOf): \(names.joined(separator: "; "))."
  }
}
