import Messaging
import ReferenceData

/// A service of Beacon: the stages that can run together as one process.
package struct PipelineService: Sendable {
  /// For example `scoring`; its program is `beacon-scoring`.
  package let name: String
  /// One line for its help, without a full stop.
  package let summary: String
  /// The stages in the order of the flow.
  package let makeStages: @Sendable (StageContext) throws(TableError) -> [Stage]

  package init(
    _ name: String, summary: String,
    makeStages: @escaping @Sendable (StageContext) throws(TableError) -> [Stage]
  ) {
    self.name = name
    self.summary = summary
    self.makeStages = makeStages
  }

  package var program: String { "beacon-\(name)" }
}

/// What stages need when they are created.
package struct StageContext: Sendable {
  package let reference: ReferenceSource
  /// Marks every alert as nothing to act on, for backtests and drills.
  package let isExercise: Bool

  package init(reference: ReferenceSource, isExercise: Bool = false) {
    self.reference = reference
    self.isExercise = isExercise
  }
}
