/// A person's decision that alerts on a subject are not sent for a while.
package struct Silence: Hashable, Sendable {
  package var id: String
  package var subject: SubjectKey
  /// Nil silences every category.
  package var category: String?
  package var owner: String
  package var reason: String
  package var startsAt: Timestamp
  package var endsAt: Timestamp

  package init(
    id: String, subject: SubjectKey, category: String? = nil, owner: String, reason: String, startsAt: Timestamp,
    endsAt: Timestamp
  ) {
    self.id = id
    self.subject = subject
    self.category = category
    self.owner = owner
    self.reason = reason
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
}
