import Models
import ReferenceData
import TextAnalysis

/// Decides whether a Chinese trigger's event happened, may happen, ended or is only discussed.
///
/// Signals are words with a scope and a reach; the strongest effect that reaches the trigger decides.
struct ChineseRealisReader {
  let text: ArticleText
  let vocabulary: ChineseVocabulary
  let sentence: ChineseSentence
  /// The genre of the article as a whole.
  let genre: ChineseGenre
  /// How far the words reach that say what an event is beside others.
  let weights: EventWeights
  private var articleEffect: ChineseLexicon.Effect? { genre.effect }

  /// The reading of the event of `match`; its `reason` says why the event is not reported, nil where it is.
  func reading(of match: ChinesePatternSearch.Match, kind: EventKind) -> RealisReader.Reading {
    let effects = effects(on: match, kind)
    for (effect, reason) in Self.unreal where effects.contains(effect) || articleEffect == effect {
      return .generic(reason)
    }
    if effects.contains(.denied) || articleEffect == .denied { return .negated(.denied) }
    if effects.contains(.averted) || articleEffect == .averted { return .negated(.averted) }
    let isFreed = effects.contains(.freed) && kind.isCaptivity
    if effects.contains(.ended) || isFreed, kind.ledger == .risk { return .generic(.ended) }
    if effects.contains(.negated) { return isNegatedBeside(match, kind) ? .generic(.negated) : .negated() }
    let isReviewed = effects.contains(.reviewed) && kind.isSudden
    if effects.contains(.historical) || articleEffect == .historical || isReviewed { return .historical }
    if effects.contains(.generic) { return .generic() }
    if effects.contains(.conditional) { return .conditional }
    if effects.contains(.threatened) || vocabulary.patterns[match.pattern].source.frame == .plot {
      return .threatened
    }
    if effects.contains(.actual) { return .actual }
    if effects.contains(.imminent) {
      return kind.ledger == .risk ? .imminent : .agreed
    }
    if effects.isDisjoint(with: Self.future) { return .actual }
    if isDecided(match, kind, effects) || isScheduled(match, kind) { return .imminent }
    return kind.ledger == .risk && kind.isVolitional ? .threatened : .prescriptive
  }

  /// The effects of genres that report nothing that happened, and their reasons.
  private static let unreal: [(ChineseLexicon.Effect, SuppressionReason)] = [
    (.drill, .drill), (.fiction, .fiction), (.sport, .sport),
  ]
  private static let future: Set<ChineseLexicon.Effect> = [.prescriptive, .announced, .expected]

  /// Whether a risk that is still to come is imminent: a measure, a halt or a shortage that somebody announces, or a
  /// force of nature that is on its way (`台风将于周五登陆`). A noun after the signal (`将援助水灾灾民`) is only the object
  /// of what is announced.
  private func isDecided(
    _ match: ChinesePatternSearch.Match, _ kind: EventKind, _ effects: Set<ChineseLexicon.Effect>
  ) -> Bool {
    guard kind.ledger == .risk, !kind.isVolitional, !effects.contains(.prescriptive) else { return false }
    if kind.isForce { return isForeseen(match) }
    guard effects.contains(.announced), !effects.contains(.expected) else { return false }
    let frame = vocabulary.patterns[match.pattern].source.frame
    return kind.isConsequence || frame == .act || frame == .aim || frame == .host
  }

  /// Whether a strike or a protest is announced for a day to which those who call it keep: `罢工将于周五如期举行`.
  private func isScheduled(_ match: ChinesePatternSearch.Match, _ kind: EventKind) -> Bool {
    guard kind.plover == .protest, kind.ledger == .risk else { return false }
    let clause = sentence.occurrences[match.core.upperBound].clause
    return sentence.items.contains { $0.classes & vocabulary.named.scheduled != 0 && $0.clause == clause }
  }

  /// Whether a signal of what is to come is between the first and the last word of the trigger.
  private func isForeseen(_ match: ChinesePatternSearch.Match) -> Bool {
    let start = sentence.occurrences[match.core.lowerBound].tokens.upperBound
    let end = sentence.occurrences[match.core.upperBound].tokens.lowerBound
    for item in sentence.items where item.word >= 0 {
      guard item.tokens.lowerBound >= start, item.tokens.upperBound <= end else { continue }
      for number in vocabulary.words[item.word].signals {
        let effect = vocabulary.lexicon.signals[number].effect
        if effect == .announced || effect == .expected { return true }
      }
    }
    return false
  }

