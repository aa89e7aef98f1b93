/// One incident as a report lists it.
package struct ReportIncident: Hashable, Sendable {
  /// The id of the incident's cluster of reports, by which `beacon explain` shows it.
  package var id: String
  package var category: String
  package var type: String
  /// Points of the subject's score.
  package var points: Double
  /// 0 to 1.
  package var credibility: Double
  /// The number of reports that describe the incident.
  package var reports: Int
  /// The number of independent sources among the reports; nil in reports of earlier versions.
  package var sources: Int?
  package var time: Timestamp?
  package var place: String?
  package var countries: [String]
  package var latitude: Double?
  package var longitude: Double?
  package var deaths: Int?
  package var injured: Int?
  package var layer: LegalLayer?
  /// Whether the incident is an ongoing state.
  package var isOpen: Bool
  /// Whether an official, or a source at least as credible, denies the incident.
  package var isContested: Bool
  /// Whether the incident's first report came out after the last assessment before this period.
  package var isNew: Bool
  /// In a project's report: whether the incident affects the project only through its country or sector.
  package var isElsewhere: Bool
  /// In a project's report: whether the incident affects the project only through a partner in another country.
  package var isPartnerAbroad: Bool
  /// All subjects that the incident affects.
  package var subjects: [SubjectKey]
  /// The sentences that report the incident, best first.
  package var evidence: [Evidence]
  /// The sentence that contests the incident, if one does.
  package var denials: [Evidence]

  package init(
    id: String, category: String, type: String, points: Double, credibility: Double, reports: Int, sources: Int? = nil,
    time: Timestamp? = nil, place: String? = nil, countries: [String] = [], latitude: Double? = nil,
    longitude: Double? = nil, deaths: Int? = nil, injured: Int? = nil, layer: LegalLayer? = nil, isOpen: Bool = false,
    isContested: Bool = false, isNew: Bool = false, isElsewhere: Bool = false, isPartnerAbroad: Bool = false,
    subjects: [SubjectKey] = [], evidence: [Evidence] = [], denials: [Evidence] = []
  ) {
    self.id = id
    self.category = category
    self.type = type
    self.points = points
    self.credibility = credibility
    self.reports = reports
    self.sources = sources
    self.time = time
    self.place = place
    self.countries = countries
    self.latitude = latitude
    self.longitude = longitude
    self.deaths = deaths
    self.injured = injured
    self.layer = layer
    self.isOpen = isOpen
    self.isContested = isContested
    self.isNew = isNew
    self.isElsewhere = isElsewhere
    self.isPartnerAbroad = isPartnerAbroad
    self.subjects = subjects
    self.evidence = evidence
    self.denials = denials
  }
}

extension ReportIncident {
  /// Where the incident was; nil where its place is not known or has no coordinates.
  package var position: Position? {
    guard let latitude, let longitude else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}

/// A registered project in a report.
package struct ProjectStatus: Hashable, Sendable {
  package var project: Project
  /// The highest level of the project's own open alerts; nil where it has none.
  package var level: AlertLevel?
  package var milestones: [MilestoneStatus]
  package var sites: [SiteStatus]
  /// The number of the report's incidents that affect the project.
  package var incidents: Int
  /// The points of the report subject's score that these incidents have together.
  package var points: Double

  package init(
    project: Project, level: AlertLevel? = nil, milestones: [MilestoneStatus], sites: [SiteStatus], incidents: Int,
    points: Double
  ) {
    self.project = project
    self.level = level
    self.milestones = milestones
    self.sites = sites
    self.incidents = incidents
    self.points = points
  }
}

/// A milestone of the register, with its state at the end of the report's period.
package struct MilestoneStatus: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// The register gives the date on which the milestone was reached.
    case reached
    case overdue
    /// Expected within 90 days of the report's end.
    case due
    case later
    /// Neither reached nor with an expected date.
    case undated
  }

  package var milestone: ExpectedMilestone
  package var state: State

  package init(milestone: ExpectedMilestone, state: State) {
    self.milestone = milestone
    self.state = state
  }
}

/// A site, with the nearest incident of the report.
package struct SiteStatus: Hashable, Sendable {
  package var site: Site
  /// The id of the nearest incident that has a position; nil where no incident has one.
  package var nearest: String?
  package var distanceKm: Double?

  package init(site: Site, nearest: String?, distanceKm: Double?) {
    self.site = site
    self.nearest = nearest
    self.distanceKm = distanceKm
  }
}

