import TextAnalysis

/// The dead who are counted as lives or bodies, and parts of those who are counted: `claimed the lives of seven`, `four
/// bodies were recovered`, `eleven people including two children`.
extension CasualtyReader {
  /// Within how many items before `lives` its verb of loss is sought: `cost 12 garment workers their lives`.
  private static let lossReach = 6
  /// Within how many items of a word for bodies the verb of their recovery is: `the bodies of two of the six missing
  /// technicians were found`.
  private static let recoveryReach = 16

  /// Whether a verb of loss is close before the word `lives`: `claimed nine lives`, `lost their lives`; not `saved nine
  /// lives`.
  func areLost(_ index: Int) -> Bool {
    (max(0, index - Self.lossReach)..<index).contains { clauses.has($0, clauses.grammar.losing) }
  }

  func isBodies(_ index: Int) -> Bool { clauses.words.bodies.contains(items[index].word) }

  /// Whether the clause says that the bodies were found: `rescuers pulled five bodies from the rubble`; not `four
  /// bodies of the state`.
  func areRecovered(_ index: Int) -> Bool {
    let before = (max(0, index - Self.recoveryReach)..<index).reversed().prefix { !clauses.isBoundary($0) }
    let after = (index + 1..<min(index + Self.recoveryReach, items.count)).prefix { !clauses.isBoundary($0) }
    return (Array(before) + after).contains { clauses.words.recovering.contains(items[$0].word) }
  }

  /// The number right before a word for bodies: `five bodies`.
  func countRightBefore(_ index: Int) -> Int? {
    guard index > 0 else { return nil }
    return peopleCount(at: numberStart(of: index - 1))
  }

  /// Whether the casualty word is the verb of the clause whose subject the number at an item counts: `two of the six
  /// were killed`; not `two of the 40 killed were nurses` or `two of the 40 who died were nurses`.
  func isSubject(_ number: Int, of index: Int) -> Bool {
    let grammar = clauses.grammar
    if (number..<index).contains(where: { clauses.has($0, grammar.relative) }) { return false }
    var before = (isResult(index) ? index - 1 : index) - 1
    while clauses.has(before, grammar.adverb) { before -= 1 }
    if clauses.has(before, grammar.be | grammar.have) { return true }
    return clauses.has(index, dead) && clauses.forms(index).contains(.past)
  }

  /// The first item of the number of a part, where the number at an item is that of the whole: `two` at `six` of `two
  /// of the six technicians`. Nil where no part is counted before it.
  func partOfThese(at whole: Int) -> Int? {
    var before = whole - 1
    while clauses.has(before, clauses.grammar.definite) { before -= 1 }
    guard before > 0, items[whole].count >= 0, clauses.isWord(before, clauses.words.of), items[before - 1].count >= 0
    else { return nil }
    return numberStart(of: before - 1)
  }

  /// The last item before `including` or a word like it, where that opens the part whose number is at `part`: `people`
  /// in `eleven people including at least two children`. Nil where nothing is before it in its clause.
  func endOfWhole(before part: Int) -> Int? {
    var opener = part - 1
    while clauses.has(opener, clauses.grammar.quantifier) { opener -= 1 }
    guard opener > 0, clauses.has(opener, clauses.grammar.partOf), !clauses.isBoundary(opener - 1) else { return nil }
    return opener - 1
  }
}
