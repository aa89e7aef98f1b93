import Models
import ReferenceData
import TextAnalysis

/// Completes the risks that a Chinese article leads with by those who did them: a headline often names nobody, or only
/// the country of the body that acted.
struct ChineseLeadActors {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let entities: [ChineseEntities.Entity]
  let sentences: [ChineseSentence]
  let locations: ChineseLocations

  /// Within how many characters after a name the word follows that makes it the doer: `发动`, `所为`.
  private static let deedReach = 12

  func complete(_ article: EventCollector) {
    let first = article.firstProse
    guard first < sentences.count else { return }
    let leads = article.drafts.indices.filter {
      let draft = article.drafts[$0]
      return draft.sentence <= first && draft.isLive && article.taxonomy.kinds[draft.kind].ledger == .risk
    }
    guard !leads.isEmpty else { return }
    let read = min(first + article.weights.leadReach, sentences.count - 1)
    let readers = sentences[...read].filter { $0.sentence.kind != .credit }.map(reader)
    for index in leads {
      let kind = article.taxonomy.kinds[article.drafts[index].kind]
      if kind.isAccident || kind.isDamage, article.drafts[index].targets.isEmpty {
        article.drafts[index].targets = readers.lazy.map { $0.casualties() }.first { !$0.isEmpty } ?? []
      }
      if kind.isViolence, article.drafts[index].sources.isEmpty {
        article.drafts[index].sources = readers.lazy.map(doers).first { !$0.isEmpty } ?? []
      }
      guard article.drafts[index].sentence < first else { continue }
      if kind.isVolitional { adopt(into: index, article) }
      if let body = readers.first(where: { $0.sentence.index == first }).flatMap({
        body(in: $0, of: article.drafts[index])
      }) {
        article.drafts[index].sources = [body]
      }
    }
  }

  private func reader(_ sentence: ChineseSentence) -> ChineseRoleReader {
    ChineseRoleReader(
      text: text, vocabulary: vocabulary, entities: entities, sentence: sentence,
      mentions: locations.mentions(in: sentence))
  }

  /// Gives the headline's act the sides that it lacks from a risk of the first sentence of prose in one of its
  /// countries.
  private func adopt(into index: Int, _ article: EventCollector) {
    let draft = article.drafts[index]
    guard draft.sources.isEmpty || draft.targets.isEmpty else { return }
    let retold = article.drafts.filter { other in
      let kind = article.taxonomy.kinds[other.kind]
      return other.sentence == article.firstProse && other.isLive && kind.ledger == .risk && !kind.isAccident
        && other.countries.contains(where: draft.countries.contains)
    }
    // Nobody is on both sides.
    func differ(_ one: [EventActor], _ other: [EventActor]) -> Bool {
      !one.isEmpty && !one.contains { actor in other.contains { $0.text == actor.text } }
    }
    if draft.sources.isEmpty, let other = retold.first(where: { differ($0.sources, draft.targets) }) {
      article.drafts[index].sources = other.sources
    }
    if draft.targets.isEmpty,
      let other = retold.first(where: {
        differ($0.targets, article.drafts[index].sources) && $0.reading.plover == draft.reading.plover
      })
    {
      article.drafts[index].targets = other.targets
    }
  }

  /// The body of the country that is a draft's only source, if the sentence begins with it and it does not only speak:
  /// `马里宪兵` for `马里`.
  private func body(in reader: ChineseRoleReader, of draft: EventDraft) -> EventActor? {
    guard draft.sources.count == 1, let country = draft.sources[0].country,
      entities.contains(where: { $0.isCountry && text.string($0.start, $0.end) == draft.sources[0].text })
    else { return nil }
    guard let name = reader.names().first else { return nil }
    let body = reader.actor(name, .source)
    let isBody = body.kind == .government || body.kind == .military
    guard body.country == country, isBody, !reader.isBareCountry(name), reader.speaks(name) == nil else { return nil }
    return body
  }

  /// Those who, according to the sentence, did the violence: an armed group after a mark of the passive (`遭枪手伏击`), who
  /// is blamed (`指责叛军发动袭击`, `归咎于叛军`), and who claims it (`声称对袭击负责`).
  private func doers(in reader: ChineseRoleReader) -> [EventActor] {
    let items = reader.sentence.items
    let named = vocabulary.named
    let clauses = Set(items.map(\.clause)).sorted()
    if let agents = clauses.lazy.map(reader.agents).first(where: { !$0.isEmpty }) { return Array(agents.prefix(3)) }
    return reader.names().filter { name in
      let (first, last) = (items[name.lowerBound], items[name.upperBound - 1])
      let before = items[..<name.lowerBound]
      if reader.isShortlyAfter(named.blame, name.lowerBound) { return true }
      let after = items[name.upperBound...].prefix {
        $0.clause == last.clause && $0.tokens.lowerBound - last.tokens.upperBound <= Self.deedReach
      }
      guard let deed = after.firstIndex(where: { $0.classes & named.deed != 0 }) else { return false }
      let isBlamed = before.contains { $0.classes & named.accuse != 0 && $0.segment == first.segment }
      let isClaimed = after[..<deed].first.map { $0.classes & named.claim != 0 } ?? false
      return isBlamed && reader.speaks(name) == nil || isClaimed
    }.prefix(3).map { reader.actor($0, .source) }
  }
}
