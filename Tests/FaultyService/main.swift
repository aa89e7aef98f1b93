import BeaconCommands
import Glibc
import KafkaMessaging
import ServiceHost
import Synchronization

// A service that fails within a commit, for tests: `faulty-service STAGE:POINT:COUNT[:hang] SERVICE [OPTIONS]` kills
// itself at the named point of the stage's commit number COUNT, or lets that commit hang for ever. SERVICE is a program
// such as `beacon-scoring`. One that hangs is given a second to stop.

/// Where the process fails, and how.
struct Fault: Sendable {
  let stage: String
  let point: KafkaFailPoint
  let count: Int
  /// The commit never ends; else the process dies.
  let hangs: Bool
  /// Written among the lines of the log when the commit begins to hang.
  private static let hangLine = "the commit hangs\n"

  init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    guard parts.count == 3 || parts.count == 4 && parts[3] == "hang", let point = KafkaFailPoint(rawValue: parts[1]),
      let count = Int(parts[2])
    else { return nil }
    stage = parts[0]
    self.point = point
    self.count = count
    hangs = parts.count == 4
  }

  @Sendable func check(for stage: String) -> KafkaFailPoint.Check {
    guard stage == self.stage else { return { _ in } }
    let reachedCount = Mutex(0)
    return { [self] reached in
      guard reached == point else { return }
      let number = reachedCount.withLock {
        $0 += 1
        return $0
      }
      guard number == count else { return }
      guard hangs else {
        kill(getpid(), SIGKILL)
        return
      }
      _ = write(STDERR_FILENO, Fault.hangLine, Fault.hangLine.utf8.count)
      while true { pause() }
    }
  }
}

let words = Array(CommandLine.arguments.dropFirst())
guard words.count >= 2, let fault = Fault(words[0]),
  let named = pipelineServices.first(where: { $0.program == words[1] })
else {
  print("usage: faulty-service STAGE:POINT:COUNT[:hang] SERVICE [OPTIONS OF THE SERVICE]")
  exit(64)
}
let service =
  fault.hangs
  ? HostedService(named, failPoints: fault.check, secondsToStop: 1) : HostedService(named, failPoints: fault.check)
exit(service.main(words: Array(words.dropFirst(2))))