  /// Whether the event is only where a time begins: `政变以来`. Its sentence may still date it within the days of the
  /// news, or a date right before `以来` may begin the time. A disease or a shortage that sets a record since it broke
  /// out goes on: `为疫情暴发以来最高`.
  func isOnlyBeginning(_ match: ChinesePatternSearch.Match, _ kind: EventKind) -> Bool {
    guard effects(on: match, kind).contains(.begun) else { return false }
    if kind.plover != nil || kind.isSudden { return true }
    let end = sentence.occurrences[match.core.upperBound].tokens.upperBound
    return !sentence.occurrences.contains {
      $0.classes & vocabulary.named.record != 0 && (0...weights.recordReach).contains($0.tokens.lowerBound - end)
    }
  }

  /// Whether the sentence says that an end of the event does not come: `不会解除对…的制裁`.
  func deniesEnd(of match: ChinesePatternSearch.Match) -> Bool {
    let first = sentence.occurrences[match.core.lowerBound]
    let last = sentence.occurrences[match.core.upperBound]
    return sentence.items.contains { item in
      guard item.word >= 0, !isStep(item, match) else { return false }
      let endsIt = vocabulary.words[item.word].signals.contains { number in
        let signal = vocabulary.lexicon.signals[number]
        return isOver(signal) && reaches(signal, item, first, last)
      }
      return endsIt
        && signalsOfEnds(beside: item, item, match).contains {
          $0.signal.scope == .beforeEnd && $0.signal.effect == .negated
        }
    }
  }

  /// Whether the event is a further one of its kind, as a word before one of its steps says, and not right after the
  /// token `end`, up to which the sentence reports that an earlier one is over: `罢工结束后再次罢工`, but not `结束再次罢工`.
  func startsAgain(_ match: ChinesePatternSearch.Match, after end: Int) -> Bool {
    sentence.occurrences.contains { item in
      guard item.classes & vocabulary.named.again != 0, item.tokens.lowerBound > end, !isNegatedRightBefore(item) else {
        return false
      }
      return match.items.contains { index in
        let step = sentence.occurrences[index]
        return step.clause == item.clause
          && (0...weights.againReach).contains(step.tokens.lowerBound - item.tokens.upperBound)
      }
    }
  }

  /// Whether a negation ends where the item begins: `不会再次罢工`.
  private func isNegatedRightBefore(_ item: ChineseSentence.Item) -> Bool {
    sentence.items.contains { $0.tokens.upperBound == item.tokens.lowerBound && isNegation($0) }
  }

  /// Whether a negation is not of the event, but of what somebody has to do with it or says of it (`没有参与政变`, `尚无组织
  /// 认领`), or of others than those whom it hit (`其他口岸没有关闭`). Of a wrong in law, taking part is the wrong itself.
  private func isNegatedBeside(_ match: ChinesePatternSearch.Match, _ kind: EventKind) -> Bool {
    guard !kind.location.hasLaw else { return false }
    let items = sentence.items
    let first = sentence.occurrences[match.core.lowerBound]
    let last = sentence.occurrences[match.core.upperBound]
    let named = vocabulary.named
    return items.indices.contains { index in
      guard isNegation(items[index]), items[index].clause == last.clause else { return false }
      let negation = items[index].tokens
      let isOfPart = sentence.occurrences.contains { item in
        item.classes & named.involvement != 0 && item.clause == last.clause
          && item.tokens.lowerBound >= negation.upperBound
          && item.tokens.lowerBound - last.tokens.upperBound <= weights.involvementReach
      }
      if isOfPart { return true }
      let start = min(negation.lowerBound, first.tokens.lowerBound)
      guard let other = items[..<index].last(where: { $0.classes & named.otherThan != 0 && $0.clause == last.clause })
      else { return false }
      let isSaid = items[..<index].contains { $0.tokens.lowerBound > other.tokens.lowerBound && speaks($0) }
      return !isSaid && start - other.tokens.upperBound <= weights.otherReach
    }
  }

