/// The rows that a stage remembers of one partition, in order of their keys' bytes. Reads see earlier writes.
public protocol KeyedState: AnyObject {
  func value(_ key: [UInt8]) throws(KeyedStateFailure) -> [UInt8]?
  /// Writes the row of `key`; nil removes it.
  func set(_ key: [UInt8], to value: [UInt8]?) throws(KeyedStateFailure)
  /// Visits the rows in order of their keys, from `first` to the last that begins with `last`, until `visit` returns
  /// false.
  func scan(
    from first: [UInt8], through last: [UInt8],
    _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(KeyedStateFailure) -> Bool
  ) throws(KeyedStateFailure)
}

extension KeyedState {
  /// Visits the rows whose key begins with `prefix`, in order, until `visit` returns false.
  package func scan(
    prefix: [UInt8], _ visit: (_ key: [UInt8], _ value: [UInt8]) throws(KeyedStateFailure) -> Bool
  ) throws(KeyedStateFailure) {
    try scan(from: prefix, through: prefix, visit)
  }
}

/// Why rows could not be used.
public enum KeyedStateFailure: Error {
  /// The rows could not be read or written.
  case rows(any Error)
  /// A row is not in the form that this version writes: the state has to be folded again from the input.
  case corrupt(String)
}
