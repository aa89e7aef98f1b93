import Models
import ReferenceData
import TextAnalysis

/// The date of an event in a Chinese sentence.
extension ChineseSentenceReader {
  /// The most characters between `原定` and its date.
  private static let planReach = 4
  /// Among how many tokens after a date `起` is sought: room for an hour.
  private static let onsetReach = 3
  /// The most tokens between the date of an onset and `以来`.
  private static let onsetClause = 8

  /// Dates a draft: by the nearest date of its clause that is its own, else by the last before it in the sentence,
  /// else by the day of a statement or of publication. An old date makes it historical, a coming one imminent or
  /// prescriptive.
  func date(_ draft: inout EventDraft, _ match: ChinesePatternSearch.Match, _ kind: EventKind) {
    let published = article.metadata.publishedAt?.day
    let trigger = draft.start
    let clause = clauseBytes(of: match)
    let dates = article.dates(from: sentence.sentence.start, to: sentence.sentence.end)
      .filter {
        $0.date != nil && !article.findings.datelines.contains($0.span.start) && !isOfPlan($0.span.start)
          && !isEnd($0.span.start) && !isOfAnotherDay($0.span.end) && !isOfName($0, published)
          && !isOfObject($0, match) && !isBeginning($0.span, of: trigger)
          && (clause.contains($0.span.start) || !isOfStatement($0.span.start))
      }
    let nearest =
      dates.filter { clause.contains($0.span.start) }.min {
        abs($0.span.start - trigger) < abs($1.span.start - trigger)
      } ?? dates.last { $0.span.end <= trigger }
    if let nearest, let stated = nearest.date {
      let isAhead = [.threatened, .imminent, .conditional, .prescriptive].contains(draft.reading.realis)
      let date = (isAhead ? article.comingMonth(nearest) : comingOnset(nearest, match)) ?? stated
      draft.when = date
      draft.timeBasis = .stated
      guard let published, draft.reading.isActual else { return }
      if article.isTooOld(date) {
        draft.reading = .historical
        draft.why += rule(article.rule(ofAge: date))
      } else if date.firstDay.dayNumber > published.dayNumber + 1 {
        let isDecided = kind.ledger == .risk && isOnset(text.tokenIndex(from: nearest.span.end))
        draft.reading = isDecided ? .imminent : .prescriptive
        draft.why += rule(.future(date))
      }
    } else if let published {
      let spoken = article.statementDay(from: sentence.sentence.start, to: sentence.sentence.end)
      draft.when = spoken ?? PartialDate(day: published)
      draft.timeBasis = .published
    }
  }

  /// The next such day, for an act that begins on a day without a year: `自9月1日起解除合同`, published in June. An event
  /// that is not an act began on the last such day.
  private func comingOnset(_ mention: DateMention, _ match: ChinesePatternSearch.Match) -> PartialDate? {
    guard [.act, .aim, .host].contains(source(of: match).frame), isOnset(text.tokenIndex(from: mention.span.end)) else {
      return nil
    }
    return article.comingDay(mention)
  }

  /// Whether the date before the token is when something begins: `1月1日起`, `1月1日零时起`.
  private func isOnset(_ token: Int) -> Bool {
    (token..<min(token + Self.onsetReach, text.tokens.count)).contains { text.contains(vocabulary.onset, $0) }
  }

  /// Whether a month or a year between the words of the trigger dates its object only: `撤销去年发放的许可`.
  private func isOfObject(_ mention: DateMention, _ match: ChinesePatternSearch.Match) -> Bool {
    let frame = source(of: match).frame
    guard frame != .suffer, frame != .happen, let date = mention.date, date.precision > .week else { return false }
    let first = text.tokens[sentence.occurrences[match.core.lowerBound].tokens.upperBound - 1].end
    let last = text.tokens[sentence.occurrences[match.core.upperBound].tokens.lowerBound].start
    return mention.span.start >= first && mention.span.end <= last
  }

  /// Whether the date at the byte `start` is the day on which somebody spoke: `使馆7日发表声明`.
  private func isOfStatement(_ start: Int) -> Bool {
    let token = text.tokenIndex(from: start)
    guard let verb = sentence.items.first(where: { $0.tokens.lowerBound > token }) else { return false }
    return verb.classes & vocabulary.named.report != 0
  }

  /// Whether the date at the byte `start` was only planned once, so that nothing happened then: `原定6月通车`.
  private func isOfPlan(_ start: Int) -> Bool {
    let token = text.tokenIndex(from: start)
    guard let word = sentence.items.last(where: { $0.tokens.upperBound <= token }) else { return false }
    return word.classes & vocabulary.named.oncePlanned != 0
      && token - word.tokens.upperBound <= Self.planReach
  }

  /// Whether the date at the byte `start` is only when something ends, after a verb with `至` or `到`: `推迟到2029年`.
  private func isEnd(_ start: Int) -> Bool {
    let mark = text.tokenIndex(from: start) - 1
    guard mark > sentence.sentence.tokens.lowerBound, text.contains(vocabulary.endMarks, mark),
      text.tokens[mark - 1].kind == .ideograph
    else { return false }
    return !text.contains(vocabulary.dateCharacters, mark - 1) && !text.contains(vocabulary.notBeforeEnd, mark - 1)
  }

  /// Whether the date up to the byte `end` is only a beginning (`一月以来`) or a due date of something else (`12月到期的`).
  private func isOfAnotherDay(_ end: Int) -> Bool {
    let token = text.tokenIndex(from: end)
    return sentence.items.contains { $0.tokens.lowerBound == token && $0.classes & vocabulary.named.otherDay != 0 }
  }

  /// Whether the date is the day of publication and only says what a place is called now: `今天的哈萨克斯坦`.
  private func isOfName(_ mention: DateMention, _ published: CivilDate?) -> Bool {
    guard let date = mention.date, let published, date.precision == .day, date.firstDay == published else {
      return false
    }
    let mark = text.tokenIndex(from: mention.span.end)
    guard mark < sentence.sentence.tokens.upperBound, text.contains(vocabulary.attributiveMarks, mark) else {
      return false
    }
    return sentence.items.contains {
      $0.tokens.lowerBound == mark + 1 && $0.kind == .entity && entities[$0.entity].isPlace
    }
  }

  /// Whether something began on the date and has continued since, mentioned after the trigger: `疫情自6月4日暴发以来`.
  private func isBeginning(_ date: TextSpan, of trigger: Int) -> Bool {
    let first = text.tokenIndex(from: date.start)
    let end = text.tokenIndex(from: date.end)
    guard trigger < date.start, first > sentence.sentence.tokens.lowerBound,
      text.contains(vocabulary.onsetMarks, first - 1)
    else { return false }
    return sentence.items.contains {
      $0.tokens.lowerBound > end && $0.tokens.lowerBound - end <= Self.onsetClause
        && $0.classes & vocabulary.named.sinceThen != 0
    }
  }

  private func clauseBytes(of match: ChinesePatternSearch.Match) -> Range<Int> {
    let clause = sentence.occurrences[match.anchor].clause
    let items = sentence.items.filter { $0.clause == clause }
    guard let first = items.first, let last = items.last else { return 0..<0 }
    return text.tokens[first.tokens.lowerBound].start..<text.tokens[last.tokens.upperBound - 1].end
  }
}
