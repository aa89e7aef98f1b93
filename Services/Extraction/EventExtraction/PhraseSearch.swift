import TextAnalysis

/// Finds the patterns of the event lexicon in a sentence.
struct PhraseSearch {
  /// A match of a pattern in the items from `start` up to `end`, with its rarest word at `anchor`.
  struct Match {
    let start: Int
    let end: Int
    let anchor: Int
    let pattern: Int
    /// What the pattern means.
    let meaning: EventRules.Meaning
  }

  /// The largest number of words in a gap.
  static let longestGap = 7

  private let knowledge: EventKnowledge
  /// By word of the vocabulary, one bit each: whether the sentence that is searched has it. Word 0 is in every
  /// sentence; between two searches all others are in none.
  private var isPresent: [UInt64]

  init(_ knowledge: EventKnowledge) {
    self.knowledge = knowledge
    isPresent = Array(repeating: 0, count: knowledge.rules.vocabulary.count / 64 + 1)
    isPresent[0] = 1
  }

  /// Finds all matches, in the order of their anchors; those of one anchor in the order of the lexicon.
  mutating func matches(in sentence: EventSentence, into matches: inout [Match]) {
    matches.removeAll(keepingCapacity: true)
    let lists = knowledge.lists
    isPresent.withUnsafeMutableBufferPointer { isPresent in
      sentence.items.withUnsafeBufferPointer { items in
        var words: WordBits = []
        var classes: ClassSet = 0
        for item in items {
          words.insert(WordBits(word: item.word))
          isPresent[item.word >> 6] |= 1 << UInt64(item.word & 63)
          classes |= item.classes
        }
        lists.withTables { tables in
          PatternWalk(
            items: items, tables: tables, isPresent: UnsafeBufferPointer(isPresent), words: words, classes: classes
          ).collect(into: &matches)
        }
        for item in items { isPresent[item.word >> 6] = 0 }
        isPresent[0] = 1
      }
    }
  }
}

/// The lists of a lexicon that a search reads, as one object: reading them from the rules would count each list's
/// references up and down for each sentence.
final class PatternLists: Sendable {
  private let starts: [Int32]
  private let candidates: [EventRules.Candidate]
  private let needs: [UInt16]
  private let choiceSets: [WordBits]
  private let classSets: [ClassSet]
  private let patterns: [EventRules.Pattern]
  private let steps: [EventRules.Step]
  private let words: [UInt16]

  init(_ rules: EventRules) {
    starts = rules.starts
    candidates = rules.candidates
    needs = rules.needs
    choiceSets = rules.choiceSets
    classSets = rules.classSets
    patterns = rules.patterns
    steps = rules.steps
    words = rules.words
  }
}

/// The same without reference counts.
struct PatternTables {
  let starts: UnsafeBufferPointer<Int32>
  let candidates: UnsafeBufferPointer<EventRules.Candidate>
  let needs: UnsafeBufferPointer<UInt16>
  let choiceSets: UnsafeBufferPointer<WordBits>
  let classSets: UnsafeBufferPointer<ClassSet>
  let patterns: UnsafeBufferPointer<EventRules.Pattern>
  let steps: UnsafeBufferPointer<EventRules.Step>
  let words: UnsafeBufferPointer<UInt16>
}

