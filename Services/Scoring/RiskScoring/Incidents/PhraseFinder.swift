import Models
import ReferenceData

/// Finds phrases in one pass over a sentence: ASCII phrases only as whole words, those in other scripts anywhere.
struct PhraseFinder: Sendable {
  /// The phrases in UTF-8, grouped by their first byte.
  private var phrases: [[[UInt8]]] = Array(repeating: [], count: 256)

  init(_ all: [RiskModel.Phrase]) {
    for phrase in all {
      let bytes = Array(phrase.text.utf8)
      if let first = bytes.first { phrases[Int(first)].append(bytes) }
    }
  }

  /// Whether one of the phrases is in the sentence, whatever the case of its ASCII letters.
  func isFound(in sentence: String) -> Bool {
    let text = sentence.utf8.map(\.lowercasedASCII)
    return text.indices.contains { start in
      phrases[Int(text[start])].contains { Self.isWhole($0, at: start, of: text) }
    }
  }

  /// Whether a title begins with one of the phrases and a mark that sets it apart: a colon of any width, a closing
  /// bracket, a dash or a bar. A hyphen inside of a word (`Correction-facility`) is no such mark.
  func beginsTitle(_ title: String) -> Bool {
    let text = title.utf8.map(\.lowercasedASCII)
    var start = text.startIndex
    while let mark = Self.openings.first(where: { text[start...].starts(with: $0) }) { start += mark.count }
    guard start < text.endIndex else { return false }
    return phrases[Int(text[start])].contains { phrase in
      guard text[start...].starts(with: phrase) else { return false }
      let rest = text[(start + phrase.count)...].drop { $0 == UInt8(ascii: " ") }
      return Self.marks.contains { rest.starts(with: $0) } || Self.startsWithLooseHyphen(rest)
    }
  }

  private static let openings = [" ", "[", "(", "\u{3010}", "\u{FF08}"].map { Array($0.utf8) }
  private static let marks = [":", "\u{FF1A}", "\u{2013}", "\u{2014}", "]", ")", "\u{3011}", "\u{FF09}", "|"]
    .map { Array($0.utf8) }

  private static func startsWithLooseHyphen(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "-") else { return false }
    return text.dropFirst().first.map { $0 == UInt8(ascii: " ") } ?? true
  }

  private static func isWhole(_ phrase: [UInt8], at start: Int, of text: [UInt8]) -> Bool {
    let end = start + phrase.count
    guard end <= text.count, text[start..<end].elementsEqual(phrase) else { return false }
    return (start == 0 || !isLetter(text[start - 1]) || !isLetter(phrase[0]))
      && (end == text.count || !isLetter(text[end]) || !isLetter(phrase[phrase.count - 1]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