  /// Whether somebody admits what the denial does not speak of: after it and before the event, in a later clause
  /// (`起初否认，但周三承认油管破裂`), or before the event, which a denial with an object follows (`承认停产，但否认裁员`).
  private func isAdmitted(
    beside denial: ChineseSentence.Item, _ first: ChineseSentence.Item, _ last: ChineseSentence.Item
  ) -> Bool {
    let end = denial.tokens.upperBound
    let isAhead = end <= first.tokens.lowerBound
    let hasObject = end < sentence.sentence.tokens.upperBound && text.tokens[end].kind != .punctuation
    guard isAhead || denial.clause > last.clause && hasObject else { return false }
    return sentence.items.contains { item in
      guard item.classes & vocabulary.named.admission != 0, item.tokens.lowerBound <= first.tokens.lowerBound,
        isAhead ? item.clause > denial.clause : item.clause == first.clause
      else { return false }
      return !isNegatedRightBefore(item) && !isRefusedRightBefore(item)
    }
  }

  /// Whether a word by which something does not come about ends where the item begins: `无法证实`.
  private func isRefusedRightBefore(_ item: ChineseSentence.Item) -> Bool {
    sentence.items.contains {
      $0.tokens.upperBound == item.tokens.lowerBound && $0.classes & vocabulary.named.refusal != 0
    }
  }

  private func isNegation(_ item: ChineseSentence.Item) -> Bool {
    item.word >= 0
      && vocabulary.words[item.word].signals.contains { vocabulary.lexicon.signals[$0].effect == .negated }
  }

  private func speaks(_ item: ChineseSentence.Item) -> Bool { item.classes & vocabulary.named.speech != 0 }

  private func effects(on match: ChinesePatternSearch.Match, _ kind: EventKind) -> Set<ChineseLexicon.Effect> {
    Set(signals(on: match, kind).map(\.effect))
  }

  /// The signals that a reading rests on, which is of an event of the type `kind`.
  func grounds(
    of reading: RealisReader.Reading, on match: ChinesePatternSearch.Match, _ kind: EventKind
  ) -> [ChineseLexicon.Signal] {
    let isOver = reading.reason == .ended
    let isPast = reading.realis == .historical
    let isToCome = [.threatened, .imminent, .prescriptive].contains(reading.realis)
    return signals(on: match, kind).filter { signal in
      switch signal.effect {
      case .freed where isOver, .reviewed where isPast, .begun where isPast: return true
      case .prescriptive where isToCome, .announced where isToCome, .expected where isToCome: return true
      default:
        let name = signal.effect.rawValue
        return name == reading.reason?.rawValue || name == reading.realis.rawValue
      }
    }
  }

  private func signals(on match: ChinesePatternSearch.Match, _ kind: EventKind) -> [ChineseLexicon.Signal] {
    var found: [(signal: ChineseLexicon.Signal, start: Int)] = []
    let items = sentence.items
    let first = sentence.occurrences[match.core.lowerBound]
    let last = sentence.occurrences[match.core.upperBound]
    let isEnd = kind.isEnding || vocabulary.patterns[match.pattern].source.frame == .end
    for index in items.indices where items[index].word >= 0 && !isStep(items[index], match) && !marksObject(index) {
      for number in vocabulary.words[items[index].word].signals {
        let signal = vocabulary.lexicon.signals[number]
        if signal.scope.isOfEnds || signal.effect == .negated && deniesResult(index, match) { continue }
        guard reaches(signal, items[index], first, last) else { continue }
        if signal.effect == .denied, isAdmitted(beside: items[index], first, last) { continue }
        let end = items[index].tokens.upperBound
        if isOver(signal), isUnrealEnd(items[index], match) || startsAgain(match, after: end) { continue }
        found.append((signal, items[index].tokens.lowerBound))
      }
    }
    let unreal = signalsOfEnds(beside: first, last, match)
    guard isEnd else {
      // `结束抗议的呼吁`
      let isUnreal = unreal.contains { $0.signal.scope == .afterEnd }
      return found.map(\.signal).filter { !(isUnreal && isOver($0)) }
    }
    // `已呼吁结束罢工`: what precedes such a word is said of the call, not of the end.
    let call = unreal.last { $0.signal.scope == .beforeEnd }?.start ?? 0
    return unreal.map(\.signal)
      + found.compactMap { signal, start in
        let isOfCall = start < call && (signal.effect == .actual || signal.effect == .imminent)
        return isOfCall || !unreal.isEmpty && isOver(signal) ? nil : signal
      }
  }

