/// The event lexicon: which words report which event, in which context, and what changes their meaning.
///
/// Read from `event-words.tsv`, `event-verbs.tsv`, `event-numbers.tsv`, `event-triggers.tsv`, `event-modifiers.tsv`
/// and `event-idioms.tsv`; each file states its schema.
package struct EventLexicon: Sendable {
  /// A named set of words that conditions and patterns refer to.
  package struct WordClass: Hashable, Sendable {
    package let name: String
    package let words: [EventPattern.Choice]
  }

  package struct Trigger: Hashable, Sendable {
    package let type: String
    package let patterns: [EventPattern]
    package let frame: Frame
    package let conditions: [Condition]
    /// The confidence in the event, 0 to 1, where the conditions are met.
    package let confidence: Double
    /// The table row of the trigger: `file:line pattern`.
    package let row: String
  }

  /// Where a trigger's actor and object are.
  package enum Frame: String, Hashable, Sendable, CaseIterable {
    /// A verb: its subject acts, its object is affected; the passive reverses them.
    case verb
    /// A verb whose subject acts without an object (resign, march).
    case acts
    /// A verb whose subject is affected (collapse, die).
    case suffers
    /// A verb or noun for what both sides do together (meet, agree).
    case mutual
    /// A noun: `attack by … on …`.
    case noun
  }

  /// The context that a trigger requires or rules out.
  package struct Condition: Hashable, Sendable {
    /// Where in the sentence the condition looks.
    package enum Region: String, Hashable, Sendable, CaseIterable {
      /// The trigger's subject.
      case subject = "s"
      /// The trigger's object.
      case object = "o"
      /// Anywhere in the sentence.
      case sentence = "x"
      /// The word before the trigger.
      case before = "b"
      /// The word after the trigger.
      case after = "a"
    }

    package let region: Region
    package let isForbidden: Bool
    package let classes: [String]
  }

  /// A phrase that changes the reading of an event near it.
  package struct Modifier: Hashable, Sendable {
    package let effect: Effect
    package let scope: Scope
    /// The event types that the modifier applies to; all where the list is empty.
    package let types: [String]
    package let patterns: [EventPattern]
    /// The table row of the modifier: `file:line pattern`.
    package let row: String
  }

  /// How a modifier changes the reading of an event.
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    case negated, denied, averted, conditional, prescriptive, threatened, generic, historical, imminent, actual
    case alleged
    /// The actor announces the event.
    case announced
    /// The event is over: lifted, resumed, released.
    case ended
    /// The event was acted, written or rehearsed: a film, a novel, a drill.
    case staged
    /// The event is the subject of an opinion, not of a report.
    case opinion
    /// The phrase rules out its object as the cause of an event; that event itself happened.
    case excluded
  }

  /// Which events a modifier changes.
  package enum Scope: String, Hashable, Sendable, CaseIterable {
    /// `right`, `left`: events after or before the phrase; `clause`: events in its clause; `near`: the noun right after
    /// it. `article`: all events of an article that names no registered project, if the phrase is in the title or near
    /// the beginning; for `ended`, only events of its types after the lead. `label`: as `article`, if the phrase ends
    /// right before a headline's first colon, dash or bar, or is all that follows the last one.
    case right, left, clause, near, article, label
  }

  /// A phrase that contains a trigger's words and means something else.
  package struct Idiom: Hashable, Sendable {
    package let reason: String
    package let patterns: [EventPattern]
    /// The table row of the idiom: `file:line pattern`.
    package let row: String
  }

  package let types: EventTypes
  package var semantics: EventSemantics
  /// The function words of clauses, by role.
  package let functionWords: [FunctionWord: [String]]
  package let endings: [WordEnding: [String]]
  package let classes: [WordClass]
  package let triggers: [Trigger]
  package let modifiers: [Modifier]
  package let idioms: [Idiom]
  package let verbs: VerbForms
  /// Number words and their values.
  package let numbers: [String: Int]

  /// Reads the tables. Fails where a trigger's type is not one of `types`.
  package init(_ folders: LanguageFolders, types: EventTypes) throws(TableError) {
    self.types = types
    let text = try TextLexicon(folders)
    functionWords = text.functionWords
    endings = text.endings
    semantics = try EventSemantics(folders, types: types)
    verbs = try VerbForms(
      try folders.rows("event-verbs.tsv", ["lemma", "present", "past", "participle", "gerund"]))
    classes = try Self.readClasses(folders)
    var known = Set(classes.map(\.name))
    known.formUnion(Self.entityClasses)
    triggers = try Self.readTriggers(folders, known: known, types: types)
    modifiers = try Self.readModifiers(folders, known: known, types: types)
    idioms = try Self.readIdioms(folders, known: known)
    numbers = try Self.readNumbers(folders)
  }

  /// The largest number of classes in `event-words.tsv`: a set of classes is 256 bits, some of which are for entities.
  package static let mostClasses = 256 - entityClasses.count

  /// The classes of recognised entities, which patterns may use like the word classes of `event-words.tsv`.
  package static let entityClasses = [
    "country", "demonym", "place", "person", "project", "company", "government", "military", "party", "igo", "media",
    "organisation", "number",
  ]
}