extension PatternLists {
  /// Runs `body` with tables that are valid until it returns.
  @inline(__always)
  fileprivate func withTables(_ body: (PatternTables) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      candidates.withUnsafeBufferPointer { candidates in
        needs.withUnsafeBufferPointer { needs in
          classSets.withUnsafeBufferPointer { classSets in
            patterns.withUnsafeBufferPointer { patterns in
              steps.withUnsafeBufferPointer { steps in
                words.withUnsafeBufferPointer { words in
                  choiceSets.withUnsafeBufferPointer { choiceSets in
                    body(
                      PatternTables(
                        starts: starts, candidates: candidates, needs: needs, choiceSets: choiceSets,
                        classSets: classSets, patterns: patterns, steps: steps, words: words))
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The search of one sentence; the buffers outlive it by construction.
private struct PatternWalk {
  let items: UnsafeBufferPointer<EventSentence.Item>
  let tables: PatternTables
  /// By word of the vocabulary, one bit each: whether the sentence has it.
  let isPresent: UnsafeBufferPointer<UInt64>
  /// The words of the sentence.
  let words: WordBits
  /// The classes of the sentence's items.
  let classes: ClassSet

  func collect(into matches: inout [PhraseSearch.Match]) {
    for index in 0..<items.count where items[index].isAnchor {
      let word = items[index].word
      for place in Int(tables.starts[word])..<Int(tables.starts[word + 1]) {
        let need = Int(tables.needs[place])
        guard isPresent[need >> 6] & 1 << UInt64(need & 63) != 0 else { continue }
        let candidate = tables.candidates[place]
        let choices = tables.choiceSets[Int(candidate.choices)]
        guard choices.isEmpty || !words.isDisjoint(with: choices),
          candidate.classes < 0 || classes & tables.classSets[Int(candidate.classes)] != 0,
          admits(candidate.after, index + 1), admits(candidate.before, index - 1)
        else { continue }
        if let match = match(Int(candidate.pattern), anchor: index) { matches.append(match) }
      }
    }
  }

  /// Whether the item at `index` may be what a pattern asks for beside its anchor.
  @inline(__always)
  private func admits(_ neighbour: EventRules.Neighbour, _ index: Int) -> Bool {
    switch neighbour.kind {
    case .open: true
    case .word: isItem(index) && items[index].word == Int(neighbour.value)
    case .classes: isItem(index) && items[index].classes & tables.classSets[Int(neighbour.value)] != 0
    }
  }

  @inline(__always)
  private func isItem(_ index: Int) -> Bool { index >= 0 && index < items.count }

  private func match(_ number: Int, anchor index: Int) -> PhraseSearch.Match? {
    let pattern = tables.patterns[number]
    guard let end = right(Int(pattern.anchor) + 1, Int(pattern.steps.upperBound), item: index + 1),
      let start = left(Int(pattern.anchor) - 1, Int(pattern.steps.lowerBound), item: index - 1)
    else { return nil }
    return PhraseSearch.Match(start: start, end: end, anchor: index, pattern: number, meaning: pattern.meaning)
  }

  /// The index after the last item of the steps from `step` up to `last`, if they match from `item` on.
  private func right(_ step: Int, _ last: Int, item: Int) -> Int? {
    var step = step
    var item = item
    while step < last {
      if tables.steps[step].kind == .gap {
        for skipped in 0...PhraseSearch.longestGap {
          if step + 1 == last || opens(tables.steps[step + 1], at: item + skipped),
            let end = right(step + 1, last, item: item + skipped)
          {
            return end
          }
          guard item + skipped < items.count, isPassable(items[item + skipped]) else { return nil }
        }
        return nil
      }
      guard item < items.count, fits(item, tables.steps[step]) else { return nil }
      step += 1
      item += 1
    }
    return item
  }

  /// The index of the first item of the steps from `step` down to `first`, if they end at `item`.
  private func left(_ step: Int, _ first: Int, item: Int) -> Int? {
    var step = step
    var item = item
    while step >= first {
      if tables.steps[step].kind == .gap {
        for skipped in 0...PhraseSearch.longestGap {
          if step == first || opens(tables.steps[step - 1], at: item - skipped),
            let start = left(step - 1, first, item: item - skipped)
          {
            return start
          }
          guard item - skipped >= 0, isPassable(items[item - skipped]) else { return nil }
        }
        return nil
      }
      guard item >= 0, fits(item, tables.steps[step]) else { return nil }
      step -= 1
      item -= 1
    }
    return item + 1
  }

  /// Whether the steps behind a gap may begin with `step` at the item `index`: at most positions they cannot, and
  /// nothing else of them is read.
  @inline(__always)
  private func opens(_ step: EventRules.Step, at index: Int) -> Bool {
    step.kind == .gap || isItem(index) && fits(index, step)
  }

  @inline(__always)
  private func isPassable(_ item: EventSentence.Item) -> Bool { item.kind == .word || item.kind == .number }

  @inline(__always)
  private func fits(_ index: Int, _ step: EventRules.Step) -> Bool {
    switch step.kind {
    case .word: return items[index].word == Int(step.first)
    case .words:
      let word = items[index].word
      guard word != 0 else { return false }
      for place in Int(step.first)..<Int(step.end) where Int(tables.words[place]) == word { return true }
      return false
    case .classes: return items[index].classes & tables.classSets[Int(step.first)] != 0
    case .any: return isPassable(items[index])
    case .gap: return false
    }
  }
}
