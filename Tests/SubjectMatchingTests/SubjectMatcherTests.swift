import Models
@testable import ReferenceData
import Testing

@testable import SubjectMatching

struct SubjectMatcherTests {
  static let rask = Project(
    id: "rask-dam", name: "Rask Dam", countries: ["PK"], sector: "hydropower", corridor: "cpec",
    counterparties: [Counterparty(name: "Gezhouba Group", aliases: ["CGGC"], role: "contractor")],
    sites: [Site(name: "Rask", latitude: 35.0, longitude: 73.0, radiusKm: 30)])
  static let other = Project(id: "other-dam", name: "Other Dam", countries: ["PK"], sector: "hydropower")
  static let port = Project(id: "far-port", name: "Far Port", countries: ["PK"], sector: "port")
  static let rules = MatchingRules(
    proximities: Proximities(
      named: 1, sameSite: 0.8, sameCompany: 0.7, countryWide: 0.6, partnerAbroad: 0.55, sectorAndCountry: 0.5),
    leadSentences: 5)
  static let maker = SubjectMatcher(
    register: ProjectRegister([rask, other, port]),
    sources: [Source(id: "wire", domain: "wire.example", name: "Wire", grade: .b, owner: "House")],
    rules: rules)
  static let noon = Timestamp(startOf: CivilDate(dayNumber: 20_000)).adding(hours: 12)

  static func facts(
    _ quote: String, project: String? = nil, places: [Place] = [], basis: TimeBasis = .published,
    when: PartialDate? = nil
  ) -> FactsDocument {
    var facts = FactsDocument(
      articleId: "a", revision: 1, language: "en",
      extractor: ExtractorVersion(version: "1", lexicon: "l", reference: "r", register: "p"))
    facts.places = places
    if project != nil {
      facts.projects = [ProjectMention(span: TextSpan(text: "x", start: 0, end: 1), id: project, sector: "hydropower")]
    }
    facts.events = [
      Event(
        id: "e", type: "ATTACK_ON_PROJECT", category: "SEC", ledger: .risk, realis: .actual, countries: ["PK"],
        project: project, when: when, timeBasis: basis, confidence: 0.9,
        quote: TextSpan(text: quote, start: 0, end: quote.utf8.count), sentence: 0)
    ]
    return facts
  }

  static func revision(_ number: Int = 1, publishedAt: Timestamp? = noon, domain: String? = "www.wire.example")
    -> ArticleRevision
  {
    ArticleRevision(
      article: NormalisedArticle(
        articleId: "a", text: "t", publishedAt: publishedAt, source: ArticleSource(name: "W", domain: domain),
        contentHash: "h"),
      revision: number, fingerprint: "f")
  }

  static func proximities(_ facts: FactsDocument) -> [String: Double] {
    var found: [String: Double] = [:]
    for made in maker.signals(of: facts, in: revision()) {
      if case .event(let signal) = made.value { found[signal.subject.description] = signal.proximity }
    }
    return found
  }

  @Test("an article counts once for the coverage of what it names and no event affects, and an edit counts nothing")
  func coverage() {
    var facts = Self.facts("Gunmen attacked the dam.", project: "rask-dam")
    facts.countries = [
      CountryMention(code: "PK", salience: 0.6, mentions: 2), CountryMention(code: "PE", salience: 0.4, mentions: 1),
    ]
    func covered(_ revision: Int) -> [String] {
      Self.maker.signals(of: facts, in: Self.revision(revision)).compactMap {
        if case .coverage(let signal) = $0.value { signal.subject.description } else { nil }
      }
    }
    #expect(covered(1) == ["country/PE"])
    facts.events = []
    #expect(covered(1) == ["country/PE", "country/PK", "portfolio/all", "project/rask-dam"])
    #expect(covered(2).isEmpty)
  }

