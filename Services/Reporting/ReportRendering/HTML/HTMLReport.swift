import Models
import ReferenceData
import RiskReporting

/// A report as one self-contained HTML file: no script, nothing loaded from outside, all text of records escaped.
package struct HTMLReport: Sendable {
  let report: AssessmentReport
  let language: ReportLanguage
  let outlines: CountryOutlines
  let measures: MeasureTexts

  package init(_ report: AssessmentReport, language: ReportLanguage, outlines: CountryOutlines, measures: MeasureTexts)
  {
    self.report = report
    self.language = language
    self.outlines = outlines
    self.measures = measures
  }

  package func html() -> String {
    var writer = HTMLWriter()
    writer.markup("<!DOCTYPE html>\n")
    writer.element("html", ["lang": language.code == .chinese ? "zh-CN" : "en"]) { html in
      html.element("head") { head in
        head.empty("meta", ["charset": "utf-8"])
        head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.empty(
          "meta",
          ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"])
        head.element("title", text: "\(language.name(of: report)) – \(title)")
        head.element("style") { style in
          style.markup(Stylesheet.css)
          style.text(Stylesheet.rules(language.chartColours))
        }
      }
      html.element("body") { $0.element("main") { write(to: &$0) } }
    }
    return writer.html + "\n"
  }

  private var title: String { language.title(of: report.period.kind) }

  private func write(to main: inout HTMLWriter) {
    main.element("header") { header in
      header.element("p", ["class": "meta"], text: language(.pagePublisher))
      header.element("h1", text: language.name(of: report))
      header.element(
        "p", ["class": "meta"],
        text: [
          title, language.term("subject", report.subject.kind.rawValue), language.period(report.period),
          language(.knownAt, language.minute(report.knownAt)),
        ].joined(separator: " · "))
    }
    writeJudgement(to: &main)
    writeScore(to: &main)
    writeCharts(to: &main)
    writeCategories(to: &main)
    writeProjects(to: &main)
    writeExposure(to: &main)
    writeIncidents(to: &main)
    writeOutlook(to: &main)
    writeMeasures(to: &main)
    writeCounterparties(to: &main)
    writeLayers(to: &main)
    writeOpportunities(to: &main)
    writeContested(to: &main)
    writeShared(to: &main)
    writeCoverage(to: &main)
    writeSuppressed(to: &main)
    writeAccuracy(to: &main)
    writeMethod(to: &main)
  }

  /// A section: its heading, then its content; where it is empty, the sentence `nothing` instead.
  func section(
    _ heading: ReportText, orElse nothing: ReportText? = nil, isEmpty: Bool = false, to main: inout HTMLWriter,
    _ content: (inout HTMLWriter) -> Void
  ) {
    main.element("section") { section in
      section.element("h2", text: language(heading))
      if isEmpty, let nothing {
        section.element("p", ["class": "note"], text: language(nothing))
      } else {
        content(&section)
      }
    }
  }

  /// The most rows of a table that is never split across printed pages.
  private static let shortTable = 10

  /// A table with one heading for each column; columns whose index is in `numbers` are right-aligned.
  func table(
    _ headings: [ReportText], numbers: Set<Int> = [], rows: [[String]], to writer: inout HTMLWriter
  ) {
    writer.element("table", rows.count <= Self.shortTable ? ["class": "short"] : [:]) { table in
      table.element("thead") { head in
        head.element("tr") { row in
          for (index, heading) in headings.enumerated() {
            row.element("th", numbers.contains(index) ? ["class": "n"] : [:], text: language(heading))
          }
        }
      }
      table.element("tbody") { body in
        for cells in rows {
          body.element("tr") { row in
            for (index, cell) in cells.enumerated() {
              row.element("td", numbers.contains(index) ? ["class": "n"] : [:], text: cell)
            }
          }
        }
      }
    }
  }

  func chip(_ level: AlertLevel?, to writer: inout HTMLWriter) {
    writer.element("span", ["class": "chip \(level?.rawValue ?? "")"], text: language.level(level))
  }
}
