import Models
import ReferenceData
import RiskReporting

/// A map of the report's countries with its sites and its incidents, in an equirectangular projection.
struct MapChart {
  struct Mark: Hashable {
    enum Shape: Hashable { case site, incident(points: Double) }

    let position: Position
    let shape: Shape
    let label: String
  }

  let outlines: CountryOutlines
  /// ISO 3166-1 alpha-2 codes of the countries that are drawn darker.
  let countries: Set<String>
  let marks: [Mark]

  private static let size = (width: 690.0, height: 330.0)
  /// The most marks for which names are drawn beside sites; more names would overlap. Every mark also has a tooltip.
  private static let labelledMarks = 8

  init(_ report: AssessmentReport, outlines: CountryOutlines, _ language: ReportLanguage) {
    self.outlines = outlines
    var countries = Set(report.projects.flatMap(\.project.countries))
    if report.subject.kind == .country { countries = [report.subject.id] }
    self.countries = countries
    let sites = report.projects.flatMap { row in
      row.project.sites.map {
        Mark(position: $0.position, shape: .site, label: "\(language.name(of: row.project)): \($0.name)")
      }
    }
    let incidents = report.incidents.compactMap { incident in
      incident.position.map {
        Mark(
          position: $0, shape: .incident(points: incident.points),
          label: [language.eventType(incident.type), incident.place].compactMap { $0 }.joined(separator: ", "))
      }
    }
    marks = sites + incidents
  }

  /// Whether there is neither a mark nor a country outline to show.
  var isEmpty: Bool { marks.isEmpty && frameOfCountries == nil }

  /// The bounds of an area in degrees of longitude and latitude.
  private struct Frame {
    var west: Double
    var south: Double
    var east: Double
    var north: Double

    mutating func include(_ longitude: Double, _ latitude: Double) {
      (west, east) = (min(west, longitude), max(east, longitude))
      (south, north) = (min(south, latitude), max(north, latitude))
    }

    /// The frame with a margin and the given ratio of width to height, at least 8 degrees wide.
    func widened(aspect: Double) -> Frame {
      var (width, height) = (max((east - west) * 1.3, 8), max((north - south) * 1.3, 8 / aspect))
      if width / height < aspect { width = height * aspect } else { height = width / aspect }
      if height > 170 { (width, height) = (360, 360 / aspect) }
      let (x, y) = ((west + east) / 2, max(-85 + height / 2, min(85 - height / 2, (south + north) / 2)))
      return Frame(west: x - width / 2, south: y - height / 2, east: x + width / 2, north: y + height / 2)
    }
  }

  private var frameOfCountries: Frame? {
    var frame: Frame?
    for ring in outlines.rings where ring.country.map(countries.contains) == true {
      for point in ring.points {
        if frame == nil {
          frame = Frame(west: point.longitude, south: point.latitude, east: point.longitude, north: point.latitude)
        }
        frame?.include(point.longitude, point.latitude)
      }
    }
    return frame
  }

  func write(to writer: inout HTMLWriter, _ language: ReportLanguage) {
    var content = frameOfCountries
    for mark in marks {
      let (x, y) = (mark.position.longitude, mark.position.latitude)
      if content == nil { content = Frame(west: x, south: y, east: x, north: y) }
      content?.include(x, y)
    }
    guard let frame = content?.widened(aspect: Self.size.width / Self.size.height) else { return }
    let scale = Self.size.width / (frame.east - frame.west)
    let place = { (longitude: Double, latitude: Double) in
      (x: (longitude - frame.west) * scale, y: (frame.north - latitude) * scale)
    }
    writer.element(
      "svg",
      [
        "viewBox": "0 0 \(fixed(Self.size.width, 0)) \(fixed(Self.size.height, 0))", "role": "img",
        "class": "chart map", "aria-label": language(.sectionMap),
      ]
    ) { svg in
      for ring in outlines.rings where ring.points.contains(where: { touches($0, frame) }) {
        let path = ring.points.enumerated().map { index, point in
          let at = place(point.longitude, point.latitude)
          return "\(index == 0 ? "M" : "L")\(fixed(at.x, 1)) \(fixed(at.y, 1))"
        }
        let isNamed = ring.country.map(countries.contains) == true
        svg.empty("path", ["d": path.joined() + "Z", "class": isNamed ? "land named" : "land"])
      }
      for mark in marks {
        let at = place(mark.position.longitude, mark.position.latitude)
        write(mark, at: at, to: &svg)
      }
    }
  }

  private func write(_ mark: Mark, at point: (x: Double, y: Double), to svg: inout HTMLWriter) {
    switch mark.shape {
    case .site:
      svg.element(
        "rect",
        [
          "x": fixed(point.x - 4, 1), "y": fixed(point.y - 4, 1), "width": "8", "height": "8", "class": "site",
        ]
      ) { $0.element("title", text: mark.label) }
      guard marks.count <= Self.labelledMarks else { return }
      // A name beside a mark near the right edge would be cut off.
      let isRight = point.x > Self.size.width * 0.7
      svg.element(
        "text",
        [
          "x": fixed(point.x + (isRight ? -7 : 7), 1), "y": fixed(point.y + 4, 1),
          "text-anchor": isRight ? "end" : "start", "class": "label",
        ],
        text: String(mark.label.prefix(40)))
    case .incident(let points):
      let radius = 3 + min(9, points.squareRoot() * 1.5)
      svg.element(
        "circle",
        ["cx": fixed(point.x, 1), "cy": fixed(point.y, 1), "r": fixed(radius, 1), "class": "incident"]
      ) { $0.element("title", text: mark.label) }
    }
  }

  private func touches(_ point: (longitude: Double, latitude: Double), _ frame: Frame) -> Bool {
    (frame.west...frame.east).contains(point.longitude) && (frame.south...frame.north).contains(point.latitude)
  }
}
