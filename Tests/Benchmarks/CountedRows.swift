import Foundation
import KeyedState
import Messaging
import StateStore

/// A stage's state as scoring reads and writes it, which counts the rows and bytes.
final class CountedRows: KeyedState {
  private let state: SQLiteStageState
  private var counts = RowCounts()

  init(_ state: SQLiteStageState) { self.state = state }

  /// The counts since the last call.
  func takeCounts() -> RowCounts {
    defer { counts = RowCounts() }
    return counts
  }

  func value(_ key: [UInt8]) throws(KeyedStateFailure) -> [UInt8]? {
    counts.lookups += 1
    do {
      guard let value = try state.value(key) else { return nil }
      counts.rowsRead += 1
      counts.bytesRead += value.count
      return value
    } catch { throw .rows(error) }
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(KeyedStateFailure) {
    if let value {
      counts.rowsWritten += 1
      counts.bytesWritten += key.count + value.count
    } else {
      counts.rowsRemoved += 1
    }
    do { try state.set(key, to: value) } catch { throw .rows(error) }
  }

  func scan(
    from first: [UInt8], through last: [UInt8], _ visit: ([UInt8], [UInt8]) throws(KeyedStateFailure) -> Bool
  ) throws(KeyedStateFailure) {
    counts.scans += 1
    var failure: KeyedStateFailure?
    do throws(StageFailure) {
      try state.scan(from: first, through: last) { (key, value) throws(StageFailure) in
        counts.rowsRead += 1
        counts.bytesRead += key.count + value.count
        do throws(KeyedStateFailure) {
          return try visit(key, value)
        } catch {
          failure = error
          return false
        }
      }
    } catch {
      throw .rows(error)
    }
    if let failure { throw failure }
  }
}

/// How often rows were read and written, and how many bytes of keys and values that were.
struct RowCounts {
  var lookups = 0
  var scans = 0
  var rowsRead = 0
  var bytesRead = 0
  var rowsWritten = 0
  var bytesWritten = 0
  var rowsRemoved = 0
}

/// What a number of signals took: processor time in seconds by step, rows and outputs.
struct FoldCounts {
  var signals = 0
  var fold = 0.0
  /// Writing changed rows to SQLite.
  var flush = 0.0
  /// Committing the transaction, with the checkpoints that fall due.
  var commit = 0.0
  var outputs = 0
  var rows = RowCounts()

  var seconds: Double { fold + flush + commit }

  static let heading =
    "signals  us/signal   fold  flush commit | a signal: lookups scans  read  bytes  written  bytes removed outputs"

  var line: String {
    func each(_ value: Double, _ width: Int, _ digits: Int = 2) -> String {
      pad(value / Double(max(1, signals)), width, digits)
    }
    func pad(_ value: Double, _ width: Int, _ digits: Int) -> String {
      let text = String(format: "%.\(digits)f", value)
      return String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let micro = 1e6
    return pad(Double(signals), 7, 0) + each(seconds * micro, 11, 1) + each(fold * micro, 7, 1)
      + each(flush * micro, 7, 1) + each(commit * micro, 7, 1) + " |" + each(Double(rows.lookups), 18)
      + each(Double(rows.scans), 6) + each(Double(rows.rowsRead), 6) + each(Double(rows.bytesRead), 7, 0)
      + each(Double(rows.rowsWritten), 9) + each(Double(rows.bytesWritten), 7, 0)
      + each(Double(rows.rowsRemoved), 8) + each(Double(outputs), 8)
  }
}
