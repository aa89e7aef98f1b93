import Models
import TextAnalysis
import TextNormalisation

/// The text of an article as it is read for facts: repaired, and without the sentences in which a publisher repeats an
/// error that it corrects. Facts found in it have their positions in the published text.
struct ReadableText {
  let text: String
  let bodyStart: Int
  private let published: String
  private let repaired: RepairedText?

  /// - Parameter language: that of the article, by which its sentences end.
  init(_ article: NormalisedArticle, corrections: CorrectionMarks, language: TextLanguage) {
    published = article.text
    repaired = RepairedText(article.text)
    let read = repaired?.text ?? article.text
    bodyStart = repaired?.repairedStart(article.bodyStart) ?? article.bodyStart
    let marks = corrections.places(in: read)
    text =
      marks.isEmpty
      ? read : ArticleText(read, bodyStart: bodyStart, language: language).textWithoutSentences(at: marks)
  }

  /// Moves the places of facts found in `text` into the published text.
  func moveToPublished(_ document: inout FactsDocument) {
    guard let repaired else { return }
    let bytes = Array(published.utf8)
    document.mapPlaces { range in
      TextRange(start: repaired.publishedStart(range.start), end: repaired.publishedEnd(range.end))
    } _: { range in
      String(decoding: bytes[range.start..<max(range.start, range.end)], as: UTF8.self)
    }
  }
}

extension ArticleText {
  /// The text with spaces in place of the sentences at the byte offsets, which are in order. Its length in bytes and
  /// its lines stay the same.
  fileprivate func textWithoutSentences(at offsets: [Int]) -> String {
    var blanked = bytes
    var end = 0
    for offset in offsets where offset >= end {
      let sentence = wholeSentence(at: offset)
      for index in sentence where bytes[index] != UInt8(ascii: "\n") { blanked[index] = UInt8(ascii: " ") }
      end = sentence.upperBound
    }
    return String(decoding: blanked, as: UTF8.self)
  }

  /// The bytes of the sentence at the offset, with the report from which a dateline divides it on the same line: all of
  /// `CORRECTION: Mali (Reuters) - An earlier version …`.
  private func wholeSentence(at offset: Int) -> Range<Int> {
    let first = sentenceIndex(at: offset)
    var last = first
    while last + 1 < sentences.count, isCredit(sentences[last]), isOnSameLine(sentences[last + 1]) { last += 1 }
    return sentences[first].start..<sentences[last].end
  }

  /// Whether the sentence is a credit, or a headline in the body, which a credit follows.
  private func isCredit(_ sentence: Sentence) -> Bool {
    sentence.kind == .credit || sentence.kind == .title && sentence.start >= bodyStart
  }

  /// Whether no line break precedes the sentence.
  private func isOnSameLine(_ sentence: Sentence) -> Bool {
    let gap = tokens[sentence.tokens.lowerBound].gap
    return gap == .none || gap == .space
  }
}
