import Models
import ReferenceData
import TextAnalysis

/// The article that events are read from, and what has been read so far.
final class EventCollector {
  let text: ArticleText
  let metadata: ArticleMetadata
  let findings: Findings
  let taxonomy: EventTaxonomy
  let weights: EventWeights
  private(set) var suppressed: [Suppressed] = []
  /// Whether a mention was left out, because the events or the suppressed mentions have reached their bound.
  private(set) var isTruncated = false
  var drafts: [EventDraft] = []
  /// Which drafts have been of which kind, the latest last: one list, because an article has few drafts of many kinds.
  private var kindsSeen: [(kind: Int, draft: Int)] = []
  /// What the article says of itself as a whole.
  var nature = ArticleNature()
  /// By sentence: the country that it is set in, as far as it has been read.
  var scenes: [Lookup]
  /// The country that the whole article is set in, as the Chinese reader finds it; `pending` in other languages, where
  /// each sentence has its own scene.
  var setting = Lookup.pending
  let sums: [Quantity]
  /// The index of the first sentence of prose, other than one that only names where the report was sent from
  /// (`KAMPALA.`); 0 in a text without prose.
  let firstProse: Int
  /// The mentions of registered projects.
  let registered: [ProjectMention]
  /// By country: the index in `findings.places` of the first place that is the country itself, else of its first place.
  private(set) lazy var countryPlaces: [String: Int] = {
    let places = findings.places.indices.filter { findings.places[$0].kind == .country } + findings.places.indices
    return Dictionary(
      places.compactMap { index in findings.places[index].country.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
  }()
  let cues: any ArticleCues
  /// Whether the reader of the text's language has completed who acted and who suffered in the lead.
  var hasCompleteActors = false

  /// The country that a sentence is set in, nil if it has none; `pending` until it has been sought.
  enum Lookup {
    case pending
    case found(String?)
  }

  /// The most suppressed mentions, and the most events, of one article.
  static let maximumEvents = 2000
  /// With how many of the latest drafts a new mention is compared.
  static let comparedDrafts = 32

  init(text: ArticleText, metadata: ArticleMetadata, findings: Findings, taxonomy: EventTaxonomy, cues: any ArticleCues)
  {
    self.cues = cues
    self.text = text
    self.metadata = metadata
    self.findings = findings
    self.taxonomy = taxonomy
    weights = taxonomy.weights
    sums = findings.quantities.filter { $0.currency != nil }
    scenes = Array(repeating: .pending, count: text.sentences.count)
    let prose = text.sentences.firstIndex { $0.kind == .prose } ?? 0
    let isFollowed = prose + 1 < text.sentences.count && text.sentences[prose + 1].kind == .prose
    firstProse = isFollowed && Self.isBareTown(text.sentences[prose], in: text, findings.places) ? prose + 1 : prose
    registered = findings.projects.filter { $0.id != nil }
  }

  /// Whether the sentence is only the name of a place in capitals with a mark after it: `DAR ES SALAAM.`
  private static func isBareTown(_ sentence: Sentence, in text: ArticleText, _ places: [Place]) -> Bool {
    let last = sentence.tokens.upperBound - 1
    guard last > sentence.tokens.lowerBound, text.tokens[last].kind == .punctuation,
      text.tokens[sentence.tokens.lowerBound].shape == .upper
    else { return false }
    return places.contains { $0.span.start == sentence.start && $0.span.end == text.tokens[last].start }
  }

  func support(_ index: Int, _ support: Double, why: [Reason]) {
    drafts[index].support = support
    drafts[index].why += why
  }

  /// Removes the drafts that fulfil a condition and lists them as suppressed.
  func drop(_ reason: SuppressionReason, why: [Reason], where condition: (EventDraft) -> Bool) {
    drop(named: reason.rawValue, why: why, where: condition)
  }

  /// As `drop` does, for a reason that a table names.
  func drop(named reason: String, why: [Reason], where condition: (EventDraft) -> Bool) {
    let drafts = drafts
    let dropped = drafts.map(condition)
    for index in drafts.indices where dropped[index] {
      suppress(named: reason, from: drafts[index].start, to: drafts[index].end, why: drafts[index].why + why)
    }
    keepDrafts { !dropped[$0] }
  }

  /// Gives the drafts that fulfil a condition another kind, and joins drafts of that kind that may be one event.
  func retype(as kind: Int, why: [Reason], where condition: (EventDraft) -> Bool) {
    let old = drafts
    for index in old.indices where condition(old[index]) {
      drafts[index].kind = kind
      drafts[index].why += why
    }
    var kept: [Int] = []
    var repeated: Set<Int> = []
    for index in drafts.indices where drafts[index].kind == kind {
      if let first = kept.first(where: { drafts[$0].circumstances.isSame(as: drafts[index].circumstances, weights) }) {
        drafts[first].join(drafts[index], weights)
        repeated.insert(index)
      } else {
        kept.append(index)
      }
    }
    keepDrafts { !repeated.contains($0) }
  }

  /// Keeps only the drafts whose indices fulfil a condition, and renumbers their causes.
  func keepDrafts(where condition: (Int) -> Bool) {
    let kept = drafts.indices.filter(condition)
    if kept.count < drafts.count {
      let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
      drafts = kept.map { index in
        var draft = drafts[index]
        draft.cause = draft.cause.flatMap { places[$0] }
        return draft
      }
    }
    kindsSeen = drafts.indices.map { (drafts[$0].kind, $0) }
  }

  /// Lists the mention between two bytes as suppressed.
  func suppress(_ reason: SuppressionReason, from start: Int, to end: Int, why: [Reason]) {
    suppress(named: reason.rawValue, from: start, to: end, why: why)
  }

  /// As `suppress` does, for a reason that a table names.
  func suppress(named reason: String, from start: Int, to end: Int, why: [Reason]) {
    guard suppressed.count < Self.maximumEvents else {
      isTruncated = true
      return
    }
    suppressed.append(Suppressed(reason: reason, span: text.span(start, end), why: why))
  }

  /// Notes that one draft's event follows from another's.
  func link(_ consequence: Int, to cause: Int) {
    guard consequence != cause, drafts[consequence].cause == nil, drafts[cause].cause != consequence else { return }
    drafts[consequence].cause = cause
  }

  /// Joins a mention to the draft of the same event, or adds it as a new one. Returns its index in `drafts`; nil if it
  /// is not kept.
  @discardableResult
  func add(_ draft: consuming EventDraft) -> Int? {
    let kind = taxonomy.kinds[draft.kind]
    let isPlain = kind.ledger == .none
    if let reason = draft.reading.reason, !isPlain {
      suppress(reason, from: draft.start, to: draft.end, why: draft.why)
    }
    if draft.reading.realis == .generic { return nil }
    if isPlain, draft.reading.isNegated || draft.reading.realis == .historical { return nil }
    if !isPlain, draft.reading.reason == nil, draft.timeBasis == .none {
      suppress(.undated, from: draft.start, to: draft.end, why: grounds(draft, .noTime))
    }
    if draft.kind == taxonomy.harm || draft.isCasualty, let index = cause(of: draft) {
      drafts[index].join(draft, weights)
      return index
    }
    if draft.refersBack, let index = earlierAct(meantBy: draft) {
      drafts[index].join(draft, weights)
      return index
    }
    if let index = sameKind(as: draft) {
      drafts[index].join(draft, weights)
      return index
    }
    if let index = relative(of: draft) {
      let isGraver = kind.severity > taxonomy.kinds[drafts[index].kind].severity
      drafts[index].join(draft, weights)
      if isGraver {
        drafts[index].kind = draft.kind
        kindsSeen.append((draft.kind, index))
      }
      return index
    }
    guard drafts.count < Self.maximumEvents else {
      isTruncated = true
      return nil
    }
    kindsSeen.append((draft.kind, drafts.count))
    drafts.append(draft)
    return drafts.count - 1
  }

  /// Joins a mention to an event of the same sentence and kind that shares words with it, whatever their readings; the
  /// event gets the mention's reading if that counts.
  func merge(_ draft: EventDraft, into index: Int, takesReading: Bool) {
    if takesReading {
      if let reason = draft.reading.reason { suppress(reason, from: draft.start, to: draft.end, why: draft.why) }
      drafts[index].reading = draft.reading
    }
    drafts[index].join(draft, weights)
  }

  /// The first of the latest events of the same kind that may be the same event.
  private func sameKind(as draft: EventDraft) -> Int? {
    var first = kindsSeen.count
    var count = 0
    for place in kindsSeen.indices.reversed() where kindsSeen[place].kind == draft.kind {
      first = place
      count += 1
      if count == Self.comparedDrafts { break }
    }
    if count == 0 { return nil }
    // One access to the list for all comparisons.
    let drafts = drafts
    let (kind, circumstances) = (draft.kind, draft.circumstances)
    return kindsSeen[first...].first {
      $0.kind == kind && drafts[$0.draft].circumstances.isSame(as: circumstances, weights)
    }?.draft
  }

  /// The latest risk of the same family, but of another type, that may be the same event (an attack and a clash), or an
  /// accident and a collapse or disaster with the same toll.
  private func relative(of draft: EventDraft) -> Int? {
    let kind = taxonomy.kinds[draft.kind]
    guard kind.ledger == .risk, draft.reading.reason == nil else { return nil }
    let drafts = drafts
    let circumstances = draft.circumstances
    return drafts.indices.suffix(Self.comparedDrafts).last {
      let other = drafts[$0].kind
      return other != draft.kind && drafts[$0].circumstances.isSame(as: circumstances, weights)
        && (taxonomy.kinds[other].family == kind.family || areOneAccident(drafts[$0], draft))
    }
  }

  /// Whether one is an accident, the other a collapse or a disaster, and both count the same dead, or as many injured
  /// and no dead, in different sentences: `a crane collapsed, killing two`, `the crane fell, killing two`. Either the
  /// accident says what happened to people and states no cause or no place, or both share a noun, or one of them is a
  /// headline.
  private func areOneAccident(_ one: EventDraft, _ other: EventDraft) -> Bool {
    let (first, second) = (taxonomy.kinds[one.kind], taxonomy.kinds[other.kind])
    func causes(_ kind: EventKind) -> Bool { kind.plover == nil && kind.causesAccidents }
    let accident = first.isAccident && causes(second) ? one : second.isAccident && causes(first) ? other : nil
    guard let accident, one.sentence != other.sentence, !one.toll.isTotal, !other.toll.isTotal,
      one.toll.deaths == other.toll.deaths,
      accident.isCasualty || accident.hasCasualtyVerb && !accident.circumstances.statesPlace
        || min(one.sentence, other.sentence) < firstProse
        || one.nouns.contains(where: other.nouns.contains)
    else { return false }
    return one.toll.deaths != nil || one.toll.injured != nil && one.toll.injured == other.toll.injured
  }

  /// The index of the latest earlier risk of the same family, of any type, which a mention of a known act refers to.
  private func earlierAct(meantBy draft: EventDraft) -> Int? {
    let kind = taxonomy.kinds[draft.kind]
    guard kind.ledger == .risk else { return nil }
    let drafts = drafts
    return drafts.indices.suffix(Self.comparedDrafts).last {
      drafts[$0].sentence < draft.sentence && taxonomy.kinds[drafts[$0].kind].family == kind.family
        && drafts[$0].circumstances.agrees(with: draft.circumstances)
    }
  }
}
