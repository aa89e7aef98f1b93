import TextAnalysis

/// Whether an article is written in its author's own voice: a comment says `we` and `our`, a report quotes others who
/// do, and the notice of an organisation says `our staff` or `our customers`.
struct AuthorVoice {
  let text: ArticleText
  /// The number of each token in the vocabulary.
  let words: [WordID]
  /// The classes of each number of the vocabulary.
  let classes: [ClassSet]
  let grammar: GrammarClasses
  /// By number of the vocabulary: whether the word is one like `we`.
  let saysWe: [Bool]

  /// The number of unquoted sentences with `we` that make an article a comment.
  private static let leastSentences = 2

  var isFirstPerson: Bool {
    // Most texts have too few such words, wherever they are.
    guard words.count(where: { saysWe[Int($0)] }) >= Self.leastSentences, !isNotice else { return false }
    var count = 0
    var quotation = Quotation(text: text)
    for sentence in text.sentences {
      let isQuoted = quotation.reaches(sentence)
      guard sentence.kind == .prose, !isQuoted, speaksForItself(sentence) else { continue }
      count += 1
      if count == Self.leastSentences { return true }
    }
    return false
  }

  /// Whether an unquoted sentence names something as the author's that only an organisation has, such as `our staff`.
  private var isNotice: Bool {
    var quotation = Quotation(text: text)
    return text.sentences.contains { sentence in
      !quotation.reaches(sentence) && sentence.kind == .prose
        && sentence.tokens.dropLast().contains {
          saysWe[Int(words[$0])] && classes[Int(words[$0 + 1])] & grammar.ownAffair != 0
        }
    }
  }

  /// Whether the sentence says `we`, and has no verb of speech, by which somebody else would say it.
  private func speaksForItself(_ sentence: Sentence) -> Bool {
    sentence.tokens.contains { saysWe[Int(words[$0])] && text.tokens[$0].shape != .upper }
      && !sentence.tokens.contains { classes[Int(words[$0])] & grammar.speech != 0 }
  }
}

/// Tracks which sentences are between quotation marks; a quotation ends with its line at the latest.
private struct Quotation {
  let text: ArticleText
  private var isOpen = false
  private var end = 0

  init(text: ArticleText) {
    self.text = text
  }

  /// Reads the next sentence; returns whether any of it is quoted.
  mutating func reaches(_ sentence: Sentence) -> Bool {
    let gap = end..<max(end, sentence.start)
    if text.bytes[gap].contains(UInt8(ascii: "\n")) { isOpen = false }
    end = sentence.end
    var isQuoted = isOpen
    for index in sentence.tokens {
      switch mark(text.tokens[index].start) {
      case .none: continue
      case .some(let opens): isOpen = opens
      }
      isQuoted = true
    }
    return isQuoted
  }

  /// True if a quotation mark at the byte opens a quotation, false if it closes one, nil for any other byte. `"` opens
  /// after a blank.
  private func mark(_ start: Int) -> Bool? {
    switch text.bytes[start] {
    case UInt8(ascii: "\""):
      return start == 0 || text.bytes[start - 1] <= UInt8(ascii: " ") || text.bytes[start - 1] == UInt8(ascii: "(")
    case 0xC2 where text.bytes[start + 1] == 0xAB: return true
    case 0xC2 where text.bytes[start + 1] == 0xBB: return false
    case 0xE2 where text.bytes[start + 1] == 0x80 && text.bytes[start + 2] == 0x9C: return true
    case 0xE2 where text.bytes[start + 1] == 0x80 && text.bytes[start + 2] == 0x9D: return false
    default: return nil
    }
  }
}
