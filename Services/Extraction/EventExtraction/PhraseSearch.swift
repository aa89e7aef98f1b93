import TextAnalysis

/// Finds the patterns of the event lexicon in a sentence.
struct PhraseSearch {
  /// A match of a pattern in the items from `start` up to `end`, with the item that stands for it at `anchor`.
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
    matches.sort { ($0.anchor, $0.pattern) < ($1.anchor, $1.pattern) }
  }
}

/// The lists of a lexicon that a search reads, as one object: reading them from the rules would count each list's
/// references up and down for each sentence.
final class PatternLists: Sendable {
  private let lists: [EventRules.CandidateList]
  private let candidates: [EventRules.Candidate]
  private let sets: [BitSet256]
  private let patterns: [EventRules.Pattern]
  private let steps: [EventRules.Step]
  private let words: [UInt16]
  private let mostCandidates: Int

  init(_ rules: EventRules) {
    lists = rules.candidateLists
    candidates = rules.candidates
    sets = rules.sets
    patterns = rules.patterns
    steps = rules.steps
    words = rules.words
    mostCandidates = lists.reduce(0) { max($0, Int($1.count)) }
  }
}

/// The same without reference counts.
struct PatternTables {
  let lists: UnsafeBufferPointer<EventRules.CandidateList>
  let candidates: UnsafeBufferPointer<EventRules.Candidate>
  let sets: UnsafeBufferPointer<BitSet256>
  let patterns: UnsafeBufferPointer<EventRules.Pattern>
  let steps: UnsafeBufferPointer<EventRules.Step>
  let words: UnsafeBufferPointer<UInt16>
  /// How many candidates the word with the most has.
  let mostCandidates: Int
}

extension PatternLists {
  /// Runs `body` with tables that are valid until it returns.
  @inline(__always)
  fileprivate func withTables(_ body: (PatternTables) -> Void) {
    lists.withUnsafeBufferPointer { lists in
      candidates.withUnsafeBufferPointer { candidates in
        sets.withUnsafeBufferPointer { sets in
          patterns.withUnsafeBufferPointer { patterns in
            steps.withUnsafeBufferPointer { steps in
              words.withUnsafeBufferPointer { words in
                body(
                  PatternTables(
                    lists: lists, candidates: candidates, sets: sets, patterns: patterns, steps: steps, words: words,
                    mostCandidates: mostCandidates))
              }
            }
          }
        }
      }
    }
  }
}

/// What the tests of candidates ask of, by their subject: a set for each, and after them each set folded into a lane of
/// 64 bits. Valid as long as the memory is that it was made with.
private struct TestSubjects {
  /// The memory of all sets, and of as many further ones as the folded ones fill.
  static let byteCount = (subjectCount + (subjectCount + BitSet256.laneCount - 1) / BitSet256.laneCount) * setSize

  private static let subjectCount = EventRules.TestSubject.allCases.count
  private static let setSize = MemoryLayout<BitSet256>.size
  private static let laneSize = MemoryLayout<UInt64>.size

  private let memory: UnsafeMutableRawPointer

  /// `memory` has `byteCount` bytes.
  init(_ memory: UnsafeMutableRawPointer) {
    self.memory = memory
    for subject in EventRules.TestSubject.allCases { self[subject] = .all }
  }

  @inline(__always)
  subscript(_ subject: EventRules.TestSubject) -> BitSet256 {
    get { memory.load(fromByteOffset: Int(subject.rawValue) &* Self.setSize, as: BitSet256.self) }
    nonmutating set {
      memory.storeBytes(of: newValue, toByteOffset: Int(subject.rawValue) &* Self.setSize, as: BitSet256.self)
      let lane = Self.subjectCount &* BitSet256.laneCount &+ Int(subject.rawValue)
      memory.storeBytes(of: newValue.folded, toByteOffset: lane &* Self.laneSize, as: UInt64.self)
    }
  }

  /// 1 if a candidate passes its tests, else 0.
  @inline(__always)
  func mayMatch(_ candidate: EventRules.Candidate) -> Int {
    let first = lane(candidate.firstLane) & candidate.firstMask
    let second = lane(candidate.secondLane) & candidate.secondMask
    return (first != 0 ? 1 : 0) & (second != 0 ? 1 : 0)
  }

  @inline(__always)
  private func lane(_ index: UInt8) -> UInt64 {
    memory.load(fromByteOffset: Int(index) &* Self.laneSize, as: UInt64.self)
  }
}

/// The search of one sentence; the buffers outlive it by construction.
private struct PatternWalk {
  let items: UnsafeBufferPointer<EventSentence.Item>
  let tables: PatternTables

