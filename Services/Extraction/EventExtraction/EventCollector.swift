import Models
import TextAnalysis

/// The article that events are read from, and what has been read so far.
final class EventCollector {
  let text: ArticleText
  let context: ArticleContext
  let findings: Findings
  private(set) var suppressed: [Suppressed] = []
  private(set) var drafts: [EventDraft] = []
  /// The indices in `drafts` of each kind, the latest last.
  private var byKind: [Int: [Int]] = [:]
  private let sums: [Quantity]
  private let firstProse: Int
  private let registered: [ProjectMention]

  /// How old, in days, an event may be that is still told as news.
  static let newsDays = 180
  /// An article's bound on suppressed mentions and on events.
  static let longestList = 2000
  /// How many earlier events of its kind a mention is compared with.
  private static let memory = 32

  init(text: ArticleText, context: ArticleContext, findings: Findings) {
    self.text = text
    self.context = context
    self.findings = findings
    sums = findings.quantities.filter { $0.currency != nil }
    firstProse = text.sentences.firstIndex { $0.kind == .prose } ?? 0
    registered = findings.projects.filter { $0.id != nil }
  }

  // MARK: Looking up

  /// The country that the article is mostly about.
  var mainCountry: String? {
    guard let first = findings.countries.first, first.salience >= 0.4 else { return nil }
    return first.code
  }

  func countries(ofProject id: String) -> [String]? { registered.first { $0.id == id }?.countries }

  func dates(from start: Int, to end: Int) -> ArraySlice<DateMention> {
    slice(findings.dates, from: start, to: end) { $0.span.start }
  }

  func sums(from start: Int, to end: Int) -> ArraySlice<Quantity> {
    slice(sums, from: start, to: end) { $0.span.start }
  }

  @inline(__always)
  private func slice<Element>(
    _ list: [Element], from start: Int, to end: Int, _ offset: (Element) -> Int
  ) -> ArraySlice<Element> {
    let first = lowerBound(list, start, offset)
    return list[first..<max(first, lowerBound(list, end, offset))]
  }

  @inline(__always)
  private func lowerBound<Element>(_ list: [Element], _ start: Int, _ offset: (Element) -> Int) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if offset(list[middle]) < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The registered project that a sentence means without naming it: `the mine`, `the site`, in an article that names
  /// one project, at most three sentences after it was named.
  func projectMeant(in sentence: EventSentence, _ clauses: ClauseReader) -> String? {
    guard let id = registered.first?.id, registered.allSatisfy({ $0.id == id }) else { return nil }
    let mentions = slice(registered, from: 0, to: sentence.start) { $0.span.start }
    let last = mentions.last ?? (sentence.kind == .title ? nil : registered.first)
    guard let last else { return nil }
    let distance = sentence.index - text.sentenceIndex(at: last.span.start)
    guard (0...3).contains(distance) else { return nil }
    let site = clauses.grammar.site
    let definite = clauses.grammar.definite
    let isMeant = sentence.items.indices.dropFirst().contains { index in
      sentence.items[index].classes & site != 0
        && (max(0, index - 2)..<index).contains { sentence.items[$0].classes & definite != 0 }
    }
    return isMeant ? id : nil
  }

  /// The title or one of the first two sentences of prose: where a plain statement can be what the article is about.
  func isLead(_ sentence: EventSentence) -> Bool {
    sentence.kind == .title || sentence.kind == .prose && sentence.index <= firstProse + 1
  }

  /// The registered project that a sentence's `the project`, `the site` can only mean: the article names no other, and
  /// named it at most three sentences before.
  func projectInView(ofSentence index: Int) -> String? {
    guard let id = registered.first?.id, registered.allSatisfy({ $0.id == id }) else { return nil }
    let mentions = slice(registered, from: 0, to: text.sentences[index].start) { $0.span.start }
    guard let last = mentions.last ?? registered.first else { return nil }
    return index - text.sentenceIndex(at: last.span.start) <= 3 ? id : nil
  }

  /// The title and the first two sentences of prose.
  var leadSentences: Set<Int> {
    let prose = text.sentences[firstProse...].indices.prefix(2).filter { text.sentences[$0].kind == .prose }
    return Set(prose).union(text.sentences.indices.prefix(1).filter { text.sentences[$0].kind == .title })
  }

