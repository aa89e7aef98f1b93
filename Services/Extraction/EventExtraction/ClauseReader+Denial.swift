import TextAnalysis

/// Denials with more than adverbs between them and their verb.
extension ClauseReader {
  /// The denial that other words than adverbs separate from the verb group that starts at `start`: `have not in any
  /// way` before `attacked`, `has not, however,` before `been closed`, `have not, since they attacked the mine,` before
  /// `retreated`, `Nor has Kenya` before `revoked`. No verb is between the two, except between two commas, and the
  /// auxiliary fits the verb at `index`. Nil without such a denial.
  func separatedDenial(before start: Int, of index: Int) -> (start: Int, auxiliary: Int)? {
    var position = start - 1
    var isAside = true
    // How many items are in what two commas surround.
    var skipped = 0
    while position > 0, start - position - skipped <= Self.denialReach {
      let item = sentence.items[position]
      if has(position, grammar.not) {
        let auxiliary = isAuxiliary(position) ? position : position - 1
        guard position < start - 1, isAuxiliary(auxiliary), fits(auxiliary, verb: index, from: start),
          isAside && start - position - skipped <= Self.asideReach || !has(auxiliary, grammar.be),
          start - position == 2 || opensAside(position + 1),
          !words.limiting.contains(sentence.items[position + 1].word)
        else { return nil }
        return (auxiliary, auxiliary)
      }
      if isAuxiliary(position) {
        guard opensDenial(position), fits(position, verb: index, from: start) else { return nil }
        return (position - 1, position)
      }
      switch item.kind {
      case .stop: return nil
      // A pair of commas may surround what is between: `has not, in fact, revoked`.
      case .comma:
        if position == start - 1, let opening = asideOpening(before: position) {
          skipped = position - opening
          position = opening
        } else if position < start - 1, !has(position - 1, grammar.not) {
          return nil
        }
      case .word, .number:
        // `has not fallen since rebels attacked`
        if separates(position) || !isAside && has(position, grammar.subordinator) { return nil }
        isAside = isAside && !isNounLike(position)
      }
      position -= 1
    }
    return nil
  }

  /// The comma before the phrase or adverbial clause that the one at `closing` ends: the first one in `have not so far,
  /// since they attacked the mine, retreated`. Nil if that begins with neither a preposition nor a subordinator.
  private func asideOpening(before closing: Int) -> Int? {
    for index in stride(from: closing - 1, through: max(1, closing - Self.insertionReach), by: -1) {
      switch sentence.items[index].kind {
      case .stop: return nil
      case .comma: return has(index + 1, grammar.preposition | grammar.subordinator) ? index : nil
      case .word, .number: continue
      }
    }
    return nil
  }

  /// The most items between the two commas in a denial.
  private static var insertionReach: Int { 14 }
  /// How many items before its verb a denial may be, without those between two commas.
  private static var denialReach: Int { 8 }
  /// How many items before a participle `not` after a form of `be` may be: a noun there has a participle too (`was not
  /// the mine attacked`).
  private static var asideReach: Int { 3 }

  /// Whether the word may be a noun that a participle after it describes, by its classes and its form.
  private func isNounLike(_ index: Int) -> Bool {
    let item = sentence.items[index]
    let noun =
      grammar.determiner | grammar.anyActor | grammar.people | grammar.personNoun | grammar.site | grammar.number
    return item.entity >= 0 || item.ending == .plural || item.classes & noun != 0
  }

  /// Whether several words between `not` and its verb may begin with the word at `index`: a preposition, a determiner,
  /// a time, `so` of `so far`; another word may be a verb of which the lexicon lacks the form.
  private func opensAside(_ index: Int) -> Bool {
    let item = sentence.items[index]
    let opening = grammar.preposition | grammar.determiner | grammar.quantifier | grammar.subordinator | grammar.adverb
    return item.kind == .comma || item.ending == .adverb || words.aside.contains(item.word)
      || item.classes & (opening | grammar.pronoun | grammar.dateWord | grammar.number) != 0
  }

  private func isAuxiliary(_ index: Int) -> Bool {
    has(index, grammar.have | grammar.be | grammar.do | grammar.modal)
  }

  /// Whether the auxiliary before its subject belongs to a denial: `Nor has`, `At no time has`.
  private func opensDenial(_ auxiliary: Int) -> Bool {
    auxiliary > 0 && words.nor.contains(sentence.items[auxiliary - 1].word)
      || has(auxiliary - 2, grammar.nobody) && has(auxiliary - 3, grammar.preposition)
        && !has(auxiliary - 1, grammar.preposition | grammar.anyEntity)
  }

  /// Whether the auxiliary can be that of the group of the verb at `index`: `has` and `is` of a participle, `does` and
  /// a modal of a base form.
  private func fits(_ auxiliary: Int, verb index: Int, from start: Int) -> Bool {
    let form = forms(index)
    if let next = (start..<index).first(where: isAuxiliary) {
      // `have not yet been attacked`, `would not in any case have attacked`
      return has(auxiliary, grammar.have) && has(next, grammar.be) || has(auxiliary, grammar.modal)
    }
    if has(auxiliary, grammar.have | grammar.be) { return !form.isDisjoint(with: [.participle, .gerund]) }
    return form.contains(.base)
  }

  /// Whether a word between a denial and a verb opens another clause or is a verb itself, so that the denial is not
  /// about the verb: `have not said who attacked`, `has not reopened the road closed by`.
  private func separates(_ index: Int) -> Bool {
    let item = sentence.items[index]
    let opening = grammar.relative | grammar.complementiser | grammar.conjunction | grammar.speech | grammar.conditional
    if item.classes & opening != 0 { return true }
    if item.entity >= 0 || item.classes & grammar.dateWord != 0 { return false }
    let form = forms(index)
    // `to date`
    if isWord(index - 1, words.to), form.contains(.noun) { return false }
    if form.isEmpty {
      let nominal = grammar.determiner | grammar.preposition | grammar.adjective | grammar.number
      return item.ending == .past && !has(index - 1, nominal)
    }
    guard !form.isDisjoint(with: [.base, .present, .past, .participle, .gerund]) else { return false }
    return !form.contains(.noun) || isVerb(at: index)
  }
}
