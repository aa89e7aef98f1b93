import Glibc
import Models
import ServiceRuntime
import Testing

@Suite struct ServiceRuntimeTests {
  @Test("The first SIGTERM is a request to stop; the process continues")
  func stopSignal() async {
    await #expect(processExitsWith: .success) {
      StopSignal.install()
      #expect(!StopSignal.isRequested)
      raiseHere(SIGTERM)
      #expect(StopSignal.isRequested)
    }
  }

  @Test("A second signal ends the process with 128 and its number")
  func secondSignal() async {
    await #expect(processExitsWith: .exitCode(128 + SIGINT)) {
      StopSignal.install()
      raiseHere(SIGTERM)
      raiseHere(SIGINT)
      exit(0)
    }
  }

  @Test("The clock runs between the years 2024 and 2100")
  func clock() {
    #expect((2024..<2100).contains(SystemClock.now().day.year))
  }
}

/// The pool's threads block signals, so the thread lets it in before it raises it; the handler has run on return.
private func raiseHere(_ number: Int32) {
  var set = sigset_t()
  sigemptyset(&set)
  sigaddset(&set, number)
  pthread_sigmask(SIG_UNBLOCK, &set, nil)
  raise(number)
}
