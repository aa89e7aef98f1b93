import ExtractionFixtures
import Foundation
import Testing
import TextAnalysis

@testable import EventExtraction

@Suite("The filter of sentences without events")
struct SentenceFilterTests {
  @Test("a sentence that it refuses has no trigger, and no phrase that applies to the whole article")
  func filter() throws {
    let lexicon = EntityFixture.lexicon("en").events
    let knowledge = EventKnowledge(lexicon)
    let search = PhraseSearch(knowledge)
    var (refused, read) = (0, 0)
    var matches: [PhraseSearch.Match] = []
    try forEachSentence(of: knowledge) { sentence, words, quote in
      guard !knowledge.rules.mayReport(words) else {
        read += 1
        return
      }
      refused += 1
      search.matches(in: sentence, into: &matches)
      let missed = matches.filter { knowledge.rules.opensReading($0.meaning) }
      #expect(missed.isEmpty, "\(quote)")
    }
    #expect(refused > 0 && read > 0)
  }

  @Test(
    "a sentence of a pattern's own words has the pattern, its gaps empty or as long as they may be",
    arguments: [0, PhraseSearch.longestGap])
  func ownWords(gap: Int) {
    let knowledge = EventKnowledge(EntityFixture.lexicon("en").events)
    let rules = knowledge.rules
    let search = PhraseSearch(knowledge)
    var found: [PhraseSearch.Match] = []
    var searched = 0
    for (number, pattern) in rules.patterns.enumerated() {
      guard [.word, .words].contains(rules.steps[Int(pattern.anchor)].kind) else { continue }
      var sentence = EventSentence()
      for step in rules.steps[Int(pattern.steps.lowerBound)..<Int(pattern.steps.upperBound)] {
        sentence.items += items(of: step, gap: gap, rules)
      }
      search.matches(in: sentence, into: &found)
      searched += 1
      #expect(found.contains { $0.pattern == number }, "\(rules.rows[number])")
      guard rules.opensReading(pattern.meaning) else { continue }
      #expect(rules.mayReport(sentence.items.map { WordID($0.word) }[...]), "\(rules.rows[number])")
    }
    #expect(searched > 5000)
  }

  @Test("the search by the rarest words finds what trying each pattern at each of its anchors finds")
  func exhaustive() throws {
    let knowledge = EventKnowledge(EntityFixture.lexicon("en").events)
    let search = PhraseSearch(knowledge)
    let byAnchor = ExhaustiveSearch(knowledge.rules)
    var found: [PhraseSearch.Match] = []
    var count = 0
    try forEachSentence(of: knowledge, reports: 600) { sentence, _, quote in
      search.matches(in: sentence, into: &found)
      let expected = byAnchor.matches(in: sentence.items)
      #expect(found.map { [$0.anchor, $0.pattern, $0.start, $0.end] } == expected, "\(quote)")
      count += expected.count
    }
    #expect(count > 1000)
  }

  /// Calls `body` with each sentence of the English readings' first reports, with its words and what it says.
  private func forEachSentence(
    of knowledge: EventKnowledge, reports count: Int = .max,
    _ body: (EventSentence, ArraySlice<WordID>, String) throws -> Void
  ) throws {
    let table = EntityFixture.root.appending(path: "Tests/Fixtures/reading/english.tsv")
    let reports = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.first != "#" }
    for report in reports.prefix(count) {
      let fields = report.split(separator: "\t", omittingEmptySubsequences: false)
      let text = EntityFixture.article("\(fields[1]). \(fields[2])", language: "en")
      let words = text.ids(in: knowledge.rules.wordIndex)
      let spans = EntitySpans(Findings(), knowledge.grammar)
      var (sentence, entity) = (EventSentence(), 0)
      for index in text.sentences.indices {
        text.read(index, into: &sentence, words, knowledge, spans, entity: &entity)
        let source = text.sentences[index]
        try body(sentence, words[source.tokens], text.string(source.start, source.end))
      }
    }
  }

  /// Items that a step of a pattern matches: the first of its words, or one that has its classes and no word.
  private func items(of step: EventRules.Step, gap: Int, _ rules: EventRules) -> [EventSentence.Item] {
    func item(_ word: Int, _ classes: ClassSet) -> EventSentence.Item {
      var item = EventSentence.Item(kind: .word, word: word, classes: classes, start: 0, end: 0, entity: -1)
      item.isPivot = rules.candidateLists[word].count > 0
      item.sketchBit = rules.sketchBits[word]
      return item
    }
    switch step.kind {
    case .word: return [item(Int(step.first), rules.vocabulary.classes[Int(step.first)])]
    case .words:
      let word = Int(rules.words[Int(step.first)])
      return [item(word, rules.vocabulary.classes[word])]
    case .classes: return [item(0, rules.sets[Int(step.first)])]
    case .any: return [item(0, 0)]
    case .gap: return Array(repeating: item(0, 0), count: gap)
    }
  }
}

/// Tries each pattern at each item that may be its anchor, without any test before.
private struct ExhaustiveSearch {
  private let rules: EventRules
  private var patterns: [Int: [Int]] = [:]

  init(_ rules: EventRules) {
    self.rules = rules
    for (number, pattern) in rules.patterns.enumerated() {
      let words = rules.choices(of: rules.steps[Int(pattern.anchor)])
      for word in words { patterns[Int(word), default: []].append(number) }
    }
  }

  /// The anchor, the pattern, the start and the end of each match.
  func matches(in items: [EventSentence.Item]) -> [[Int]] {
    var matches: [[Int]] = []
    for (anchor, item) in items.enumerated() where item.word != 0 {
      for number in patterns[item.word, default: []] {
        let pattern = rules.patterns[number]
        let after = rules.steps[Int(pattern.anchor) + 1..<Int(pattern.steps.upperBound)]
        let before = rules.steps[Int(pattern.steps.lowerBound)..<Int(pattern.anchor)].reversed()
        guard let ahead = length(of: Array(after), Array(items[(anchor + 1)...])),
          let behind = length(of: Array(before), items[..<anchor].reversed())
        else { continue }
        matches.append([anchor, number, anchor - behind, anchor + 1 + ahead])
      }
    }
    return matches
  }

  /// How many items the steps match at the start of `items`, if they match.
  private func length(of steps: [EventRules.Step], _ items: [EventSentence.Item]) -> Int? {
    guard let step = steps.first else { return 0 }
    let rest = Array(steps.dropFirst())
    guard step.kind == .gap else {
      guard let item = items.first, fits(item, step) else { return nil }
      return length(of: rest, Array(items.dropFirst())).map { $0 + 1 }
    }
    for skipped in 0...PhraseSearch.longestGap {
      guard items.prefix(skipped).count == skipped, items.prefix(skipped).allSatisfy(isPassable) else { return nil }
      if let length = length(of: rest, Array(items.dropFirst(skipped))) { return length + skipped }
    }
    return nil
  }

  private func fits(_ item: EventSentence.Item, _ step: EventRules.Step) -> Bool {
    switch step.kind {
    case .word, .words: rules.choices(of: step).contains { Int($0) == item.word }
    case .classes: item.classes & rules.sets[Int(step.first)] != 0
    case .any: isPassable(item)
    case .gap: false
    }
  }

  private func isPassable(_ item: EventSentence.Item) -> Bool { item.kind == .word || item.kind == .number }
}
