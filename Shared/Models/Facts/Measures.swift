/// A number with its unit, as the text states it.
package struct Quantity: Hashable, Sendable {
  package var span: TextSpan
  /// The number in its unit: `44.2` with unit `percent`; for money the full amount, `3500000000` for "$3.5 billion".
  package var value: Double
  package var unit: String
  /// ISO 4217, for money.
  package var currency: String?
  package var comparator: Comparator
  /// What is counted or measured, in the text's own words.
  package var subject: String
  package var asOf: String?

  package init(
    span: TextSpan, value: Double, unit: String, currency: String? = nil, comparator: Comparator = .eq,
    subject: String = "", asOf: String? = nil
  ) {
    self.span = span
    self.value = value
    self.unit = unit
    self.currency = currency
    self.comparator = comparator
    self.subject = subject
    self.asOf = asOf
  }
}

/// A date that the text names.
package struct DateMention: Hashable, Sendable {
  package var span: TextSpan
  /// Nil where the words cannot be resolved ("last week" in an article without a date).
  package var date: PartialDate?

  package init(span: TextSpan, date: PartialDate?) {
    self.span = span
    self.date = date
  }
}

/// A number that two numbers stated in the text imply, with its formula.
package struct NumberCheck: Hashable, Sendable {
  package var formula: String
  package var value: Double
  package var unit: String
  package var label: String?

  package init(formula: String, value: Double, unit: String, label: String? = nil) {
    self.formula = formula
    self.value = value
    self.unit = unit
    self.label = label
  }
}
