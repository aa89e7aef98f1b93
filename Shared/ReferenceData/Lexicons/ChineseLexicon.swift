import Models

/// The tables by which Chinese is read: words by class, patterns that propose events, and signals that say how real an
/// event is.
///
/// Chinese has no spaces and no inflection, so its patterns are sequences of words with gaps, not word forms. All words
/// are in simplified characters; texts are folded onto them.
package struct ChineseLexicon: Sendable {
  /// One row of `event-patterns.tsv`.
  package struct Pattern: Sendable {
    /// The types of the event that it proposes or, with the frame `end`, of those that it says are over; never empty.
    package let types: [Int]
    package let elements: [Element]
    /// What the clauses from the first step to the last have to contain.
    package let with: [Term]
    /// What they must not contain.
    package let without: [Term]
    /// 0 to 1.
    package let confidence: Double
    package let frame: Frame
    /// The table row of the pattern: `file:line pattern`.
    package let row: String
    package var type: Int { types[0] }
  }

  /// One step of a pattern, which any one of its terms matches.
  package struct Element: Hashable, Sendable {
    package let terms: [Term]
    /// The largest number of characters between the previous step and this one.
    package let gap: Int
    /// Whether a comma may precede the step.
    package let crossesCommas: Bool
  }

  package enum Term: Hashable, Sendable {
    case word(String)
    /// A class of `event-classes.tsv`.
    case `class`(String)
  }

  /// The roles of subject and object in the clause of a trigger.
  package enum Frame: String, Sendable, CaseIterable {
    /// The subject acts on the object, unless a passive mark precedes the trigger.
    case act
    /// As `act`, but the event affects the object only; without a named object it affects no country: 制裁.
    case aim
    /// As `act`, but the event affects the acting country: a government that stops an investment in its country.
    case host
    /// As `act`, but it is only planned, tried or foiled: 图谋推翻政府.
    case plot
    /// The event befalls the subject: 遇袭, 破产.
    case suffer
    /// The event has neither actor nor object: 地震.
    case happen
    /// No event: the article reports that events of these types are over, settled or fewer than before.
    case end
  }

  package enum Effect: String, Sendable, CaseIterable {
    case denied, averted, ended, negated, historical, generic, drill, fiction, sport, conditional, threatened, imminent
    case prescriptive
    /// Somebody says that it will be done: 将, 将于.
    case announced
    /// A force of nature is to come: 预计. Of other events it is only what somebody reckons with.
    case expected
    /// The people are free: 获救. Ends only what held them; those rescued from a wreck were in one.
    case freed
    /// A trial or a report looks back on an accident, an attack or a disaster: 起诉, 最终报告. Makes only such events past.
    case reviewed
    /// A time began with the event: 以来. It is past, unless its sentence dates it.
    case begun
    /// The event happened, whatever else the clause says: 已, 即日起.
    case actual
  }

  /// Where a signal word changes the reading of an event.
  package enum Scope: String, Sendable, CaseIterable {
    /// The word is in the trigger's clause, before or after the trigger, at most `reach` characters away.
    case before, after
    /// The word is to the left or right of the trigger in its sentence, at most `reach` characters away.
    case left, right
    /// The word is anywhere in the trigger's sentence.
    case sentence
    /// The effect holds for the whole article if the text has two different words for it, or the title has one.
    case article
    /// As `before` or `after`, but only of words for an end: of an event whose type has the role `ending`, and of a
    /// pattern with the frame `end`. A signal of the effect `ended` that they reach counts for nothing.
    case beforeEnd = "before_end"
    case afterEnd = "after_end"

    /// Whether the word changes the reading of ends only.
    package var isOfEnds: Bool { self == .beforeEnd || self == .afterEnd }
  }

  /// One word of `event-signals.tsv`.
  package struct Signal: Sendable {
    package let word: String
    package let effect: Effect
    package let scope: Scope
    /// The largest distance from the trigger, in characters.
    package let reach: Int
  }

  package struct CountryLetter: Hashable, Sendable {
    package let letter: String
    package let country: String
    /// Whether the letter means its country only where the context says so, even next to another letter: 老, 加.
    package let isAmbiguous: Bool
  }

  /// The most classes that the table may have.
  package static let mostClasses = 126

  package let types: EventTypes
  package let classes: [String: [String]]
  package let patterns: [Pattern]
  package let signals: [Signal]
  /// Words that contain words of the other tables and mean something else: 未来, 地震局. A pattern or a class may name one
  /// as well: 恐怖片.
  package let guards: [String]
  package let letters: [CountryLetter]
  /// Chinese characters for digits and units up to ten thousand, with their values.
  package let numerals: [(character: String, value: Int)]
  package let organisationNames: [String]
  package let organisationHeads: [(word: String, kind: ActorKind)]

  /// Reads the tables of the language's folders; nil where they have no `event-patterns.tsv`.
  package init?(_ folders: LanguageFolders, types: EventTypes) throws(TableError) {
    func rows(_ name: String, _ columns: String...) throws(TableError) -> [Table.Row] {
      try folders.rows(name, columns)
    }
    let patternRows = try rows("event-patterns.tsv", "type", "pattern", "with", "without", "confidence", "frame")
    guard !patternRows.isEmpty else { return nil }
    self.types = types
    var classes: [String: [String]] = [:]
    for row in try rows("event-classes.tsv", "class", "words") {
      let name = try row.text("class")
      guard classes[name] != nil || classes.count < Self.mostClasses else {
        throw row.error("class", expected: "one of the \(Self.mostClasses) classes above it; no more fit")
      }
      classes[name, default: []] += try row.text("words").parts(at: UInt8(ascii: "|"))
    }
    self.classes = classes
    var patterns: [Pattern] = []
    for row in patternRows {
      let frame = try row.word("frame", as: Frame.self)
      patterns.append(
        Pattern(
          types: try Self.types(row, frame, types), elements: try Self.elements(row, classes),
          with: try Self.terms(row.optional("with") ?? "", row, "with", classes),
          without: try Self.terms(row.optional("without") ?? "", row, "without", classes),
          confidence: try row.number("confidence", in: 0...1), frame: frame,
          row: "\(row.place) \(row["pattern"])"))
    }
    self.patterns = patterns
    var signals: [Signal] = []
    for row in try rows("event-signals.tsv", "effect", "scope", "reach", "words") {
      let effect = try row.word("effect", as: Effect.self)
      let scope = try row.word("scope", as: Scope.self)
      let reach = try row.integer("reach", in: 0...200)
      for term in try Self.terms(try row.text("words"), row, "words", classes) {
        var words: [String]?
        switch term {
        case .word(let word): words = [word]
        case .class(let name): words = classes[name]
        }
        guard let words else { throw row.error("words", expected: "words and classes of event-classes.tsv") }
        signals += words.map { Signal(word: $0, effect: effect, scope: scope, reach: reach) }
      }
    }
    self.signals = signals
    var guards: [String] = []
    for row in try rows("event-guards.tsv", "words") {
      guards += try row.text("words").parts(at: UInt8(ascii: "|"))
    }
    for row in try rows("words.tsv", "word", "part_of_speech") { guards.append(try row.text("word")) }
    self.guards = guards
    var letters: [CountryLetter] = []
    for row in try rows("country-letters.tsv", "letter", "country", "ambiguous") {
      letters.append(
        CountryLetter(
          letter: try row.text("letter"), country: try row.text("country"), isAmbiguous: row["ambiguous"] == "yes"))
    }
    self.letters = letters
    var numerals: [(character: String, value: Int)] = []
    for row in try rows("measure-numbers.tsv", "form", "kind", "value") where row["kind"].hasPrefix("chinese_") {
      let value = try row.number("value", in: 0...1e15)
      if value <= 10_000 { numerals.append((try row.text("form"), Int(value))) }
    }
    self.numerals = numerals
    organisationNames = try rows("organisation-names.tsv", "name").map { $0["name"] }
    var heads: [(word: String, kind: ActorKind)] = []
    for row in try rows("organisation-heads.tsv", "word", "kind", "position") where row["position"] == "last" {
      heads.append((try row.text("word"), try row.word("kind", as: ActorKind.self)))
    }
    organisationHeads = heads
  }

  /// The types of a row: one, or with the frame `end` one or more separated by commas.
  private static func types(_ row: Table.Row, _ frame: Frame, _ types: EventTypes) throws(TableError) -> [Int] {
    var found: [Int] = []
    for name in try row.text("type").parts(at: UInt8(ascii: ",")) {
      guard let type = types.all.firstIndex(where: { $0.type == name }), frame == .end || found.isEmpty else {
        throw row.error("type", expected: "a type of event-types.tsv; several only with the frame end")
      }
      found.append(type)
    }
    return found
  }

  /// `暂停|叫停 <works>`: a space allows up to 16 characters between the parts, `+` none, `..` up to 40 and a comma.
  private static func elements(_ row: Table.Row, _ classes: [String: [String]]) throws(TableError) -> [Element] {
    var elements: [Element] = []
    var gap = 0
    var crosses = false
    for part in try row.text("pattern").parts(at: UInt8(ascii: " ")) {
      switch part {
      case "+": gap = 0
      case "..": (gap, crosses) = (40, true)
      default:
        elements.append(
          Element(terms: try terms(part, row, "pattern", classes), gap: gap, crossesCommas: crosses))
        (gap, crosses) = (16, false)
      }
    }
    guard !elements.isEmpty,
      elements.contains(where: { $0.terms.contains { if case .word = $0 { true } else { false } } })
    else { throw row.error("pattern", expected: "words and classes, at least one word among them") }
    return elements
  }

  private static func terms(
    _ text: String, _ row: Table.Row, _ column: String, _ classes: [String: [String]]
  ) throws(TableError) -> [Term] {
    var terms: [Term] = []
    for part in text.parts(at: UInt8(ascii: "|")) {
      guard part.utf8.first == UInt8(ascii: "<") else {
        terms.append(.word(part))
        continue
      }
      let name = String(part.dropFirst().dropLast())
      guard classes[name] != nil || ["country", "project_name"].contains(name) else {
        throw row.error(column, expected: "classes of event-classes.tsv in angle brackets")
      }
      terms.append(.class(name))
    }
    return terms
  }
}
