import EmbeddedMessaging
import EmbeddedPipeline
import Glibc
import Messaging
import MessagingConformance
import Models
import PipelineComposition

/// The pipeline with the ledger's two stages in a process of its own, for tests that kill it:
/// `crash-subject DIRECTORY idle|endless`.
let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("usage: crash-subject DIRECTORY idle|endless") }
do {
  let log = try EmbeddedLog.open(directory: arguments[1], topics: CrashSimulation.topics)
  var settings = EmbeddedRuntime.Settings()
  settings.attempts = 2
  if let records = getenv("BEACON_RUN_BATCH_RECORDS").flatMap({ Int(String(cString: $0)) }) {
    settings.limit.records = records
  }
  let runtime = EmbeddedRuntime(
    Pipeline(stages: CrashSimulation.stages, deadLetter: Ledger.deadLetter), on: log,
    clock: { Timestamp(milliseconds: 1_000) }, settings: settings)
  try runtime.run(until: arguments[2] == "idle" ? .whenIdle : .whenStopped)
} catch {
  let message = Array("\(error)\n".utf8)
  write(STDERR_FILENO, message, message.count)
  exit(74)
}
