import Models
import ReferenceData
import TextAnalysis

/// Completes the risks that a Chinese article leads with by those who did them: a headline often names no actor, or
/// only the country of the body that acted.
///
/// Only the first of many such risks are completed, and only the first of many headings are read, so that a text of
/// headings takes no longer than others.
struct ChineseLeadActors {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let sentences: [ChineseSentence]
  let locations: ChineseLocations

  /// The most sentences before the first one of prose that are read: the title and headings.
  private static let headingsRead = 8
  /// The most dates of a sentence that are looked at.
  private static let datesRead = 32
  /// The most sources or targets that are taken from a sentence.
  private static let maximumActors = 3

  func complete(_ article: EventCollector) {
    article.hasCompleteActors = true
    let first = article.firstProse
    guard first < sentences.count else { return }
    let leads = article.drafts.indices.lazy.filter {
      let draft = article.drafts[$0]
      return draft.sentence <= first && draft.isLive && article.taxonomy.kinds[draft.kind].ledger == .risk
    }.prefix(EventCollector.comparedDrafts)
    let indices = Array(leads)
    guard !indices.isEmpty else { return }
    let reports = reports(article)
    let retellings = retellings(article)
    let body = reports.first { $0.index == first }.flatMap(\.body)
    for index in indices {
      let kind = article.taxonomy.kinds[article.drafts[index].kind]
      if kind.isAccident || kind.isDamage, article.drafts[index].targets.isEmpty {
        article.drafts[index].targets = people(hurtIn: article.drafts[index], reports, article)
      }
      if kind.isViolence, article.drafts[index].sources.isEmpty {
        article.drafts[index].sources = doers(of: article.drafts[index], reports, article)
      }
      guard article.drafts[index].sentence < first else { continue }
      takeSides(index, of: retellings, article)
      if let body, isDone(article.drafts[index], byStateOf: body) { article.drafts[index].sources = [body] }
    }
  }

  /// The title, headings and first sentences of prose that are searched.
  private func reports(_ article: EventCollector) -> [ChineseReport] {
    let first = article.firstProse
    let read = Array(0..<min(first, Self.headingsRead)) + (first...first + article.weights.leadReach)
    return read.filter { $0 < sentences.count && sentences[$0].sentence.kind != .credit }.map { index in
      ChineseReport(
        ChineseRoleReader(
          text: text, vocabulary: vocabulary, entities: entities, sentence: sentences[index],
          mentions: locations.mentions(in: sentences[index])))
    }
  }

  /// The people whom one of the sentences counts as killed or hurt in the draft's accident. Those whom a later sentence
  /// counts in another accident are that one's.
  private func people(
    hurtIn draft: EventDraft, _ reports: [ChineseReport], _ article: EventCollector
  ) -> [EventActor] {
    for report in reports where !report.casualties.isEmpty {
      let isOther =
        report.index > article.firstProse
        && article.drafts.contains {
          $0.sentence == report.index && article.taxonomy.kinds[$0.kind].isCause
        }
      if draft.isMentioned(in: report.index) || !isOther && concerns(report, draft, article) {
        return report.casualties
      }
    }
    return []
  }

  /// Those who, according to one of the sentences, did the draft's violence. The agent of another act in a sentence
  /// that names no such violence did that one.
  private func doers(of draft: EventDraft, _ reports: [ChineseReport], _ article: EventCollector) -> [EventActor] {
    let isCaptivity = article.taxonomy.kinds[draft.kind].isCaptivity
    let family = isCaptivity ? vocabulary.named.captivity : vocabulary.named.assault
    for report in reports {
      let isOwn = draft.isMentioned(in: report.index)
      guard isOwn || concerns(report, draft, article) else { continue }
      if !report.agents.isEmpty, isOwn || report.reader.names(violence: family) {
        return Array(report.agents.prefix(Self.maximumActors))
      }
      if !report.blamed.isEmpty { return Array(report.blamed.prefix(Self.maximumActors)) }
    }
    return []
  }

  /// Whether the sentence may tell of the draft's event: it names none but its countries, and no other time.
  private func concerns(_ report: ChineseReport, _ draft: EventDraft, _ article: EventCollector) -> Bool {
    let countries = report.countries
    let isThere =
      countries.isEmpty || draft.countries.isEmpty || countries.contains(where: draft.countries.contains)
    return isThere && !namesAnotherTime(report, draft, article)
  }

