import TextAnalysis
import TextMatching

extension EntityScan {
  /// The name of a person in part of a name run: after a title, or recognised by a given name, a known name, an
  /// initial, a particle or a suffix. Otherwise nil.
  func person(_ part: Range<Int>, in sentence: Range<Int>, isTitleCase: Bool) -> Range<Int>? {
    let name = nameAfterTitle(part)
    if isChain(name) { return nil }
    let words = name.count { text.tokens[$0].kind == .word }
    guard words > 0, let last = name.last(where: { text.tokens[$0].kind == .word }) else { return nil }
    let hasTitle = name.lowerBound > part.lowerBound || isTitled(before: part.lowerBound, in: sentence)
    let first = name.lowerBound
    guard !titled[last], words <= 5, text.tokens[first].kind == .word else { return nil }
    let endsAsPlace = words > 1 && !roles[last].isDisjoint(with: [.placeLast, .organisationLast])
    guard !endsAsPlace, !coversPlace(name) || words == 1 && (hasTitle || isKnown(first)) else { return nil }
    if hasTitle {
      return text.tokens[first].shape == .upper && text.tokens[first].length > 1 && !isTitleCase && words == 1
        ? nil : name
    }
    let isAfterPreposition = first > sentence.lowerBound && roles[first - 1].contains(.placePreposition)
    if words == 1 {
      return isKnown(first) && !isAfterPreposition && name.count == 1 ? name : nil
    }
    if isAfterPreposition && placeStarts[first] >= 0 || isDemonym(last) { return nil }
    if roles[first].contains(.givenName), text.tokens[first].length > 1 {
      return isTitleCase && placeStarts[first] >= 0 ? nil : name
    }
    if roles[last].contains(.nameSuffix), words > 2 { return name }
    return hasInitial(name) || hasParticle(name) && !isAfterPreposition ? name : nil
  }

  /// Whether the name consists of places joined by hyphens: "the Chad-Sudan border".
  private func isChain(_ name: Range<Int>) -> Bool {
    var words = 0
    for index in name where text.tokens[index].kind == .word {
      guard placeStarts[index] >= 0 else { return false }
      if words > 0, text.tokens[index].isSpaced || !isMark(index - 1, .dash) { return false }
      words += 1
    }
    return words > 1
  }

  private func isDemonym(_ token: Int) -> Bool {
    placeStarts[token] >= 0 && data.entries[placeMatches[Int(placeStarts[token])].value].kind == .demonym
  }

  /// Whether the word is the family or given name of a person named earlier.
  private func isKnown(_ token: Int) -> Bool {
    familyNames.contains(text.tokens[token].hash) || firstNames.contains(text.tokens[token].hash)
  }

  /// The part of a name run after its last title; the whole part where it has no title.
  private func nameAfterTitle(_ part: Range<Int>) -> Range<Int> {
    guard let title = part.last(where: { titled[$0] }) else { return part }
    var start = title + 1
    while start < part.upperBound, text.tokens[start].kind != .word { start += 1 }
    return start..<part.upperBound
  }

  private func isTitled(before first: Int, in sentence: Range<Int>) -> Bool {
    var index = first - 1
    if index > sentence.lowerBound, isMark(index, .stop) { index -= 1 }
    return index >= sentence.lowerBound && titled[index]
  }

  /// Whether the name begins with a place's name of several words, or is itself a place's name.
  private func coversPlace(_ name: Range<Int>) -> Bool {
    let match = placeStarts[name.lowerBound]
    guard match >= 0 else { return false }
    let tokens = placeMatches[Int(match)].tokens
    return tokens.count > 1 || tokens == name
  }

  /// Whether the name has a middle initial: `Scott C. Dayton`.
  private func hasInitial(_ name: Range<Int>) -> Bool {
    name.dropFirst().dropLast(2).contains {
      text.tokens[$0].kind == .word && text.tokens[$0].length == 1 && isMark($0 + 1, .stop)
    }
  }

  /// Whether the name has a particle: `Haider al-Abadi`, `Staffan de Mistura`.
  private func hasParticle(_ name: Range<Int>) -> Bool {
    name.dropFirst().contains { text.tokens[$0].shape == .lower && roles[$0].contains(.nameParticle) }
  }
}
