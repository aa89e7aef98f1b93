extension EventLexicon {
  static func readClasses(_ folders: LanguageFolders) throws(TableError) -> [WordClass] {
    var order: [String] = []
    var words: [String: [EventPattern.Choice]] = [:]
    for row in try folders.rows("event-words.tsv", ["class", "words"]) {
      let name = try row.text("class")
      if words[name] == nil {
        guard order.count < mostClasses else {
          throw row.error("class", expected: "one of the \(mostClasses) classes above it; no more fit")
        }
        order.append(name)
      }
      for word in try row.text("words").parts(at: UInt8(ascii: " ")) {
        guard let choice = EventPattern.Choice(reading: word) else {
          throw row.error("words", expected: "words in lower case, with + for a verb's forms and # for a noun's")
        }
        words[name, default: []].append(choice)
      }
    }
    return order.map { WordClass(name: $0, words: words[$0] ?? []) }
  }

  static func readTriggers(
    _ folders: LanguageFolders, known: Set<String>, types: EventTypes
  ) throws(TableError) -> [Trigger] {
    var triggers: [Trigger] = []
    for row in try folders.rows("event-triggers.tsv", ["type", "frame", "confidence", "conditions", "pattern"]) {
      guard types[row["type"]] != nil else { throw row.error("type", expected: "a type of event-types.tsv") }
      var conditions: [Condition] = []
      for text in (row.optional("conditions") ?? "").parts(at: UInt8(ascii: " ")) {
        guard let condition = Condition(reading: text), condition.classes.allSatisfy(known.contains) else {
          throw row.error("conditions", expected: "conditions such as s:army o:!deal with classes of event-words.tsv")
        }
        conditions.append(condition)
      }
      triggers.append(
        Trigger(
          type: try row.text("type"), patterns: try patterns(row, known: known),
          frame: try row.word("frame", as: Frame.self), conditions: conditions,
          confidence: try row.number("confidence", in: 0...1), row: "\(row.place) \(row["pattern"])"))
    }
    return triggers
  }

  static func readModifiers(
    _ folders: LanguageFolders, known: Set<String>, types: EventTypes
  ) throws(TableError) -> [Modifier] {
    var modifiers: [Modifier] = []
    for row in try folders.rows("event-modifiers.tsv", ["effect", "scope", "types", "pattern"]) {
      let named = row.list("types")
      guard named.allSatisfy({ types[$0] != nil }) else {
        throw row.error("types", expected: "types of event-types.tsv with commas between them, or -")
      }
      modifiers.append(
        Modifier(
          effect: try row.word("effect", as: Effect.self), scope: try row.word("scope", as: Scope.self),
          types: named, patterns: try patterns(row, known: known), row: "\(row.place) \(row["pattern"])"))
    }
    return modifiers
  }

  static func readIdioms(_ folders: LanguageFolders, known: Set<String>) throws(TableError) -> [Idiom] {
    var idioms: [Idiom] = []
    for row in try folders.rows("event-idioms.tsv", ["reason", "pattern"]) {
      idioms.append(
        Idiom(
          reason: try row.text("reason"), patterns: try patterns(row, known: known),
          row: "\(row.place) \(row["pattern"])"))
    }
    return idioms
  }

  static func readNumbers(_ folders: LanguageFolders) throws(TableError) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for row in try folders.rows("event-numbers.tsv", ["word", "value"]) {
      numbers[try row.text("word")] = try row.integer("value", in: 0...1_000_000_000)
    }
    return numbers
  }

  private static func patterns(_ row: Table.Row, known: Set<String>) throws(TableError) -> [EventPattern] {
    guard let patterns = EventPattern.reading(try row.text("pattern")) else {
      throw row.error("pattern", expected: "a phrase of at least one word (see EventPattern)")
    }
    for case .classes(let names) in patterns.flatMap(\.elements) where !names.allSatisfy(known.contains) {
      throw row.error("pattern", expected: "classes of event-words.tsv")
    }
    return patterns
  }
}

extension EventLexicon.Condition {
  /// Reads `o:site|worker`, `s:!court`; nil where it is malformed.
  init?(reading text: String) {
    let parts = text.parts(at: UInt8(ascii: ":"), omittingEmpty: false)
    guard parts.count == 2, let region = Region(rawValue: parts[0]) else { return nil }
    let isForbidden = parts[1].utf8.first == UInt8(ascii: "!")
    let names = isForbidden ? String(parts[1].dropFirst()) : parts[1]
    let classes = names.parts(at: UInt8(ascii: "|"))
    guard !classes.isEmpty else { return nil }
    self.init(region: region, isForbidden: isForbidden, classes: classes)
  }
}
