import Models

/// A report as Markdown, with the sections of the HTML file except its charts and map.
package struct MarkdownReport: Sendable {
  private let report: AssessmentReport
  private let language: ReportLanguage
  private let measures: MeasureTexts

  package init(_ report: AssessmentReport, language: ReportLanguage, measures: MeasureTexts) {
    self.report = report
    self.language = language
    self.measures = measures
  }

  package func markdown() -> String {
    var writer = MarkdownWriter()
    let text = SectionText(report, language)
    writeHead(to: &writer)
    writeScore(to: &writer)
    writeCategories(to: &writer)
    writeProjects(text, to: &writer)
    writeExposure(text, to: &writer)
    write(report.incidents, .sectionIncidents, .noneIncidents, to: &writer)
    writeOutlook(to: &writer)
    writeMeasures(text, to: &writer)
    writeCounterparties(text, to: &writer)
    section(.sectionLayers, .noneLayers, isEmpty: text.layers.isEmpty, to: &writer) {
      $0.table(headings(.columnLayer, .columnEvent), text.layers)
    }
    write(report.opportunities, .sectionOpportunities, .noneOpportunities, to: &writer)
    let contested = report.incidents.filter(\.isContested).map { IncidentText($0, language).contested }
    section(.sectionContested, .noneContested, isEmpty: contested.isEmpty, to: &writer) { $0.list(contested) }
    section(.sectionShared, .noneShared, isEmpty: text.shared.isEmpty, to: &writer) { $0.list(text.shared) }
    section(.sectionCoverage, nil, isEmpty: false, to: &writer) { $0.list(text.coverage) }
    section(.sectionSuppressed, .noneSuppressed, isEmpty: text.suppressed.isEmpty, to: &writer) {
      $0.table(headings(.columnReason, .columnCount), text.suppressed)
    }
    writeAccuracy(to: &writer)
    section(.sectionMethod, nil, isEmpty: false, to: &writer) { $0.list(text.method) }
    return writer.markdown
  }

  private func headings(_ keys: ReportText...) -> [String] { keys.map { language($0) } }

  private func section(
    _ heading: ReportText, _ nothing: ReportText?, isEmpty: Bool, to writer: inout MarkdownWriter,
    _ content: (inout MarkdownWriter) -> Void
  ) {
    writer.heading(language(heading), level: 2)
    if isEmpty, let nothing { writer.paragraph(language(nothing)) } else { content(&writer) }
  }

  private func writeHead(to writer: inout MarkdownWriter) {
    writer.heading("\(language.name(of: report)) – \(language.title(of: report.period.kind))", level: 1)
    writer.paragraph(
      language.period(report.period) + " · " + language(.knownAt, language.minute(report.knownAt)))
    writer.paragraph(JudgementText(report, language).sentences.joined(separator: language.sentenceBreak))
  }

  private func writeScore(to writer: inout MarkdownWriter) {
    let figures = ScoreFigures(report, language)
    writer.heading(language(.sectionScore), level: 2)
    writer.table(figures.tiles.map(\.label), [figures.tiles.map(\.value)])
    writer.paragraph(language(.driversTitle))
    writer.list(figures.drivers.isEmpty ? [figures.noDrivers] : figures.drivers)
  }

  private func writeCategories(to writer: inout MarkdownWriter) {
    let rows = report.shownCategories(least: language.settings.leastPoints).map { category in
      [
        CategoryText(language).name(category.category), language.score(category.now),
        category.last.map(language.score) ?? "–", language.score(category.points), "\(category.incidents)",
        language.level(category.level),
      ]
    }
    section(.sectionCategories, .noneCategories, isEmpty: rows.isEmpty, to: &writer) {
      $0.table(
        headings(.columnCategory, .columnNow, .columnLast, .columnPoints, .columnIncidents, .columnLevel), rows)
    }
  }

  private func writeProjects(_ text: SectionText, to writer: inout MarkdownWriter) {
    section(.sectionProjects, .noneProjects, isEmpty: report.projects.isEmpty, to: &writer) { writer in
      writer.table(text.projectHeadings.map { language($0) }, text.projects)
      if !text.milestones.isEmpty {
        writer.table(headings(.columnProject, .columnMilestone, .columnExpected, .columnState), text.milestones)
      }
      if !text.sites.isEmpty { writer.table(headings(.columnProject, .columnSite, .columnNearest), text.sites) }
      for note in [text.earlierMilestones, text.noSites].compactMap(\.self) { writer.paragraph(note) }
    }
  }

  private func writeExposure(_ text: SectionText, to writer: inout MarkdownWriter) {
    section(.sectionExposure, .noneExposure, isEmpty: text.exposure == nil, to: &writer) { writer in
      guard let exposure = text.exposure else { return }
      writer.table(ExposureText.headings.map { language($0) }, exposure.rows)
      writer.list(exposure.notes)
    }
  }

  private func writeOutlook(to writer: inout MarkdownWriter) {
    section(.sectionOutlook, .noneOutlook, isEmpty: report.outlook.isEmpty, to: &writer) { writer in
      for part in OutlookText(report, language).parts {
        writer.paragraph(part.heading)
        writer.list(
          part.lines.map { line in
            line.text + (line.quote.map { language.colon + language.quoted($0.text) + " (\($0.source))" } ?? "")
          })
      }
    }
  }

  private func writeMeasures(_ text: SectionText, to writer: inout MarkdownWriter) {
    let advice = text.measures(measures)
    section(.sectionMeasures, nil, isEmpty: false, to: &writer) { writer in
      guard !advice.isEmpty else { return writer.paragraph(text.noMeasures) }
      writer.list(advice.map { "\(language.level($0.level)) – \($0.text)" })
    }
  }

  private func writeCounterparties(_ text: SectionText, to writer: inout MarkdownWriter) {
    section(.sectionCounterparties, .noneCounterparties, isEmpty: report.counterparties.isEmpty, to: &writer) {
      writer in
      if !text.counterparties.isEmpty {
        writer.table(SectionText.counterpartyHeadings.map { language($0) }, text.counterparties)
      }
      if let others = text.otherCounterparties { writer.paragraph(others) }
    }
  }

  private func writeAccuracy(to writer: inout MarkdownWriter) {
    let card = ScorecardText(report.accuracy, language)
    section(.sectionAccuracy, .noneAccuracy, isEmpty: card.rows.isEmpty, to: &writer) { writer in
      writer.paragraph(card.summary)
      writer.table(ScorecardText.headings.map { language($0) }, card.rows)
    }
  }

  private func write(
    _ incidents: [ReportIncident], _ heading: ReportText, _ nothing: ReportText, to writer: inout MarkdownWriter
  ) {
    section(heading, nothing, isEmpty: incidents.isEmpty, to: &writer) { writer in
      for incident in incidents {
        let text = IncidentText(incident, language)
        writer.heading(text.line, level: 3)
        writer.paragraph((text.tags.map(\.text) + [text.figures]).joined(separator: " · "))
        for evidence in incident.evidence.prefix(language.settings.shownQuotes) {
          writer.quote("\(evidence.quote.text) – \(language.source(of: evidence))")
        }
      }
    }
  }
}
