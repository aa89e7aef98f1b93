import Models
import RiskReporting

/// An information bulletin (信息通报) on one incident: time, place, event, consequence, measures, issuing unit.
package struct Bulletin: Sendable {
  /// Heading and text of each row, in order.
  package let rows: [(heading: String, text: String)]
  package let title: String
  private let colon: String

  /// - Parameters:
  ///   - level: the level of the incident's category in the report on the subject, which decides the measures; nil
  ///     where the category has no level, and so no measures.
  ///   - issuer: who issues the bulletin; printed as given.
  package init(
    on incident: ReportIncident, subjectName: String, level: AlertLevel?, issuer: String, issuedAt: Timestamp,
    language: ReportLanguage, measures: MeasureTexts
  ) {
    let text = IncidentText(incident, language)
    let quote = text.quote
    let cited = ([quote].compactMap { $0 } + incident.evidence.filter { $0 != quote })
      .prefix(language.settings.shownQuotes)
    var consequence = [String]()
    if let deaths = incident.deaths { consequence.append(language(.incidentDeaths, language.amount(Double(deaths)))) }
    if let injured = incident.injured {
      consequence.append(language(.incidentInjured, language.amount(Double(injured))))
    }
    if consequence.isEmpty { consequence.append(language(.bulletinNoCasualties)) }
    if incident.isOpen { consequence.append(language(.bulletinContinues)) }
    let advice = level.map {
      measures.texts(
        for: RecommendedMeasure(category: incident.category, level: $0, type: incident.type), in: language)
    }
    let unknown = language(.bulletinUnknown)
    let listed = language.semicolon
    title = language(.titleBulletin)
    colon = language.colon
    rows = [
      (language(.bulletinTime), incident.time.map { language.date($0.day) } ?? unknown),
      (language(.bulletinPlace), [text.place, subjectName].compactMap { $0 }.joined(separator: " / ")),
      (
        language(.bulletinEvent),
        [language.eventType(incident.type), quote?.quote.text].compactMap { $0 }.joined(separator: language.colon)
      ),
      (language(.bulletinConsequence), consequence.joined(separator: listed)),
      (language(.bulletinClass), CategoryText(language).name(incident.category)),
      (language(.bulletinLevel), level.map { language.levelWithColour($0) } ?? "–"),
      (language(.bulletinMeasures), advice.map { $0.joined(separator: listed) } ?? "–"),
      (
        language(.bulletinSources),
        (cited.map(language.source(of:)) + [language(.incidentAdmiralty, text.admiralty.description)])
          .joined(separator: listed)
      ),
      (language(.bulletinUnit), issuer + language.comma + language.date(issuedAt.day)),
    ]
  }

  package func markdown() -> String {
    var writer = MarkdownWriter()
    writer.heading(title, level: 1)
    for row in rows { writer.paragraph(row.heading + colon + row.text) }
    return writer.markdown
  }

  /// The bulletin as plain text, with a line for each row.
  ///
  /// - Parameter line: applied to each line, without its line break. A terminal needs one that removes control
  ///   characters and line breaks, since rows quote articles.
  package func text(line: (String) -> String = { $0 }) -> String {
    ([title] + rows.map { $0.heading + colon + $0.text }).map { line($0) + "\n" }.joined()
  }
}
