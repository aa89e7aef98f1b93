import Foundation
import Synchronization

/// Children of a process whose tests start some at the same moment.
///
/// Foundation notices the end of a child by a socket of which the child has the other end. A child that another thread
/// starts between the making of that socket and its closing gets a copy, and as long as it lives the first one seems to
/// live too: a broker then keeps a test waiting for ever. The same is true of the end of a pipe.
package enum ChildProcess {
  private static let starting = Mutex(())

  /// How long a test waits for a child that should end by itself.
  private static let patience: TimeInterval = 300

  /// Starts a child while no other is being started.
  package static func start(_ process: Process) throws {
    try starting.withLock { _ in try process.run() }
  }

  /// A pipe that no child gets but the one it is given to.
  package static func pipe() -> Pipe {
    starting.withLock { _ in
      let pipe = Pipe()
      for end in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
        _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
      }
      return pipe
    }
  }

  /// Waits for the end of a child, and kills one that does not end in five minutes, so that a test fails by the status
  /// of its child and does not wait for ever.
  package static func waitForEnd(of process: Process) {
    let end = Date(timeIntervalSinceNow: patience)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.005) }
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
