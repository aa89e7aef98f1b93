import Models
import RiskReporting

extension HTMLReport {
  func writeIncidents(to main: inout HTMLWriter) {
    section(.sectionIncidents, orElse: .noneIncidents, isEmpty: report.incidents.isEmpty, to: &main) { section in
      for incident in report.incidents { write(incident, to: &section) }
    }
  }

  func writeOpportunities(to main: inout HTMLWriter) {
    section(.sectionOpportunities, orElse: .noneOpportunities, isEmpty: report.opportunities.isEmpty, to: &main) {
      section in
      for incident in report.opportunities { write(incident, to: &section) }
    }
  }

  func writeContested(to main: inout HTMLWriter) {
    let contested = report.incidents.filter(\.isContested)
    section(.sectionContested, orElse: .noneContested, isEmpty: contested.isEmpty, to: &main) { section in
      list(contested, to: &section)
    }
  }

  func writeShared(to main: inout HTMLWriter) {
    let shared = SectionText(report, language).shared
    section(.sectionShared, orElse: .noneShared, isEmpty: shared.isEmpty, to: &main) { section in
      section.element("ul") { list in for line in shared { list.element("li", text: line) } }
    }
  }

  func writeLayers(to main: inout HTMLWriter) {
    let layers = SectionText(report, language).layers
    section(.sectionLayers, orElse: .noneLayers, isEmpty: layers.isEmpty, to: &main) { section in
      table([.columnLayer, .columnEvent], rows: layers, to: &section)
    }
  }

  private func list(_ incidents: [ReportIncident], to section: inout HTMLWriter) {
    section.element("ul") { list in
      for incident in incidents { list.element("li", text: IncidentText(incident, language).contested) }
    }
  }

  private func write(_ incident: ReportIncident, to section: inout HTMLWriter) {
    let text = IncidentText(incident, language)
    section.element("article") { article in
      article.element("h3", text: text.line)
      article.element("p", ["class": "meta"]) { line in
        for tag in text.tags { line.element("span", ["class": tag.isAlarm ? "tag alarm" : "tag"], text: tag.text) }
        line.text(text.figures)
      }
      for evidence in incident.evidence.prefix(language.settings.shownQuotes) {
        article.element("blockquote") { quote in
          quote.text(evidence.quote.text)
          quote.element("footer", text: language.source(of: evidence))
        }
      }
    }
  }
}
