import FactExtraction
import Messaging
import Models
import PipelineContracts
import ReferenceData

/// The stages that turn accepted articles into facts and signals, and the register of projects into registrations.
package enum ExtractionStages {
  package static let extractionName = "extraction"
  package static let registerName = "extraction-register"

  /// `beacon.articles.accepted.v1` → `beacon.facts.v1`, `beacon.signals.v1`; reads the registers of projects and sources.
  package static func extraction(reference: ReferenceData) -> Stage {
    let extractor = FactExtractor(reference: reference, register: ProjectRegister())
    return Stage(
      name: extractionName, inputs: [TopicCatalogue.accepted.name],
      tables: [TopicCatalogue.projects.name, TopicCatalogue.sources.name],
      outputs: [TopicCatalogue.facts.name, TopicCatalogue.signals.name], isStateful: false
    ) { () throws(StageFailure) in
      ExtractionProcessor(extractor: extractor)
    }
  }

  /// `beacon.projects.v1` → `registration` signals, one for one.
  package static func register() -> Stage {
    Stage(
      name: registerName, inputs: [TopicCatalogue.projects.name], outputs: [TopicCatalogue.signals.name],
      isStateful: true
    ) { () throws(StageFailure) in
      RegisterProcessor()
    }
  }
}