  func positionWeight(of sentence: EventSentence) -> Double { positionWeight(ofSentence: sentence.index) }

  /// 1 for the lead, less further down; a little more for the title.
  func positionWeight(ofSentence index: Int) -> Double {
    if text.sentences[index].kind == .title { return 1.1 }
    let distance = max(0, index - firstProse)
    return max(0.25, 1 - 0.12 * Double(min(distance, 4)) - 0.03 * Double(max(0, distance - 4)))
  }

  /// An attack that happened is told of in the sentence or at most three before it: a blast there is part of it.
  func tellsOfAttack(near sentence: Int, _ taxonomy: EventTaxonomy) -> Bool {
    drafts.suffix(Self.memory).contains {
      let type = taxonomy.kinds[$0.kind].type
      return sentence - $0.sentence <= 3 && type.category == "SEC" && type.plover == "ASSAULT"
        && $0.reading.realis == .actual && !$0.reading.isNegated
    }
  }

  // MARK: Collecting

  func support(_ index: Int, _ support: Double) { drafts[index].support = support }

  /// Takes out the drafts that a condition picks and lists them as suppressed.
  func drop(_ reason: String, where condition: (EventDraft) -> Bool) {
    for draft in drafts where condition(draft) { suppress(reason, from: draft.start, to: draft.end) }
    drafts.removeAll(where: condition)
    byKind = Dictionary(grouping: drafts.indices) { drafts[$0].kind }
  }

  func suppress(_ reason: String, _ sentence: EventSentence, _ first: Int, _ end: Int) {
    suppress(reason, from: sentence.items[first].start, to: sentence.items[end - 1].end)
  }

  func suppress(_ reason: String, from start: Int, to end: Int) {
    guard suppressed.count < Self.longestList else { return }
    suppressed.append(Suppressed(reason: reason, span: text.span(start, end)))
  }

  /// An article whose title or lead recalls a past risk, and tells of no new one there, is about the past: its other
  /// risks without a date of their own are history too.
  func recall(_ taxonomy: EventTaxonomy) {
    func isRisk(_ draft: EventDraft) -> Bool {
      taxonomy.kinds[draft.kind].type.ledger == .risk && !draft.reading.isNegated
    }
    let lead = drafts.filter { isRisk($0) && $0.sentence <= firstProse }
    guard lead.contains(where: { $0.reading.realis == .historical }),
      !lead.contains(where: { $0.reading.realis == .actual || $0.reading.realis == .imminent })
    else { return }
    for index in drafts.indices where isRisk(drafts[index]) && drafts[index].timeBasis != .stated {
      guard drafts[index].reading.realis == .actual else { continue }
      drafts[index].reading.realis = .historical
      drafts[index].reading.reason = "historical"
      suppress("historical", from: drafts[index].start, to: drafts[index].end)
    }
  }

  func add(_ draft: EventDraft, _ taxonomy: EventTaxonomy) {
    let type = taxonomy.kinds[draft.kind].type
    let isPlain = type.ledger == .none
    if let reason = draft.reading.reason, !isPlain { suppress(reason, from: draft.start, to: draft.end) }
    if draft.reading.realis == .generic { return }
    if isPlain, draft.reading.isNegated || draft.reading.realis == .historical { return }
    if !isPlain, draft.reading.reason == nil, draft.timeBasis == .none {
      suppress("undated", from: draft.start, to: draft.end)
    }
    if draft.refersBack, let index = earlierAct(meantBy: draft, taxonomy) {
      drafts[index].join(draft)
      return
    }
    let same = byKind[draft.kind] ?? []
    if let index = same.suffix(Self.memory).first(where: { drafts[$0].isSame(as: draft) }) {
      drafts[index].join(draft)
    } else if drafts.count < Self.longestList {
      byKind[draft.kind, default: []].append(drafts.count)
      drafts.append(draft)
    }
  }

  /// The latest act of the same family before a mention that names it as known, whatever its exact type.
  private func earlierAct(meantBy draft: EventDraft, _ taxonomy: EventTaxonomy) -> Int? {
    let type = taxonomy.kinds[draft.kind].type
    guard type.ledger == .risk else { return nil }
    return drafts.suffix(Self.memory).lastIndex {
      $0.sentence < draft.sentence && taxonomy.kinds[$0.kind].type.family == type.family && $0.agrees(with: draft)
    }
  }
}
