import Models
import ReferenceData
import TextMatching

/// Derives the subjects affected by an article's events and notices, with proximity.
package struct SubjectMatcher: Sendable {
  package struct SubjectSignal {
    package var id: String
    package var value: Signal
  }

  let register: ProjectRegister
  let counterpartyMatcher: CounterpartyMatcher
  private let sources: SourceIndex
  private let rules: MatchingRules
  /// What is known of each registered project to match events near it.
  private let neighbours: [Neighbour]
  private let groups: ProjectGroups
  /// Countries with a registered project.
  let projectCountries: Set<String>

  private struct Neighbour {
    var subject: SubjectKey
    var sector: String
    var countries: [String]
    var sites: [Site]
  }

  package init(register: ProjectRegister, sources: [Source], rules: MatchingRules) {
    self.rules = rules
    self.register = register
    counterpartyMatcher = CounterpartyMatcher(register: register)
    self.sources = SourceIndex(sources)
    neighbours = register.projects.map { project in
      Neighbour(
        subject: SubjectKey(.project, project.id), sector: project.sector, countries: project.countries,
        sites: project.sites)
    }
    groups = ProjectGroups(register.projects)
    projectCountries = Set(register.projects.flatMap(\.countries))
  }

  /// The signals of an article's events, one for each subject of an event: causes before consequences, more severe
  /// events first, the subjects of an event in order. An event without a known time has no signals. `logged` is the
  /// article's log time.
  package func signals(
    of facts: FactsDocument, in revision: ArticleRevision, at logged: Timestamp
  ) -> [SubjectSignal] {
    let article = revision.article
    let origin = origin(of: revision)
    var made: [SubjectSignal] = []
    let relations = EventRelations(facts, rules)
    let near = facts.events.map { subjects(of: $0, in: facts, relations) }
    let concernedBy = near.map { concerned($0) }
    for index in relations.order where facts.events[index].ledger != .none {
      let event = facts.events[index]
      guard let time = event.time(publishedAt: article.publishedAt, loggedAt: logged) else { continue }
      let position = position(of: event, in: facts)
      // Names of places are compared and looked up in simplified characters, also those of traditional texts.
      var told = event
      told.place = event.place.map(\.simplified)
      let joined = relations.joined(with: event).map { concernedBy[$0] }
      let causes = joined.reduce(Set()) { $0.union($1) }.filter { $0.kind == .project }
      let isAside = relations.isAside(event)
      let listed = ListedSubjects(
        concernedBy[index].union(causes),
        ofParties: concerned(near[index], from: proximities.sameCompany).union(causes))
      for one in near[index] {
        let subject = one.subject
        let id = contentHash("signal", event.id, subject.description, "event", "\(revision.revision)")
        made.append(
          SubjectSignal(
            id: id,
            value: .event(
              EventSignal(
                id: id, subject: subject, subjectName: counterpartyMatcher.name(of: subject),
                subjects: listed.all(with: subject),
                article: origin, family: revision.fingerprint, eventTime: time,
                precision: event.timeBasis == .stated ? event.when?.precision : nil, proximity: one.proximity,
                isAside: isAside, event: told,
                latitude: position?.latitude, longitude: position?.longitude)
            )))
      }
    }
    let covered = Set(made.compactMap { if case .event(let signal) = $0.value { signal.subject } else { nil } })
    return made + notices(of: facts, in: revision) + schedule(of: facts, in: revision, origin)
      + coverage(of: facts, in: revision, by: origin.source, besides: covered)
  }

  /// What an article's signals say of the article: its ids, revision, time, address, title and source.
  private func origin(of revision: ArticleRevision) -> SignalArticle {
    let article = revision.article
    return SignalArticle(
      id: article.articleId, sourceId: article.sourceId, revision: revision.revision, publishedAt: article.publishedAt,
      url: article.url, title: article.title, source: sources.source(of: article))
  }

  /// One short signal for every country and project that an article names and none of its events concerns, and for the
  /// portfolio where the article names a project or its source is expected at set intervals. Only for an article's
  /// first revision, so that an edit is not counted again.
  private func coverage(
    of facts: FactsDocument, in revision: ArticleRevision, by source: SignalSource, besides covered: Set<SubjectKey>
  ) -> [SubjectSignal] {
    guard revision.revision == 1 else { return [] }
    let article = revision.article
    var named: Set<SubjectKey> = sources.isExpected(source) ? [.portfolio] : []
    for country in facts.countries { named.insert(SubjectKey(.country, country.code)) }
    for project in facts.projects {
      if let id = project.id { named.formUnion([SubjectKey(.project, id), .portfolio]) }
    }
    return named.subtracting(covered).sorted().map { subject in
      SubjectSignal(
        id: contentHash("signal", facts.articleId, "coverage", subject.description),
        value: .coverage(
          CoverageSignal(
            subject: subject, publishedAt: article.publishedAt,
            source: sources.shows(source, with: subject) ? source.id : nil)))
    }
  }

  private func notices(of facts: FactsDocument, in revision: ArticleRevision) -> [SubjectSignal] {
    var made: [SubjectSignal] = []
    for (index, notice) in facts.notices.enumerated() {
      let counterparties = counterpartyMatcher.counterparties(in: notice.subject + "\n\n" + notice.quote.text)
      let named = Set(counterparties.map(\.subject)).sorted()
      for subject in named {
        let id = contentHash(
          "signal", facts.articleId, "notice", "\(index)", notice.rule, subject.description, "\(revision.revision)")
        made.append(
          SubjectSignal(
            id: id,
            value: .notice(
              NoticeSignal(
                id: id, subject: subject, subjectName: counterpartyMatcher.name(of: subject),
                articleId: facts.articleId, sourceId: facts.sourceId, revision: revision.revision,
                publishedAt: revision.article.publishedAt, url: revision.article.url, title: revision.article.title,
                notice: notice))))
      }
    }
    return made
  }

  /// Where an event happened: the position of its place or, where it names a project and no place, of the project's
  /// only site; nil where that is not known.
  private func position(of event: Event, in facts: FactsDocument) -> Position? {
    guard event.place == nil else {
      return facts.places.lazy.filter { $0.span.text == event.place }.compactMap(\.position).first
    }
    guard let sites = event.project.flatMap(register.project)?.sites, sites.count == 1 else { return nil }
    return sites[0].position
  }

  // MARK: Subjects

  private var proximities: Proximities { rules.proximities }

  /// The subjects that an event closely concerns: those whose own proximity, or whose nearest project's, is at least
  /// `least`, by default `sameSite`.
  private func concerned(_ near: [Nearness], from least: Double? = nil) -> Set<SubjectKey> {
    Set(near.filter { $0.closest >= least ?? proximities.sameSite }.map(\.subject))
  }

  /// The subjects that an event concerns, in order of their keys: each once with its greatest proximity, and each group
  /// of projects with the mean of its projects' proximities.
  private func subjects(of event: Event, in facts: FactsDocument, _ relations: EventRelations) -> [Nearness] {
    let own = ownSubjects(of: event, in: facts, relations).map { subject, proximity in
      Nearness(subject: subject, proximity: proximity, closest: proximity)
    }.sorted { $0.subject < $1.subject }
    return (own + groups.nearness(to: own)).sorted { $0.subject < $1.subject }
  }

  /// The greatest proximity of an event to each subject that it concerns, without the groups of projects.
  private func ownSubjects(
    of event: Event, in facts: FactsDocument, _ relations: EventRelations
  ) -> [SubjectKey: Double] {
    var near: [SubjectKey: Double] = [:]
    func add(_ subject: SubjectKey, _ proximity: Double) { near[subject] = max(near[subject] ?? 0, proximity) }
    for country in relations.countries(of: event) { add(SubjectKey(.country, country), proximities.named) }
    for counterparty in counterpartyMatcher.counterparties(in: event.quote.text) {
      add(counterparty.subject, proximities.named)
      // An event that hits a counterparty in another country concerns the counterparty more than the project.
      let countries = register.project(counterparty.project)?.countries ?? []
      let isThere = event.countries.isEmpty || countries.contains(where: event.countries.contains)
      add(SubjectKey(.project, counterparty.project), isThere ? proximities.sameCompany : proximities.partnerAbroad)
    }
    if let id = event.project {
      add(SubjectKey(.project, id), proximities.named)
    }
    if let id = relations.project(concernedBy: event, register) {
      add(SubjectKey(.project, id), proximities.sameSite)
    }
    for country in rules.subjects.wholeCountries(of: event) {
      for project in neighbours where project.countries.contains(country) {
        add(project.subject, proximities.countryWide)
      }
    }
    let positions = facts.places
      .filter { place in
        (event.quote.contains(place.span) || place.span.text == event.place)
          && place.kind != .country && place.kind != .region
      }
      .compactMap(\.position)
    let sectors = Set(
      facts.projects.filter { event.quote.contains($0.span) || $0.id != nil && $0.id == event.project }.map(\.sector))
    guard !positions.isEmpty || !sectors.isEmpty else { return near }
    let radius = rules.subjects[event].kilometres
    for project in neighbours {
      if project.sites.contains(where: { site in positions.contains { site.contains($0, within: radius) } }) {
        add(project.subject, proximities.sameSite)
      } else if sectors.contains(project.sector), project.countries.contains(where: event.countries.contains) {
        add(project.subject, proximities.sectorAndCountry)
      }
    }
    return near
  }
}

/// The subjects that an event concerns, as its signals list them.
private struct ListedSubjects {
  private let known: Set<SubjectKey>
  private let ordered: [SubjectKey]
  /// For signals on counterparties: a counterparty's incidents are those of its project, a country's only where the
  /// project itself is concerned.
  private let ofParties: Set<SubjectKey>

  init(_ known: Set<SubjectKey>, ofParties: Set<SubjectKey>) {
    self.known = known
    ordered = known.sorted()
    self.ofParties = ofParties
  }

  /// The subjects and `subject`, each once, in order.
  func all(with subject: SubjectKey) -> [SubjectKey] {
    if subject.kind == .counterparty { return ofParties.union([subject]).sorted() }
    return known.contains(subject) ? ordered : known.union([subject]).sorted()
  }
}

extension TextSpan {
  fileprivate func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
}
