import Models
import ReferenceData

/// An alert record as a message of the Common Alerting Protocol 1.2 (OASIS standard of 1 July 2010), with one `info`
/// for each language.
struct CAPDocument {
  /// An alert's text in one language.
  private struct Info {
    /// A BCP 47 language tag.
    var language: String
    var event: String
    var headline: String
    var description: String
    /// What to do; empty for nothing.
    var instruction: String
  }

  private let alert: Alert
  private let sender: String
  private let category: RiskModel.CAPCategory
  private let area: AlertArea
  private let sentTimes: [String: Timestamp]
  private let infos: [Info]

  /// - Parameters:
  ///   - sender: the setting `alerts.sender`.
  ///   - category: the CAP category of the alert's own category.
  ///   - project: the alert's subject as the register has it now, for its countries and sites; nil for other subjects.
  ///   - counterpartySentence: the projects that have the alert's subject as a counterparty; nil for other subjects.
  ///   - sentTimes: when the earlier records of the alert were sent, by their ids.
  init(
    alert: Alert, sender: String, category: RiskModel.CAPCategory, project: Project?,
    counterpartySentence: String?, sentTimes: [String: Timestamp], translation: AlertTranslation
  ) {
    self.alert = alert
    self.sender = sender
    self.category = category
    self.sentTimes = sentTimes
    area =
      project.map { project in
        AlertArea(
          countries: project.countries,
          circles: project.sites.map { .init(latitude: $0.latitude, longitude: $0.longitude, radiusKm: $0.radiusKm) })
      } ?? alert.area
    infos = [
      Info(
        language: "en", event: alert.evidence.first?.type ?? alert.category, headline: alert.headline,
        description: [alert.description, counterpartySentence].compactMap { $0 }.joined(separator: " "),
        instruction: alert.measures.joined(separator: "; ")),
      Info(
        language: translation.language, event: translation.event(of: alert), headline: translation.headline(of: alert),
        description: translation.description(of: alert), instruction: translation.measures(of: alert)),
    ]
  }

  func text() -> String {
    var xml = XMLText()
    xml.open("alert", ["xmlns": "urn:oasis:names:tc:emergency:cap:1.2"])
    xml.element("identifier", alert.record)
    xml.element("sender", sender)
    xml.element("sent", Self.time(alert.sentAt))
    xml.element("status", alert.exercise ? "Exercise" : "Actual")
    xml.element("msgType", alert.status == .raised ? "Alert" : alert.status == .cancelled ? "Cancel" : "Update")
    xml.element("scope", "Restricted")
    xml.element("restriction", alert.roles.map(\.rawValue).joined(separator: " "))
    let references = alert.references.compactMap { id in
      sentTimes[id].map { "\(sender),\(id),\(Self.time($0))" }
    }
    if !references.isEmpty { xml.element("references", references.joined(separator: " ")) }
    xml.element("incidents", alert.id)
    for info in infos { write(info, to: &xml) }
    xml.close("alert")
    return xml.text
  }

  private func write(_ info: Info, to xml: inout XMLText) {
    xml.open("info")
    xml.element("language", info.language)
    xml.element("category", category.rawValue)
    xml.element("event", info.event)
    xml.element("urgency", alert.urgency.rawValue)
    xml.element("severity", alert.level.severity.rawValue)
    xml.element("certainty", alert.certainty.rawValue)
    xml.element("effective", Self.time(alert.sentAt))
    xml.element("expires", Self.time(alert.expiresAt))
    xml.element("senderName", "Beacon")
    xml.element("headline", info.headline)
    xml.element("description", info.description)
    if !info.instruction.isEmpty { xml.element("instruction", info.instruction) }
    if let url = alert.evidence.first?.url { xml.element("web", url) }
    var parameters = [
      ("level", alert.level.rawValue), ("category", alert.category), ("lane", alert.lane.rawValue),
      ("status", alert.status.rawValue), ("confidence", fixed(alert.confidence, 2)),
    ]
    if let score = alert.score { parameters.append(("score", fixed(score, 1))) }
    if let hours = alert.horizonHours { parameters.append(("horizonHours", String(hours))) }
    if alert.unconfirmed { parameters.append(("unconfirmed", "true")) }
    if alert.contested { parameters.append(("contested", "true")) }
    for (name, value) in parameters {
      xml.open("parameter")
      xml.element("valueName", name)
      xml.element("value", value)
      xml.close("parameter")
    }
    if !area.isEmpty { writeArea(to: &xml) }
    xml.close("info")
  }

  private func writeArea(to xml: inout XMLText) {
    xml.open("area")
    xml.element("areaDesc", alert.subjectName)
    for circle in area.circles {
      xml.element("circle", "\(fixed(circle.latitude, 4)),\(fixed(circle.longitude, 4)) \(fixed(circle.radiusKm, 1))")
    }
    for country in area.countries {
      xml.open("geocode")
      xml.element("valueName", "ISO3166-1")
      xml.element("value", country)
      xml.close("geocode")
    }
    xml.close("area")
  }

  /// A UTC time in whole seconds; CAP forbids `Z`, so the offset is written `-00:00`.
  private static func time(_ time: Timestamp) -> String {
    let seconds = time.milliseconds.quotientAndRemainder(dividingBy: 1000).quotient
    return Timestamp(milliseconds: seconds * 1000).description.replacing("Z", with: "-00:00")
  }
}

/// Writes indented XML: text is escaped, marks that would turn its direction are dropped, and characters that XML 1.0
/// forbids become U+FFFD.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
    indent()
    text += "<\(name)"
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
    text += ">\n"
    depth += 1
  }

  mutating func close(_ name: StaticString) {
    depth -= 1
    indent()
    text += "</\(name)>\n"
  }

  mutating func element(_ name: StaticString, _ value: String) {
    indent()
    text += "<\(name)>\(Self.escaped(value))</\(name)>\n"
  }

  private mutating func indent() { text += String(repeating: "  ", count: depth) }

  static func escaped(_ value: String) -> String {
    var escaped = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case _ where scalar.isDirectionMark: continue
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
