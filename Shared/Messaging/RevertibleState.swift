/// A batch's state that can take back what one record wrote, whatever store is below.
final class RevertibleState: StageState {
  private let base: any StageState
  /// What the rows of this record held before, oldest first.
  private var journal: [(key: [UInt8], before: [UInt8]?)] = []

  init(_ base: any StageState) {
    self.base = base
  }

  func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]? {
    try base.value(key)
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    journal.append((key, try base.value(key)))
    try base.set(key, to: value)
  }

  func scan(
    prefix: [UInt8], _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    try base.scan(prefix: prefix, visit)
  }

  /// From here on `revert` goes back to this point.
  func mark() {
    journal.removeAll(keepingCapacity: true)
  }

  func revert() throws(StageFailure) {
    for (key, before) in journal.reversed() { try base.set(key, to: before) }
    journal.removeAll(keepingCapacity: true)
  }
}