  /// Whether the signal says beside its trigger that it is over.
  private func isOver(_ signal: ChineseLexicon.Signal) -> Bool {
    signal.effect == .ended && (signal.scope == .before || signal.scope == .after)
  }

  /// The signals of ends that reach what is between the two items, with the tokens at which they start; also those
  /// inside longer words: 不肯 in 不肯撤.
  private func signalsOfEnds(
    beside first: ChineseSentence.Item, _ last: ChineseSentence.Item, _ match: ChinesePatternSearch.Match
  ) -> [(signal: ChineseLexicon.Signal, start: Int)] {
    let start = first.tokens.lowerBound - 2 * vocabulary.endReach
    let end = last.tokens.upperBound + vocabulary.endReach
    let near = sentence.occurrences.partitioningIndex { $0.tokens.lowerBound >= start }
    return sentence.occurrences[near...].prefix { $0.tokens.lowerBound <= end }.flatMap { item in
      guard item.word >= 0, !vocabulary.words[item.word].signals.isEmpty, !isStep(item, match) else {
        return [(signal: ChineseLexicon.Signal, start: Int)]()
      }
      return vocabulary.words[item.word].signals.compactMap {
        let signal = vocabulary.lexicon.signals[$0]
        let isMeant = signal.scope.isOfEnds && reaches(signal, item, first, last)
        return isMeant ? (signal, item.tokens.lowerBound) : nil
      }
    }
  }

  /// Whether the words before an item that says that something is over say that it is not: `呼吁结束`.
  private func isUnrealEnd(_ end: ChineseSentence.Item, _ match: ChinesePatternSearch.Match) -> Bool {
    signalsOfEnds(beside: end, end, match).contains { $0.signal.scope == .beforeEnd }
  }

  /// Whether the item shares tokens with a step of the match.
  private func isStep(_ item: ChineseSentence.Item, _ match: ChinesePatternSearch.Match) -> Bool {
    match.items.contains { sentence.occurrences[$0].tokens.overlaps(item.tokens) }
  }

  /// Whether the item is a mark like 将 right before its object, where it says nothing of the future: `将两家企业列入`.
  private func marksObject(_ index: Int) -> Bool {
    let items = sentence.items
    guard items[index].classes & vocabulary.named.objectMark != 0, index + 1 < items.count,
      items[index + 1].tokens.lowerBound == items[index].tokens.upperBound
    else { return false }
    let next = items[index + 1]
    if next.kind == .entity { return true }
    let end = next.tokens.upperBound
    if next.kind == .number { return end < text.tokens.count && !text.contains(vocabulary.dateCharacters, end) }
    let named = vocabulary.named
    let persons = named.people | named.company | named.quantity | named.title | named.authority
    let works = named.project | named.site | named.structure | named.route
    return next.classes & (persons | works) != 0
  }

  /// Whether a negation within the trigger denies only what followed from the event: `遭导弹袭击，未造成伤亡`, `遭炮击
  /// 无人受伤`. Where the first step is only who acts, a result that is a step is the event itself: `警方没有打死抗议者`.
  private func deniesResult(_ index: Int, _ match: ChinesePatternSearch.Match) -> Bool {
    let items = sentence.items
    let first = sentence.occurrences[match.core.lowerBound]
    let last = sentence.occurrences[match.core.upperBound]
    let end = items[index].tokens.upperBound
    guard first.tokens.upperBound <= items[index].tokens.lowerBound, end <= last.tokens.lowerBound else { return false }
    let named = vocabulary.named
    let results = named.resultVerb | named.dead | named.hurt
    let isActor =
      first.classes & (named.actor | named.armedGroup | named.authority | named.company | named.people) != 0
    return items[(index + 1)...].prefix { $0.tokens.lowerBound <= end + Self.resultReach }
      .contains { $0.classes & results != 0 && (!isActor || !isStep($0, match)) }
  }

