import Models

/// What is expected after the period, in words.
struct OutlookText {
  struct Line {
    let text: String
    /// The quote that announces the date, and its source; nil where no article does.
    var quote: (text: String, source: String)?
  }

  /// Headings with their lines; a heading without lines is left out.
  let parts: [(heading: String, lines: [Line])]

  init(_ report: AssessmentReport, _ language: ReportLanguage) {
    let sections = SectionText(report, language)
    let dates = report.outlook.filter { $0.kind != .openState }
    let lines = { (items: [OutlookItem]) in items.map { Self.line($0, sections, language) } }
    let states = report.outlook.filter { $0.kind == .openState }.map { item in
      Line(text: report.line(language)(item.incident ?? ""))
    }
    parts = [
      (language(.outlookSoon), lines(dates.filter(\.isSoon))),
      (language(.outlookFar), lines(dates.filter { !$0.isSoon })), (language(.outlookOpen), states),
    ].filter { !$0.1.isEmpty }
  }

  private static func line(_ item: OutlookItem, _ sections: SectionText, _ language: ReportLanguage) -> Line {
    let date = item.date.map(language.date) ?? "–"
    let project = item.project.map(sections.name(ofProject:))
    let text =
      if let type = item.type {
        language(
          item.kind == .milestone ? .outlookMilestone : .outlookAnnouncedStep, project ?? "–", language.milestone(type),
          date)
      } else {
        [date, project].compactMap { $0 }.joined(separator: language.colon)
      }
    let quote = item.evidence.map { ($0.quote.text, language.source(of: $0)) }
    return Line(text: text, quote: quote)
  }
}
