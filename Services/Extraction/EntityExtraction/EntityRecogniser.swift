import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Finds countries, places, organisations, people and projects.
package struct EntityRecogniser: Sendable {
  private let data: EntityData
  private let projects: ProjectMatcher

  package init(_ data: EntityData, projects: ProjectMatcher) {
    self.data = data
    self.projects = projects
  }

  package func recognise(_ text: ArticleText, _ metadata: ArticleMetadata, into findings: inout Findings) {
    var scan = EntityScan(text, metadata, data: data)
    scan.findNames()
    var mentions = scan.placeMentions()
    var resolver = PlaceResolver(scan: scan)
    resolver.resolve(&mentions)
    scan.findNominals(mentions)
    let writer = EntityWriter(scan: scan, mentions: mentions)
    findings.projects = ProjectFinder(scan: scan, mentions: mentions, matcher: projects).projects()
    findings.countries = writer.countries(projects: findings.projects)
    findings.demonyms = writer.demonyms()
    (findings.places, findings.countryParts) = writer.places()
    findings.organisations = writer.organisations()
    if let chinese = data.chinese {
      let words = text.matches(of: chinese.matcher)
      ChineseAbbreviationFinder(text: text, data: chinese, words: words).find(into: &findings)
      ChineseOrganisationFinder(text: text, data: chinese, matches: words).find(into: &findings)
    }
    findings.persons = writer.persons()
  }
}
