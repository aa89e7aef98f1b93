import Messaging
import ReferenceData

/// A service of Beacon: the stages that can run together as one process.
package struct PipelineService: Sendable {
  /// The service's name, for example `scoring`; its program is then `beacon-scoring`.
  package let name: String
  /// One line for the program's help, without a full stop.
  package let summary: String
  /// Creates the stages, in the order in which records flow through them.
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
  /// Whether every alert is marked as an exercise, on which nobody acts: for backtests and drills.
  package let isExercise: Bool

  package init(reference: ReferenceSource, isExercise: Bool = false) {
    self.reference = reference
    self.isExercise = isExercise
  }
}
