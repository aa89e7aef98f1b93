/// The inflected forms of English verbs and nouns: regular ones by rule, irregular ones from a table.
package struct VerbForms: Sendable {
  package struct Form: Hashable, Sendable {
    package enum Kind: UInt8, Sendable, CaseIterable {
      case base, present, past, participle, gerund
    }

    package let word: String
    package let kind: Kind
  }

  private let irregular: [String: [Form]]

  /// The rows have the columns lemma, present, past, participle, gerund; `-` means the regular form, and
  /// several forms of one kind are separated by commas.
  package init(_ rows: [Table.Row]) throws(TableError) {
    var irregular: [String: [Form]] = [:]
    for row in rows {
      let lemma = try row.text("lemma")
      guard irregular[lemma] == nil else { throw row.error("lemma", expected: "a verb that no earlier row has") }
      var forms = [Form(word: lemma, kind: .base)]
      let columns: [(String, Form.Kind)] = [
        ("present", .present), ("past", .past), ("participle", .participle), ("gerund", .gerund),
      ]
      for (column, kind) in columns {
        let words = row.list(column)
        for word in words.isEmpty ? [Self.regular(lemma, kind)] : words { forms.append(Form(word: word, kind: kind)) }
      }
      irregular[lemma] = forms
    }
    self.irregular = irregular
  }

  package func forms(of lemma: String) -> [Form] {
    irregular[lemma] ?? Form.Kind.allCases.map { Form(word: Self.regular(lemma, $0), kind: $0) }
  }

  /// The regular plural of an English noun.
  package static func plural(of noun: String) -> String { regular(noun, .present) }

  static func regular(_ lemma: String, _ kind: Form.Kind) -> String {
    let letters = Array(lemma.utf8)
    let endsInE = letters.last == UInt8(ascii: "e")
    let consonantY = letters.count > 1 && letters.last == UInt8(ascii: "y") && !isVowel(letters[letters.count - 2])
    switch kind {
    case .base: return lemma
    case .present:
      if consonantY { return lemma.dropLast() + "ies" }
      let sibilant = ["s", "x", "z", "ch", "sh"].contains { lemma.hasSuffix($0) }
      return lemma + (sibilant ? "es" : "s")
    case .past, .participle:
      if endsInE { return lemma + "d" }
      if consonantY { return lemma.dropLast() + "ied" }
      return stem(lemma, letters) + "ed"
    case .gerund:
      if lemma.hasSuffix("ie") { return lemma.dropLast(2) + "ying" }
      if endsInE, !["ee", "ye", "oe"].contains(where: { lemma.hasSuffix($0) }) { return lemma.dropLast() + "ing" }
      return stem(lemma, letters) + "ing"
    }
  }

  /// The verb, with its last consonant doubled (`stop`, `stopp`) if it is one syllable that ends in consonant, vowel,
  /// consonant.
  private static func stem(_ lemma: String, _ letters: [UInt8]) -> String {
    guard letters.count >= 3, let last = letters.last, !isVowel(last), !"wxy".utf8.contains(last),
      isVowel(letters[letters.count - 2]), !isVowel(letters[letters.count - 3]),
      letters.filter(isVowel).count == 1
    else { return lemma }
    return lemma + lemma.suffix(1)
  }

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiou".utf8.contains(letter) }
}
