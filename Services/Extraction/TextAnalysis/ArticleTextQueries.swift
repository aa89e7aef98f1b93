import Models
import ReferenceData
import TextMatching

extension ArticleText {
  /// The span from byte `start` up to `end`, with its text.
  package func span(_ start: Int, _ end: Int) -> TextSpan {
    TextSpan(text: string(start, end), start: start, end: end)
  }

  package func span(_ sentence: Sentence) -> TextSpan { span(sentence.start, sentence.end) }

  package func span(tokens range: Range<Int>) -> TextSpan {
    span(tokens[range.lowerBound].start, tokens[range.upperBound - 1].end)
  }

  package func string(_ start: Int, _ end: Int) -> String {
    bytes.withUnsafeBufferPointer { bytes in
      let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
      // The bytes are those of a string, so that what begins and ends between two characters is valid as well.
      guard !Self.isInsideCharacter(bytes, start), !Self.isInsideCharacter(bytes, end) else {
        return String(decoding: part, as: UTF8.self)
      }
      var text = UTF8Span(unchecked: Span(_unsafeElements: part))
      _ = text.checkForASCII()
      return String(copying: text)
    }
  }

  private static func isInsideCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }

  /// The text in a range of bytes, in lower case.
  package func string(folded range: Range<Int>) -> String {
    String(decoding: folded[range], as: UTF8.self)
  }

  /// Whether the token's folded bytes are exactly `word`, which is written in lower case.
  @inline(__always)
  package func token(_ index: Int, is word: StaticString) -> Bool {
    let token = tokens[index]
    let length = token.end - token.start
    guard length == word.utf8CodeUnitCount else { return false }
    return folded.withUnsafeBufferPointer { folded in
      let other = word.utf8Start
      for offset in 0..<length where folded[token.start + offset] != other[offset] { return false }
      return true
    }
  }

  /// Whether the tokens spell exactly `word`: UTF-8 bytes in lower case and simplified characters.
  package func spells(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    let start = tokens[range.lowerBound].start
    let end = tokens[range.upperBound - 1].end
    return end - start == word.count && folded[start..<end].elementsEqual(word)
  }

  /// Whether the token is a function word of that role (`and`, `of`) in the text's language.
  package func token(_ index: Int, is word: FunctionWord) -> Bool { language.has(word, numbers[index]) }

  /// The token's text in lower case.
  package func lowercased(_ index: Int) -> String {
    String(decoding: folded[tokens[index].start..<tokens[index].end], as: UTF8.self)
  }

  /// The index of the sentence that contains the byte at `offset`; between two sentences, of the one before it.
  package func sentenceIndex(at offset: Int) -> Int {
    max(0, sentences.partitioningIndex { $0.start > offset } - 1)
  }

  /// Whether a sentence ends in a question mark, perhaps with quotation marks or brackets after it that were opened
  /// where the sentence begins, or before: `“Who did it?”`. `Police asked “Who did it?”` is a report.
  package func isQuestion(_ sentence: Sentence) -> Bool {
    let range = sentence.tokens
    var last = range.upperBound - 1
    while last > range.lowerBound, SentenceWords.closers.contains(tokens[last].hash) { last -= 1 }
    guard SentenceWords.isQuestionMark(tokens[last].hash) else { return false }
    guard last + 1 < range.upperBound else { return true }
    let opener = SentenceWords.opener(of: tokens[last + 1].hash)
    return !range.prefix(upTo: last).drop { tokens[$0].kind == .punctuation }.contains {
      tokens[$0].hash == opener && (tokens[$0].isSpaced || tokens[$0 - 1].kind == .punctuation)
        && !tokens[$0 + 1].isSpaced
    }
  }

  /// The index of the first token that starts at or after the byte `offset`.
  package func tokenIndex(from offset: Int) -> Int {
    tokens.partitioningIndex { $0.start >= offset }
  }

  /// The indices of the tokens that start in the span.
  package func tokenIndices(of span: TextSpan) -> Range<Int> {
    let first = tokenIndex(from: span.start)
    return first..<tokens[first...].partitioningIndex { $0.start >= span.end }
  }
}
