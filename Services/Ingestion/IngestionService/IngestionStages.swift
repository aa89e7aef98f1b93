import ArticleIntake
import Messaging
import PipelineComposition
import PipelineContracts
import ReferenceData

/// The stages that turn articles as users publish them into articles that each count once.
package enum IngestionStages {
  package static let service = PipelineService(
    "ingestion", summary: "receives articles from users and accepts each one once"
  ) { (context) throws(TableError) in
    let rules = try IntakeRules(tables: "\(context.reference.directory)/Tables")
    return [identify(rules: rules), revise(rules: rules)]
  }

  package static let identifyName = "ingestion-identify"
  package static let reviseName = "ingestion-revise"

  /// `beacon.articles.v1` → `beacon.articles.identified.v1`, one for one.
  package static func identify(rules: IntakeRules) -> Stage {
    let normaliser = ArticleNormaliser(rules: rules)
    return Stage(
      name: identifyName, input: TopicCatalogue.articles.name, outputs: [TopicCatalogue.identified.name],
      isStateful: false
    ) { () throws(StageFailure) in
      IdentifyProcessor(normaliser: normaliser)
    }
  }

  /// `beacon.articles.identified.v1` → `beacon.articles.accepted.v1`: duplicates are dropped and counted.
  package static func revise(rules: IntakeRules) -> Stage {
    let ledger = RevisionLedger(memoryDays: rules.times.memoryDays, identity: rules.identity)
    return Stage(
      name: reviseName, input: TopicCatalogue.identified.name, outputs: [TopicCatalogue.accepted.name],
      isStateful: true
    ) { () throws(StageFailure) in
      ReviseProcessor(ledger)
    }
  }
}