  @Test(
    "the portfolio counts an article that names a project or comes from a source that may be late, and no other",
    arguments: [
      (String?.none, String?.none, "country/PK"), (nil, "P1D", "country/PK portfolio/all"),
      ("rask-dam", nil, "country/PK portfolio/all project/rask-dam"), ("unknown", nil, "country/PK"),
    ])
  func portfolioCoverage(project: String?, expectedEvery: String?, covered: String) {
    let source = Source(
      id: "wire", domain: "wire.example", name: "Wire", grade: .b, country: "PK", expectedEvery: expectedEvery)
    let matcher = SubjectMatcher(register: ProjectRegister([Self.rask]), sources: [source], rules: Self.rules)
    var facts = Self.facts("Nothing happened.")
    facts.events = []
    facts.countries = [CountryMention(code: "PK", salience: 1, mentions: 1)]
    if let project {
      let id = project == "unknown" ? nil : project
      facts.projects = [ProjectMention(span: TextSpan(text: "x", start: 0, end: 1), id: id, sector: "hydropower")]
    }
    let subjects = matcher.signals(of: facts, in: Self.revision()).compactMap {
      if case .coverage(let signal) = $0.value { signal.subject.description } else { nil }
    }
    #expect(subjects.joined(separator: " ") == covered)
  }

  @Test(
    "an article's source is named to the portfolio, and to the country that it is expected to cover",
    arguments: [(String?.none, "portfolio/all"), ("P1D", "country/PK portfolio/all")])
  func coverageSource(expectedEvery: String?, named: String) {
    let source = Source(
      id: "wire", domain: "wire.example", name: "Wire", grade: .b, country: "PK", expectedEvery: expectedEvery)
    let matcher = SubjectMatcher(register: ProjectRegister([Self.rask]), sources: [source], rules: Self.rules)
    var facts = Self.facts("Nothing happened.")
    facts.events = []
    facts.countries = ["PE", "PK"].map { CountryMention(code: $0, salience: 0.5, mentions: 1) }
    facts.projects = [ProjectMention(span: TextSpan(text: "x", start: 0, end: 1), id: "rask-dam", sector: "hydropower")]
    let subjects = matcher.signals(of: facts, in: Self.revision()).compactMap {
      if case .coverage(let signal) = $0.value, signal.source == "wire" { signal.subject.description } else { nil }
    }
    #expect(subjects.joined(separator: " ") == named)
  }

