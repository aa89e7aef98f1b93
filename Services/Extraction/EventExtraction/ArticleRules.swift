import Models
import ReferenceData
import TextAnalysis

/// The rules on whole articles: genre, recalled events, causes.
extension EventCollector {
  /// The draft's grounds and one more rule; empty unless `explains` is set.
  func grounds(_ draft: EventDraft, _ rule: @autoclosure () -> ReadingRule) -> [Reason] {
    metadata.explains ? draft.why + [Reason(rule())] : []
  }

  /// Reads a draft as denied or, for any other reason, as past, and lists it as suppressed for that reason.
  private func reclassify(_ index: Int, as reason: SuppressionReason, why: [Reason]) {
    if reason == .denied {
      drafts[index].reading.isNegated = true
    } else {
      drafts[index].reading.realis = .historical
    }
    drafts[index].reading.reason = reason
    drafts[index].why = why
    suppress(reason, from: drafts[index].start, to: drafts[index].end, why: why)
  }

  /// An article is about the past where the first risk that it reports, in its title or its first `recall_reach`
  /// sentences of prose, is recalled, and its title and first sentence report no new one: its other risks without a
  /// stated date become historical too.
  func markRecalledPast() {
    func isRisk(_ index: Int) -> Bool {
      taxonomy.kinds[drafts[index].kind].ledger == .risk && !drafts[index].reading.isNegated
    }
    let beginning = drafts.indices.filter { isRisk($0) && drafts[$0].sentence < firstProse + weights.recallReach }
    let isNew = beginning.contains { index in
      drafts[index].sentence <= firstProse && [.actual, .imminent].contains(drafts[index].reading.realis)
    }
    guard !isNew, let first = beginning.min(by: { drafts[$0].start < drafts[$1].start }),
      drafts[first].reading.realis == .historical
    else { return }
    for index in drafts.indices where isRisk(index) && drafts[index].reading.realis != .historical {
      // The day in `on Monday a bell was rung for those who died in the blast` is not the blast's.
      guard drafts[index].timeBasis != .stated || drafts[index].refersBack else { continue }
      reclassify(index, as: .historical, why: grounds(drafts[index], .recalledStart))
    }
  }

  /// Notes a phrase that says what kind of text the article is. It counts in the title and near the beginning. A phrase
  /// that says that the text is old (`first published on 3 May 2019`) counts at the end too, but not beside a recent
  /// date. One that names kinds of event says that those of registered projects were staged too.
  func note(_ effect: EventLexicon.Effect, of kinds: KindSet, in sentence: EventSentence, why: [Reason]) {
    if effect == .staged, nature.staged.isEmpty, isNearStart(sentence.index) { nature.staged = kinds }
    let isFooter = effect == .historical && sentence.index >= text.sentences.count - weights.footerReach
    guard isNearStart(sentence.index) || isFooter, nature.genre == nil else { return }
    if effect == .historical, metadata.publishedAt != nil {
      let isRecent = dates(from: sentence.start, to: sentence.end).contains { $0.date.map { !isTooOld($0) } ?? false }
      if isRecent { return }
    }
    nature.genre = effect
    nature.genreGrounds = why
  }

  /// Notes that the title or lead reports the end of these kinds of event: the rest of the article only explains them.
  func noteEnd(of kinds: KindSet, in sentence: EventSentence, why: [Reason]) {
    if isLead(sentence) { noteEnd(of: kinds.kinds, inSentence: sentence.index, why: why) }
  }

  /// Notes the end of these kinds of event, as reported in a sentence that is known to belong to the lead.
  func noteEnd(of kinds: [Int], inSentence index: Int, why: [Reason]) {
    for kind in kinds where nature.ends[kind] == nil { nature.ends[kind] = Ending(sentence: index, why: why) }
  }

  /// Notes that the article is about the end of these kinds of event, as this sentence reports. Mentions of them before
  /// the sentence are past as well and, if it is the title, so are mentions dated today.
  func noteEndOfStory(of kinds: [Int], inSentence index: Int, why: [Reason]) {
    let isTitle = text.sentences[index].kind == .title
    for kind in kinds where nature.ends[kind]?.outweighsDates != true {
      nature.ends[kind] = Ending(sentence: nil, outweighsDates: isTitle, why: why)
    }
  }

