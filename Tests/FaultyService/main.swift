import ExtractionService
import Glibc
import IngestionService
import KafkaMessaging
import Messaging
import Models
import NotificationService
import ReferenceData
import ScoringService
import ServiceHost

// A service that kills itself within a commit, for tests: `faulty-service STAGE:POINT:COUNT SERVICE [OPTIONS OF THE
// SERVICE]` dies at the named point of the stage's commit number COUNT.

let words = Array(CommandLine.arguments.dropFirst())
guard words.count >= 2, let death = Death(words[0]) else {
  fputs("usage: faulty-service STAGE:POINT:COUNT SERVICE [OPTIONS]\n", stderr)
  exit(64)
}

/// Where the process dies.
struct Death: Sendable {
  let stage: String
  let point: KafkaFailPoint
  let count: Int

  init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 3, let point = KafkaFailPoint(rawValue: parts[1]), let count = Int(parts[2]) else {
      return nil
    }
    stage = parts[0]
    self.point = point
    self.count = count
  }

  @Sendable func check(for stage: String) -> KafkaFailPoint.Check {
    guard stage == self.stage else { return { _ in } }
    var left = count
    return { [point] reached in
      guard reached == point else { return }
      left -= 1
      if left == 0 { kill(getpid(), SIGKILL) }
    }
  }
}

func service(
  _ ticked: String? = nil, _ makeStages: @escaping @Sendable (_ reference: String) throws -> [Stage]
) -> HostedService {
  HostedService(
    name: words[1], summary: "dies within a commit", version: BeaconVersion.text, tickedStage: ticked,
    failPoints: death.check, makeStages: makeStages)
}

let services: [String: HostedService] = [
  "beacon-ingestion": service { reference in
    let tracking = try TrackingParameters(path: "\(reference)/Tables/tracking-parameters.tsv")
    return [IngestionStages.identify(tracking: tracking), IngestionStages.revise()]
  },
  "beacon-extraction": service { reference in
    [ExtractionStages.register(), ExtractionStages.extraction(reference: try ReferenceData(directory: reference))]
  },
  "beacon-scoring": service(ScoringStages.scoringName) { reference in
    let data = try ReferenceData(directory: reference)
    return [ScoringStages.scoring(model: data.riskModel, countryNames: data.gazetteer.countryNames)]
  },
  "beacon-notification": service { reference in
    [NotificationStages.notification(model: try RiskModelLoader(directory: reference).load())]
  },
]
guard let chosen = services[words[1]] else {
  fputs("faulty-service: no service is named \(words[1])\n", stderr)
  exit(64)
}
exit(chosen.main(words: Array(words.dropFirst(2))))
