/// The judgement constants of reports: `RiskModel/reports.tsv`.
package struct ReportSettings: Hashable, Sendable {
  /// The change in points from which a score is rising or falling rather than steady.
  package var directionPoints: Double
  /// How far the series of scores goes back, in days.
  package var seriesDays: Int
  /// How many days of a subject's history are kept, counted back from its latest assessment: the series, and a month
  /// before it.
  package var keptDays: Int { seriesDays + 31 }
  /// The points from which an incident, a driver or a category is shown by itself.
  package var leastPoints: Double
  /// The largest number of incidents listed in each ledger.
  package var listedIncidents: Int
  /// The largest number of drivers listed.
  package var listedDrivers: Int
  /// The largest number of quotes of an incident, and of sources that a bulletin names.
  package var shownQuotes: Int
  /// The greatest distance in kilometres at which an incident is shown with a site.
  package var nearKm: Double
  /// The largest number of dates listed in the outlook; open states do not count.
  package var listedDates: Int
  /// The nearer horizon of the outlook, in days.
  package var soonDays: Int
  /// The farther horizon of the outlook, in days.
  package var outlookDays: Int
  /// The credibilities from which information is graded 1, 2, 3 and 4 in an Admiralty code, descending.
  package var admiralty: [Double]

  /// `subject_norm` of the risk model, by which the scores of categories add up to that of a subject.
  package var subjectNorm: Double

  /// The least proximity of an incident that happened at a project or to its partner, rather than elsewhere in its
  /// country.
  package var projectProximity: Double
  /// The proximities of an incident that happened to a partner in another country: from the first up to, but not
  /// including, the second.
  package var partnerAbroad: Range<Double>

  /// `directory` is the folder of the reference data, which contains `RiskModel`.
  package init(directory: String) throws(TableError) {
    let table = try Table(path: "\(directory)/RiskModel/reports.tsv", columns: ["name", "value", "unit", "note"])
    func row(_ name: String) throws(TableError) -> Table.Row {
      guard let row = table.rows.first(where: { $0["name"] == name }) else {
        throw TableError(file: table.file, line: 0, problem: "has no row \(name)")
      }
      return row
    }
    directionPoints = try row("direction_points").number("value", in: 0...100)
    seriesDays = try row("series_days").integer("value", in: 7...3650)
    leastPoints = try row("least_points").number("value", in: 0...100)
    listedIncidents = try row("listed_incidents").integer("value", in: 1...100)
    listedDrivers = try row("listed_drivers").integer("value", in: 1...50)
    shownQuotes = try row("shown_quotes").integer("value", in: 1...20)
    nearKm = try row("near_km").number("value", in: 1...5000)
    listedDates = try row("listed_dates").integer("value", in: 1...100)
    soonDays = try row("soon_days").integer("value", in: 1...365)
    outlookDays = try row("outlook_days").integer("value", in: 1...3650)
    let proximities = try Proximities(path: "\(directory)/RiskModel/proximities.tsv")
    projectProximity = proximities.sameCompany
    partnerAbroad = proximities.partnerAbroad..<max(proximities.partnerAbroad, proximities.countryWide)
    subjectNorm = try RiskModelLoader(directory: directory).load().constants.subjectNorm
    var admiralty: [Double] = []
    for grade in ["confirmed", "probable", "possible", "doubtful"] {
      let row = try row("admiralty_\(grade)")
      let least = try row.number("value", in: 0...1)
      guard least < admiralty.last ?? 2 else { throw row.error("value", expected: "less than the grade before") }
      admiralty.append(least)
    }
    self.admiralty = admiralty
  }
}