  /// Whether the sentence is the title or near enough to the beginning for the article to say there what it is about.
  func isNearStart(_ sentence: Int) -> Bool {
    text.sentences[sentence].kind == .title || sentence < firstProse + weights.genreReach
  }

  /// Notes that the sentence has a phrase of this effect, whatever events there are.
  func noteDoubt(by effect: EventLexicon.Effect, in sentence: EventSentence) {
    guard sentence.kind == .title || sentence.index == firstProse else { return }
    nature.leadDoubt = max(nature.leadDoubt, LeadDoubt(effect))
  }

  /// Notes that the author argues in his own voice: the article is an opinion, unless another genre is known.
  func noteOpinion() {
    guard nature.genre == nil else { return }
    nature.genre = .opinion
    nature.isGenreFromVoice = true
    if metadata.explains { nature.genreGrounds = [Reason(.firstPerson)] }
  }

  /// Where the lead reports the end of a kind of event, makes later mentions of that kind historical, and where the
  /// whole article does, all mentions; unless they are dated on the day of publication or the day before and the title
  /// does not say that they are over.
  func closeEnded() {
    for index in drafts.indices where drafts[index].reading.isActual {
      guard let end = nature.ends[drafts[index].kind], drafts[index].sentence > end.sentence ?? -1,
        end.outweighsDates || !isDatedSinceYesterday(drafts[index])
      else { continue }
      reclassify(index, as: .ended, why: drafts[index].why + end.why)
    }
  }

  /// Where the title or the first sentence denies a kind of event, a later sentence that reports it as still to come
  /// only repeats a rumour: that event is denied too.
  func denyRumours() {
    let denied = drafts.filter { $0.reading.isNegated && $0.sentence <= firstProse }
    guard !denied.isEmpty else { return }
    for index in drafts.indices where !drafts[index].reading.isNegated {
      let isToCome = [.threatened, .conditional, .imminent].contains(drafts[index].reading.realis)
      guard isToCome, denied.contains(where: { $0.kind == drafts[index].kind && $0.start < drafts[index].start })
      else { continue }
      reclassify(index, as: .denied, why: grounds(drafts[index], .deniedAtStart))
    }
  }

  /// Removes what an article negates in its own voice after it has reported an event of the same family there: such a
  /// remark is about something beside that event (`No data was leaked`, `Other crossings stayed open`). What somebody
  /// denies, or is quoted as saying that it did not happen, is kept.
  func dropSideRemarks() {
    let drafts = drafts
    let reported = drafts.filter { $0.reading.isLive && taxonomy.kinds[$0.kind].ledger == .risk }
    guard !reported.isEmpty else { return }
    keepDrafts { index in
      let remark = drafts[index]
      guard remark.reading.isNegated, remark.reading.reason == .negated, remark.attribution == nil else { return true }
      let family = taxonomy.kinds[remark.kind].family
      return !reported.contains {
        $0.start < remark.start && taxonomy.kinds[$0.kind].family == family
          && $0.circumstances.mayBeWhere(remark.circumstances, weights)
      }
    }
  }

  /// Where an article leads with an ending (`Hostages freed`, `Port reopens after a flood`) and reports no new risk
  /// there, makes the risks after the ending historical, unless they are dated on the day of publication or the day
  /// before.
  func markPastBeforeEnding() {
    let lead = drafts.indices.filter { drafts[$0].sentence <= firstProse && drafts[$0].reading.isActual }
    guard let ending = lead.first(where: { taxonomy.kinds[drafts[$0].kind].isEnding }) else { return }
    let (start, end) = (drafts[ending].start, drafts[ending].end)
    guard
      !lead.contains(where: {
        taxonomy.kinds[drafts[$0].kind].ledger == .risk && !(drafts[$0].isBackground && drafts[$0].start > start)
      })
    else { return }
    for index in drafts.indices where drafts[index].reading.isActual && drafts[index].start > start {
      let kind = taxonomy.kinds[drafts[index].kind]
      guard kind.ledger == .risk, !isDatedSinceYesterday(drafts[index]) else { continue }
      reclassify(
        index, as: .ended, why: grounds(drafts[index], .endingAtStart(ending: text.string(start, end))))
    }
  }

