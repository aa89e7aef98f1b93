import Models
import ReferenceData
import TextAnalysis

/// Who acted and who suffered, as the first sentences of prose say it of the headline's event. This runs after the
/// countries of events are decided, which depend on the actors that their own sentences name.
extension EventCollector {
  /// The most organisations of an article that an acronym is compared with.
  private static let organisationsRead = 64
  /// How many letters an acronym has.
  private static let acronymLetters = 3...8

  /// Adds to the live risks of the title and of the first sentence of prose whom the first two sentences of prose name
  /// in another event of the same category. Of many such risks only the first are looked at, so that a long title takes
  /// no longer than others.
  func completeLeadActors() {
    let leading = drafts.indices.lazy.filter { self.isLeadRisk(self.drafts[$0]) }.prefix(Self.comparedDrafts)
    for index in Array(leading) {
      if let report = retelling(of: index) { drafts[index].takeActors(of: drafts[report], isReport: true) }
      nameBlamed(index)
      nameByAcronym(index)
      spellOut(&drafts[index].sources)
      spellOut(&drafts[index].targets)
    }
  }

  private func isLeadRisk(_ draft: EventDraft) -> Bool {
    draft.sentence <= firstProse && draft.isLive && taxonomy.kinds[draft.kind].ledger == .risk
  }

  /// The index of the first other live risk of the same category, if possible of the same type, in the first two
  /// sentences of prose that contradicts neither the countries nor the day of a draft of the title; nil for other
  /// drafts.
  private func retelling(of index: Int) -> Int? {
    let draft = drafts[index]
    guard draft.sentence < firstProse, let category = taxonomy.kinds[draft.kind].category else { return nil }
    let fitting = drafts.indices.filter { other in
      let report = drafts[other]
      return other != index && (firstProse...firstProse + 1).contains(report.sentence) && report.isLive
        && taxonomy.kinds[report.kind].ledger == .risk && taxonomy.kinds[report.kind].category == category
        && draft.circumstances.agrees(with: report.circumstances) && haveOneCountry(draft, report)
    }
    return fitting.first { drafts[$0].kind == draft.kind } ?? fitting.first
  }

  /// Whether two drafts have a country in common, or a state that acts, or one of them has no country.
  func haveOneCountry(_ one: EventDraft, _ other: EventDraft) -> Bool {
    if one.countries.isEmpty || other.countries.isEmpty || one.countries.contains(where: other.countries.contains) {
      return true
    }
    return one.sources.contains { source in
      source.country != nil && other.sources.contains { $0.country == source.country }
    }
  }

  /// Names those whom one of the first sentences of prose blames for an attack of which no named actor is said to
  /// have done it: `Drones hit a depot`, `the army blamed the rebels`.
  private func nameBlamed(_ index: Int) {
    let draft = drafts[index]
    guard taxonomy.kinds[draft.kind].plover == .assault,
      draft.sources.allSatisfy({ $0.kind == .other && $0.country == nil })
    else { return }
    let sentences = firstProse...firstProse + weights.leadReach
    guard let accusation = drafts.first(where: { sentences.contains($0.sentence) && mayBlame($0, for: draft) }) else {
      return
    }
    let blamed = accusation.blamed.filter { actor in !draft.targets.contains { $0.isSame(as: actor) } }
    if !blamed.isEmpty { drafts[index].sources = EventDraft.merged(blamed, before: draft.sources) }
  }

  /// Whether a draft may hold an actor responsible for the act of another: it has the same reading, is no older, and
  /// does not happen in a country of others. If it does not name the act, its accusers are of that country, or of none.
  private func mayBlame(_ accusation: EventDraft, for act: EventDraft) -> Bool {
    guard !accusation.blamed.isEmpty, accusation.isLive, accusation.reading.realis == act.reading.realis,
      accusation.reading.isNegated == act.reading.isNegated
    else { return false }
    if accusation.timeBasis == .stated, act.timeBasis == .stated, let its = accusation.when, let day = act.when,
      its.lastDay < day.firstDay
    {
      return false
    }
    if accusation.locatedBy == .locative || accusation.locatedBy == .project { return haveOneCountry(accusation, act) }
    return accusation.namesViolence || act.countries.isEmpty
      || accusation.sources.allSatisfy { $0.country.map(act.countries.contains) ?? true }
  }

  /// Makes the acronym that opens the title the source of an event without one, or a target of what is done to it, if
  /// the text spells out its name: `MOT closes mine`, then `the Ministry of Transport`. What happens at once has
  /// neither.
  private func nameByAcronym(_ index: Int) {
    let draft = drafts[index]
    guard let side = draft.sideOfFirstWord, draft.sentence == 0, text.sentences.first?.kind == .title,
      !taxonomy.kinds[draft.kind].isSudden, let first = text.sentences[0].tokens.first,
      let name = spelledOut(text.string(text.tokens[first].start, text.tokens[first].end))
    else { return }
    let body = EventActor(role: side, text: name.span.text, country: name.country, kind: name.kind)
    switch side {
    case .source: if draft.sources.isEmpty { drafts[index].sources = [body] }
    case .target:
      if !draft.sources.contains(where: { $0.isSame(as: body) }) { drafts[index].addTargets([body], .actor) }
    }
  }

  /// Replaces the acronyms of bodies by the names that the text spells out.
  private func spellOut(_ actors: inout [EventActor]) {
    for index in actors.indices {
      guard let name = spelledOut(actors[index].text) else { continue }
      actors[index].text = name.span.text
      if actors[index].country == nil { actors[index].country = name.country }
      if actors[index].kind == .other { actors[index].kind = name.kind }
    }
  }

  /// The organisation whose capitalised words begin with the letters of an acronym; nil where the word is not an
  /// acronym.
  private func spelledOut(_ acronym: String) -> Organisation? {
    let letters = acronym.utf8
    guard Self.acronymLetters.contains(letters.count), letters.allSatisfy(\.isCapitalLetter) else { return nil }
    return findings.organisations.prefix(Self.organisationsRead).first { name in
      let words = name.span.text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
      return words.count >= letters.count && words.compactMap(\.first).filter(\.isCapitalLetter).elementsEqual(letters)
    }
  }
}
