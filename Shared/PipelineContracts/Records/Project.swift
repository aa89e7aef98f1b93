import Models

/// A sector outside `Project.knownSectors` is decoded like any other.
extension Project: ContractValue {
  package static let definition = Definition(
    "project", title: "A registered project",
    "What Beacon watches. The key is id; a record without a value removes the project.")
  package static let blank = Project(id: "", name: "", countries: [], sector: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field(
      "id", &id, .nonEmpty, "The id that you choose for it, such as chancay-port; the record's key.")
    try visitor.field("name", &name, .nonEmpty, "Its usual English name.")
    try visitor.list("aliases", &aliases, .optional, "Other names by which articles may call it, in any language.")
    try visitor.list("countries", &countries, .required, of: .countryGiven, "The countries that it is in.")
    try visitor.field("sector", &sector, .sector)
    try visitor.field(
      "corridor", &corridor, .plain, "The corridor or initiative that it belongs to, such as maritime-silk-road.")
    try visitor.list("connectivity", &connectivity, .whenNotEmpty, "What it connects by.")
    try visitor.field("scale", &scale)
    try visitor.field("field", &field)
    try visitor.field("actorClass", &actorClass)
    try visitor.field("phase", &phase, .plain, "Its phase, such as planning, construction or operation.")
    try visitor.list("counterparties", &counterparties, .whenNotEmpty, "Whom the project depends on.")
    try visitor.list("sites", &sites, .whenNotEmpty, "Where it is.")
    try visitor.list("milestones", &milestones, .whenNotEmpty, "The steps of its life.")
    try visitor.field("value", &value, .init(), "What the owner has at risk.")
    try visitor.field("headcount", &headcount, .count, "People on site.")
    try visitor.flag("protected", &protected, "No cap or silence may hide it.")
  }
}

extension Counterparty: ContractValue {
  package static let definition = Definition("counterparty", "A company or body that the project depends on.")
  package static let blank = Counterparty(name: "", role: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("name", &name, .nonEmpty, "Its name.")
    try visitor.list("aliases", &aliases, .whenNotEmpty, "Other names, in any language.")
    try visitor.field(
      "role", &role, .plain, "What it is to the project, such as contractor, operator or authority.")
  }
}

extension Site: ContractValue {
  package static let definition = Definition("site", "A place of the project.")
  package static let blank = Site(name: "", latitude: 0, longitude: 0, radiusKm: 0)

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("name", &name, .plain, "The site's name.")
    try visitor.field("lat", &latitude, .latitude, "Degrees north.")
    try visitor.field("lon", &longitude, .longitude, "Degrees east.")
    try visitor.field(
      "radiusKm", &radiusKm, .radius, "Kilometres around the point within which an event is at the site.")
  }
}

extension ExpectedMilestone: ContractValue {
  package static let definition = Definition("expectedMilestone", "A step that is expected, or done.")
  package static let blank = ExpectedMilestone(type: "")

  package mutating func fields<Visitor: FieldVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.field("type", &type, .plain, "The step, such as GROUNDBREAKING or COMMISSIONED.")
    try visitor.field("expected", &expected, .init(), "When it is expected.")
    try visitor.field("actual", &actual, .init(), "When it was done.")
  }
}
