/// A phrase of the event lexicon, as a sequence of elements.
///
/// Written form, elements separated by spaces:
/// `word` that word in lower case · `word+` a verb in all inflections · `word#` a noun in singular and plural ·
/// `a|b+|c#` one of these · `<class>` or `<one|other>` a word of a class of `event-words.tsv` ·
/// `_` any one word · `..` up to seven words that cross no comma · a trailing `?` makes an element optional.
/// Characters of scripts without spaces are an element each.
package struct EventPattern: Hashable, Sendable {
  package enum Inflection: Hashable, Sendable {
    case none, verb, noun
  }

  package struct Choice: Hashable, Sendable {
    package let word: String
    package let inflection: Inflection
  }

  package enum Element: Hashable, Sendable {
    case words([Choice])
    case classes([String])
    case any
    case gap
  }

  package let elements: [Element]

  /// Reads the written form; each optional element doubles the patterns. Nil where it is malformed:
  /// empty, without a word or class, or with a gap at either end.
  package static func reading(_ text: String) -> [EventPattern]? {
    var variants: [[Element]] = [[]]
    for field in text.parts(at: UInt8(ascii: " ")) {
      let isOptional = field.utf8.count > 1 && field.utf8.last == UInt8(ascii: "?")
      let field = isOptional ? String(field.dropLast()) : field
      guard let elements = reading(element: field) else { return nil }
      let longer = variants.map { $0 + elements }
      variants = isOptional ? variants + longer : longer
    }
    for variant in variants {
      guard let first = variant.first, let last = variant.last, first != .gap, last != .gap,
        variant.contains(where: \.isAnchor)
      else { return nil }
    }
    return variants.map(EventPattern.init(elements:))
  }

  private static func reading(element: String) -> [Element]? {
    switch element {
    case "_": return [.any]
    case "..": return [.gap]
    default: break
    }
    if element.utf8.first == UInt8(ascii: "<") {
      guard element.utf8.last == UInt8(ascii: ">"), element.utf8.count > 2 else { return nil }
      return [.classes(String(element.dropFirst().dropLast()).parts(at: UInt8(ascii: "|")))]
    }
    if element.unicodeScalars.allSatisfy({ (0x2E80...0x9FFF).contains($0.value) }) {
      return element.map { .words([Choice(word: String($0), inflection: .none)]) }
    }
    var choices: [Choice] = []
    for part in element.parts(at: UInt8(ascii: "|"), omittingEmpty: false) {
      guard let choice = Choice(reading: part) else { return nil }
      choices.append(choice)
    }
    return [.words(choices)]
  }

  private init(elements: [Element]) { self.elements = elements }
}

extension EventPattern.Choice {
  /// Reads `word`, `word+` or `word#`; nil where the word is empty, is not in lower case, or has a hyphen, since
  /// `walk-out` is two words of a text.
  package init?(reading text: String) {
    let inflection: EventPattern.Inflection =
      switch text.utf8.last {
      case UInt8(ascii: "+"): .verb
      case UInt8(ascii: "#"): .noun
      default: .none
      }
    let word = inflection == .none ? text : String(text.dropLast())
    guard !word.isEmpty, word.utf8.allSatisfy(Self.isPlain) else { return nil }
    guard word.utf8.allSatisfy({ $0 < 0x80 }) || word == word.lowercased() else { return nil }
    self.init(word: word, inflection: inflection)
  }

  /// Whether a byte is neither an ASCII capital nor a hyphen nor a mark of the written form.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "#"), UInt8(ascii: "|"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "-"):
      false
    default: true
    }
  }
}

extension EventPattern.Element {
  /// Whether the element lists words, so that a search can start from it.
  package var isAnchor: Bool {
    if case .words = self { true } else { false }
  }
}
