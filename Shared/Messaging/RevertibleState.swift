/// Wraps the state of a batch so that the writes of a single record can be reverted.
final class RevertibleState: StageState {
  private let base: any StageState
  /// The earlier values of the rows that the current record has written, oldest first.
  private var journal: [(key: [UInt8], before: [UInt8]?)] = []
  /// The row that the current record has read last, which it often writes next.
  private var latest: (key: [UInt8], value: [UInt8]?)?

  init(_ base: any StageState) {
    self.base = base
  }

  var remedy: String { base.remedy }

  func value(_ key: [UInt8]) throws(StageFailure) -> [UInt8]? {
    let value = try base.value(key)
    latest = (key, value)
    return value
  }

  func set(_ key: [UInt8], to value: [UInt8]?) throws(StageFailure) {
    if let latest, latest.key == key {
      journal.append((key, latest.value))
    } else {
      journal.append((key, try base.value(key)))
    }
    latest = nil
    try base.set(key, to: value)
  }

  func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(StageFailure) -> Bool
  ) throws(StageFailure) {
    try base.scan(from: first, through: last, visit)
  }

  /// Sets the point to which `revert` returns: call it before each record.
  func mark() {
    journal.removeAll(keepingCapacity: true)
    latest = nil
  }

  func revert() throws(StageFailure) {
    for (key, before) in journal.reversed() { try base.set(key, to: before) }
    mark()
  }
}
