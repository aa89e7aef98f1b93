import Models

extension Quantity: ContractValue {
  package static let definition = Definition("quantity", "A number that the text states, with its unit.")
  package static let blank = Quantity(span: .blank, value: 0, unit: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.span("text", &span)
    try visitor.field("value", &value, .any, "In the unit; 44.2 percent is 44.2, money is its full value.")
    try visitor.field(
      "unit", &unit, .plain,
      "The unit or the thing counted, such as percent, km or people; money for an amount of money.")
    try visitor.field("currency", &currency, .currency)
    try visitor.field("comparator", &comparator)
    try visitor.field(
      "subject", &subject, .plain, "What is counted or measured, in the text's own words; may be empty.")
    try visitor.field(
      "asOf", &asOf, .plain, "The time that the number is of, at its own precision, such as 2025.")
  }
}

extension DateMention: ContractValue {
  package static let definition = Definition("dateMention", "A date that the text states.")
  package static let blank = DateMention(span: .blank, date: nil)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.span("text", &span)
    try visitor.field(
      "value", &date, .init(), "Absent where the words cannot be resolved: last week, in an article without a date.")
    try visitor.derived("precision", date?.precision)
  }
}

extension NumberCheck: ContractValue {
  package static let definition = Definition("check", "Two stated numbers that imply a third.")
  package static let blank = NumberCheck(formula: "", value: 0, unit: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("formula", &formula, .plain, "How it follows, such as 78460000000 / 0.442.")
    try visitor.field("value", &value, .any, "The number implied, in the unit.")
    try visitor.field("unit", &unit, .plain, "Its unit, or an ISO 4217 code.")
    try visitor.field("label", &label, .plain, "What it is.")
  }
}
