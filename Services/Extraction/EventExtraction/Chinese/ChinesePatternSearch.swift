import ReferenceData
import TextAnalysis

/// Finds the patterns of the lexicon in a sentence and chooses among those that share a word.
struct ChinesePatternSearch {
  struct Match {
    /// An index into the vocabulary's patterns.
    let pattern: Int
    /// The index of the item of each step, in order.
    let items: [Int]
    /// The index of the item of the first step that names words.
    let anchor: Int
    /// The indices of the items from the first to the last step that names words.
    let core: ClosedRange<Int>
  }

  let vocabulary: ChineseVocabulary

  /// The matches in the order of the text; of those that share a word, only the most specific one.
  func matches(in sentence: ChineseSentence) -> [Match] {
    var found: [Match] = []
    for first in sentence.items.indices {
      for step in steps(of: sentence.items[first]) {
        for pattern in vocabulary.patternsByStep[step] {
          if let match = match(pattern, from: first, in: sentence) { found.append(match) }
        }
      }
    }
    guard !found.isEmpty else { return [] }
    let ranks = found.map { rank($0, sentence) }
    var taken = [Bool](repeating: false, count: sentence.items.count)
    var chosen: [Match] = []
    for index in found.indices.sorted(by: { (-ranks[$0], found[$0].anchor, $0) < (-ranks[$1], found[$1].anchor, $1) }) {
      let named = named(found[index])
      guard !named.contains(where: { taken[$0] }) else { continue }
      for item in named { taken[item] = true }
      chosen.append(found[index])
    }
    return chosen.sorted { $0.anchor < $1.anchor }
  }

  private func steps(of item: ChineseSentence.Item) -> [Int] {
    var steps = item.word >= 0 ? vocabulary.words[item.word].steps : []
    guard item.entity >= 0 else { return steps }
    if item.classes & 1 != 0 { steps += vocabulary.countrySteps }
    if item.classes & 2 != 0 { steps += vocabulary.projectSteps }
    return steps
  }

  private func satisfies(_ item: ChineseSentence.Item, _ step: Int) -> Bool { steps(of: item).contains(step) }

  private func match(_ index: Int, from first: Int, in sentence: ChineseSentence) -> Match? {
    let pattern = vocabulary.patterns[index]
    let items = sentence.items
    var positions = [first]
    for step in pattern.steps.indices.dropFirst() {
      let element = pattern.source.elements[step]
      let last = positions[step - 1]
      var next = last + 1
      var found: Int?
      while next < items.count {
        let gap = items[next].tokens.lowerBound - items[last].tokens.upperBound
        guard gap <= element.gap, items[next].segment == items[last].segment,
          element.crossesCommas || items[next].clause == items[last].clause
        else { break }
        if satisfies(items[next], pattern.steps[step]) {
          found = next
          break
        }
        next += 1
      }
      guard let found else { return nil }
      positions.append(found)
    }
    let anchor = positions[pattern.anchor]
    let clause = items[anchor].clause
    func clauseContains(_ condition: ChineseVocabulary.Condition) -> Bool {
      items.contains { $0.clause == clause && condition.contains($0.word, $0.classes) }
    }
    if !pattern.with.isEmpty, !clauseContains(pattern.with) { return nil }
    if !pattern.without.isEmpty, clauseContains(pattern.without) { return nil }
    let named = namedSteps(pattern).map { positions[$0] }
    return Match(
      pattern: index, items: positions, anchor: anchor, core: (named.min() ?? anchor)...(named.max() ?? anchor))
  }

  private func namedSteps(_ pattern: ChineseVocabulary.Pattern) -> [Int] {
    pattern.source.elements.indices.filter {
      pattern.source.elements[$0].terms.contains { if case .word = $0 { true } else { false } }
    }
  }

  /// The items of the steps that name words: no other match may use them.
  private func named(_ match: Match) -> [Int] { namedSteps(vocabulary.patterns[match.pattern]).map { match.items[$0] } }

  /// How specific a match is: by its steps and conditions, then the length of its words, then its confidence.
  private func rank(_ match: Match, _ sentence: ChineseSentence) -> Int {
    let pattern = vocabulary.patterns[match.pattern]
    let length = named(match).reduce(0) { $0 + sentence.items[$1].tokens.count }
    let asked = pattern.steps.count * 2 + (pattern.with.isEmpty ? 0 : 1)
    return asked * 100 + length * 10 + Int(pattern.source.confidence * 9)
  }
}