  /// Whether the draft's stated date, a day or a week, ends on the day before publication or later.
  private func isDatedSinceYesterday(_ draft: EventDraft) -> Bool {
    guard draft.timeBasis == .stated, let date = draft.when, let published = metadata.publishedAt?.day else {
      return false
    }
    return date.precision <= .week && date.lastDay.dayNumber >= published.dayNumber - 1
  }

  /// Removes the risks of an article whose genre is, say, a drill or an opinion, unless they concern a registered
  /// project and the article doesn't say plainly that events of their kind were staged. In a reprint or retrospective,
  /// it removes all risks without a stated date.
  func dropUnreal() {
    guard let genre = nature.genre else { return }
    drop(named: genre.rawValue, why: nature.genreGrounds) { draft in
      taxonomy.kinds[draft.kind].ledger == .risk
        && (genre == .historical
          ? draft.timeBasis != .stated : draft.project == nil || nature.staged.contains(draft.kind))
    }
  }

  /// Reads the article as the report of a case of wrongdoing: threatened integrity risks become imminent, and where no
  /// risk of another category is reported, steps of the law become `prosecution`, or a suspicion if they only look into
  /// it. If `isSure`, the author's `we` does not make it an opinion, and integrity risks that it calls for or supposes
  /// become imminent too.
  func reportCase(of prosecution: Int, isSure: Bool, why: [Reason]) {
    nature.isCase = true
    if nature.isGenreFromVoice, isSure { nature.genre = nil }
    let integrity = taxonomy.kinds[prosecution].category
    var hasOtherRisk = false
    for index in drafts.indices {
      let kind = taxonomy.kinds[drafts[index].kind]
      let reading = drafts[index].reading
      if kind.category == integrity, !reading.isNegated,
        reading.realis == .threatened || isSure && [.prescriptive, .conditional].contains(reading.realis)
      {
        drafts[index].reading = .imminent
        drafts[index].why += why
      }
      hasOtherRisk = hasOtherRisk || drafts[index].isLive && kind.ledger == .risk && kind.category != integrity
    }
    if hasOtherRisk { return }
    let isStep = { (draft: EventDraft) in
      // Events that only the tables propose have weight 0, and report no risk.
      self.taxonomy.kinds[draft.kind].isJustice && draft.weight > 0 && draft.reading.isActual
    }
    if let suspicion = taxonomy.suspicion {
      retype(as: suspicion, why: why) { isStep($0) && taxonomy.kinds[$0.kind].isInquiry }
    }
    retype(as: prosecution, why: why, where: isStep)
  }

  /// Whether a risk, of the category if one is given, is reported as happening or about to happen.
  func hasLiveRisk(ofCategory category: Int? = nil) -> Bool {
    drafts.indices.contains { index in
      let kind = taxonomy.kinds[drafts[index].kind]
      return kind.ledger == .risk && drafts[index].isLive && (category == nil || kind.category == category)
    }
  }

  /// Whether one of the sentences reports a future risk of the category: one that is threatened, planned or feared.
  func foreseesRisk(in sentences: [Int], ofCategory category: Int?) -> Bool {
    drafts.contains { draft in
      let kind = taxonomy.kinds[draft.kind]
      guard kind.ledger == .risk, kind.category == category, sentences.contains(draft.sentence) else { return false }
      return !draft.reading.isNegated && [.threatened, .prescriptive, .conditional].contains(draft.reading.realis)
    }
  }

