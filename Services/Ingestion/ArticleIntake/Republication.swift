import ArticleForms
import Models
import ReferenceData

/// Finds when a text that is published once more was first published, by its own words:
/// `(This story was first published on 3 May 2019.)`. Such a sentence is the text's first or last.
struct Republication: Sendable {
  private let words: RepublicationWords
  private let dates: DateNames

  /// How many Unicode scalars at each end of a text are searched for the sentence.
  private static let searched = 280
  /// How many Unicode scalars after the sentence's opening words are searched for the date.
  private static let longestDate = 48

  init(_ words: RepublicationWords, dates: DateNames) {
    self.words = words
    self.dates = dates
  }

  /// The first publication that the text states; nil where it states none, or with a date that cannot be read.
  func firstPublished(in text: String) -> Timestamp? {
    let all = text.unicodeScalars
    for end in [all.suffix(Self.searched), all.prefix(Self.searched)] {
      let scalars = Array(String(end).lowercased().unicodeScalars)
      for start in scalars.indices
      where Self.beginsSentence(scalars, at: start, isWhole: end.startIndex == all.startIndex) {
        let rest = scalars[start...]
        for beginning in words.beginnings where rest.starts(with: beginning.unicodeScalars) {
          return date(rest.dropFirst(beginning.unicodeScalars.count))
        }
      }
    }
    return nil
  }

  /// Whether a sentence begins at `index`: after a full stop, bracket, dash or line break, or at the start of the whole
  /// text.
  private static func beginsSentence(_ scalars: [Unicode.Scalar], at index: Int, isWhole: Bool) -> Bool {
    let scalar = scalars[index]
    guard scalar.isASCII ? scalar.value > 0x20 : !scalar.properties.isWhitespace else { return false }
    guard let before = scalars[..<index].last(where: { $0 != " " }) else { return isWhole }
    switch before {
    case ".", "!", "?", "\n", "(", "[", "*", "_", "-", "\u{2014}", "\u{2013}": return true
    // The full-width marks and brackets of Chinese.
    case "\u{3002}", "\u{FF01}", "\u{FF1F}", "\u{FF08}", "\u{3010}": return true
    default: return false
    }
  }

  private func date(_ scalars: ArraySlice<Unicode.Scalar>) -> Timestamp? {
    var end = scalars.prefix(Self.longestDate).firstIndex { ")]\n）】。".unicodeScalars.contains($0) } ?? scalars.endIndex
    end = min(end, scalars.startIndex + Self.longestDate)
    var text = String(String.UnicodeScalarView(scalars[..<end]))
    // Words may follow, but for the last of them that are part of the date.
    while !text.isEmpty {
      if let date = PublicationDate(text, names: dates) { return date.instant }
      guard let gap = text.lastIndex(where: { $0 == " " || $0 == "." || $0 == "," }) else { return nil }
      text = String(text[..<gap])
    }
    return nil
  }
}