/// A milestone, announced date or ongoing state to watch in the 90 days after the report's period.
package struct OutlookItem: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A milestone that the register expects.
    case milestone
    /// A date that articles announce.
    case announced
    case openState
  }

  package var kind: Kind
  /// When the milestone or announced event is expected; nil for an open state.
  package var date: PartialDate?
  /// Whether the date is within 30 days of the period's end; true for every open state.
  package var isSoon: Bool
  /// The milestone's type, or the event's; nil for an announced date that is no step of a project.
  package var type: String?
  package var project: String?
  package var incident: String?
  /// The sentence that announces the date; nil where no article does.
  package var evidence: Evidence?

  package init(
    kind: Kind, date: PartialDate?, isSoon: Bool, type: String?, project: String? = nil, incident: String? = nil,
    evidence: Evidence? = nil
  ) {
    self.kind = kind
    self.date = date
    self.isSoon = isSoon
    self.type = type
    self.project = project
    self.incident = incident
    self.evidence = evidence
  }
}

/// A measure that is recommended for a category at a level. Its text is looked up in `measures.tsv` when the report is
/// printed.
package struct RecommendedMeasure: Hashable, Sendable {
  package var category: String
  package var level: AlertLevel
  /// The type of the most severe incident of the category; nil where the level has no single cause.
  package var type: String?

  package init(category: String, level: AlertLevel, type: String?) {
    self.category = category
    self.level = level
    self.type = type
  }
}

/// A counterparty of a project, with its alerts and the incidents that name it.
package struct CounterpartyStatus: Hashable, Sendable {
  package var name: String
  package var role: String
  package var project: String
  /// The highest level of the counterparty's own open alerts, for example from a notice or a list of sanctioned
  /// parties; nil where it has none.
  package var level: AlertLevel?
  /// The ids of the incidents whose quotes name the counterparty.
  package var incidents: [String]

  package init(name: String, role: String, project: String, level: AlertLevel? = nil, incidents: [String]) {
    self.name = name
    self.role = role
    self.project = project
    self.level = level
    self.incidents = incidents
  }
}

/// The incidents that concern one layer of law: home, host or international.
package struct LayerStatus: Hashable, Sendable {
  package var layer: LegalLayer
  package var incidents: [String]

  package init(layer: LegalLayer, incidents: [String]) {
    self.layer = layer
    self.incidents = incidents
  }
}

/// How well the report's subject is watched, and its blind spots.
package struct CoverageStatus: Hashable, Sendable {
  package var coverage: Coverage
  /// The number of articles that the listed evidence comes from.
  package var articles: Int
  package var sources: Int
  /// The ids of the report's projects that have neither an incident in the report nor an open alert.
  package var silentProjects: [String]
  /// The registered sources that have not published within their expected interval, longest silent first: of a country,
  /// its own sources that have no recent article on it; of the portfolio, all sources. Empty for other subjects.
  package var lateSources: [LateSource]

  package init(
    coverage: Coverage, articles: Int, sources: Int, silentProjects: [String], lateSources: [LateSource] = []
  ) {
    self.coverage = coverage
    self.articles = articles
    self.sources = sources
    self.silentProjects = silentProjects
    self.lateSources = lateSources
  }
}

/// How many alert records were not sent for one reason.
package struct SuppressedCount: Hashable, Sendable {
  package var reason: String
  package var count: Int

  package init(reason: String, count: Int) {
    self.reason = reason
    self.count = count
  }
}

/// How many alerts of a period were right or wrong, by feedback and corrections.
package struct Scorecard: Hashable, Sendable {
  package var period: ReportPeriod
  package var rows: [Row]

  /// The alerts of one category and lane.
  package struct Row: Hashable, Sendable {
    package var category: String
    package var lane: Warning.Lane
    package var alerts: Int
    package var confirmed: Int
    package var refuted: Int
    package var late: Int
    package var wrongSubject: Int
    /// The number of alerts cancelled because a source retracted or corrected its report.
    package var cancelled: Int

    package init(
      category: String, lane: Warning.Lane, alerts: Int = 0, confirmed: Int = 0, refuted: Int = 0, late: Int = 0,
      wrongSubject: Int = 0, cancelled: Int = 0
    ) {
      self.category = category
      self.lane = lane
      self.alerts = alerts
      self.confirmed = confirmed
      self.refuted = refuted
      self.late = late
      self.wrongSubject = wrongSubject
      self.cancelled = cancelled
    }
  }

  package init(period: ReportPeriod, rows: [Row]) {
    self.period = period
    self.rows = rows
  }
}

/// How the report was produced.
package struct ReportMethod: Hashable, Sendable {
  /// The version of the risk model.
  package var model: String
  /// The number of assessments that the period's scores come from.
  package var assessments: Int
  /// A hash of all input of the report.
  package var inputHash: String

  package init(model: String, assessments: Int, inputHash: String) {
    self.model = model
    self.assessments = assessments
    self.inputHash = inputHash
  }
}
