import Models
import ReferenceData
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
  /// The genre of an article that as a whole reports nothing that happened: a drill, a film, an opinion; nil for
  /// others.
  private var genre: EventLexicon.Effect?
  /// What `scene(of:)` has found so far, by sentence.
  private var scenes: [Scene]
  private var genreGrounds: [Reason] = []
  /// The kinds of event that the lead says are over, with the grounds.
  private var ends: [Int: [Reason]] = [:]
  private let sums: [Quantity]
  private let firstProse: Int
  private let registered: [ProjectMention]
  /// Whether the token is a preposition in the text's language.
  private let isPreposition: (Int) -> Bool

  private enum Scene {
    case unread
    case read(String?)
  }

  /// An article's bound on suppressed mentions and on events.
  static let longestList = 2000
  /// How many sentences around its own may say where an event took place.
  private static let sceneReach = 3
  /// The largest distance in sentences between an event and its consequence.
  private static let causeReach = 5
  /// In how many of the first sentences of prose an article says what kind of text it is.
  private static let genreReach = 5
  /// In how many of the last sentences it says that it was published before.
  private static let footerReach = 3
  /// How many earlier events of its kind a mention is compared with.
  private static let memory = 32

  /// `isPreposition` returns whether a token is a preposition in the text's language.
  init(
    text: ArticleText, context: ArticleContext, findings: Findings,
    isPreposition: @escaping (Int) -> Bool = { _ in false }
  ) {
    self.isPreposition = isPreposition
    self.text = text
    self.context = context
    self.findings = findings
    sums = findings.quantities.filter { $0.currency != nil }
    scenes = Array(repeating: .unread, count: text.sentences.count)
    firstProse = text.sentences.firstIndex { $0.kind == .prose } ?? 0
    registered = findings.projects.filter { $0.id != nil }
  }

  // MARK: Looking up

  /// The country that the article is mostly about.
  var mainCountry: String? {
    guard let first = findings.countries.first, first.salience >= 0.4 else { return nil }
    return first.code
  }

  /// The country that the text around a sentence is set in: of the places named in the sentences before it, the title
  /// or the dateline, else in those that follow.
  func scene(around index: Int) -> (country: String, location: Event.Location)? {
    let before = stride(from: index - 1, through: max(0, index - Self.sceneReach), by: -1)
    for sentence in Array(before) + [0] where sentence != index {
      if let country = scene(of: sentence) {
        return (country, text.sentences[sentence].kind == .credit ? .dateline : .article)
      }
    }
    for sentence in index + 1..<max(index + 1, min(text.sentences.count, index + Self.sceneReach)) {
      if let country = scene(of: sentence) { return (country, .article) }
    }
    return nil
  }

  /// The one country of the places that a sentence locates something in; without such a place, of all that it names.
  private func scene(of index: Int) -> String? {
    if case .read(let country) = scenes[index] { return country }
    let country = readScene(of: index)
    scenes[index] = .read(country)
    return country
  }

  private func readScene(of index: Int) -> String? {
    let sentence = text.sentences[index]
    let places = slice(findings.places, from: sentence.start, to: sentence.end) { $0.span.start }
    let located = places.filter { sentence.kind == .credit || $0.kind != .country || isLocated($0, in: sentence) }
    for countries in [Set(located.compactMap(\.country)), Set(places.compactMap(\.country))] where !countries.isEmpty {
      if countries.count == 1 { return countries.first }
      if let main = mainCountry, countries.contains(main) { return main }
    }
    return nil
  }

  /// A preposition of place precedes the name, perhaps with an article between them.
  private func isLocated(_ place: Place, in sentence: Sentence) -> Bool {
    let first = text.tokenIndex(from: place.span.start)
    for index in stride(from: first - 1, through: max(sentence.tokens.lowerBound, first - 2), by: -1)
    where isPreposition(index) {
      return true
    }
    return false
  }

  /// The country of the first place named in a part of the text: of `Yemen` in `Yemen port`.
  func country(from start: Int, to end: Int) -> String? {
    slice(findings.places, from: start, to: end) { $0.span.start }.lazy.compactMap(\.country).first
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

  /// The article has reported an attack or a collapse: a later blast or burial is part of it.
  func explainsAccidents(_ taxonomy: EventTaxonomy) -> Bool {
    drafts.suffix(Self.memory).contains {
      let type = taxonomy.kinds[$0.kind].type
      let isCause = type.category == "SEC" && type.plover == "ASSAULT" || type.family == "structural-failure"
      return isCause && $0.reading.realis == .actual && !$0.reading.isNegated
    }
  }

  // MARK: Collecting

  func support(_ index: Int, _ support: Double, why: [Reason]) {
    drafts[index].support = support
    drafts[index].why += why
  }

  /// Takes out the drafts that a condition picks and lists them as suppressed.
  func drop(_ reason: String, why: [Reason] = [], where condition: (EventDraft) -> Bool) {
    for draft in drafts where condition(draft) {
      suppress(reason, from: draft.start, to: draft.end, why: draft.why + why)
    }
    drafts.removeAll(where: condition)
    byKind = Dictionary(grouping: drafts.indices) { drafts[$0].kind }
  }

  func suppress(_ reason: String, _ sentence: EventSentence, _ first: Int, _ end: Int, why: [Reason]) {
    suppress(reason, from: sentence.items[first].start, to: sentence.items[end - 1].end, why: why)
  }

  func suppress(_ reason: String, from start: Int, to end: Int, why: [Reason]) {
    guard suppressed.count < Self.longestList else { return }
    suppressed.append(Suppressed(reason: reason, span: text.span(start, end), why: why))
  }

  /// The draft's own grounds and one more, where they are asked for.
  private func grounds(_ draft: EventDraft, _ rule: @autoclosure () -> String) -> [Reason] {
    context.explains ? draft.why + [Reason(.rule, by: rule())] : []
  }

  /// An article whose title or lead recalls a past risk, and reports no new one, is about the past: its other risks
  /// without a stated date become historical too.
  func recall(_ taxonomy: EventTaxonomy) {
    func isRisk(_ draft: EventDraft) -> Bool {
      taxonomy.kinds[draft.kind].type.ledger == .risk && !draft.reading.isNegated
    }
    let lead = drafts.filter { isRisk($0) && $0.sentence <= firstProse }
    guard lead.contains(where: { $0.reading.realis == .historical }),
      !lead.contains(where: { $0.reading.realis == .actual || $0.reading.realis == .imminent })
    else { return }
    for index in drafts.indices where isRisk(drafts[index]) && drafts[index].timeBasis != .stated {
      guard drafts[index].reading.realis != .historical else { continue }
      drafts[index].reading.realis = .historical
      drafts[index].reading.reason = "historical"
      drafts[index].why = grounds(drafts[index], "the article's lead recalls the past and reports nothing new")
      suppress("historical", from: drafts[index].start, to: drafts[index].end, why: drafts[index].why)
    }
  }

  /// A phrase that says what kind of text the article is: it counts in the title and near the beginning, and that the
  /// text is an old one (`first published on 3 May 2019`) at its end too, unless the date beside it is of today's news.
  func note(_ effect: EventLexicon.Effect, in sentence: EventSentence, newsDays: Int, why: [Reason]) {
    let isNearStart = sentence.kind == .title || sentence.index < firstProse + Self.genreReach
    let isFooter = effect == .historical && sentence.index >= text.sentences.count - Self.footerReach
    guard isNearStart || isFooter, genre == nil else { return }
    if effect == .historical, let published = context.publishedAt?.day {
      let isRecent = dates(from: sentence.start, to: sentence.end).contains {
        $0.date.map { $0.lastDay.dayNumber >= published.dayNumber - newsDays } ?? false
      }
      if isRecent { return }
    }
    genre = effect
    genreGrounds = why
  }

  /// Notes that the title or lead reports the end of these kinds of event: the rest of the article only explains them.
  func noteEnd(of kinds: [Int], in sentence: EventSentence, why: [Reason]) {
    guard isLead(sentence) else { return }
    for kind in kinds where ends[kind] == nil { ends[kind] = why }
  }

  /// The article's author argues for himself.
  func noteOpinion() {
    guard genre == nil else { return }
    genre = .opinion
    if context.explains { genreGrounds = [Reason(.rule, by: "its author says we or our without quoting anybody")] }
  }

  /// Marks events as historical whose end the lead reports, where a later sentence mentions them without a stated date.
  func closeEnded() {
    for index in drafts.indices where drafts[index].reading.realis == .actual && !drafts[index].reading.isNegated {
      guard let why = ends[drafts[index].kind], drafts[index].timeBasis != .stated,
        drafts[index].sentence > firstProse + 1
      else { continue }
      drafts[index].reading.realis = .historical
      drafts[index].reading.reason = EventLexicon.Effect.ended.rawValue
      drafts[index].why += why
      suppress(
        EventLexicon.Effect.ended.rawValue, from: drafts[index].start, to: drafts[index].end, why: drafts[index].why)
    }
  }

  /// Removes the risks of an article about a drill or with an opinion, unless they concern a registered project; in a
  /// reprint or retrospective, all risks except those with a stated date that is recent.
  func dropUnreal(_ taxonomy: EventTaxonomy) {
    guard let genre else { return }
    let isUnreal = { (draft: EventDraft) in
      guard taxonomy.kinds[draft.kind].type.ledger == .risk else { return false }
      return genre == .historical ? draft.timeBasis != .stated : draft.project == nil
    }
    for draft in drafts where isUnreal(draft) {
      suppress(genre.rawValue, from: draft.start, to: draft.end, why: draft.why + genreGrounds)
    }
    drafts.removeAll(where: isUnreal)
    for index in drafts.indices { drafts[index].cause = nil }
  }

  /// Links what usually follows from something graver (works halted, a border shut) to the nearest graver event before
  /// it, or the first after it, that such things follow from, where both are of one project or country.
  func linkConsequences(_ taxonomy: EventTaxonomy) {
    func isLive(_ draft: EventDraft) -> Bool { draft.reading.reason == nil && draft.reading.realis == .actual }
    let causes = drafts.indices.filter { taxonomy.kinds[drafts[$0].kind].isCause && isLive(drafts[$0]) }
    guard !causes.isEmpty else { return }
    for index in drafts.indices where drafts[index].cause == nil && isLive(drafts[index]) {
      let kind = taxonomy.kinds[drafts[index].kind]
      guard kind.isConsequence else { continue }
      let fitting = causes.filter { cause in
        let other = drafts[cause]
        let isOneProject =
          other.project == nil || drafts[index].project == nil || other.project == drafts[index].project
        return taxonomy.kinds[other.kind].type.severity > kind.type.severity && isOneProject
          && other.countries.contains(where: drafts[index].countries.contains)
          && abs(other.sentence - drafts[index].sentence) <= Self.causeReach
      }
      let before = fitting.last { drafts[$0].start < drafts[index].start }
      if let cause = before ?? fitting.first { link(index, to: cause) }
    }
  }

  /// Notes that one draft's event follows from another's.
  func link(_ consequence: Int, to cause: Int) {
    guard consequence != cause, drafts[consequence].cause == nil, drafts[cause].cause != consequence else { return }
    drafts[consequence].cause = cause
  }

  /// Returns the index in `drafts` of the event that the mention refers to; nil where it refers to none.
  @discardableResult
  func add(_ draft: EventDraft, _ taxonomy: EventTaxonomy) -> Int? {
    let type = taxonomy.kinds[draft.kind].type
    let isPlain = type.ledger == .none
    if let reason = draft.reading.reason, !isPlain {
      suppress(reason, from: draft.start, to: draft.end, why: draft.why)
    }
    if draft.reading.realis == .generic { return nil }
    if isPlain, draft.reading.isNegated || draft.reading.realis == .historical { return nil }
    if !isPlain, draft.reading.reason == nil, draft.timeBasis == .none {
      suppress(
        "undated", from: draft.start, to: draft.end,
        why: grounds(draft, "neither the text nor the article says when"))
    }
    if draft.refersBack, let index = earlierAct(meantBy: draft, taxonomy) {
      drafts[index].join(draft)
      return index
    }
    let same = byKind[draft.kind] ?? []
    if let index = same.suffix(Self.memory).first(where: { drafts[$0].isSame(as: draft) }) {
      drafts[index].join(draft)
      return index
    }
    if let index = relative(of: draft, taxonomy) {
      let isGraver = type.severity > taxonomy.kinds[drafts[index].kind].type.severity
      drafts[index].join(draft)
      if isGraver {
        drafts[index].kind = draft.kind
        byKind[draft.kind, default: []].append(index)
      }
      return index
    }
    guard drafts.count < Self.longestList else { return nil }
    byKind[draft.kind, default: []].append(drafts.count)
    drafts.append(draft)
    return drafts.count - 1
  }

  /// The latest risk of the same family that may be the same event, of any type: the attack and the clash.
  private func relative(of draft: EventDraft, _ taxonomy: EventTaxonomy) -> Int? {
    let type = taxonomy.kinds[draft.kind].type
    guard type.ledger == .risk, draft.reading.reason == nil else { return nil }
    return drafts.indices.suffix(Self.memory).last {
      drafts[$0].kind != draft.kind && taxonomy.kinds[drafts[$0].kind].type.family == type.family
        && drafts[$0].isSame(as: draft)
    }
  }

  /// The index of the latest earlier risk of the same family, of any type, which a mention of a known act refers to.
  private func earlierAct(meantBy draft: EventDraft, _ taxonomy: EventTaxonomy) -> Int? {
    let type = taxonomy.kinds[draft.kind].type
    guard type.ledger == .risk else { return nil }
    return drafts.suffix(Self.memory).lastIndex {
      $0.sentence < draft.sentence && taxonomy.kinds[$0.kind].type.family == type.family && $0.agrees(with: draft)
    }
  }
}
