import Models

extension HTMLReport {
  func writeProjects(to main: inout HTMLWriter) {
    section(.sectionProjects, orElse: .noneProjects, isEmpty: report.projects.isEmpty, to: &main) { section in
      let text = SectionText(report, language)
      let numbers = Set(3..<text.projectHeadings.count)
      table(text.projectHeadings, numbers: numbers, rows: text.projects, to: &section)
      if !text.milestones.isEmpty {
        table([.columnProject, .columnMilestone, .columnExpected, .columnState], rows: text.milestones, to: &section)
      }
      if !text.sites.isEmpty {
        table([.columnProject, .columnSite, .columnNearest], rows: text.sites, to: &section)
      }
      for note in [text.earlierMilestones, text.noSites].compactMap(\.self) {
        section.element("p", ["class": "note"], text: note)
      }
    }
  }

  func writeExposure(to main: inout HTMLWriter) {
    let exposure = SectionText(report, language).exposure
    section(.sectionExposure, orElse: .noneExposure, isEmpty: exposure == nil, to: &main) { section in
      guard let exposure else { return }
      table(ExposureText.headings, numbers: [1, 2, 3], rows: exposure.rows, to: &section)
      for note in exposure.notes { section.element("p", ["class": "note"], text: note) }
    }
  }

  func writeOutlook(to main: inout HTMLWriter) {
    section(.sectionOutlook, orElse: .noneOutlook, isEmpty: report.outlook.isEmpty, to: &main) { section in
      for part in OutlookText(report, language).parts {
        section.element("p", ["class": "part"]) { $0.element("strong", text: part.heading) }
        section.element("ul") { list in
          for line in part.lines {
            list.element("li") { item in
              item.text(line.text)
              guard let quote = line.quote else { return }
              item.element("blockquote") { block in
                block.text(quote.text)
                block.element("footer", text: quote.source)
              }
            }
          }
        }
      }
    }
  }

  func writeMeasures(to main: inout HTMLWriter) {
    let text = SectionText(report, language)
    let lines = text.measures(measures)
    section(.sectionMeasures, to: &main) { section in
      guard !lines.isEmpty else { return section.element("p", ["class": "note"], text: text.noMeasures) }
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
      let text = SectionText(report, language)
      if !text.counterparties.isEmpty {
        table(SectionText.counterpartyHeadings, rows: text.counterparties, to: &section)
      }
      if let others = text.otherCounterparties { section.element("p", ["class": "note"], text: others) }
    }
  }

  func writeCoverage(to main: inout HTMLWriter) {
    section(.sectionCoverage, to: &main) { section in
      for line in SectionText(report, language).coverage { section.element("p", text: line) }
    }
  }

  func writeSuppressed(to main: inout HTMLWriter) {
    section(.sectionSuppressed, orElse: .noneSuppressed, isEmpty: report.suppressed.isEmpty, to: &main) { section in
      table(
        [.columnReason, .columnCount], numbers: [1], rows: SectionText(report, language).suppressed, to: &section)
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
      for line in SectionText(report, language).method { section.element("p", ["class": "note"], text: line) }
    }
  }
}
