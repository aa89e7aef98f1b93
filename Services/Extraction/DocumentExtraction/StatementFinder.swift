import Models
import ReferenceData
import TextAnalysis

/// Finds who says what: sentences with a verb of saying and a speaker or a quotation.
struct StatementFinder {
  let text: ArticleText

  func statement(_ reading: SentenceReading) -> Statement? {
    guard let cue = reading.cues.first(where: { $0.role == .saying && isVerb($0.tokens.lowerBound, reading.sentence) })
    else { return nil }
    let speaker = named(cue.tokens, reading.speakers) ?? titled(cue.tokens.lowerBound, reading.sentence)
    guard speaker != nil || hasQuotation(reading.sentence) else { return nil }
    return Statement(
      speaker: speaker, speech: text.span(tokens: cue.tokens).text, quote: text.span(reading.sentence))
  }

  /// Whether the token can be a verb of saying: it is not the second part of a compound (`value-added`).
  private func isVerb(_ index: Int, _ sentence: Sentence) -> Bool {
    index == sentence.tokens.lowerBound || text.tokens[index].isSpaced
      || text.tokens[index - 1].kind == .punctuation
        && text.bytes[text.tokens[index - 1].start] != UInt8(ascii: "-")
  }

  /// The nearest name before the verb, else the nearest after it; after `according`, the name that follows comes first.
  private func named(_ verb: Range<Int>, _ speakers: ArraySlice<TextSpan>) -> String? {
    let start = text.tokens[verb.lowerBound].start
    let end = text.tokens[verb.upperBound - 1].end
    let isAccording = text.token(verb.lowerBound, is: .according)
    var before: TextSpan?
    for span in speakers {
      if span.end <= start { before = span }
      if span.start >= end {
        if before == nil || isAccording, span.start - end <= 40 { return span.text }
        break
      }
    }
    guard let before, start - before.end <= 80 else { return nil }
    return before.text
  }

  /// The speaker by a title before the verb, if no known name was found: `the General Secretary of the AA stressed`.
  private func titled(_ verb: Int, _ sentence: Sentence) -> String? {
    var start = verb
    var hasCapital = false
    while start > sentence.tokens.lowerBound, verb - start < 10 {
      let index = start - 1
      guard text.tokens[index].kind == .word else { break }
      let shape = text.tokens[index].shape
      let isConnector = text.token(index, is: .of) || text.token(index, is: .the) || text.token(index, is: .and)
      if shape == .lower && !isConnector { break }
      if shape != .lower { hasCapital = true }
      start = index
    }
    while start < verb, text.tokens[start].shape == .lower || text.token(start, is: .the) { start += 1 }
    guard hasCapital, verb - start >= 2, text.tokens[verb - 1].shape != .lower else { return nil }
    return text.span(tokens: start..<verb).text
  }

  private func hasQuotation(_ sentence: Sentence) -> Bool {
    sentence.tokens.contains { index in
      let byte = text.bytes[text.tokens[index].start]
      return byte == UInt8(ascii: "\"")
        || byte == 0xE2 && text.bytes[text.tokens[index].start + 1] == 0x80
          && [0x9C, 0x9D].contains(text.bytes[text.tokens[index].start + 2])
    }
  }
}
