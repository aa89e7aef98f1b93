import Foundation

/// How much the tests of faults do, from the environment; the defaults are for every change.
struct FaultScale: Sendable {
  /// `BEACON_FAULT_ARTICLES`: records published in a run.
  let articles: Int
  /// `BEACON_FAULT_KILLS`: kills of each service in a run.
  let kills: Int
  /// `BEACON_FAULT_SEED`: draws articles, order and moments of the faults.
  let seed: UInt64

  static let current = FaultScale(
    articles: number("BEACON_FAULT_ARTICLES") ?? 400, kills: number("BEACON_FAULT_KILLS") ?? 2,
    seed: number("BEACON_FAULT_SEED").map { UInt64($0) } ?? UInt64.random(in: 0...UInt64(UInt32.max)))

  /// Whether the whole matrix was asked for (`deploy/test --faults`), not only what every change runs.
  static let isWhole = number("BEACON_FAULT_ARTICLES") != nil

  /// `BEACON_FAULT_DUMP`: a folder for the records, logs and brokers' files of a run that fails; nil keeps none.
  static let dumpFolder = ProcessInfo.processInfo.environment["BEACON_FAULT_DUMP"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
