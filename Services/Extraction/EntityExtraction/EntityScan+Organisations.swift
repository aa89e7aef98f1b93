import Models
import ReferenceData
import TextAnalysis
import TextMatching

extension EntityScan {
  /// The organisation that begins with part `index` of a name run, and the index of the part after it.
  func organisation(
    in run: NameRun, from index: Int, _ sentence: Range<Int>, isTitleCase: Bool
  ) -> (name: Name, next: Int)? {
    let part = run.parts[index]
    if let kind = firstHead(part.lowerBound) {
      if let next = extended(run, from: index), next > index + 1 {
        return (named(part.lowerBound..<run.parts[next - 1].upperBound, kind), next)
      }
      return words(part) > 1 ? (named(part, kind), index + 1) : nil
    }
    guard let last = part.last(where: { text.tokens[$0].kind == .word }) else { return nil }
    if !isTitleCase, let partnership = partnership(in: run, from: index) { return (partnership, index + 2) }
    if words(part) == 1 { return lone(part, in: sentence, isTitleCase: isTitleCase).map { ($0, index + 1) } }
    guard roles[last].contains(.organisationLast), !titled[last], !isTitleCase || words(part) <= 4,
      !isOnePlace(part), let kind = headKind(last)
    else { return nil }
    let start = ordinalStart(before: part.lowerBound, in: sentence)
    let takesOf = kind == .government || kind == .igo || kind == .other || text.token(last, is: .bank)
    if takesOf, let next = extended(run, from: index) {
      return (named(start..<run.parts[next - 1].upperBound, kind), next)
    }
    return (named(start..<companyEnd(part.upperBound, in: sentence), kind), index + 1)
  }

  /// The company of three words or more whose name the sign for `and` joins: `Arven Road & Bridge`; nil where a part is
  /// a place, as in `Trinidad & Tobago`.
  private func partnership(in run: NameRun, from index: Int) -> Name? {
    guard index + 1 < run.parts.count, isMark(run.parts[index].upperBound, .ampersand) else { return nil }
    let (first, second) = (run.parts[index], run.parts[index + 1])
    guard words(first) + words(second) >= 3, placeStarts[first.lowerBound] < 0, placeStarts[second.lowerBound] < 0,
      !first.contains(where: { titled[$0] || claims[$0] == .organisation })
    else { return nil }
    let last = second.last { text.tokens[$0].kind == .word }
    let kind = last.flatMap { roles[$0].contains(.organisationLast) ? headKind($0) : nil }
    return named(first.lowerBound..<second.upperBound, kind ?? .company)
  }

  /// Records the acronym that follows a name in parentheses.
  mutating func takeAcronym(of name: Name, in sentence: Range<Int>) {
    let open = name.tokens.upperBound
    guard sentence.contains(open + 2), isMark(open, .open), isMark(open + 2, .close) else { return }
    let token = text.tokens[open + 1]
    guard token.kind == .word, token.shape == .upper, (2...10).contains(token.length) else { return }
    acronyms[token.hash] = (name.kind, name.country)
  }

  private func words(_ range: Range<Int>) -> Int { range.count { text.tokens[$0].kind == .word } }

  private func named(_ range: Range<Int>, _ kind: ActorKind) -> Name {
    Name(tokens: range, kind: kind, country: country(in: range))
  }

  /// The country in a name's own words ("Bank of China", "Iraqi Army"); `none` if they name none.
  func country(in range: Range<Int>) -> CountryIndex {
    for index in range where placeStarts[index] >= 0 {
      var match = Int(placeStarts[index])
      let tokens = placeMatches[match].tokens
      while match < placeMatches.count, placeMatches[match].tokens == tokens {
        let entry = data.entries[placeMatches[match].value]
        if entry.kind == .country || entry.kind == .demonym, entry.isEnglish { return entry.country }
        match += 1
      }
    }
    return .none
  }

  private func firstHead(_ token: Int) -> ActorKind? {
    var next = phrases.partitioningIndex { $0.tokens.lowerBound >= token }
    while next < phrases.count, phrases[next].tokens.lowerBound == token {
      if case .organisationFirst(let kind) = data.phrases[phrases[next].value] { return kind }
      next += 1
    }
    return nil
  }

  /// The index of the part after those that "of", "for" and "on" join to part `index`.
  private func extended(_ run: NameRun, from index: Int) -> Int? {
    var next = index + 1
    while next < run.parts.count {
      let joint = run.parts[next - 1].upperBound
      let isFirst = next == index + 1
      let joins =
        text.token(joint, is: .of) || isFirst && (text.token(joint, is: .for) || text.token(joint, is: .on))
      let adds = !isFirst && (text.token(joint, is: .and) || isMark(joint, .ampersand))
      guard joins || adds && words(run.parts[next]) <= 2 && placeStarts[run.parts[next].lowerBound] < 0 else { break }
      next += 1
    }
    return next > index + 1 ? next : nil
  }

  private func headKind(_ token: Int) -> ActorKind? {
    text.value(token, in: data.organisationHeads).map { ActorKind.allCases[$0] }
  }

  private func isOnePlace(_ part: Range<Int>) -> Bool {
    placeStarts[part.lowerBound] >= 0 && placeMatches[Int(placeStarts[part.lowerBound])].tokens == part
  }

  /// An organisation named by a single word: "the Coalition", or an acronym.
  private func lone(_ part: Range<Int>, in sentence: Range<Int>, isTitleCase: Bool) -> Name? {
    let index = part.lowerBound
    let token = text.tokens[index]
    guard part.count == 1, placeStarts[index] < 0, !isTitleCase else { return nil }
    if token.shape == .capitalised {
      guard index > sentence.lowerBound, roles[index].contains(.loneHead) else { return nil }
      return Name(tokens: part, kind: headKind(index) ?? .government, country: .none)
    }
    if let known = acronyms[token.hash] { return Name(tokens: part, kind: known.kind, country: known.country) }
    guard token.shape == .upper, (3...8).contains(token.length), !roles[index].contains(.notAcronym) else { return nil }
    let isDetermined = index > sentence.lowerBound && text.token(index - 1, is: .the)
    guard isDetermined || capitalCounts[token.hash, default: 0] > 1 else { return nil }
    return Name(tokens: part, kind: .other, country: .none)
  }

  /// The start of a name, including an ordinal before it: `134th Expeditionary Fighter Squadron`.
  private func ordinalStart(before first: Int, in sentence: Range<Int>) -> Int {
    guard first - 2 >= sentence.lowerBound, text.tokens[first - 2].kind == .number, !text.tokens[first - 1].isSpaced,
      text.tokens[first - 1].length == 2, text.tokens[first - 1].shape == .lower
    else { return first }
    return first - 2
  }

  /// The end of a name, including a company's legal form after a comma: `Acme Power, Inc.`.
  private func companyEnd(_ end: Int, in sentence: Range<Int>) -> Int {
    guard sentence.contains(end + 1), isMark(end, .comma), text.tokens[end + 1].length <= 4, isCapital(end + 1),
      headKind(end + 1) == .company
    else { return end }
    return end + 2
  }
}
