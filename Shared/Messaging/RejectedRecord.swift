/// A record that a stage refused as bad.
package struct RejectedRecord: Hashable, Sendable {
  package var record: Record
  package var stage: String
  /// A stable error code.
  package var code: String
  package var message: String

  package init(record: Record, stage: String, code: String, message: String) {
    self.record = record
    self.stage = stage
    self.code = code
    self.message = message
  }
}

/// Creates the dead letter of a rejected record: the original key and bytes, with the reason in its headers.
package typealias DeadLetterMaker = @Sendable (RejectedRecord) -> OutgoingRecord
