import Models
import ReferenceData
import TextMatching

/// Finds countries, places, organisations, people and projects.
package struct EntityRecogniser: Sendable {
  private let data: EntityData

  package init(reference: ReferenceData, register: ProjectRegister) {
    data = EntityData(reference: reference)
  }

  /// The same recogniser with another register of projects.
  package init(_ other: EntityRecogniser, register: ProjectRegister) {
    data = other.data
  }

  package func recognise(_ text: ArticleText, _ context: ArticleContext, into findings: inout Findings) {
    var scan = EntityScan(text, context, data: data)
    scan.findNames()
    var mentions = scan.placeMentions()
    var resolver = PlaceResolver(scan: scan)
    resolver.resolve(&mentions)
    scan.findNominals(mentions)
    let writer = EntityWriter(scan: scan, mentions: mentions)
    findings.countries = writer.countries()
    findings.demonyms = writer.demonyms()
    findings.places = writer.places()
    findings.organisations = writer.organisations()
    findings.persons = writer.persons()
  }
}
