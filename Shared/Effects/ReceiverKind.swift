import Files
import JSONCoding
import Models

/// A kind of receiver, which creates a receiver from its settings.
package struct ReceiverKind: Sendable {
  /// Which records a receiver wants; it throws an error where a record cannot be read.
  package typealias Accepts = @Sendable (EffectTask) throws(JSONError) -> Bool
  package typealias Make =
    @Sendable (String, @escaping Accepts, inout JSONObject, ReceiverContext) throws(JSONError) -> any Receiver

  /// The word in the field `type` of the settings.
  package let type: String
  /// Creates a receiver from its id, the records that it wants, and the fields that only this kind has.
  package let make: Make

  package init(_ type: String, make: @escaping Make) {
    self.type = type
    self.make = make
  }
}

/// What every receiver is given: access to secrets, and the clock.
package struct ReceiverContext: Sendable {
  /// The first line of a file that contains a secret. It is never printed.
  package let secret: @Sendable (_ path: String) throws(FileError) -> String
  package let clock: @Sendable () -> Timestamp

  package init(
    secret: @escaping @Sendable (_ path: String) throws(FileError) -> String, clock: @escaping @Sendable () -> Timestamp
  ) {
    self.secret = secret
    self.clock = clock
  }
}
