import JSONCoding
import Models

/// An external system to which Beacon delivers records, such as a webhook, a mail server or a chat service.
///
/// A new kind of receiver needs a folder with its implementation, and a line in the list of kinds.
package protocol Receiver: Sendable {
  /// The stable name of the receiver in deliveries, logs and metrics.
  var id: String { get }

  /// Whether this receiver wants the record. A record that it does not want has no delivery.
  ///
  /// - Throws: an error where the record cannot be read.
  func accepts(_ task: EffectTask) throws(JSONError) -> Bool

  /// Performs the task. It may be called again for the same task, with the same `id`, after a failure or a crash:
  /// delivery is at least once. It must return within about a minute; failures are outcomes.
  func perform(_ task: EffectTask) async -> EffectOutcome
}

/// One effect to perform: a record for a receiver.
package struct EffectTask: Hashable, Sendable {
  /// The idempotency key: the same for each attempt, so that a receiver can ignore what it already has.
  package let id: String
  /// The `ce_id` of the record.
  package let record: String
  /// The record's `ce_type`, for example `beacon.alert.v1`.
  package let type: String
  package let value: [UInt8]
  /// The log time of the record.
  package let time: Timestamp

  package init(receiver: String, record: String, type: String, value: [UInt8], time: Timestamp) {
    id = Delivery.id(receiver: receiver, record: record)
    self.record = record
    self.type = type
    self.value = value
    self.time = time
  }
}

/// The outcome of one attempt.
package enum EffectOutcome: Hashable, Sendable {
  case done(String)
  /// It may succeed later; `after` is the pause that the receiver requests, if any.
  case failed(String, after: Duration? = nil)
  /// The receiver refused it, so a retry would never succeed.
  case refused(String)
}
