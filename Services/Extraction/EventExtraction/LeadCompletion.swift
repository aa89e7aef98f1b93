import Models
import TextAnalysis

/// The first sentence of prose repeats the headline and adds the day, the place and the names that it leaves out.
extension EventCollector {
  /// The most dates and the most places of a sentence that are looked at, so that a text without full stops takes no
  /// longer than others.
  private static let mentionsRead = 32

  /// Adds to the events of the title and of the first sentence of prose what only that sentence states.
  func completeLead() {
    guard firstProse < text.sentences.count else { return }
    completeLeadToll()
    completeLeadDays()
    narrowLead()
    completeLeadPlaces()
    if !hasCompleteActors { completeLeadActors() }
  }

  /// Dates the events of the title and of the first sentence of prose that state no day by the only day of the latter;
  /// if it says only when somebody spoke, by that day, which is nearer to the event than that of publication. Events
  /// that have not happened get that day too, but with the basis `published`.
  private func completeLeadDays() {
    let reach = leadEnd()
    let undated = drafts.indices.filter {
      drafts[$0].sentence <= reach && drafts[$0].timeBasis == .published && drafts[$0].reading.realis != .historical
    }
    guard !undated.isEmpty, let day = leadDay() else { return }
    for index in undated {
      drafts[index].when = day.date
      if drafts[index].reading.realis == .actual { drafts[index].timeBasis = day.basis }
    }
  }

  /// The first sentence of prose or, where neither it nor the title reports an event that is live, the one after it
  /// that is the first to do so, if it is near.
  private func leadEnd() -> Int {
    let first = drafts.lazy.filter { $0.isLive && self.taxonomy.kinds[$0.kind].ledger == .risk }.map(\.sentence).min()
    guard let first, first <= firstProse + weights.leadReach else { return firstProse }
    return max(first, firstProse)
  }

  /// A day on which something happens according to a sentence of the lead.
  private struct StatedDay {
    let day: PartialDate
    let sentence: Int
    /// The kinds of the events that the sentence reports for that day.
    var kinds: Set<Int> = []
  }

  /// Dates the events of the title and of the first sentence of prose that state a longer time by the only day in it
  /// that the lead names: a headline's `next week` is the report's `Monday`. A day of which a sentence that does not
  /// mention the event reports only events of other families and categories is theirs.
  private func narrowLead() {
    let days = statedDays()
    if days.isEmpty { return }
    for index in drafts.indices where drafts[index].sentence <= firstProse && drafts[index].timeBasis == .stated {
      guard let date = drafts[index].when, date.firstDay < date.lastDay, date.precision <= .month,
        drafts[index].reading.realis != .historical
      else { continue }
      let kind = taxonomy.kinds[drafts[index].kind]
      let own = days.filter { stated in
        date.firstDay <= stated.day.firstDay && stated.day.lastDay <= date.lastDay
          && (stated.kinds.isEmpty || drafts[index].isMentioned(in: stated.sentence)
            || stated.kinds.contains { taxonomy.kinds[$0].isAkin(to: kind) })
      }
      if let day = own.first?.day, own.allSatisfy({ $0.day == day }) { drafts[index].when = day }
    }
  }

  /// The days of events in the sentences that lead, with the events that they date.
  private func statedDays() -> [StatedDay] {
    var days: [StatedDay] = []
    for index in leadSentences {
      let sentence = text.sentences[index]
      for mention in dates(from: sentence.start, to: sentence.end).prefix(Self.mentionsRead) {
        guard let day = mention.date, day.firstDay == day.lastDay, cues.role(of: mention) == .event else { continue }
        days.append(StatedDay(day: day, sentence: index))
      }
    }
    if days.isEmpty { return [] }
    for draft in drafts where draft.timeBasis == .stated {
      for index in days.indices where draft.isMentioned(in: days[index].sentence) && draft.when == days[index].day {
        days[index].kinds.insert(draft.kind)
      }
    }
    return days
  }

  /// Gives the acts and accidents of the title the toll that the first sentence of prose counts in another act of the
  /// same happening: `Gunmen seized three engineers …, and a guard was shot dead`.
  private func completeLeadToll() {
    let counted = drafts.first {
      $0.sentence == firstProse && !$0.toll.isEmpty && !$0.isBackground && taxonomy.kinds[$0.kind].isOneAct
        && $0.reading.isActual
    }
    guard let counted, !counted.toll.isTotal, !counted.toll.isEarlier else { return }
    for index in drafts.indices where drafts[index].sentence < firstProse && drafts[index].toll.isEmpty {
      guard taxonomy.kinds[drafts[index].kind].isOneAct,
        drafts[index].circumstances.mayHaveCaused(counted.circumstances)
      else { continue }
      drafts[index].toll = counted.toll
    }
  }

  /// The only day on which something happened according to the first sentence that has any, of the two that lead; else
  /// the earliest one of a statement; nil where the sentence has several days or they have none.
  private func leadDay() -> (date: PartialDate, basis: TimeBasis)? {
    var spoken: PartialDate?
    for index in leadSentences where text.sentences[index].kind == .prose {
      var happened: Set<PartialDate> = []
      let sentence = text.sentences[index]
      for mention in dates(from: sentence.start, to: sentence.end).prefix(Self.mentionsRead) {
        guard let date = mention.date, date.precision == .day, isWithinLeadDays(date) else { continue }
        switch cues.role(of: mention) {
        case .event: happened.insert(date)
        case .statement: spoken = [spoken, date].compactMap(\.self).min { $0.firstDay < $1.firstDay }
        case .bound: continue
        }
      }
      if happened.count == 1, let date = happened.first { return (date, .stated) }
      if !happened.isEmpty { return nil }
    }
    return spoken.map { ($0, .published) }
  }

  /// Whether a date begins on the day of publication or at most `lead_days` before it.
  func isWithinLeadDays(_ date: PartialDate) -> Bool {
    guard let published = metadata.publishedAt?.day else { return false }
    return (0...weights.leadDays).contains(published.dayNumber - date.firstDay.dayNumber)
  }

  /// The first recent day on which, according to the text between two bytes, somebody spoke.
  func statementDay(from start: Int, to end: Int) -> PartialDate? {
    dates(from: start, to: end).prefix(Self.mentionsRead).first(where: isOfStatement)?.date
  }

  /// Whether a recent day is that of a statement and not the event's: `three were killed, police said on Tuesday`.
  func isOfStatement(_ mention: DateMention) -> Bool {
    guard let date = mention.date, date.precision == .day, isWithinLeadDays(date) else { return false }
    return cues.role(of: mention) == .statement
  }

  /// Places the events of the title and of the first sentence of prose that have no place at the first one in their
  /// country where, according to that sentence, something happened.
  private func completeLeadPlaces() {
    let open = drafts.indices.filter {
      drafts[$0].sentence <= firstProse && drafts[$0].place == nil && drafts[$0].project == nil && drafts[$0].isLive
    }
    if open.isEmpty { return }
    let scenes = places(in: text.sentences[firstProse]).prefix(Self.mentionsRead).map { findings.places[$0] }
      .filter { $0.kind != .country && !findings.countryParts.contains($0.span.start) && cues.isScene($0) }
    for index in open {
      let countries = drafts[index].countries
      drafts[index].place = scenes.first { $0.country.map(countries.contains) ?? false }?.span.text
    }
  }
}
