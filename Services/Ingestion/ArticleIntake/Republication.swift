import ArticleForms
import Models
import ReferenceData

/// Finds when a text that is published once more was first published, by its own words:
/// `(This story was first published on 3 May 2019.)`. Such a sentence is the text's first or last.
struct Republication: Sendable {
  private let words: RepublicationWords
  private let dates: DateNames
  /// The first scalars of the beginnings: only at one of them the text's case is folded and compared.
  private let firsts: Set<Unicode.Scalar>

  /// How many Unicode scalars at each end of a text are searched for the sentence.
  private static let searched = 280
  /// How many Unicode scalars after the sentence's opening words are searched for the date.
  private static let longestDate = 48

  init(_ words: RepublicationWords, dates: DateNames) {
    self.words = words
    self.dates = dates
    firsts = Set(words.beginnings.compactMap(\.unicodeScalars.first))
  }

  /// The first publication that the text states; nil where it states none, or with a date that cannot be read.
  func firstPublished(in text: String) -> Timestamp? {
    var end: [Unicode.Scalar] = []
    end.reserveCapacity(Self.searched + 1)
    // One more than is searched, to tell whether that is the whole text.
    for scalar in text.unicodeScalars.reversed() {
      end.append(scalar)
      if end.count > Self.searched { break }
    }
    end.reverse()
    let isWhole = end.count <= Self.searched
    if let beginning = beginning(in: isWhole ? end[...] : end.dropFirst(), isWhole: isWhole) { return date(beginning) }
    if isWhole { return nil }
    var start: [Unicode.Scalar] = []
    start.reserveCapacity(Self.searched)
    for scalar in text.unicodeScalars.prefix(Self.searched) { start.append(scalar) }
    return beginning(in: start[...], isWhole: true).flatMap(date)
  }

  /// What follows the first words of such a sentence, in lower case; nil where no such sentence begins. `isWhole`:
  /// whether the text begins with the scalars.
  private func beginning(in scalars: ArraySlice<Unicode.Scalar>, isWhole: Bool) -> ArraySlice<Unicode.Scalar>? {
    var before: Unicode.Scalar?
    for index in scalars.indices {
      let scalar = scalars[index]
      if before.map(Self.closes) ?? isWhole, firsts.contains(Self.lowercase(scalar)) {
        let rest = Array(String(String.UnicodeScalarView(scalars[index...])).lowercased().unicodeScalars)
        for beginning in words.beginnings where rest.starts(with: beginning.unicodeScalars) {
          return rest.dropFirst(beginning.unicodeScalars.count)
        }
      }
      if scalar != " " { before = scalar }
    }
    return nil
  }

  /// The first scalar of the lower case.
  private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar }
    return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
  }

  /// Whether a sentence may begin after a scalar: a full stop, bracket, dash or line break.
  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "\n", "(", "[", "*", "_", "-", "\u{2014}", "\u{2013}": true
    // The full-width marks and brackets of Chinese.
    case "\u{3002}", "\u{FF01}", "\u{FF1F}", "\u{FF08}", "\u{3010}": true
    default: false
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
