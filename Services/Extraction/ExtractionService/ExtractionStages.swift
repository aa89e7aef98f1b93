import FactExtraction
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import ReferenceData

/// The stages that turn accepted articles into facts and signals, and the register of projects into registrations.
package enum ExtractionStages {
  package static let service = PipelineService(
    "extraction", summary: "reads articles into facts, and facts into signals"
  ) { (context) throws(TableError) in
    let data = try context.reference.data()
    let (forms, texts) = (data.legalForms, data.riskModel.evidenceTexts)
    return [
      register(legalForms: forms, texts: texts), parties(legalForms: forms, texts: texts),
      try extraction(reference: data),
    ]
  }

  package static let extractionName = "extraction"
  package static let registerName = "extraction-register"
  package static let partiesName = "extraction-parties"

  /// `beacon.articles.accepted.v1` → `beacon.facts.v1`, `beacon.signals.v1`; reads the registers of projects and
  /// sources. Reads the tables of all languages; fails where one is wrong.
  package static func extraction(reference: ReferenceData) throws(TableError) -> Stage {
    let extractor = try FactExtractor(reference: reference, register: ProjectRegister())
    return Stage(
      name: extractionName, input: TopicCatalogue.accepted.name,
      tables: [TopicCatalogue.projects.name, TopicCatalogue.sources.name],
      outputs: [TopicCatalogue.facts.name, TopicCatalogue.signals.name], isStateful: false
    ) { () throws(StageFailure) in
      ExtractionProcessor(extractor: extractor, rules: reference.matching)
    }
  }

  /// `beacon.projects.v1` → a `registration` signal for each change of a project, and `notice` signals for its
  /// counterparties that the table of listed parties names.
  package static func register(legalForms: LegalForms, texts: EvidenceTexts) -> Stage {
    Stage(
      name: registerName, input: TopicCatalogue.projects.name, tables: [TopicCatalogue.parties.name],
      outputs: [TopicCatalogue.signals.name], isStateful: true
    ) { () throws(StageFailure) in
      RegisterProcessor(legalForms: legalForms, texts: texts)
    }
  }

  /// `beacon.parties.v1` → `notice` signals for the counterparties that the table of projects names.
  package static func parties(legalForms: LegalForms, texts: EvidenceTexts) -> Stage {
    Stage(
      name: partiesName, input: TopicCatalogue.parties.name, tables: [TopicCatalogue.projects.name],
      outputs: [TopicCatalogue.signals.name], isStateful: true
    ) { () throws(StageFailure) in
      PartyProcessor(legalForms: legalForms, texts: texts)
    }
  }
}
