import BeaconCommands
import Glibc
import KafkaMessaging
import ServiceHost
import Synchronization

// A service that kills itself within a commit, for tests: `faulty-service STAGE:POINT:COUNT SERVICE [OPTIONS]` dies at
// the named point of the stage's commit number COUNT. SERVICE is a program such as `beacon-scoring`.

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
    let reachedCount = Mutex(0)
    return { [point, count] reached in
      guard reached == point else { return }
      let number = reachedCount.withLock {
        $0 += 1
        return $0
      }
      if number == count { kill(getpid(), SIGKILL) }
    }
  }
}

let words = Array(CommandLine.arguments.dropFirst())
guard words.count >= 2, let death = Death(words[0]),
  let named = pipelineServices.first(where: { $0.program == words[1] })
else {
  print("usage: faulty-service STAGE:POINT:COUNT SERVICE [OPTIONS OF THE SERVICE]")
  exit(64)
}
exit(HostedService(named, failPoints: death.check).main(words: Array(words.dropFirst(2))))