  func collect(into matches: inout [PhraseSearch.Match]) {
    withUnsafeTemporaryAllocation(
      byteCount: TestSubjects.byteCount, alignment: MemoryLayout<BitSet256>.alignment
    ) { memory in
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: tables.mostCandidates) { passed in
        guard let start = memory.baseAddress else { return }
        collect(TestSubjects(start), passed, into: &matches)
      }
    }
  }

  /// `passed` has room for the candidates of any word.
  private func collect(
    _ subjects: TestSubjects, _ passed: UnsafeMutableBufferPointer<UInt16>, into matches: inout [PhraseSearch.Match]
  ) {
    var words = WordSketch.Members()
    var classes: ClassSet = 0
    for item in items {
      words.add(item.sketchBit)
      classes |= item.classes
    }
    (subjects[.sentenceWords], subjects[.sentenceClasses]) = (WordSketch(words), classes)
    // The patterns with another anchor than their pivot that have been searched for.
    var searched: [UInt16] = []
    for index in items.indices where items[index].isPivot {
      let list = tables.lists[items[index].word]
      describe(index, for: list, in: subjects)
      for pattern in passed[..<fill(passed, with: list, subjects)] {
        let found = tables.patterns[Int(pattern)]
        guard let range = range(of: found, with: found.pivot, at: index) else { continue }
        if found.pivot == found.anchor {
          matches.append(match(Int(pattern), range, anchor: index))
        } else if !searched.contains(pattern) {
          searched.append(pattern)
          search(Int(pattern), into: &matches)
        }
      }
    }
  }

  /// Fills `passed` with the patterns of a list whose tests pass; returns how many there are. It has no branches: which
  /// candidates are ruled out is nothing that the processor can foresee.
  @inline(__always)
  private func fill(
    _ passed: UnsafeMutableBufferPointer<UInt16>, with list: EventRules.CandidateList, _ subjects: TestSubjects
  ) -> Int {
    var count = 0
    for place in Int(list.first)..<Int(list.first) + Int(list.count) {
      let candidate = tables.candidates[place]
      passed[count] = candidate.pattern
      count &+= subjects.mayMatch(candidate)
    }
    return count
  }

  /// Sets what the tests of a list ask of around the item at `index`.
  @inline(__always)
  private func describe(_ index: Int, for list: EventRules.CandidateList, in subjects: TestSubjects) {
    (subjects[.nextWord], subjects[.nextClasses]) = traits(beside: index, 1, most: 1)
    (subjects[.previousWord], subjects[.previousClasses]) = traits(beside: index, -1, most: 1)
    let window = PhraseSearch.longestGap + 1
    if list.looksAhead {
      (subjects[.wordsAhead], subjects[.classesAhead]) = traits(beside: index, 1, most: window)
    }
    if list.looksBack {
      (subjects[.wordsBefore], subjects[.classesBefore]) = traits(beside: index, -1, most: window)
    }
  }

  /// The words and classes of the items after `index` (`direction` 1) or before it (-1), `most` of them at most and
  /// none after one that no gap passes.
  @inline(__always)
  private func traits(beside index: Int, _ direction: Int, most: Int) -> (words: WordSketch, classes: ClassSet) {
    var words = WordSketch.Members()
    var classes: ClassSet = 0
    var next = index + direction
    for _ in 0..<most {
      guard next >= 0, next < items.count else { break }
      words.add(items[next].sketchBit)
      classes |= items[next].classes
      guard isPassable(items[next]) else { break }
      next += direction
    }
    return (WordSketch(words), classes)
  }

  /// Adds the matches of a pattern at all its anchors.
  private func search(_ number: Int, into matches: inout [PhraseSearch.Match]) {
    let pattern = tables.patterns[number]
    for index in items.indices where fits(index, tables.steps[Int(pattern.anchor)]) {
      if let range = range(of: pattern, with: pattern.anchor, at: index) {
        matches.append(match(number, range, anchor: index))
      }
    }
  }

  private func match(_ number: Int, _ range: Range<Int>, anchor: Int) -> PhraseSearch.Match {
    PhraseSearch.Match(
      start: range.lowerBound, end: range.upperBound, anchor: anchor, pattern: number,
      meaning: tables.patterns[number].meaning)
  }

  /// The items that match a pattern, if the item at `index`, which matches one of its steps, is the one of that step.
  private func range(of pattern: EventRules.Pattern, with step: Int32, at index: Int) -> Range<Int>? {
    guard let end = right(Int(step) + 1, Int(pattern.steps.upperBound), item: index + 1),
      let start = left(Int(step) - 1, Int(pattern.steps.lowerBound), item: index - 1)
    else { return nil }
    return start..<end
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
