import Glibc
import Synchronization

/// Standard output or standard error, with or without a buffer and colour.
package final class OutputChannel: Sendable {
  package let isTerminal: Bool
  package let style: Style
  private let isBuffered: Bool
  private let sink: @Sendable ([UInt8]) -> Int32
  private let state = Mutex(State())

  private struct State {
    var buffer: [UInt8] = []
    /// The `errno` of the first write that failed; later output is dropped.
    var failure: Int32 = 0
  }

  /// `sink` writes all of the bytes and returns 0 or an `errno`. A terminal is never buffered.
  package init(
    isTerminal: Bool, colour: Bool, isBuffered: Bool = true, sink: @escaping @Sendable ([UInt8]) -> Int32
  ) {
    self.isTerminal = isTerminal
    self.isBuffered = isBuffered && !isTerminal
    style = Style(isOn: colour)
    self.sink = sink
  }

  /// Colour is on where `descriptor` is a terminal, `NO_COLOR` is unset or empty, and `TERM` is not `dumb`.
  package convenience init(descriptor: Int32, isBuffered: Bool, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1
    let colour = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    self.init(isTerminal: isTerminal, colour: colour, isBuffered: isBuffered) { writeAll($0, to: descriptor) }
  }

  package func print(_ text: String) {
    write(Array(text.utf8))
  }

  package func printLine(_ text: String) { print(text + "\n") }

  package func write(_ bytes: [UInt8]) {
    state.withLock { state in
      state.buffer += bytes
      if !isBuffered || state.buffer.count >= 1 << 16 { drain(&state) }
    }
  }

  /// Writes what is buffered; fails with `inputOutput` where this or an earlier write failed.
  package func flush() throws(CommandFailure) {
    let failure = state.withLock { state in
      drain(&state)
      return state.failure
    }
    guard failure == 0 else {
      throw CommandFailure(
        .inputOutput, "the output could not be written: \(errorText(failure))",
        remedy: "check that the disk has room, and that the program that reads the output still runs")
    }
  }

  private func drain(_ state: inout State) {
    if state.failure == 0, !state.buffer.isEmpty { state.failure = sink(state.buffer) }
    state.buffer.removeAll(keepingCapacity: true)
  }
}

private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// The system's message for an `errno`.
package func errorText(_ code: Int32) -> String {
  String(cString: strerror(code))
}