  /// Whether the sentence dates something to a month, a year or another day than the draft's; where the draft states no
  /// day, to a day that is not recent. The day of a statement does not count.
  private func namesAnotherTime(_ report: ChineseReport, _ draft: EventDraft, _ article: EventCollector) -> Bool {
    let sentence = report.reader.sentence.sentence
    return article.dates(from: sentence.start, to: sentence.end).prefix(Self.datesRead).contains { mention in
      guard let date = mention.date, article.cues.role(of: mention) == .event else { return false }
      guard date.precision <= .week else { return true }
      guard draft.timeBasis == .stated, let own = draft.when else { return !article.isWithinLeadDays(date) }
      return date.lastDay < own.firstDay || own.lastDay < date.firstDay
    }
  }

  // MARK: Sides that the report names

  /// The indices of the live risks of the first two sentences of prose.
  private func retellings(_ article: EventCollector) -> [Int] {
    let first = article.firstProse
    return Array(
      article.drafts.indices.lazy.filter {
        let draft = article.drafts[$0]
        return (first...first + 1).contains(draft.sentence) && draft.isLive
          && article.taxonomy.kinds[draft.kind].ledger == .risk
      }.prefix(EventCollector.comparedDrafts))
  }

  /// Gives the headline's act the sides that it lacks: from a deliberate act of the first sentence of prose in one of
  /// its countries, else from the first risk of the same category that agrees with it. Violence of which a later
  /// sentence tells may be another act.
  private func takeSides(_ index: Int, of retellings: [Int], _ article: EventCollector) {
    let kinds = article.taxonomy.kinds
    let draft = article.drafts[index]
    let kind = kinds[draft.kind]
    if kind.isVolitional {
      let acts = retellings.map { article.drafts[$0] }.filter { other in
        other.sentence == article.firstProse && !kinds[other.kind].isAccident
          && other.countries.contains(where: draft.countries.contains)
      }
      if draft.sources.isEmpty, let other = acts.first(where: { differ($0.sources, draft.targets) }) {
        article.drafts[index].sources = other.sources
      }
      let sources = article.drafts[index].sources
      if draft.targets.isEmpty,
        let other = acts.first(where: { differ($0.targets, sources) && $0.reading.plover == draft.reading.plover })
      {
        article.drafts[index].takeTargets(of: other)
      }
    }
    let same = retellings.first { other in
      let report = article.drafts[other]
      return other != index && (report.sentence == article.firstProse || !kind.isViolence) && kind.category != nil
        && kinds[report.kind].category == kind.category
        && draft.circumstances.agrees(with: report.circumstances) && article.haveOneCountry(draft, report)
    }
    guard let report = same.map({ article.drafts[$0] }) else { return }
    let targets = article.drafts[index].targets
    if article.drafts[index].sources.isEmpty, differ(report.sources, targets) {
      article.drafts[index].sources = report.sources
    }
    if targets.isEmpty {
      if differ(report.targets, article.drafts[index].sources) { article.drafts[index].takeTargets(of: report) }
    } else if targets.allSatisfy({ $0.kind == .other }) {
      // `吊销一座金矿的采矿证`: the firm that the report names goes before the site.
      let firms = report.targets.filter { $0.kind == .company }
      guard differ(firms, article.drafts[index].sources) else { return }
      article.drafts[index].targets = Array((firms + targets).prefix(Self.maximumActors))
    }
  }

  /// Whether the first names actors, and none of those whom the second names: no actor is on both sides.
  private func differ(_ one: [EventActor], _ other: [EventActor]) -> Bool {
    !one.isEmpty && !one.contains { actor in other.contains { $0.text == actor.text } }
  }

  /// Whether the only source of the draft is the name of the body's country: `马里` for `马里宪兵`.
  private func isDone(_ draft: EventDraft, byStateOf body: EventActor) -> Bool {
    guard draft.sources.count == 1, let country = draft.sources[0].country, country == body.country else {
      return false
    }
    let name = Array(draft.sources[0].text.utf8)
    return entities.contains {
      $0.isCountry && $0.country == country && text.bytes[$0.start..<$0.end].elementsEqual(name)
    }
  }
}

