/// The texts of reports, by their keys in `Reports/report-text.tsv`.
package enum ReportText: String, Sendable, CaseIterable {
  /// All keys, those of months, quarters and the units of large numbers included.
  package static let keys = allCases.map(\.rawValue) + (1...12).map(month) + (1...4).map(quarter) + units

  private static let units: [String] = [Self.amountLarge, .amountLarger].flatMap {
    ["\($0.rawValue).from", "\($0.rawValue).decimals"]
  }

  /// The key of the name of a month, by its number from 1.
  static func month(_ number: Int) -> String { "month.\(number)" }

  /// The key of the name of a quarter of a year, by its number from 1.
  static func quarter(_ number: Int) -> String { "quarter.\(number)" }

  case titleDaily = "title.daily"
  case titleWeekly = "title.weekly"
  case titleMonthly = "title.monthly"
  case titleCustom = "title.custom"
  case titleBulletin = "title.bulletin"

  case period
  case dateDay = "date.day"
  case dateMonth = "date.month"
  case dateYear = "date.year"
  case dateQuarter = "date.quarter"

  case percent
  case amountLarge = "amount.large"
  case amountLarger = "amount.larger"
  case money

  case quoted
  case bracketed
  case levelColour = "level.colour"
  case joinSentences = "join.sentences"
  case joinComma = "join.comma"
  case joinNames = "join.names"
  case joinClauses = "join.clauses"
  case joinColon = "join.colon"

  case knownAt

  case pagePublisher = "page.publisher"

  case sectionScore = "section.score"
  case sectionWaterfall = "section.waterfall"
  case sectionSeries = "section.series"
  case sectionMap = "section.map"
  case sectionCategories = "section.categories"
  case sectionProjects = "section.projects"
  case sectionExposure = "section.exposure"
  case sectionIncidents = "section.incidents"
  case sectionOutlook = "section.outlook"
  case sectionMeasures = "section.measures"
  case sectionCounterparties = "section.counterparties"
  case sectionLayers = "section.layers"
  case sectionOpportunities = "section.opportunities"
  case sectionContested = "section.contested"
  case sectionShared = "section.shared"
  case sectionCoverage = "section.coverage"
  case sectionSuppressed = "section.suppressed"
  case sectionAccuracy = "section.accuracy"
  case sectionMethod = "section.method"

  case judgementLevel = "judgement.level"
  case judgementNone = "judgement.none"
  case judgementScore = "judgement.score"
  case judgementProjects = "judgement.projects"
  case judgementProjectLevel = "judgement.projectLevel"
  case judgementDirection = "judgement.direction"
  case judgementFirst = "judgement.first"
  case judgementCategory = "judgement.category"
  case judgementCertainty = "judgement.certainty"
  case judgementNoProjects = "judgement.noProjects"
  case judgementNothing = "judgement.nothing"
  /// For a level without an event, such as that of a party on a list.
  case judgementAlertOnly = "judgement.alertOnly"
  case judgementUnmonitored = "judgement.unmonitored"
  case judgementStale = "judgement.stale"

  case scoreNow = "score.now"
  case scoreLast = "score.last"
  case scoreChange = "score.change"
  case scoreConfidence = "score.confidence"
  case scoreOpportunity = "score.opportunity"
  case scorePercentile = "score.percentile"
  case scoreBaseline = "score.baseline"
  case scoreScale = "score.scale"

  case driversTitle = "drivers.title"
  case driversNone = "drivers.none"
  case driversFirst = "drivers.first"
  case driversIncident = "drivers.incident"
  case driversEnded = "drivers.ended"
  case driversCategory = "drivers.category"

  case barBaseline = "bar.baseline"
  case barTotal = "bar.total"
  case barOthers = "bar.others"

  case points

  case columnCategory = "column.category"
  case columnNow = "column.now"
  case columnLast = "column.last"
  case columnPoints = "column.points"
  case columnLevel = "column.level"
  case columnIncidents = "column.incidents"
  case columnListed = "column.listed"
  case columnProject = "column.project"
  case columnPhase = "column.phase"
  case columnMilestone = "column.milestone"
  case columnExpected = "column.expected"
  case columnState = "column.state"
  case columnSite = "column.site"
  case columnNearest = "column.nearest"
  case columnProjects = "column.projects"
  case columnValue = "column.value"
  case columnHeadcount = "column.headcount"
  case columnEvent = "column.event"
  case columnName = "column.name"
  case columnRole = "column.role"
  case columnLayer = "column.layer"
  case columnReason = "column.reason"
  case columnCount = "column.count"
  case columnLane = "column.lane"
  case columnAlerts = "column.alerts"
  case columnConfirmed = "column.confirmed"
  case columnRefuted = "column.refuted"
  case columnLate = "column.late"
  case columnWrongSubject = "column.wrongSubject"
  case columnCancelled = "column.cancelled"

  case milestoneReached = "milestone.reached"
  case milestoneOverdue = "milestone.overdue"
  case milestoneDue = "milestone.due"
  case milestoneLater = "milestone.later"
  case milestoneUndated = "milestone.undated"
  case milestonesEarlier = "milestones.earlier"

  case incidentReportsOne = "incident.reports.one"
  case incidentReports = "incident.reports"
  case incidentDeaths = "incident.deaths"
  case incidentInjured = "incident.injured"
  case incidentOpen = "incident.open"
  case incidentNew = "incident.new"
  case incidentContested = "incident.contested"
  case incidentElsewhere = "incident.elsewhere"
  case incidentPartnerAbroad = "incident.partnerAbroad"
  case incidentAdmiralty = "incident.admiralty"
  case sourceUnnamed = "source.unnamed"
  case incidentId = "incident.id"

  case sitesNoneNear = "sites.noneNear"
  case counterpartiesOthers = "counterparties.others"

  case exposureTotal = "exposure.total"
  case exposureBelow = "exposure.below"
  case exposureUnstated = "exposure.unstated"
  case exposureNote = "exposure.note"

  case outlookSoon = "outlook.soon"
  case outlookFar = "outlook.far"
  case outlookOpen = "outlook.open"
  case outlookAnnouncedStep = "outlook.announcedStep"
  case outlookMilestone = "outlook.milestone"

  case everyDays = "every.days"
  case everyDay = "every.day"
  case everyHours = "every.hours"
  case everyHour = "every.hour"
  case everyMinutes = "every.minutes"

  case distance

  case coverageStatus = "coverage.status"
  case coverageArticles = "coverage.articles"
  case coverageLate = "coverage.late"
  case coverageLateSource = "coverage.lateSource"
  case coverageNeverHeard = "coverage.neverHeard"
  case coverageSilent = "coverage.silent"

  case mapNote = "map.note"
  case mapNone = "map.none"

  case methodModel = "method.model"
  case methodHow = "method.how"

  case noneProjects = "none.projects"
  case noneExposure = "none.exposure"
  case noneIncidents = "none.incidents"
  case noneOutlook = "none.outlook"
  case noneMeasures = "none.measures"
  case noneCounterparties = "none.counterparties"
  case counterpartiesNamed = "counterparties.named"
  case measuresProjects = "measures.projects"
  case measuresUnlevelled = "measures.unlevelled"
  case noneLayers = "none.layers"
  case noneOpportunities = "none.opportunities"
  case noneContested = "none.contested"
  case noneShared = "none.shared"
  case noneSuppressed = "none.suppressed"
  case noneAccuracy = "none.accuracy"
  case noneCategories = "none.categories"
  case noneSeries = "none.series"

  case accuracySummary = "accuracy.summary"

  case bulletinTime = "bulletin.time"
  case bulletinPlace = "bulletin.place"
  case bulletinEvent = "bulletin.event"
  case bulletinConsequence = "bulletin.consequence"
  case bulletinContinues = "bulletin.continues"
  case bulletinNoCasualties = "bulletin.no_casualties"
  case bulletinMeasures = "bulletin.measures"
  case bulletinLevel = "bulletin.level"
  case bulletinSources = "bulletin.sources"
  case bulletinUnit = "bulletin.unit"
  case bulletinUnknown = "bulletin.unknown"
  case bulletinClass = "bulletin.class"

  case calendarName = "calendar.name"
  case calendarEvent = "calendar.event"
  case calendarDetail = "calendar.detail"

  case reasonSilenced = "reason.silenced"
  case reasonInhibited = "reason.inhibited"
  case reasonUnchanged = "reason.unchanged"
  case reasonCoolDown = "reason.coolDown"
  case reasonHourlyCap = "reason.hourlyCap"
}
