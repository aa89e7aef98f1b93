import Foundation
import ServiceProcesses

/// The time until services worked again after they were struck: from the fault to the first commit of one of their
/// stages. Only faults that met work count: where nothing is left to do, nothing is committed.
struct Recovery {
  private(set) var amidWork = 0
  /// In seconds, in order.
  private var durations: [Double] = []

  init(_ struck: [FaultSchedule.Struck], _ history: OffsetHistory) {
    for one in struck {
      guard let service = one.fault.restarted else { continue }
      let groups = Set(PipelineStage.all.filter { $0.service == service }.map(\.group))
      let times = history.commits.filter { groups.contains($0.key.group) }.values.flatMap { $0 }
        .map(\.time.milliseconds)
      guard let next = times.filter({ $0 > one.time }).min() else { continue }
      amidWork += 1
      durations.append(Double(next - one.time) / 1000)
    }
    durations.sort()
  }

  var summary: String {
    guard !durations.isEmpty else { return "not measured" }
    return String(format: "p50 %.1f s, p99 %.1f s", percentile(0.5), percentile(0.99))
  }

  private func percentile(_ share: Double) -> Double {
    durations[min(durations.count - 1, Int((Double(durations.count) * share).rounded(.up)) - 1)]
  }
}

extension Fault {
  /// The service that starts again at once.
  fileprivate var restarted: String? {
    switch self {
    case .kill(let member), .killWithoutState(let member), .drain(let member): member.service
    case .freeze, .killBroker, .disturb, .fillLog, .fillState, .jump, .join, .leave: nil
    }
  }
}
