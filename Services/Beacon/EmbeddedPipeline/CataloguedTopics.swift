import Messaging
import PipelineContracts

/// The catalogue's topics as a log keeps them.
package enum CataloguedTopics {
  package static let all = TopicCatalogue.all.map { specification in
    let cleanup: TopicConfiguration.Cleanup =
      switch specification.cleanup {
      case .delete(let days): .delete(afterDays: days)
      case .compact: .compact
      }
    return TopicConfiguration(
      name: specification.name, cleanup: cleanup, isKeyedByPublisher: registers.contains(specification.name))
  }

  /// What people write with a key of their own: lines of these in the inbox are `KeyedLine`s.
  private static let registers: Set<String> = [
    TopicCatalogue.projects.name, TopicCatalogue.sources.name, TopicCatalogue.silences.name,
  ]

  /// - Parameter version: of this program, for the dead letters' headers.
  package static func deadLetters(version: String) -> DeadLetterMaker {
    { rejected in
      DeadLetterRecord.make(
        from: rejected.record, stage: rejected.stage, code: rejected.code, message: rejected.message, version: version)
    }
  }

  /// Ticks in the topic of signals.
  package static let ticks = TickSource(topic: TopicCatalogue.signals.name) { asOf throws(StageFailure) in
    try TopicCatalogue.signals.record(.tick(asOf: asOf), id: "tick/\(asOf)", time: asOf, from: "beacon-run")
  }
}