  /// What speaks against a risk that no pattern knows in the `leads` of an article without a live risk: its genre,
  /// their risks that are denied, past or feared, their acts of good will, what they report as over, and their phrases.
  func doubt(ofLead leads: [Int]) -> LeadDoubt {
    if nature.genre != nil { return .certain }
    let isOfLead = { (start: Int) in
      leads.contains { (self.text.sentences[$0].start..<self.text.sentences[$0].end).contains(start) }
    }
    var doubt = nature.leadDoubt
    for event in suppressed where isOfLead(event.span.start) {
      doubt = max(doubt, LeadDoubt(SuppressionReason(rawValue: event.reason)))
    }
    for draft in drafts where isOfLead(draft.start) {
      let kind = taxonomy.kinds[draft.kind]
      if kind.ledger == .risk {
        doubt = max(doubt, LeadDoubt(draft.reading.reason))
      } else if kind.isEnding, draft.reading.isActual {
        return .certain
      } else if kind.ledger != .none || kind.isFriendly {
        doubt = max(doubt, .some)
      }
    }
    return doubt
  }

  /// Whether the title or the first sentence of prose denies a risk of another category than this one, in any words.
  func deniesRisk(outside category: Int?) -> Bool {
    drafts.contains { draft in
      let kind = taxonomy.kinds[draft.kind]
      return draft.sentence <= firstProse && draft.reading.isNegated && kind.ledger == .risk
        && kind.category != category
    }
  }

  /// Reads the article as the report of a case of wrongdoing that no pattern found: adds an event of the type
  /// `suspicion` at the sentence of the token that says so most. The author's `we` then makes it no opinion.
  func suspect(_ suspicion: Int, at token: Int, confidence: Double, why: [Reason]) {
    let draft = proposal(suspicion, at: token, confidence: confidence, why: why)
    nature.isCase = true
    if nature.isGenreFromVoice { nature.genre = nil }
    add(draft)
  }

  /// Adds a risk that no pattern found to what a title and first sentence report, at the token that speaks for it most.
  /// It is placed at the registered project that they name, else in the country that they are set in; without either,
  /// nothing is added.
  func report(_ kind: Int, at token: Int, ofLead leads: [Int], confidence: Double, why: [Reason]) {
    var draft = proposal(kind, at: token, confidence: confidence, why: why)
    let sentences = leads.map { text.sentences[$0] }
    if let project = registered.first(where: { project in
      sentences.contains { ($0.start..<$0.end).contains(project.span.start) }
    }) {
      draft.project = project.id
      draft.countries = project.countries
      draft.locatedBy = .project
    } else if let (country, location) = setting(ofLead: leads) {
      draft.countries = [country]
      draft.locatedBy = location
    } else {
      return
    }
    date(&draft, ofLead: leads)
    add(draft)
  }

  /// Gives an event that no pattern found the one day that a title and first sentence state after a preposition (`on
  /// Sunday`), unless it is yet to come. An old day makes it historical, and so does an old year at the
  /// beginning of its sentence (`By 2014 protesters had`).
  private func date(_ draft: inout EventDraft, ofLead leads: [Int]) {
    guard let published = metadata.publishedAt?.day else { return }
    if let year = oldYear(opening: draft.sentence) {
      draft.when = year
      draft.timeBasis = .stated
      draft.reading = .historical
      draft.why = grounds(draft, rule(ofAge: year))
      return
    }
    var day: PartialDate?
    for sentence in leads.map({ text.sentences[$0] }) {
      for mention in dates(from: sentence.start, to: sentence.end) {
        let token = text.tokenIndex(from: mention.span.start)
        guard let date = mention.date, date.precision == .day, token > 0, cues.isLocative(token - 1) else { continue }
        if let day, day.value != date.value { return }
        day = date
      }
    }
    guard let day, day.firstDay.dayNumber <= published.dayNumber else { return }
    draft.when = day
    draft.timeBasis = .stated
    guard isTooOld(day) else { return }
    draft.reading = .historical
    draft.why = grounds(draft, rule(ofAge: day))
  }

