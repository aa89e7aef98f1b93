/// One of the grounds for or against an event: `beacon extract --explain` lists them.
package struct Reason: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A row of the patterns that proposed the event.
    case pattern
    /// A row that changed the event's reading, for example to denied, planned or past.
    case modifier
    /// A row of phrases that mean something else.
    case idiom
    /// A word or a pair of words of the classifier's tables.
    case term
    /// A rule of grammar, or of the article as a whole.
    case rule
  }

  package var kind: Kind
  /// The row as `file:line pattern`, the table and class of a term, or the rule in words.
  package var by: String
  /// The words of the text that the reason rests on, verbatim; for a term, its lemmas.
  package var text: String?
  /// For a term, what it adds to the sum of its class; for a pattern, the confidence of its row, 0 to 1.
  package var weight: Double?

  package init(_ kind: Kind, by: String, text: String? = nil, weight: Double? = nil) {
    self.kind = kind
    self.by = by
    self.text = text
    self.weight = weight
  }
}