  @Test(
    "a named project is nearest, one of its sector and country half as near, and groups as near as their projects in the mean"
  )
  func namedProject() {
    #expect(
      Self.proximities(Self.facts("Gunmen attacked the dam.", project: "rask-dam")) == [
        "project/rask-dam": 1, "project/other-dam": 0.5, "sector/hydropower": 0.75, "corridor/cpec": 1,
        "country/PK": 1, "portfolio/all": 0.5,
      ])
  }

  @Test("moving a row of the proximities moves a signal's proximity")
  func movedProximity() {
    let matcher = SubjectMatcher(
      register: ProjectRegister([Self.rask, Self.other]), sources: [],
      rules: MatchingRules(
        proximities: Proximities(
          named: 1, sameSite: 0.8, sameCompany: 0.7, countryWide: 0.6, partnerAbroad: 0.55, sectorAndCountry: 0.25),
        leadSentences: 5))
    let found = matcher.signals(of: Self.facts("Gunmen attacked the dam.", project: "rask-dam"), in: Self.revision())
    let near = found.compactMap { made -> Double? in
      guard case .event(let signal) = made.value, signal.subject.description == "project/other-dam" else { return nil }
      return signal.proximity
    }
    #expect(near == [0.25])
  }

  @Test(
    "a place within a site's radius brings its project, one outside does not", arguments: [(35.2, 0.8), (36.0, nil)])
  func site(latitude: Double, proximity: Double?) {
    let place = Place(
      span: TextSpan(text: "Dasu", start: 3, end: 7), country: "PK", kind: .city, latitude: latitude, longitude: 73.0)
    #expect(Self.proximities(Self.facts("In Dasu gunmen fired.", places: [place]))["project/rask-dam"] == proximity)
  }

  @Test(
    "the radius of the event's type counts where it is more than the site's own",
    arguments: [(30.0, false), (120, true)])
  func radiusOfType(kilometres: Double, isNear: Bool) {
    var rules = Self.rules
    rules.subjects = SubjectRules(["SEC": .init(kilometres: kilometres)])
    let matcher = SubjectMatcher(register: ProjectRegister([Self.rask]), sources: [], rules: rules)
    let place = Place(
      span: TextSpan(text: "Dasu", start: 3, end: 7), country: "PK", kind: .city, latitude: 36.0, longitude: 73.0)
    let made = matcher.signals(of: Self.facts("In Dasu gunmen fired.", places: [place]), in: Self.revision())
    let subjects = made.compactMap { if case .event(let signal) = $0.value { signal.subject.description } else { nil } }
    #expect(subjects.contains("project/rask-dam") == isNear)
  }

  @Test(
    "an event is mentioned in passing where it is told once, below the lead, and not the article's main risk",
    arguments: [(0, 4, 0, false), (1, 4, 0, false), (1, 5, 0, true), (1, 5, 1, false), (0, 9, 0, false)])
  func aside(index: Int, sentence: Int, mentions: Int, isAside: Bool) {
    var facts = Self.facts("Gunmen attacked.")
    var other = facts.events[0]
    other.id = "other"
    facts.events.append(other)
    facts.events[index].sentence = sentence
    facts.events[index].mentions = Array(repeating: TextRange(start: 0, end: 1), count: mentions)
    let id = facts.events[index].id
    let found = Self.maker.signals(of: facts, in: Self.revision()).compactMap { made -> Bool? in
      guard case .event(let signal) = made.value, signal.event.id == id else { return nil }
      return signal.isAside
    }
    #expect(!found.isEmpty && found.allSatisfy { $0 == isAside })
  }

  @Test(
    "a main risk that only a late sentence tells is mentioned in passing, unless it bears on a registered project",
    arguments: [(8, false, false), (9, false, true), (9, true, false)])
  func lateMainRisk(sentence: Int, isOfProject: Bool, isAside: Bool) {
    var facts = Self.facts("Gunmen attacked.")
    facts.events[0].sentence = sentence
    if isOfProject { facts.events[0].project = "rask-dam" }
    let found = Self.signals(facts) { $0.mainSentences = 9 }
    #expect(!found.isEmpty && found.allSatisfy { $0.isAside == isAside })
  }

  @Test(
    "an article that opens with an opportunity tells its main risk in its lead, or in passing",
    arguments: [(4, 0, false), (5, 0, true), (5, 2, false)])
  func afterOpportunity(sentence: Int, opening: Int, isAside: Bool) {
    var facts = Self.facts("Gunmen attacked.")
    facts.events[0].sentence = sentence
    facts.events.append(
      Event(
        id: "open", type: "COMMISSIONING", ledger: .opportunity, realis: .actual, countries: ["PK"], confidence: 0.9,
        quote: TextSpan(text: "x", start: 0, end: 1), sentence: opening))
    let found = Self.signals(facts) { ($0.openingSentences, $0.mainSentences) = (2, 9) }
      .filter { $0.event.ledger == .risk }
    #expect(!found.isEmpty && found.allSatisfy { $0.isAside == isAside })
  }

  @Test(
    "what an article reports beside an incident at a project concerns the project where it is no graver and of the country",
    arguments: [
      ("SUSPENSION", "PK", Realis.actual, true), ("COUP", "PK", .actual, false), ("SUSPENSION", "PE", .actual, false),
      ("SUSPENSION", "PK", .historical, false),
    ])
  func aspects(type: String, country: String, main: Realis, concerns: Bool) {
    var facts = Self.facts("Gunmen attacked the dam.", project: "rask-dam")
    facts.events[0].type = "STRIKE"
    facts.events[0].realis = main
    var other = facts.events[0]
    other.id = "other"
    other.type = type
    other.countries = [country]
    other.project = nil
    other.realis = .actual
    other.sentence = 3
    facts.events.append(other)
    var rules = Self.rules
    rules.types = EventTypes(
      [("STRIKE", 0.8), ("SUSPENSION", 0.7), ("COUP", 0.95)].map { Self.type($0, severity: $1) })
    let matcher = SubjectMatcher(register: ProjectRegister([Self.rask]), sources: [], rules: rules)
    let found = matcher.signals(of: facts, in: Self.revision()).compactMap { made -> Bool? in
      guard case .event(let signal) = made.value, signal.event.id == "other",
        signal.subject == SubjectKey(.country, country)
      else { return nil }
      return signal.subjects.contains(SubjectKey(.project, "rask-dam"))
    }
    #expect(found == [concerns])
  }

  @Test("what one sentence reports of a project and of its country is one event, which concerns the project")
  func oneSentence() {
    var facts = Self.facts("Gunmen attacked the dam and works stopped.", project: "rask-dam")
    var suspension = facts.events[0]
    suspension.id = "suspension"
    suspension.type = "SUSPENSION"
    suspension.project = nil
    facts.events.append(suspension)
    // What is denied is not what the article reports, so that only the sentence can join them.
    facts.events[0].negated = true
    func concernsDam() -> Bool? {
      Self.maker.signals(of: facts, in: Self.revision()).compactMap { made -> Bool? in
        guard case .event(let signal) = made.value, signal.event.id == "suspension",
          signal.subject == SubjectKey(.country, "PK")
        else { return nil }
        return signal.subjects.contains(SubjectKey(.project, "rask-dam"))
      }.first
    }
    #expect(concernsDam() == true)
    facts.events[1].sentence = 3
    #expect(concernsDam() == false)
  }

  static func signals(
    _ facts: FactsDocument, _ change: (inout MatchingRules) -> Void
  ) -> [EventSignal] {
    var rules = Self.rules
    change(&rules)
    let matcher = SubjectMatcher(register: ProjectRegister([rask, port]), sources: [], rules: rules)
    return matcher.signals(of: facts, in: revision()).compactMap {
      if case .event(let signal) = $0.value { signal } else { nil }
    }
  }

  private static let otherCountry = Project(id: "lima-line", name: "Lima Line", countries: ["PE"], sector: "railway")

  @Test(
    "an event that concerns the whole country reaches each project there, at no project's site, and none elsewhere",
    arguments: [
      (SubjectRules.Reach.place, ActorKind.government, EventActor.Role.target, false),
      (.country, .other, .source, true),
      (.target, .government, .target, true), (.target, .government, .source, false),
      (.target, .company, .target, false),
      (.source, .government, .source, true), (.source, .government, .target, false),
      (.source, .company, .source, false),
    ])
  func wholeCountry(reach: SubjectRules.Reach, kind: ActorKind, role: EventActor.Role, isReached: Bool) {
    var rules = Self.rules
    rules.subjects = SubjectRules(["SEC": .init(reach: reach)])
    let matcher = SubjectMatcher(
      register: ProjectRegister([Self.rask, Self.port, Self.otherCountry]), sources: [], rules: rules)
    var facts = Self.facts("They attacked.")
    facts.events[0].actors = [EventActor(role: role, text: "Pakistan", country: "PK", kind: kind)]
    let made = matcher.signals(of: facts, in: Self.revision()).compactMap { made -> EventSignal? in
      if case .event(let signal) = made.value { signal } else { nil }
    }
    var near: [String: Double] = [:]
    for signal in made { near[signal.subject.description] = signal.proximity }
    let projects = isReached ? ["project/rask-dam": 0.6, "project/far-port": 0.6] : [:]
    #expect(near.filter { $0.key.hasPrefix("project/") } == projects)
    // The mean of the three projects.
    #expect(near["portfolio/all"] == (isReached ? (0.6 + 0.6) / 3 : nil))
    // The country's alert is not left to a project: none of them is concerned at its site.
    let country = made.first { $0.subject.kind == .country }
    #expect(country?.subjects.filter { $0.kind == .project } == [])
  }

  @Test("a project that an event of the whole country names is as near as one that another event names")
  func namedInCountryWide() {
    let found = Self.signals(Self.facts("Gunmen attacked the dam.", project: "rask-dam")) {
      $0.subjects = SubjectRules(["SEC": .init(reach: .country)])
    }
    #expect(found.first { $0.subject.id == "rask-dam" }?.proximity == 1)
    #expect(found.first { $0.subject.id == "far-port" }?.proximity == 0.6)
  }

  @Test(
    "a country that only imposes a measure bears no risk of it, where its type says so",
    arguments: [(true, ["PE", "US"]), (false, ["PE"])])
  func sender(counts: Bool, countries: [String]) {
    var facts = Self.facts("The United States sanctioned a bank of Peru.")
    facts.events[0].countries = ["PE", "US"]
    facts.events[0].actors = [
      EventActor(role: .source, text: "United States", country: "US", kind: .government),
      EventActor(role: .target, text: "a bank", country: "PE", kind: .company),
    ]
    let found = Self.signals(facts) { $0.subjects = SubjectRules(["SEC": .init(concernsSender: counts)]) }
    #expect(found.map(\.subject).filter { $0.kind == .country }.map(\.id) == countries)
  }

  @Test(
    "where an article leads with an ending, what ended is mentioned in passing",
    arguments: [
      (0, "PK", Realis.actual, true), (4, "PK", .actual, false), (9, "PK", .actual, false), (0, "PE", .actual, false),
      (0, "PK", .threatened, false),
    ])
  func ending(sentence: Int, country: String, realis: Realis, isAside: Bool) {
    var facts = Self.facts("Five surveyors were abducted in May.")
    facts.events[0].sentence = 2
    facts.events.append(
      Event(
        id: "end", type: "RELEASE", ledger: .none, realis: realis, countries: [country], confidence: 0.9,
        quote: TextSpan(text: "x", start: 0, end: 1), sentence: sentence))
    let found = Self.signals(facts) { $0.endings = Endings(["RELEASE": ["ATTACK_ON_PROJECT"]]) }
    #expect(!found.isEmpty && found.allSatisfy { $0.isAside == isAside })
  }

  @Test(
    "signals of the opening come first, then those of causes, and of graver events",
    arguments: [
      (0, ["grave", "hack", "light", "stop"]), (1, ["light", "stop", "grave", "hack"]),
      (9, ["grave", "hack", "light", "stop"]),
    ])
  func order(opening: Int, expected: [String]) {
    var facts = Self.facts("x")
    func event(_ id: String, _ type: String, in sentence: Int, causedBy: String? = nil) -> Event {
      var event = facts.events[0]
      event.id = id
      event.type = type
      event.sentence = sentence
      event.causedBy = causedBy
      return event
    }
    facts.events = [
      event("light", "B", in: 0), event("stop", "B", in: 0, causedBy: "hack"), event("grave", "C", in: 4),
      event("hack", "C", in: 3),
    ]
    let found = Self.signals(facts) { rules in
      rules.openingSentences = opening
      rules.types = EventTypes([("A", 0.4), ("B", 0.6), ("C", 0.8)].map { Self.type($0, severity: $1) })
    }
    let ofCountry = found.filter { $0.subject == SubjectKey(.country, "PK") }
    #expect(ofCountry.map(\.event.id) == expected)
  }

  private static func type(_ name: String, severity: Double) -> EventType {
    EventType(
      type: name, label: name, ledger: .risk, category: "SEC", severity: severity, duration: .halfLife(7), plover: nil,
      cameo: nil, cameoFit: .none, family: name, milestone: nil, warnDeaths: nil)
  }

  @Test("a counterparty that the sentence names brings its project and itself", arguments: ["Gezhouba Group", "CGGC"])
  func counterparty(name: String) {
    let found = Self.proximities(Self.facts("A bus of \(name) was hit."))
    #expect(found["project/rask-dam"] == 0.7)
    #expect(found["counterparty/gezhouba-group"] == 1)
    #expect(found["project/other-dam"] == nil)
  }

  @Test("what befalls a counterparty in another country comes less near to the project than what befalls it there")
  func counterpartyElsewhere() {
    var facts = Self.facts("A bus of CGGC was hit.")
    facts.events[0].countries = ["PE"]
    let found = Self.proximities(facts)
    #expect(found["project/rask-dam"] == 0.55 && found["counterparty/gezhouba-group"] == 1)
  }

  @Test("a project that is merely of the same sector and country is not among the subjects that other signals list")
  func concerned() {
    for case .event(let signal) in Self.maker.signals(of: Self.facts("x", project: "rask-dam"), in: Self.revision())
      .map(\.value)
    {
      let isElsewhere = signal.subject == SubjectKey(.project, "other-dam")
      #expect(signal.subjects.contains(SubjectKey(.project, "other-dam")) == isElsewhere, "\(signal.subject)")
      #expect(signal.subjects.contains(SubjectKey(.project, "rask-dam")))
    }
  }

  @Test("every signal lists its subjects, has an id of its own, and knows the registered source by its domain")
  func contents() {
    let made = Self.maker.signals(of: Self.facts("x", project: "rask-dam"), in: Self.revision())
    #expect(Set(made.map(\.id)).count == made.count && made.count == 6)
    for case .event(let signal) in made.map(\.value) {
      #expect(signal.subjects.contains(signal.subject) && signal.subjects == signal.subjects.sorted())
      #expect(
        signal.article.source
          == SignalSource(id: "wire", name: "Wire", domain: "wire.example", owner: "House", grade: .b))
    }
  }

  @Test("a coarse date counts from its end, at most from publication; without any time there is no signal")
  func time() throws {
    let month = try #require(PartialDate(year: 2024, month: 9))
    let event = Self.facts("x", basis: .stated, when: month).events[0]
    let first = Timestamp(startOf: month.firstDay)
    #expect(event.time(publishedAt: Self.noon, loggedAt: first)?.description == "2024-09-30T23:59:59.999Z")
    #expect(event.time(publishedAt: first, loggedAt: Self.noon) == first)
    let made = Self.maker.signals(of: Self.facts("x", basis: .none), in: Self.revision(publishedAt: nil))
    #expect(made.allSatisfy { if case .coverage = $0.value { true } else { false } })
  }

  @Test(
    "an event of an undated article counts from the end of its date, but no later than the article's log time",
    arguments: [("2043-05-03", "2024-10-04T12:00:00Z"), ("2024-09-30", "2024-09-30T23:59:59.999Z")])
  func undated(date: String, time: String) throws {
    let when = try #require(PartialDate(iso8601: date))
    let made = Self.maker.signals(
      of: Self.facts("x", basis: .stated, when: when), in: Self.revision(publishedAt: nil), at: Self.noon)
    let times = made.compactMap { if case .event(let signal) = $0.value { signal.eventTime?.description } else { nil } }
    #expect(Set(times) == [time])
  }

  @Test("an unregistered source has grade F")
  func unregistered() {
    let made = Self.maker.signals(of: Self.facts("x"), in: Self.revision(domain: "other.example"))
    guard case .event(let signal) = made.first?.value else {
      Issue.record("expected an event")
      return
    }
    #expect(signal.article.source == SignalSource(name: "W", domain: "other.example", grade: .f))
  }

  @Test(
    "the host of an article's address names its source, without port and path",
    arguments: [
      ("https://www.wire.example:8443/a", "wire.example"), ("https://other.example/a:b//c", "other.example"),
      ("https://other.example", "other.example"), ("https://:80:other.example/", "80"),
      ("https://other.example?a=//b", "other.example"), ("https://[2001:db8::1]:8443/a", "[2001:db8::1]"),
      ("other.example/a", nil), ("https:///a", nil), ("https:", nil), ("", nil),
    ] as [(String, String?)])
  func sourceOfAddress(url: String, domain: String?) {
    var revision = Self.revision(domain: nil)
    revision.article.url = url
    guard case .event(let signal) = Self.maker.signals(of: Self.facts("x"), in: revision).first?.value else {
      Issue.record("expected an event")
      return
    }
    #expect(signal.article.source.domain == domain)
    #expect(signal.article.source.id == (domain == "wire.example" ? "wire" : nil))
  }

  @Test("a notice affects the registered counterparties that it names")
  func notice() {
    var facts = Self.facts("x")
    facts.events = []
    let quote = "Nobody else may sign for Gezhouba Group."
    facts.notices = [
      Notice(
        kind: "integrity", rule: "unauthorised_representation", subject: "Gezhouba Group",
        quote: TextSpan(text: quote, start: 0, end: quote.utf8.count))
    ]
    var revision = Self.revision()
    revision.article.url = "https://wire.example/n"
    revision.article.title = "A statement"
    let made = Self.maker.signals(of: facts, in: revision)
    #expect(made.count { if case .notice = $0.value { true } else { false } } == 1)
    guard case .notice(let signal) = made.first?.value else {
      Issue.record("expected a notice")
      return
    }
    #expect(signal.subject.description == "counterparty/gezhouba-group")
    #expect(signal.url == revision.article.url && signal.title == revision.article.title)
  }
}