extension EventDraft {
  /// Takes the other's targets, and which of them only say whose people or firms the others are.
  fileprivate mutating func takeTargets(of other: EventDraft) {
    (targets, settings, standIns) = (other.targets, other.settings, other.standIns)
  }
}

/// A sentence near the beginning with those whom it names, each read once.
private final class ChineseReport {
  let reader: ChineseRoleReader
  var index: Int { reader.sentence.index }

  init(_ reader: ChineseRoleReader) { self.reader = reader }

  /// The people whom it counts as killed or hurt.
  private(set) lazy var casualties: [EventActor] = reader.casualties()
  /// The armed groups after a mark of the passive, of the first clause that has some: `遭枪手伏击`.
  private(set) lazy var agents: [EventActor] = reader.firstAgents()
  /// Those whom it holds responsible for violence.
  private(set) lazy var blamed: [EventActor] = reader.responsible()
  /// The first name of the sentence, if it is a state's body that does not only speak: `马里宪兵`.
  private(set) lazy var body: EventActor? = reader.body()
  /// The countries that it names, other than as nationalities and as those of who reports, speaks or owns.
  private(set) lazy var countries: [String] = reader.mentions.filter {
    $0.role != .nationality && !$0.isDateline && !$0.isOfSpeech && !$0.isHolding && !$0.isDestination
  }.map(\.country)
}

extension ChineseRoleReader {
  /// Within how many characters after a name the word follows that makes it the doer: `发动`, `所为`.
  private static let deedReach = 12

  /// The armed groups after a mark of the passive, of the first clause that has some.
  fileprivate func firstAgents() -> [EventActor] {
    guard let last = sentence.items.last else { return [] }
    for clause in 0...last.clause {
      let agents = agents(inClause: clause)
      if !agents.isEmpty { return agents }
    }
    return []
  }

  /// Whether the sentence names violence of a class.
  fileprivate func names(violence: ChineseVocabulary.Classes) -> Bool {
    sentence.occurrences.contains { $0.classes & violence != 0 }
  }

  /// The first name of the sentence, if it is a state's body and does not only speak.
  fileprivate func body() -> EventActor? {
    guard let name = names().first, !isBareCountry(name), speechVerbEnd(of: name) == nil else { return nil }
    let body = actor(name, .source)
    return body.kind == .government || body.kind == .military ? body : nil
  }

  /// Those who, according to the sentence, did violence: who is blamed (`指责叛军发动袭击`, `归咎于叛军`), and who claims it
  /// (`声称对袭击负责`). Whoever is blamed for something else does not count: `指责反对派发动罢工`.
  fileprivate func responsible() -> [EventActor] {
    let items = sentence.items
    let named = vocabulary.named
    return names().filter { name in
      let (first, last) = (items[name.lowerBound], items[name.upperBound - 1])
      guard isOfViolence(last.clause, besides: name) else { return false }
      if isShortlyAfter(named.blame, name.lowerBound) { return true }
      let after = items[name.upperBound...].prefix {
        $0.clause == last.clause && $0.tokens.lowerBound - last.tokens.upperBound <= Self.deedReach
      }
      guard let deed = after.firstIndex(where: { $0.classes & named.deed != 0 }) else { return false }
      let isBlamed = items[..<name.lowerBound].contains {
        $0.classes & named.accuse != 0 && $0.segment == first.segment
      }
      let isClaimed = after[..<deed].first.map { $0.classes & named.claim != 0 } ?? false
      return isBlamed && speechVerbEnd(of: name) == nil || isClaimed
    }.map { actor($0, .source) }
  }

  /// Whether the clause names violence, or besides the name and words for those who speak no other act at all.
  private func isOfViolence(_ clause: Int, besides name: Name) -> Bool {
    let named = vocabulary.named
    let violence = named.assault | named.captivity
    if sentence.occurrences.contains(where: { $0.clause == clause && $0.classes & violence != 0 }) { return true }
    let said =
      named.deed | named.accuse | named.blame | named.claim | named.report | named.authority | named.actor
      | named.people | named.armedGroup | named.company | named.media | named.witness
    return !sentence.items.indices.contains { index in
      let item = sentence.items[index]
      return item.clause == clause && !name.contains(index) && item.word >= 0 && item.tokens.count > 1
        && item.classes & said == 0 && vocabulary.words[item.word].isCore
    }
  }
}
