import ReferenceData
import TextAnalysis

/// Finds the patterns of the lexicon in a sentence and chooses among those that share a word or a part of it.
struct ChinesePatternSearch {
  struct Match {
    /// An index into the vocabulary's patterns.
    let pattern: Int
    /// The index of each step among the sentence's occurrences, in order; no two of them share a token.
    let items: [Int]
    /// The index of the occurrence of the first step that names words.
    let anchor: Int
    /// The indices of the occurrences from the first to the last step that names words.
    let core: ClosedRange<Int>
  }

  struct Found {
    /// The matches that propose events, in the order of the text; of those that share a token, only the most specific
    /// one.
    var events: [Match] = []
    /// The matches that report the end of events; they may share tokens with the others.
    var ends: [Match] = []
  }

  let vocabulary: ChineseVocabulary
  /// What a word that is not whole costs a match in rank: half of what a condition gives.
  private static let partCost = 50
  /// The most characters of a project's name that count in rank: as many as most words for sites have.
  private static let projectLength = 2

  func matches(in sentence: ChineseSentence) -> Found {
    let all = candidates(in: sentence)
    let isEnd = { (match: Match) in vocabulary.patterns[match.pattern].source.frame == .end }
    return Found(events: chosen(of: all.filter { !isEnd($0) }, sentence), ends: all.filter(isEnd))
  }

  private func candidates(in sentence: ChineseSentence) -> [Match] {
    var found: [Match] = []
    var positions: [Int] = []
    // Most patterns that begin in a sentence lack another step in it, which need not be looked for.
    var isSatisfied = [Bool](repeating: false, count: vocabulary.patternsByStep.count)
    for item in sentence.occurrences { forEachStep(of: item) { isSatisfied[$0] = true } }
    for first in sentence.occurrences.indices {
      forEachStep(of: sentence.occurrences[first]) { step in
        for index in vocabulary.patternsByStep[step] {
          let isPossible = vocabulary.patterns[index].steps.allSatisfy { isSatisfied[$0] }
          guard isPossible, isMatch(index, from: first, in: sentence, &positions) else { continue }
          found.append(match(index, positions))
        }
      }
    }
    return found
  }

  /// Calls `body` with each step that the occurrence satisfies.
  @inline(__always)
  private func forEachStep(of item: ChineseSentence.Item, _ body: (Int) -> Void) {
    if item.word >= 0 { for step in vocabulary.words[item.word].steps { body(step) } }
    guard item.entity >= 0 else { return }
    if item.classes & ChineseVocabulary.country != 0 { for step in vocabulary.countrySteps { body(step) } }
    if item.classes & ChineseVocabulary.projectName != 0 { for step in vocabulary.projectSteps { body(step) } }
  }

  private func chosen(of found: [Match], _ sentence: ChineseSentence) -> [Match] {
    guard !found.isEmpty else { return [] }
    let ranks = found.map { rank($0, sentence) }
    let start = sentence.sentence.tokens.lowerBound
    var taken = [Bool](repeating: false, count: sentence.sentence.tokens.count)
    var chosen: [Match] = []
    for index in found.indices.sorted(by: { (-ranks[$0], found[$0].anchor, $0) < (-ranks[$1], found[$1].anchor, $1) }) {
      let items = found[index].items
      // No other match may use the tokens of the steps that name words.
      let named = vocabulary.patterns[found[index].pattern].named
      let isTaken = named.contains { sentence.occurrences[items[$0]].tokens.contains { taken[$0 - start] } }
      if isTaken { continue }
      for step in named {
        for token in sentence.occurrences[items[step]].tokens { taken[token - start] = true }
      }
      chosen.append(found[index])
    }
    return chosen.sorted { $0.anchor < $1.anchor }
  }

  private func satisfies(_ item: ChineseSentence.Item, _ step: Int) -> Bool {
    if item.word >= 0, vocabulary.words[item.word].steps.contains(step) { return true }
    guard item.entity >= 0 else { return false }
    return item.classes & ChineseVocabulary.country != 0 && vocabulary.countrySteps.contains(step)
      || item.classes & ChineseVocabulary.projectName != 0 && vocabulary.projectSteps.contains(step)
  }

  /// Whether a pattern matches from the occurrence `first` on; `positions`, room that is used again, are then the
  /// occurrences of its steps.
  private func isMatch(
    _ index: Int, from first: Int, in sentence: ChineseSentence, _ positions: inout [Int]
  ) -> Bool {
    positions.removeAll(keepingCapacity: true)
    positions.append(first)
    return vocabulary.patterns.withUnsafeBufferPointer { patterns in
      sentence.occurrences.withUnsafeBufferPointer { items in
        for step in 1..<max(1, patterns[index].steps.count) {
          guard let next = next(step, of: patterns[index], after: positions[step - 1], in: items) else { return false }
          positions.append(next)
        }
        let clauses = items[positions[0]].clause...items[positions[positions.count - 1]].clause
        func clausesContain(_ condition: ChineseVocabulary.Condition) -> Bool {
          items.contains { clauses.contains($0.clause) && condition.contains($0.word, $0.classes) }
        }
        if !patterns[index].with.isEmpty, !clausesContain(patterns[index].with) { return false }
        return patterns[index].without.isEmpty || !clausesContain(patterns[index].without)
      }
    }
  }

  /// The first occurrence after `last` that satisfies the step within its gap.
  @inline(__always)
  private func next(
    _ step: Int, of pattern: ChineseVocabulary.Pattern, after last: Int,
    in items: UnsafeBufferPointer<ChineseSentence.Item>
  ) -> Int? {
    let gap = pattern.source.elements[step].gap
    let crossesCommas = pattern.source.elements[step].crossesCommas
    var next = last + 1
    while next < items.count, items[next].tokens.lowerBound - items[last].tokens.upperBound <= gap,
      items[next].segment == items[last].segment, crossesCommas || items[next].clause == items[last].clause
    {
      if items[next].tokens.lowerBound >= items[last].tokens.upperBound, satisfies(items[next], pattern.steps[step]) {
        return next
      }
      next += 1
    }
    return nil
  }

  private func match(_ index: Int, _ positions: [Int]) -> Match {
    let pattern = vocabulary.patterns[index]
    let anchor = positions[pattern.anchor]
    var core = anchor...anchor
    if let first = pattern.named.first {
      core = positions[first]...positions[first]
      for step in pattern.named.dropFirst() {
        core = min(core.lowerBound, positions[step])...max(core.upperBound, positions[step])
      }
    }
    return Match(pattern: index, items: positions, anchor: anchor, core: core)
  }

  /// How specific a match is, in points: 200 for each step, 100 if its clauses have to contain something else, 10 for
  /// each character of the words that steps name, and up to 9 for its confidence, less `partCost` if one of its words
  /// is not whole.
  private func rank(_ match: Match, _ sentence: ChineseSentence) -> Int {
    let pattern = vocabulary.patterns[match.pattern]
    let length = pattern.named.reduce(0) { length, step in
      let item = sentence.occurrences[match.items[step]]
      let isProject = item.classes & ChineseVocabulary.projectName != 0
      return length + (isProject ? min(item.tokens.count, Self.projectLength) : item.tokens.count)
    }
    let asked = pattern.steps.count * 2 + (pattern.with.isEmpty ? 0 : 1)
    let isWhole = match.items.allSatisfy { sentence.occurrences[$0].kind != .part }
    return asked * 100 + length * 10 + Int(pattern.source.confidence * 9) - (isWhole ? 0 : Self.partCost)
  }
}
