import Models

extension HTMLReport {
  func writeProjects(to main: inout HTMLWriter) {
    section(.sectionProjects, orElse: .noneProjects, isEmpty: report.projects.isEmpty, to: &main) { section in
      let board = BoardText(report, language)
      table(
        [.columnProject, .columnPhase, .columnIncidents, .columnPoints], numbers: [2, 3], rows: board.projects,
        to: &section)
      if !board.milestones.isEmpty {
        table([.columnProject, .columnMilestone, .columnExpected, .columnState], rows: board.milestones, to: &section)
      }
      if !board.sites.isEmpty {
        table([.columnProject, .columnSite, .columnNearest], rows: board.sites, to: &section)
      }
    }
  }

  func writeOutlook(to main: inout HTMLWriter) {
    section(.sectionOutlook, orElse: .noneOutlook, isEmpty: report.outlook.isEmpty, to: &main) { section in
      for part in BoardText(report, language).outlook {
        section.element("p") { $0.element("strong", text: part.heading) }
        section.element("ul") { list in for line in part.lines { list.element("li", text: line) } }
      }
    }
  }

  func writeMeasures(to main: inout HTMLWriter) {
    let lines = BoardText(report, language).measures(measures)
    section(.sectionMeasures, orElse: .noneMeasures, isEmpty: lines.isEmpty, to: &main) { section in
      section.element("ul") { list in
        for line in lines {
          list.element("li") { item in
            chip(line.level, to: &item)
            item.text(" \(line.text)")
          }
        }
      }
    }
  }

  func writeCounterparties(to main: inout HTMLWriter) {
    section(.sectionCounterparties, orElse: .noneCounterparties, isEmpty: report.counterparties.isEmpty, to: &main) {
      section in
      table(
        [.columnName, .columnRole, .columnProject, .columnEvent],
        rows: BoardText(report, language).counterparties, to: &section)
    }
  }

  func writeCoverage(to main: inout HTMLWriter) {
    section(.sectionCoverage, to: &main) { section in
      for line in BoardText(report, language).coverage { section.element("p", text: line) }
    }
  }

  func writeSuppressed(to main: inout HTMLWriter) {
    section(.sectionSuppressed, orElse: .noneSuppressed, isEmpty: report.suppressed.isEmpty, to: &main) { section in
      table(
        [.columnReason, .columnCount], numbers: [1], rows: BoardText(report, language).suppressed, to: &section)
    }
  }

  func writeAccuracy(to main: inout HTMLWriter) {
    section(.sectionAccuracy, orElse: .noneAccuracy, isEmpty: report.accuracy.rows.isEmpty, to: &main) { section in
      let text = ScorecardText(report.accuracy, language)
      section.element("p", text: text.summary)
      table(ScorecardText.headings, numbers: [2, 3, 4, 5, 6, 7], rows: text.rows, to: &section)
    }
  }

  func writeMethod(to main: inout HTMLWriter) {
    section(.sectionMethod, to: &main) { section in
      for line in BoardText(report, language).method { section.element("p", ["class": "note"], text: line) }
    }
  }
}
