/// A record of `beacon.deliveries.v1`: the result of one delivery to one receiver.
package struct Delivery: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// The receiver accepted it.
    case delivered
    /// The receiver, or a rule of Beacon, refused it permanently.
    case refused
    /// Every attempt failed until the record was too old.
    case expired
  }

  /// The hash of receiver and record, by which the receiver recognises a repeated delivery.
  package var id: String
  package var receiver: String
  /// The `ce_id` of the record that was to be delivered.
  package var record: String
  package var outcome: Outcome
  /// The number of attempts; 0 where it was refused or too old before the first.
  package var attempts: Int
  /// The last reply or failure as text; never a secret or a whole response.
  package var detail: String?
  package var at: Timestamp

  package init(
    receiver: String, record: String, outcome: Outcome, attempts: Int, detail: String? = nil, at: Timestamp,
    id: String? = nil
  ) {
    self.id = id ?? Self.id(receiver: receiver, record: record)
    self.receiver = receiver
    self.record = record
    self.outcome = outcome
    self.attempts = attempts
    self.detail = detail
    self.at = at
  }

  package static func id(receiver: String, record: String) -> String { contentHash("delivery", receiver, record) }
}
