import Models
import ReferenceData
import TextMatching

/// Finds countries, places, organisations, people and projects.
package struct EntityRecogniser: Sendable {
  package init(reference: ReferenceData, register: ProjectRegister) {}

  package init(_ other: EntityRecogniser, register: ProjectRegister) {}

  package func recognise(_ text: ArticleText, _ context: ArticleContext, into findings: inout Findings) {}
}
