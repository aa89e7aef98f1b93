import CommandLine
import Dispatch
import Effects
import Glibc
import Models
import Observability
import ServiceRuntime

/// The deliveries of `beacon run`: on a separate thread during an endless run, or after a run that ends.
final class RunDeliveries: Sendable {
  private let run: DeliveryRun
  private let ended = DispatchGroup()

  /// Nil where no receivers are named.
  init?(
    _ arguments: Arguments, _ configuration: BeaconConfiguration, log: Log, _ console: Console
  ) throws(CommandFailure) {
    guard let path = arguments[DeliverCommand.receivers] ?? configuration.receivers else { return nil }
    run = DeliveryRun(
      receivers: try Receivers.read(path, arguments, console), policy: try RetryPolicy(configuration),
      location: .embedded(directory: configuration.data), log: log, clock: arguments.clock)
  }

  /// Delivers until the process is asked to stop. Failures are reported and deliveries restarted; alerts continue
  /// meanwhile.
  func start() {
    let run = run
    DispatchQueue(label: "beacon.deliveries").async(group: ended) {
      while !StopSignal.isRequested {
        do throws(CommandFailure) {
          try run.run(untilIdle: false) { StopSignal.isRequested }
        } catch {
          run.log.write(DeliveryEvents.interrupted, .text("reason", error.message))
          for _ in 0..<50 where !StopSignal.isRequested { usleep(100_000) }
        }
      }
    }
  }

  /// Waits up to 5 seconds for results that are being recorded.
  func finish() { _ = ended.wait(timeout: .now() + .seconds(5)) }

  /// Delivers until each alert record is delivered or given up for each receiver, and returns.
  func deliverAll() throws(CommandFailure) {
    try run.run(untilIdle: true) { StopSignal.isRequested }
  }
}
