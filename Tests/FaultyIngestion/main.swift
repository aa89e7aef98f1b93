import Glibc
import IngestionService
import KafkaMessaging
import ServiceHost

// Ingestion that kills itself within a commit, for tests: `faulty-ingestion STAGE:POINT:COUNT [OPTIONS]` dies at the named
// point of the stage's commit number COUNT.

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

let words = Array(CommandLine.arguments.dropFirst())
guard let death = words.first.flatMap(Death.init) else {
  print("usage: faulty-ingestion STAGE:POINT:COUNT [OPTIONS OF beacon-ingestion]")
  exit(64)
}
let service = HostedService(IngestionStages.service, failPoints: death.check)
exit(service.main(words: Array(words.dropFirst())))
