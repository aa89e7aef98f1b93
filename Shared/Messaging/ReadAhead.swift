import Dispatch
import FoundationEssentials
import Synchronization

/// Values computed from a batch's records without state, on other cores, while the fold takes them one by one.
///
/// `fill` returns at once. `take` returns the value, if it is ready; otherwise it takes part in the computation, so
/// that the batch ends as soon with one core as without this type.
package struct ReadAhead<Value: Sendable> {
  private var work: Work<Value>?
  private var next = 0

  package init() {}

  /// Begins to compute the values of `records`, and drops those of an earlier batch. `make` has to be pure; it returns
  /// nil if it fails, so that `process` meets the same failure and reports it.
  package mutating func fill(_ records: ArraySlice<Record>, _ make: @escaping @Sendable (Record) -> Value?) {
    drop()
    let work = Work(Array(records), make)
    for _ in 0..<min(ProcessInfo.processInfo.activeProcessorCount, records.count) - 1 {
      DispatchQueue.global().async { while work.makeNext() {} }
    }
    self.work = work
  }

  /// Drops the values, because what they were computed with has changed.
  package mutating func drop() {
    work?.end()
    work = nil
    next = 0
  }

  /// Removes and returns the record's value; nil if it has none. Call it in the order of the records; records that were
  /// left out are passed over.
  package mutating func take(_ record: Record) -> Value? {
    guard let work else { return nil }
    while next < work.records.count, work.records[next].offset < record.offset { next += 1 }
    guard next < work.records.count, work.records[next].offset == record.offset else { return nil }
    defer { next += 1 }
    return work.take(next)
  }
}

/// The values of one batch: each is made by the first thread that comes to it.
private final class Work<Value: Sendable>: Sendable {
  private enum Entry {
    case open
    case begun
    case made(Value?)
  }

  private struct Progress {
    var entries: [Entry]
    /// Every entry before this one was begun.
    var next = 0
  }

  let records: [Record]
  private let make: @Sendable (Record) -> Value?
  private let progress: Mutex<Progress>
  /// Signalled for every value that another thread made.
  private let made = DispatchSemaphore(value: 0)

  init(_ records: [Record], _ make: @escaping @Sendable (Record) -> Value?) {
    self.records = records
    self.make = make
    progress = Mutex(Progress(entries: [Entry](repeating: .open, count: records.count)))
  }

  /// Computes the next value that no thread has begun, and returns false if all have been begun.
  func makeNext() -> Bool {
    guard let index = progress.withLock({ Self.begin(&$0) }) else { return false }
    finish(index, make(records[index]))
    made.signal()
    return true
  }

  /// Removes and returns the value at `index`; makes others until it is there.
  func take(_ index: Int) -> Value? {
    while true {
      let found: Value?? = progress.withLock { progress in
        guard case .made(let value) = progress.entries[index] else { return nil }
        progress.entries[index] = .made(nil)
        return .some(value)
      }
      if let found { return found }
      if let other = progress.withLock({ Self.begin(&$0) }) {
        finish(other, make(records[other]))
      } else {
        made.wait()
      }
    }
  }

  /// Lets no further value be begun.
  func end() {
    progress.withLock { $0.next = $0.entries.count }
  }

  private static func begin(_ progress: inout sending Progress) -> Int? {
    guard progress.next < progress.entries.count else { return nil }
    defer { progress.next += 1 }
    progress.entries[progress.next] = .begun
    return progress.next
  }

  private func finish(_ index: Int, _ value: Value?) {
    progress.withLock { $0.entries[index] = .made(value) }
  }
}
