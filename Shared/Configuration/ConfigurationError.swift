/// Why a program cannot start with the settings it was given.
package struct ConfigurationError: Error, Hashable, Sendable {
  /// The key's dotted name; nil where the file as a whole is wrong.
  package let key: String?
  /// What is wrong: a sentence without its full stop.
  package let message: String
  /// Where the value was read: `--data`, `BEACON_DATA` or `beacon.yaml:3:7` (line and column, from 1).
  package let place: String
  package let expected: String

  package init(key: String? = nil, _ message: String, at place: String, expected: String) {
    self.key = key
    self.message = message
    self.place = place
    self.expected = expected
  }
}
