import Glibc
import Synchronization

/// SIGTERM and SIGINT as a request to stop, which loops check between two steps.
///
/// The first signal sets the flag. A second one ends the process at once with 128 + its number, in case a step does not
/// end.
package enum StopSignal {
  /// The number of the signal that came first, or 0. Lock-free, so that a signal handler may touch it.
  private static let received = Atomic<Int32>(0)

  package static var isRequested: Bool { received.load(ordering: .acquiring) != 0 }

  /// Takes over both signals of this process; the calls that they interrupt are restarted.
  package static func install() {
    // The flag is initialised before a handler can need it: that is not safe inside one.
    _ = isRequested
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      if StopSignal.received.exchange(number, ordering: .acquiringAndReleasing) != 0 { _exit(128 + number) }
    }
    action.sa_flags = Int32(SA_RESTART)
    var numbers = sigset_t()
    sigemptyset(&numbers)
    for number in [SIGTERM, SIGINT] {
      sigaction(number, &action, nil)
      sigaddset(&numbers, number)
    }
    // The parent's thread may have blocked them, and a child inherits that.
    pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
  }
}
