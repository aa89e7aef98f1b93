/// A wording with choices and gaps: `put|puts into * use`.
///
/// Parts are separated by spaces: `a|b` is either word, `word?` may be missing, `*` is up to three words of any kind,
/// `**` up to eight. The first part is a word that must be there.
package struct WordPattern: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    /// In lower case; a choice may be several tokens long (`ground-breaking`).
    package let choices: [String]
    package let isOptional: Bool
    /// The largest number of other words between the previous part and this one.
    package let gap: Int
  }

  package let parts: [Part]

  /// Nil where `text` is not a pattern of that form.
  package init?(_ text: String) {
    var parts: [Part] = []
    var gap = 0
    for piece in text.parts(at: UInt8(ascii: " ")) {
      switch piece {
      case "*": gap += 3
      case "**": gap += 8
      default:
        let isOptional = piece.utf8.count > 1 && piece.utf8.last == UInt8(ascii: "?")
        let choices = (isOptional ? String(piece.dropLast()) : piece).parts(at: UInt8(ascii: "|"))
        guard !choices.isEmpty, choices.allSatisfy({ $0 == $0.lowercased() }) else { return nil }
        parts.append(Part(choices: choices, isOptional: isOptional, gap: gap))
        gap = 0
      }
    }
    guard let first = parts.first, !first.isOptional, first.gap == 0, gap == 0 else { return nil }
    self.parts = parts
  }
}
