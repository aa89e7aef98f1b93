import JSONCoding
import Models

/// The port of effects: an external system to which Beacon delivers, such as a webhook, a mail server or a chat.
///
/// Another kind of receiver is one folder with an implementation, and one line in the list of kinds.
package protocol Receiver: Sendable {
  /// Stable: it names the receiver in deliveries, logs and metrics.
  var id: String { get }

  /// Whether this receiver wants the record. A record that it does not want has no delivery.
  ///
  /// - Throws: where the record cannot be read, so that no receiver of its kind can know.
  func accepts(_ task: EffectTask) throws(JSONError) -> Bool

  /// Performs the task. It may be called again for the same task, with the same `id`, after a failure or a crash:
  /// delivery is at least once. It must return within about a minute; failures are outcomes.
  func perform(_ task: EffectTask) async -> EffectOutcome
}

/// One effect to perform: a record for a receiver.
package struct EffectTask: Hashable, Sendable {
  /// The idempotency key: the same for each attempt, so that a receiver can drop what it has.
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
  /// It may succeed later, after the pause `after` where the receiver requests one.
  case failed(String, after: Duration? = nil)
  /// It will never succeed.
  case refused(String)
}
