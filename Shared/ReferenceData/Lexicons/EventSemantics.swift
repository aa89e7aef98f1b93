/// How classes of events influence the reading of a text, in any language: the tables `plover-classes.tsv`,
/// `event-locations.tsv`, `event-roles.tsv`, `event-weights.tsv` and `reading-constants.tsv`, each of which states its
/// schema.
package struct EventSemantics: Sendable {
  package struct ClassMeaning: Hashable, Sendable {
    package let isGoodwill: Bool
    package let isFraming: Bool
    package let complement: EventLexicon.Effect?
    /// Whether the complement applies to types of ledger `none` only.
    package let isPlainOnly: Bool
  }

  /// Which of the countries in an event bear its risk: a row of `event-locations.tsv`.
  package struct Location: Hashable, Sendable {
    /// Whose countries bear the risk: those of the place, of the target, of the actor, or of both sides.
    package enum Bearer: String, Sendable, CaseIterable {
      case place, target, actor, both
    }

    /// What an event's sentence must be about, unless it names a registered project, for the event to be a country's
    /// risk.
    package enum Matter: String, Sendable, CaseIterable {
      /// Anything.
      case any
      /// Anything but a matter of private parties only.
      case open
      /// A public body, public works or people at large.
      case `public`
    }

    package let bearer: Bearer
    /// Whether a stated place decides; if not, it counts only where the sentence names neither side.
    package let isSceneFirst: Bool
    package let countsCompanies: Bool
    /// Whether the risk lies in the actors' home country where nothing else is known.
    package let countsNationals: Bool
    package let hasLaw: Bool
    package let matter: Matter
  }

  package enum Role: String, Sendable, CaseIterable {
    case refusal, statement, harm, cause, consequence, accident, explanation, captivity, justice, prosecution, suspicion
    case ending, force, damage, casualties, inquiry
  }

  private enum Choice: String, CaseIterable {
    case yes, no
  }

  private enum Turn: String, CaseIterable {
    case first, last
  }

  private let classes: [String: ClassMeaning]
  private let locations: [String: Location]
  private let roles: [String: Set<Role>]
  package let constants: ReadingConstants
  package var weights: EventWeights

  init(_ folders: LanguageFolders, types: EventTypes) throws(TableError) {
    var classes: [String: ClassMeaning] = [:]
    for row in try folders.rows("plover-classes.tsv", ["class", "goodwill", "framing", "complement", "ledger"]) {
      let complement =
        row.optional("complement") == nil ? nil : try row.word("complement", as: EventLexicon.Effect.self)
      classes[row["class"]] = ClassMeaning(
        isGoodwill: try row.word("goodwill", as: Choice.self) == .yes,
        isFraming: try row.word("framing", as: Choice.self) == .yes, complement: complement,
        isPlainOnly: row["ledger"] == "none")
    }
    var locations: [String: Location] = [:]
    for row in try folders.rows(
      "event-locations.tsv", ["of", "lies", "scene", "company", "law", "nationals", "matter"])
    {
      locations[row["of"]] = Location(
        bearer: try row.word("lies", as: Location.Bearer.self),
        isSceneFirst: try row.word("scene", as: Turn.self) == .first,
        countsCompanies: try row.word("company", as: Choice.self) == .yes,
        countsNationals: try row.word("nationals", as: Choice.self) == .yes,
        hasLaw: try row.word("law", as: Choice.self) == .yes,
        matter: try row.word("matter", as: Location.Matter.self))
    }
    for type in types.all where locations[type.category ?? "-"] == nil {
      throw TableError(
        file: "event-locations.tsv", line: 0,
        problem: "has no row for \(type.category ?? "-"), the category of \(type.type)")
    }
    var roles: [String: Set<Role>] = [:]
    for row in try folders.rows("event-roles.tsv", ["role", "type"]) {
      guard types[row["type"]] != nil else { throw row.error("type", expected: "a type of event-types.tsv") }
      roles[row["type"], default: []].insert(try row.word("role", as: Role.self))
    }
    constants = try ReadingConstants(folders)
    weights = try EventWeights(folders)
    self.classes = classes
    self.locations = locations
    self.roles = roles
  }

  /// The row for a type's PLOVER class; without a row, a class has no effects.
  package func meaning(of type: EventType) -> ClassMeaning {
    classes[type.plover ?? "-"]
      ?? ClassMeaning(
        isGoodwill: false, isFraming: false, complement: nil, isPlainOnly: true)
  }

  /// The row for the type; without such a row, that for its category.
  package func location(of type: EventType) -> Location {
    locations[type.type] ?? locations[type.category ?? "-"]
      ?? Location(
        bearer: .place, isSceneFirst: true, countsCompanies: false, countsNationals: false, hasLaw: false,
        matter: .any)
  }

  package func has(_ role: Role, _ type: EventType) -> Bool { roles[type.type]?.contains(role) ?? false }
}
