import Models
import ReferenceData
import TextAnalysis

/// Who acted and who suffered, as the first sentences of prose say it of the headline's event. The countries of events
/// are decided before.
extension EventCollector {
  /// The most organisations of an article that an acronym is compared with.
  private static let organisationsRead = 64

  /// Adds to the live risks of the title and of the first sentence of prose whom the first two sentences of prose name
  /// in another event of the same category. Of many such risks only the first are looked at, so that a long title takes
  /// no longer than others.
  func nameLead() {
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

  /// The index of the first other live risk of the same category in the first two sentences of prose that contradicts
  /// neither the countries nor the day of a draft of the title; nil for other drafts.
  private func retelling(of index: Int) -> Int? {
    let draft = drafts[index]
    guard draft.sentence < firstProse, let category = taxonomy.kinds[draft.kind].category else { return nil }
    return drafts.indices.first { other in
      let report = drafts[other]
      return other != index && (firstProse...firstProse + 1).contains(report.sentence) && report.isLive
        && taxonomy.kinds[report.kind].ledger == .risk && taxonomy.kinds[report.kind].category == category
        && draft.agrees(with: report) && haveOneCountry(draft, report)
    }
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

  /// Names those whom one of the first sentences of prose blames for an attack of which nobody with a name is said to
  /// have done it: `Drones hit a depot`, `the army blamed the rebels`.
  private func nameBlamed(_ index: Int) {
    let draft = drafts[index]
    guard taxonomy.kinds[draft.kind].plover == .assault,
      draft.sources.allSatisfy({ $0.kind == .other && $0.country == nil })
    else { return }
    let sentences = firstProse...firstProse + weights.leadReach
    guard
      let charge = drafts.first(where: {
        $0.blames && sentences.contains($0.sentence) && $0.isLive && !$0.targets.isEmpty && !$0.targetsArePlaces
      })
    else { return }
    let blamed = charge.targets.map { EventActor(role: .source, text: $0.text, country: $0.country, kind: $0.kind) }
    drafts[index].sources = blamed + draft.sources.filter { source in !blamed.contains { $0.text == source.text } }
  }

  /// Makes the acronym that opens the title the source of an event without one, if the text spells out its name: `MOT
  /// closes mine`, then `the Ministry of Transport`. What happens at once has no such source.
  private func nameByAcronym(_ index: Int) {
    guard drafts[index].sources.isEmpty, drafts[index].sentence == 0, text.sentences.first?.kind == .title,
      !taxonomy.kinds[drafts[index].kind].isSudden, let first = text.sentences[0].tokens.first,
      text.tokens[first].end < drafts[index].end,
      let name = spelledOut(text.string(text.tokens[first].start, text.tokens[first].end))
    else { return }
    drafts[index].sources = [
      EventActor(role: .source, text: name.span.text, country: name.country, kind: name.kind)
    ]
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

  /// The organisation whose capitalised words begin with the letters of an acronym of three to eight capitals; nil for
  /// any other word.
  private func spelledOut(_ acronym: String) -> Organisation? {
    let letters = acronym.utf8
    guard (3...8).contains(letters.count), letters.allSatisfy(Self.isCapital) else { return nil }
    return findings.organisations.prefix(Self.organisationsRead).first { name in
      let words = name.span.text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
      return words.count >= letters.count && words.compactMap(\.first).filter(Self.isCapital).elementsEqual(letters)
    }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