  /// The past year after `in` or `by` at the beginning of a sentence all of whose dates are too old for news, or after
  /// `the` if a risk in it is past (`The 2021 depot fire killed 50`); nil without such a year. The year in `In 2019 it
  /// closed; on Sunday it reopened` is not that of the whole sentence.
  private func oldYear(opening sentence: Int) -> PartialDate? {
    let bounds = text.sentences[sentence]
    let first = text.tokenIndex(from: bounds.start)
    let mentions = dates(from: bounds.start, to: bounds.end)
    guard let mention = mentions.first, let date = mention.date, date.precision == .year,
      text.tokenIndex(from: mention.span.start) == first + 1,
      text.token(first, is: .in) || text.token(first, is: .by)
        || text.token(first, is: .the) && hasPastRisk(in: sentence),
      mentions.allSatisfy({ $0.date.map(isTooOld) ?? false })
    else { return nil }
    return date
  }

  private func hasPastRisk(in sentence: Int) -> Bool {
    drafts.contains {
      $0.sentence == sentence && taxonomy.kinds[$0.kind].ledger == .risk && $0.reading.realis == .historical
    }
  }

  /// An event of the day of publication that no pattern found, at the sentence of the token that says so most.
  private func proposal(_ kind: Int, at token: Int, confidence: Double, why: [Reason]) -> EventDraft {
    let sentence = text.sentenceIndex(at: text.tokens[token].start)
    var draft = EventDraft(
      kind: kind, reading: .actual, confidence: confidence, sentence: sentence,
      start: text.tokens[token].start, end: text.tokens[token].end, weight: positionWeight(ofSentence: sentence))
    if let published = metadata.publishedAt?.day {
      draft.when = PartialDate(day: published)
      draft.timeBasis = .published
    }
    draft.why = why
    return draft
  }

  /// A headline may name by its effect (`killed in blast`) what its report names by its cause: an accident that only
  /// the title reports is the attack or collapse that the first sentence reports in the same country.
  func explainHeadline() {
    let kinds = taxonomy.kinds
    let accident = drafts.first {
      text.sentences[$0.sentence].kind == .title && $0.sentence < firstProse && kinds[$0.kind].isAccident
        && $0.reading.isActual && $0.otherSentences.isEmpty
    }
    guard let accident,
      let cause = drafts.first(where: {
        $0.sentence == firstProse && kinds[$0.kind].explainsAccidents && $0.reading.isActual
          && $0.countries.contains(where: accident.countries.contains)
      })
    else { return }
    let rule = ReadingRule.causeAtStart(cause: text.string(cause.start, cause.end))
    retype(as: cause.kind, why: metadata.explains ? [Reason(rule)] : []) {
      $0.start == accident.start && $0.kind == accident.kind
    }
  }

  /// Links each event that is usually a consequence (works halted, a border shut) to its cause: the nearest graver
  /// event before it, else the first after it, within `causeReach` sentences and in the same country. Damage away from
  /// registered projects follows from a force of nature that an earlier sentence reports.
  func linkConsequences() {
    let causes = drafts.indices.filter { taxonomy.kinds[drafts[$0].kind].isCause && drafts[$0].reading.isReported }
    guard !causes.isEmpty else { return }
    for index in drafts.indices where drafts[index].cause == nil && drafts[index].reading.isReported {
      let kind = taxonomy.kinds[drafts[index].kind]
      let isDamage = kind.isDamage && drafts[index].project == nil
      guard kind.isConsequence || isDamage else { continue }
      let fitting = causes.filter { cause in
        let other = drafts[cause]
        let isForce = isDamage && taxonomy.kinds[other.kind].isForce && other.sentence < drafts[index].sentence
        guard kind.isConsequence && taxonomy.kinds[other.kind].severity > kind.severity || isForce else { return false }
        let isOneProject =
          other.project == nil || drafts[index].project == nil || other.project == drafts[index].project
        return isOneProject && other.countries.contains(where: drafts[index].countries.contains)
          && abs(other.sentence - drafts[index].sentence) <= weights.causeReach
      }
      let before = fitting.last { drafts[$0].start < drafts[index].start }
      if let cause = before ?? fitting.first { link(index, to: cause) }
    }
  }
}