  /// The most characters between a negation and the result that it denies: the people of `无人员受伤`.
  private static let resultReach = 3

  private func reaches(
    _ signal: ChineseLexicon.Signal, _ word: ChineseSentence.Item, _ first: ChineseSentence.Item,
    _ last: ChineseSentence.Item
  ) -> Bool {
    let ahead = first.tokens.lowerBound - word.tokens.upperBound
    let after = word.tokens.lowerBound - last.tokens.upperBound
    switch signal.scope {
    case .beforeEnd where isDone(word, before: first, last): return false
    case .before, .beforeEnd:
      if word.clause == first.clause { return ahead <= signal.reach && word.tokens.lowerBound < last.tokens.lowerBound }
      // `评级下调，曾降至CC`: what precedes the last word in its own clause.
      let aheadOfLast = last.tokens.lowerBound - word.tokens.upperBound
      return word.clause == last.clause && aheadOfLast >= 0 && aheadOfLast <= signal.reach
    case .after, .afterEnd: return word.clause == last.clause && after >= 0 && after <= signal.reach
    case .left: return ahead >= 0 && ahead <= signal.reach
    case .right: return after >= 0 && after <= signal.reach
    case .sentence: return true
    case .article: return false
    }
  }

  /// Whether what the word says was followed by the end (`呼吁后结束罢工`), or is said of what ended (`要求加薪的罢工结束`).
  private func isDone(
    _ word: ChineseSentence.Item, before first: ChineseSentence.Item, _ last: ChineseSentence.Item
  ) -> Bool {
    let start = word.tokens.upperBound <= first.tokens.lowerBound ? first.tokens.lowerBound : last.tokens.lowerBound
    guard word.tokens.upperBound < start else { return false }
    if text.contains(vocabulary.attributiveMarks, start - 1) { return true }
    return (word.tokens.upperBound..<start).contains { token in
      text.contains(vocabulary.sequelMarks, token) && !sentence.items.contains { $0.tokens.contains(token) }
    }
  }
}

/// What an article as a whole is: a drill, a film, sport, advice, a denial.
struct ChineseGenre {
  /// The effect of the genre; nil for news.
  var effect: ChineseLexicon.Effect?
  /// The words that show the genre, as numbers of the vocabulary.
  var words: [Int] = []
  /// The genres that two words of the body show; the others only the title shows.
  static let ofBody: Set<ChineseLexicon.Effect> = [.drill, .fiction, .sport]
}

extension ChineseVocabulary {
  /// The genre of the article, shown by two different words in the text or by one in the title. One word in the body is
  /// enough for an old text, if `isOld` finds an old date near the byte of that word. Advice is news where the text
  /// says that people have to leave at once.
  func genre(_ text: ArticleText, _ matches: [(word: Int, start: Int)], isOld: (Int) -> Bool) -> ChineseGenre {
    var seen: [ChineseLexicon.Effect: Set<Int>] = [:]
    for match in matches {
      for number in words[match.word].signals where lexicon.signals[number].scope == .article {
        let effect = lexicon.signals[number].effect
        if effect == .actual { continue }
        if match.start < text.bodyStart || effect == .historical && isOld(match.start) {
          if effect == .generic, isUrgent(matches) { continue }
          return ChineseGenre(effect: effect, words: [match.word])
        }
        if ChineseGenre.ofBody.contains(effect) { seen[effect, default: []].insert(match.word) }
      }
    }
    let effect = ChineseLexicon.Effect.allCases.first { (seen[$0]?.count ?? 0) >= 2 }
    return ChineseGenre(effect: effect, words: effect.map { seen[$0, default: []].sorted() } ?? [])
  }

  /// Whether a word of the text says that what an article advises on is happening: 尽快撤离.
  private func isUrgent(_ matches: [(word: Int, start: Int)]) -> Bool {
    matches.contains { match in
      words[match.word].signals.contains {
        lexicon.signals[$0].scope == .article && lexicon.signals[$0].effect == .actual
      }
    }
  }
}
