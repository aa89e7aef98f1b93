import Models
import ReferenceData
import TextAnalysis
import TextMatching

extension EntityScan {
  /// A run of capitalised words, with the small words inside it that may belong to a name.
  struct NameRun {
    var tokens: Range<Int>
    /// The parts between connectors such as "of" and "and".
    var parts: [Range<Int>]
  }

  /// Finds the lexicon's organisations, country hints and titles, then people and organisations by the form of their
  /// names.
  mutating func findNames() {
    takePhrases()
    var run = NameRun(tokens: 0..<0, parts: [])
    for (number, sentence) in text.sentences.enumerated() {
      let isTitleCase = hasTitleCase(sentence)
      self.isTitleCase[number] = isTitleCase
      var index = sentence.tokens.lowerBound
      while index < sentence.tokens.upperBound {
        guard isCapital(index), !roles[index].contains(.notName) else {
          index += 1
          continue
        }
        read(&run, from: index, in: sentence.tokens)
        classify(run, in: sentence.tokens, isTitleCase: isTitleCase)
        index = run.tokens.upperBound
      }
    }
  }

  private mutating func takePhrases() {
    for match in phrases {
      switch data.phrases[match.value] {
      case .organisation(let known): takeKnown(known, match.tokens)
      case .title: for index in match.tokens { titled[index] = true }
      case .hint(let country, let weight): evidence.add(weight * data.weights.organisationEvidence, country: country)
      default: continue
      }
    }
  }

  /// Whether the ideographs are a name of their own: they neither begin inside a word (`大力拓展`) nor are part of a longer
  /// foreign name.
  private func mayBeChineseName(_ range: Range<Int>) -> Bool {
    guard let chinese = data.chinese else { return true }
    return !wordEnds.contains(range.lowerBound) && !chinese.continuesName(text, range.upperBound)
      && !chinese.precedesName(text, range.lowerBound)
  }

  private mutating func takeKnown(_ known: EntityLexicon.KnownOrganisation, _ range: Range<Int>) {
    let first = range.lowerBound
    if text.tokens[first].kind == .ideograph {
      guard mayBeChineseName(range) else { return }
    } else {
      let isCapitalised = range.contains { isCapital($0) }
      guard isCapitalised else { return }
    }
    if text.tokens[first].shape == .lower {
      let isDeterminer = roles[first].contains(.notName)
      if isDeterminer, first > 0, roles[first - 1].contains(.placePreposition) { return }
    }
    let country = known.country.flatMap { data.gazetteer.index(of: $0) } ?? .none
    let name = Name(tokens: range, kind: known.kind, country: country)
    add(name)
    takeAcronym(of: name, in: range.lowerBound..<text.tokens.count)
    evidence.add(data.weights.organisationEvidence, country: country)
  }

  /// Whether every word but the small ones is capitalised, so that capitals do not indicate names.
  private func hasTitleCase(_ sentence: Sentence) -> Bool {
    var words = 0
    for index in sentence.tokens where text.tokens[index].kind == .word && text.tokens[index].length > 3 {
      if isCapital(index) {
        words += 1
      } else if roles[index].isDisjoint(with: [.notName, .placePreposition, .connector]) {
        return false
      }
    }
    let endsWithStop = sentence.kind == .prose && isMark(sentence.tokens.upperBound - 1, .stop)
    return words >= (endsWithStop ? 6 : 4)
  }

  // MARK: Runs

  /// Fills `run` with the run of capitalised words that begins at token `first`.
  private func read(_ run: inout NameRun, from first: Int, in sentence: Range<Int>) {
    run.parts.removeAll(keepingCapacity: true)
    var start = first
    var next = first + 1
    while next < sentence.upperBound, next - first < 16 {
      if let step = nameStep(next, in: sentence) {
        next += step
      } else if let step = connectorStep(next, in: sentence) {
        run.parts.append(start..<next)
        start = next + step
        next = start + 1
      } else {
        break
      }
    }
    run.parts.append(start..<next)
    run.tokens = first..<next
  }

  /// The number of tokens from `index` that continue the name; nil where the name has ended.
  private func nameStep(_ index: Int, in sentence: Range<Int>) -> Int? {
    let token = text.tokens[index]
    if token.kind == .word {
      if isCapital(index) { return token.isSpaced || isMark(index - 1, .stop) ? 1 : nil }
      guard roles[index].contains(.nameParticle), token.isSpaced else { return nil }
      if isCapital(at: index + 1, in: sentence) { return 2 }
      return isMark(at: index + 1, .dash, in: sentence) && isCapital(at: index + 2, in: sentence) ? 3 : nil
    }
    guard token.kind == .punctuation, index + 1 < sentence.upperBound else { return nil }
    let next = text.tokens[index + 1]
    if isMark(index, .dash) {
      return !token.isSpaced && !next.isSpaced && isCapital(index + 1) ? 2 : nil
    }
    if isMark(index, .stop), !token.isSpaced, isCapital(index + 1) {
      let word = text.tokens[index - 1]
      return word.length == 1 || roles[index - 1].contains(.title) && word.length <= 5 ? 1 : nil
    }
    if isMark(index, .apostrophe), !token.isSpaced, !next.isSpaced, next.kind == .word, next.length > 1 {
      return isCapital(index + 1) || text.tokens[index - 1].length <= 3 && next.length > 2 ? 2 : nil
    }
    return nil
  }

  private func connectorStep(_ index: Int, in sentence: Range<Int>) -> Int? {
    guard roles[index].contains(.connector) && text.tokens[index].shape == .lower || isMark(index, .ampersand) else {
      return nil
    }
    if isCapital(at: index + 1, in: sentence) { return roles[index + 1].contains(.notName) ? nil : 1 }
    let isArticle = sentence.contains(index + 1) && text.token(index + 1, is: .the)
    return isArticle && text.token(index, is: .of) && isCapital(at: index + 2, in: sentence) ? 2 : nil
  }

  private func isCapital(at index: Int, in sentence: Range<Int>) -> Bool {
    sentence.contains(index) && isCapital(index)
  }

  private func isMark(at index: Int, _ mark: Mark, in sentence: Range<Int>) -> Bool {
    sentence.contains(index) && isMark(index, mark)
  }

  private mutating func classify(_ run: NameRun, in sentence: Range<Int>, isTitleCase: Bool) {
    var part = 0
    while part < run.parts.count {
      if let (name, next) = organisation(in: run, from: part, sentence, isTitleCase: isTitleCase) {
        add(name)
        takeAcronym(of: name, in: sentence)
        part = next
        continue
      }
      if let person = person(run.parts[part], in: sentence, isTitleCase: isTitleCase) { add(person: person) }
      part += 1
    }
  }
}
