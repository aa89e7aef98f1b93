import TextAnalysis

/// Finds the patterns of the event lexicon in a sentence.
struct PhraseSearch {
  /// A match of a pattern in the items from `start` up to `end`, with its rarest word at `anchor`.
  struct Match {
    let start: Int
    let end: Int
    let anchor: Int
    let pattern: Int
  }

  /// The largest number of words in a gap.
  static let longestGap = 7

  let rules: EventRules

  /// Finds all matches, in the order of their anchors; those of one anchor in the order of the lexicon.
  func matches(in sentence: EventSentence, into matches: inout [Match]) {
    matches.removeAll(keepingCapacity: true)
    var words: EventRules.WordBits = []
    var classes: ClassSet = 0
    for item in sentence.items {
      words.insert(EventRules.WordBits(word: item.word))
      classes |= item.classes
    }
    sentence.items.withUnsafeBufferPointer { items in
      rules.candidates.withUnsafeBufferPointer { candidates in
        rules.classSets.withUnsafeBufferPointer { classSets in
          for index in items.indices where items[index].word != 0 {
            let word = items[index].word
            for place in Int(rules.starts[word])..<Int(rules.starts[word + 1]) {
              let candidate = candidates[place]
              guard words.isSuperset(of: candidate.words),
                candidate.classes < 0 || classes & classSets[Int(candidate.classes)] != 0,
                Self.admits(candidate.after, items, index + 1, classSets),
                Self.admits(candidate.before, items, index - 1, classSets)
              else { continue }
              if let match = match(Int(candidate.pattern), items, anchor: index) { matches.append(match) }
            }
          }
        }
      }
    }
  }

  /// Whether the item at `index` may be what a pattern asks for beside its anchor.
  @inline(__always)
  private static func admits(
    _ neighbour: EventRules.Neighbour, _ items: UnsafeBufferPointer<EventSentence.Item>, _ index: Int,
    _ classSets: UnsafeBufferPointer<ClassSet>
  ) -> Bool {
    switch neighbour.kind {
    case .open: true
    case .word: items.indices.contains(index) && items[index].word == Int(neighbour.value)
    case .classes: items.indices.contains(index) && items[index].classes & classSets[Int(neighbour.value)] != 0
    }
  }

  private func match(
    _ number: Int, _ items: UnsafeBufferPointer<EventSentence.Item>, anchor index: Int
  ) -> Match? {
    let pattern = rules.patterns[number]
    guard let end = right(items, pattern, step: pattern.anchor + 1, item: index + 1),
      let start = left(items, pattern, step: pattern.anchor - 1, item: index - 1)
    else { return nil }
    return Match(start: start, end: end, anchor: index, pattern: number)
  }

  /// The index after the last item of the pattern's steps from `step` on, if they match from `item` on.
  private func right(
    _ items: UnsafeBufferPointer<EventSentence.Item>, _ pattern: EventRules.Pattern, step: Int, item: Int
  ) -> Int? {
    guard step < pattern.steps.count else { return item }
    let rule = rules.steps[pattern.steps.lowerBound + step]
    if case .gap = rule {
      for skipped in 0...Self.longestGap {
        if let end = right(items, pattern, step: step + 1, item: item + skipped) { return end }
        guard item + skipped < items.count, isPassable(items[item + skipped]) else { return nil }
      }
      return nil
    }
    guard item < items.count, fits(items[item], rule) else { return nil }
    return right(items, pattern, step: step + 1, item: item + 1)
  }

  /// The index of the first item of the pattern's steps down from `step`, if they end at `item`.
  private func left(
    _ items: UnsafeBufferPointer<EventSentence.Item>, _ pattern: EventRules.Pattern, step: Int, item: Int
  ) -> Int? {
    guard step >= 0 else { return item + 1 }
    let rule = rules.steps[pattern.steps.lowerBound + step]
    if case .gap = rule {
      for skipped in 0...Self.longestGap {
        if let start = left(items, pattern, step: step - 1, item: item - skipped) { return start }
        guard item - skipped >= 0, isPassable(items[item - skipped]) else { return nil }
      }
      return nil
    }
    guard item >= 0, fits(items[item], rule) else { return nil }
    return left(items, pattern, step: step - 1, item: item - 1)
  }

  @inline(__always)
  private func isPassable(_ item: EventSentence.Item) -> Bool { item.kind == .word || item.kind == .number }

  @inline(__always)
  private func fits(_ item: EventSentence.Item, _ step: EventRules.Step) -> Bool {
    switch step {
    case .words(let range):
      guard item.word != 0 else { return false }
      for index in range where Int(rules.words[index]) == item.word { return true }
      return false
    case .classes(let classes): return item.classes & classes != 0
    case .any: return isPassable(item)
    case .gap: return false
    }
  }
}
