/// A registered source of articles, with its owner and its reliability.
package struct Source: Hashable, Sendable {
  /// From A (completely reliable) to E (unreliable); F is unknown.
  package enum Grade: String, Hashable, Sendable, CaseIterable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"
    case f = "F"
  }

  package var id: String
  package var domain: String
  package var name: String
  package var grade: Grade
  /// The owner of the outlet. Outlets of one owner count as one independent source.
  package var owner: String?
  package var country: String?
  /// An ISO 8601 duration within which an article is expected, for example `PT6H` or `P1D`.
  package var expectedEvery: String?

  package init(
    id: String, domain: String, name: String, grade: Grade, owner: String? = nil, country: String? = nil,
    expectedEvery: String? = nil
  ) {
    self.id = id
    self.domain = domain
    self.name = name
    self.grade = grade
    self.owner = owner
    self.country = country
    self.expectedEvery = expectedEvery
  }
}
