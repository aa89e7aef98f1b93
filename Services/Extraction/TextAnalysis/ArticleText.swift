import TextMatching

package typealias Token = TextMatching.Token

/// An article's text for all recognisers: bytes, the same bytes in lower case, tokens and sentences.
package final class ArticleText: Sendable {
  package let bytes: [UInt8]
  /// `bytes` in lower case, at the same offsets: a letter whose lower case has another length in UTF-8 is unchanged.
  package let folded: [UInt8]
  package let tokens: [Token]
  /// The sentences in order; every token belongs to exactly one.
  package let sentences: [Sentence]
  /// The offset at which the body begins: after the title and its blank line, else 0.
  package let bodyStart: Int
  package let language: TextLanguage
  /// By token: the word's number in the language's vocabulary.
  let numbers: [UInt32]
  /// For each word index of the language's vocabulary, by its position: the id of each token.
  private let ids: [[WordID]]

  /// Cuts the text into tokens and sentences and looks its words up, in time linear in its length.
  package init(_ text: String, bodyStart: Int = 0, language: TextLanguage = .unknown) {
    self.language = language
    bytes = Array(text.utf8)
    let tokenised = TokenisedText(bytes)
    folded = tokenised.folded
    tokens = tokenised.tokens
    numbers = language.vocabulary.numbers(of: tokens, folded: folded)
    ids = language.vocabulary.ids(of: numbers)
    self.bodyStart = bodyStart
    var splitter = SentenceSplitter(
      text: tokenised, byteCount: bytes.count, bodyStart: bodyStart, words: language.sentences)
    sentences = splitter.split()
  }
}

extension ArticleText {
  /// The leftmost longest matches of a matcher's phrases, in order; with `overlapping`, all matches.
  package func matches(
    of matcher: PhraseMatcher, beginning: PhraseMatcher.Beginning = .anyToken, overlapping: Bool = false
  ) -> [PhraseMatcher.Match] {
    matcher.matches(bytes: bytes, folded: folded, tokens: tokens, beginning: beginning, overlapping: overlapping)
  }

  /// The word index's id of each token. If the index is part of the language's vocabulary, no word is looked up again.
  package func ids(in wordIndex: WordIndex) -> [WordID] {
    language.vocabulary.position(of: wordIndex).map { ids[$0] } ?? wordIndex.ids(of: tokens, folded: folded)
  }

  /// The value that a table of words has for the token.
  @inline(__always)
  package func value(_ index: Int, in table: WordTable) -> Int? { table.value(of: tokens[index], in: folded) }

  @inline(__always)
  package func contains(_ table: WordTable, _ index: Int) -> Bool { table.value(of: tokens[index], in: folded) != nil }
}
