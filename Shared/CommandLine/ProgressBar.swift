import Synchronization

/// The progress of long work, on one line of standard error that is redrawn. Nothing is printed where that is not a
/// terminal.
package final class ProgressBar: Sendable {
  private let channel: OutputChannel
  private let label: String
  private let unit: String
  private let state: Mutex<State>

  private struct State {
    var total: Int
    var done = 0
    var drawnAt: ContinuousClock.Instant?
  }

  /// Where `total` is 0, only the count is shown.
  package init(_ label: String, total: Int, unit: String, on channel: OutputChannel) {
    self.channel = channel
    self.label = label
    self.unit = unit
    state = Mutex(State(total: total))
  }

  /// Counts further work as done. The line is redrawn at most ten times a second.
  package func advance(by count: Int = 1) {
    update { $0.done += count }
  }

  package func set(done: Int, total: Int) {
    update { state in
      state.done = done
      state.total = total
    }
  }

  /// Clears the line.
  package func finish() {
    guard channel.isTerminal else { return }
    channel.print("\r\u{1B}[K")
  }

  private func update(_ change: (inout State) -> Void) {
    guard channel.isTerminal else { return }
    let line: String? = state.withLock { state in
      change(&state)
      let now = ContinuousClock.now
      if let drawn = state.drawnAt, drawn.duration(to: now) < .milliseconds(100), state.done != state.total {
        return nil
      }
      state.drawnAt = now
      return progressLine(label: label, done: state.done, total: state.total, unit: unit)
    }
    if let line { channel.print("\r\u{1B}[K" + line) }
  }
}

/// For example `publishing  [#######.............]  35 %  700 of 2000 articles`.
func progressLine(label: String, done: Int, total: Int, unit: String) -> String {
  guard total > 0 else { return "\(label)  \(done) \(unit)" }
  let bounded = min(max(done, 0), total)
  let filled = bounded * 20 / total
  let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
  return "\(label)  [\(bar)]  \(bounded * 100 / total) %  \(done) of \(total) \(unit)"
}
