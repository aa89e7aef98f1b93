import JSONCoding
import Models

extension Event: ContractValue {
  package static let definition = Definition(
    "event", "Something that somebody did, or that happened, with the sentence that says so.")
  package static let blank = Event(
    id: "", type: "", ledger: .none, realis: .generic, confidence: 0, quote: .blank, sentence: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("id", &id, .id, "Kept over small edits of the article.")
    try visitor.field("type", &type, .eventType)
    try visitor.field("plover", &plover, .plain, "The PLOVER category, such as ASSAULT or AGREE.")
    try visitor.field("cameo", &cameo, .plain, "The CAMEO root code, two digits, such as 18.")
    try visitor.field("category", &category, .category, "Absent on the ledger none.")
    try visitor.field(
      "secondLevel", &secondLevel, .plain, "The second level of the taxonomy within the category.")
    try visitor.field("ledger", &ledger)
    try visitor.field("realis", &realis)
    try visitor.field("negated", &negated, default: false, .init(), "Whether the text says that it did not happen.")
    try visitor.list("actors", &actors, "Its actors.")
    try visitor.list("countries", &countries, of: .country, "Where it happened, as ISO 3166-1 alpha-2 codes.")
    try visitor.field("project", &project, .plain, "The id of the registered project that it affects.")
    try visitor.field("place", &place, .plain, "The most exact place that the text gives, verbatim.")
    var dated = when.map(StatedDate.init)
    try visitor.field("when", &dated)
    when = dated?.date
    try visitor.field("deaths", &deaths, .count, "Persons killed, as reported.")
    try visitor.field("injured", &injured, .count, "Persons injured, as reported.")
    try visitor.field("amount", &amount, .init(), "The money at stake.")
    try visitor.field("attribution", &attribution)
    try visitor.field("layer", &layer)
    try visitor.field("timeBasis", &timeBasis)
    try visitor.field("confidence", &confidence, .fraction, "The extractor's confidence in this reading, 0 to 1.")
    try visitor.span("quote", &quote, "The sentence, verbatim.")
    try visitor.field("sentence", &sentence, .count, "The index of its sentence in the article, from 0.")
    try visitor.field("trigger", &trigger, .init(), "Where the words are that name what happened.")
    try visitor.list(
      "mentions", &mentions, .whenNotEmpty, "Where else the article mentions the same happening, in order.")
    try visitor.field("causedBy", &causedBy, .id, "The event of the same article that caused this one.")
    try visitor.field("locatedBy", &locatedBy)
    try visitor.list("why", &why, .whenNotEmpty, "The grounds for this reading, under --explain.")
  }
}

/// `{"value", "precision"}`; the precision must be that of the value.
private struct StatedDate: ContractValue {
  static let definition = Definition("statedDate", "When it happened, as the text states.")
  static let blank = StatedDate(date: PartialDate(day: CivilDate(dayNumber: 0)))

  var date: PartialDate
  var precision: PartialDate.Precision

  init(date: PartialDate) {
    self.date = date
    precision = date.precision
  }

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("value", &date)
    try visitor.field("precision", &precision, default: date.precision)
  }

  func validate(_ json: JSONObject) throws(JSONError) {
    if precision != date.precision {
      throw json.invalid("the value \(date.value) is not of the precision that is stated, \(precision.rawValue)")
    }
  }
}

extension TextRange: ContractValue {
  package static let definition = Definition("range", "A place in the accepted article's text.")
  package static let blank = TextRange(start: 0, end: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    var span = TextSpan(text: "", start: start, end: end)
    try visitor.offsets(of: &span)
    (start, end) = (span.start, span.end)
  }
}

extension EventActor: ContractValue {
  package static let definition = Definition("actor", "Who did it, or to whom it was done.")
  package static let blank = EventActor(role: .source, text: "", kind: .other)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("role", &role)
    try visitor.field("text", &text, .plain, "The words that name the actor, verbatim.")
    try visitor.field("country", &country, .country, "The actor's country.")
    try visitor.field("kind", &kind)
  }
}

extension Money: ContractValue {
  package static let definition = Definition("money", "An amount of money.")
  package static let blank = Money(value: 0, currency: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("value", &value, .any, "The full value, in whole units of the currency.")
    try visitor.field("currency", &currency, .currency)
  }
}

extension Attribution: ContractValue {
  package static let definition = Definition("attribution", "Who vouches for the claim.")
  package static let blank = Attribution(kind: .anonymous)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("speaker", &speaker, .plain, "The words that name the speaker.")
    try visitor.field("kind", &kind)
  }
}
