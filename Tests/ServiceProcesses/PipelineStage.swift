import PipelineContracts

/// A stage of the running pipeline, as it shows from outside.
package struct PipelineStage: Hashable, Sendable {
  package let name: String
  /// The topic that it reads.
  package let input: String
  package let service: String

  package var group: String { "beacon-\(name)" }

  /// In the order of the flow.
  package static let all = [
    PipelineStage(
      name: "ingestion-identify", input: TopicCatalogue.articles.name, service: "beacon-ingestion"),
    PipelineStage(name: "ingestion-revise", input: TopicCatalogue.identified.name, service: "beacon-ingestion"),
    PipelineStage(name: "extraction-register", input: TopicCatalogue.projects.name, service: "beacon-extraction"),
    PipelineStage(name: "extraction-parties", input: TopicCatalogue.parties.name, service: "beacon-extraction"),
    PipelineStage(name: "extraction", input: TopicCatalogue.accepted.name, service: "beacon-extraction"),
    PipelineStage(name: "scoring", input: TopicCatalogue.signals.name, service: "beacon-scoring"),
    PipelineStage(name: "notification", input: TopicCatalogue.warnings.name, service: "beacon-notification"),
  ]
}
