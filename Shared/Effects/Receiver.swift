import Models

/// Something outside that Beacon acts on: a webhook, a mail server, a chat. The port of effects.
///
/// A further kind of receiver is one folder with an implementation, and one line in the list of kinds.
package protocol Receiver: Sendable {
  /// Stable: it names the receiver in deliveries, logs and metrics.
  var id: String { get }

  /// Whether this receiver wants the record; one that it does not want is no delivery at all.
  func accepts(_ task: EffectTask) -> Bool

  /// Performs the task once. It may be called again for the same task, with the same `id`, after a failure or a crash:
  /// at least once, never exactly once. It ends within a minute or so, and it never throws: what went wrong is an
  /// outcome.
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
