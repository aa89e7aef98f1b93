import Models
import ReferenceData
import TextAnalysis

/// The grounds for events of Chinese articles, which the reader collects where `explains` is set.
extension ChineseSentenceReader {
  /// The grounds for a match: its pattern's row and confidence, the words of its steps, the word that its condition
  /// asks for, and the signals around it or the genre of the article that decide its reading.
  func grounds(_ match: ChinesePatternSearch.Match, _ reading: RealisReader.Reading) -> [Reason] {
    guard article.metadata.explains else { return [] }
    let source = source(of: match)
    var grounds = [
      Reason(.pattern, by: source.row, text: words(tokens(of: match)), weight: source.confidence)
    ]
    if match.items.count > 1 {
      grounds += match.items.map { item in
        Reason(.patternStep, text: words(sentence.occurrences[item].tokens))
      }
    }
    let condition = vocabulary.patterns[match.pattern].with
    let last = sentence.occurrences[match.items[match.items.count - 1]].clause
    let clauses = sentence.occurrences[match.items[0]].clause...last
    let asked = sentence.occurrences.first {
      clauses.contains($0.clause) && condition.contains($0.word, $0.classes)
    }
    if let asked { grounds.append(Reason(.patternCondition, text: words(asked.tokens))) }
    grounds += realis.grounds(of: reading, on: match, article.taxonomy.kinds[source.type]).map { signal in
      Reason(.modifier, by: "event-signals.tsv \(signal.effect) \(signal.scope.rawValue)", text: signal.word)
    }
    if let reason = reading.reason, reason.rawValue == realis.genre.effect?.rawValue { grounds += genreGrounds() }
    return grounds
  }

  /// The genre of the article as grounds, one for each word that shows it.
  func genreGrounds() -> [Reason] {
    guard article.metadata.explains, let effect = realis.genre.effect else { return [] }
    let signals = vocabulary.lexicon.signals
    return realis.genre.words.compactMap { number in
      vocabulary.words[number].signals.first { signals[$0].effect == effect && signals[$0].scope == .article }
    }.map { Reason(.genre(effect), text: signals[$0].word) }
  }

  /// A rule as the only ground; empty unless `explains` is set.
  func rule(_ rule: ReadingRule) -> [Reason] { article.metadata.explains ? [Reason(rule)] : [] }

  private func words(_ tokens: Range<Int>) -> String {
    text.string(text.tokens[tokens.lowerBound].start, text.tokens[tokens.upperBound - 1].end)
  }
}
