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

  private let lists: PatternLists

  init(_ knowledge: EventKnowledge) {
    lists = knowledge.lists
  }

  /// Finds all matches, in the order of their anchors; those of one anchor in the order of the lexicon.
  func matches(in sentence: EventSentence, into matches: inout [Match]) {
    matches.removeAll(keepingCapacity: true)
    sentence.items.withUnsafeBufferPointer { items in
      lists.withTables { PatternWalk(items: items, tables: $0).collect(into: &matches) }
    }
  }
}

/// The lists of a lexicon that a search reads, as one object: reading them from the rules would count each list's
/// references up and down for each sentence.
final class PatternLists: Sendable {
  private let ranges: [Range<Int32>]
  private let candidates: [EventRules.Candidate]
  private let sets: [BitSet256]
  private let patterns: [EventRules.Pattern]
  private let steps: [EventRules.Step]
  private let words: [UInt16]

  init(_ rules: EventRules) {
    ranges = rules.candidateRanges
    candidates = rules.candidates
    sets = rules.sets
    patterns = rules.patterns
    steps = rules.steps
    words = rules.words
  }
}

/// The same without reference counts.
struct PatternTables {
  let ranges: UnsafeBufferPointer<Range<Int32>>
  let candidates: UnsafeBufferPointer<EventRules.Candidate>
  let sets: UnsafeBufferPointer<BitSet256>
  let patterns: UnsafeBufferPointer<EventRules.Pattern>
  let steps: UnsafeBufferPointer<EventRules.Step>
  let words: UnsafeBufferPointer<UInt16>
}

extension PatternLists {
  /// Runs `body` with tables that are valid until it returns.
  @inline(__always)
  fileprivate func withTables(_ body: (PatternTables) -> Void) {
    ranges.withUnsafeBufferPointer { ranges in
      candidates.withUnsafeBufferPointer { candidates in
        sets.withUnsafeBufferPointer { sets in
          patterns.withUnsafeBufferPointer { patterns in
            steps.withUnsafeBufferPointer { steps in
              words.withUnsafeBufferPointer { words in
                body(
                  PatternTables(
                    ranges: ranges, candidates: candidates, sets: sets, patterns: patterns, steps: steps, words: words))
              }
            }
          }
        }
      }
    }
  }
}

/// What the tests of candidates ask of, by their subject.
private struct TestSubjects {
  /// One for each case of `TestSubject`.
  private var sets = InlineArray<11, BitSet256>(repeating: .all)

  @inline(__always)
  subscript(_ subject: EventRules.TestSubject) -> BitSet256 {
    get { sets[Int(subject.rawValue)] }
    set { sets[Int(subject.rawValue)] = newValue }
  }

  @inline(__always)
  func pass(_ test: EventRules.Test, _ sets: UnsafeBufferPointer<BitSet256>) -> Bool {
    self[test.subject] & sets[Int(test.set)] != 0
  }
}

/// The search of one sentence; the buffers outlive it by construction.
private struct PatternWalk {
  let items: UnsafeBufferPointer<EventSentence.Item>
  let tables: PatternTables

  func collect(into matches: inout [PhraseSearch.Match]) {
    var subjects = TestSubjects()
    var words: WordSketch = 0
    var classes: ClassSet = 0
    for item in items {
      words |= WordSketch(word: item.word)
      classes |= item.classes
    }
    (subjects[.sentenceWords], subjects[.sentenceClasses]) = (words, classes)
    for index in 0..<items.count where items[index].isAnchor {
      describe(index, in: &subjects)
      for place in tables.ranges[items[index].word] {
        let candidate = tables.candidates[Int(place)]
        guard subjects.pass(candidate.after, tables.sets), subjects.pass(candidate.before, tables.sets),
          subjects.pass(candidate.word, tables.sets), subjects.pass(candidate.classes, tables.sets),
          let match = match(Int(candidate.pattern), anchor: index)
        else { continue }
        matches.append(match)
      }
    }
  }

  /// Sets what tests ask of around the item at `index`.
  @inline(__always)
  private func describe(_ index: Int, in subjects: inout TestSubjects) {
    (subjects[.nextWord], subjects[.nextClasses]) = traits(beside: index, 1, most: 1)
    (subjects[.previousWord], subjects[.previousClasses]) = traits(beside: index, -1, most: 1)
    (subjects[.wordsAhead], subjects[.classesAhead]) = traits(beside: index, 1, most: PhraseSearch.longestGap + 1)
    (subjects[.wordsBefore], subjects[.classesBefore]) = traits(beside: index, -1, most: PhraseSearch.longestGap + 1)
  }

  /// The words and classes of the items after `index` (`direction` 1) or before it (-1), `most` of them at most and
  /// none after one that no gap passes.
  @inline(__always)
  private func traits(beside index: Int, _ direction: Int, most: Int) -> (words: WordSketch, classes: ClassSet) {
    var words: WordSketch = 0
    var classes: ClassSet = 0
    var next = index + direction
    for _ in 0..<most {
      guard next >= 0, next < items.count else { break }
      words |= WordSketch(word: items[next].word)
      classes |= items[next].classes
      guard isPassable(items[next]) else { break }
      next += direction
    }
    return (words, classes)
  }

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

  /// Whether the steps after a gap may begin with `step` at the item `index`: at most positions they cannot, and
  /// nothing else of them is read.
  @inline(__always)
  private func opens(_ step: EventRules.Step, at index: Int) -> Bool {
    step.kind == .gap || index >= 0 && index < items.count && fits(index, step)
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
    case .classes: return items[index].classes & tables.sets[Int(step.first)] != 0
    case .any: return isPassable(items[index])
    case .gap: return false
    }
  }
}
