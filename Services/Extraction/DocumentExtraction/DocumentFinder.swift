import Models
import ReferenceData
import TextAnalysis

/// Finds laws, plans, decisions and strategies by their titles.
struct DocumentFinder {
  let grammar: TitleGrammar
  static let mostWords = 40

  private var text: ArticleText { grammar.text }

  func documents(_ reading: SentenceReading) -> [PolicyDocument] {
    guard !reading.documentHeads.isEmpty || !reading.lowerHeads.isEmpty else { return [] }
    var titles = quoted(reading)
    func add(_ title: Range<Int>?) {
      guard let title, Clauses(text: text).words(title) <= Self.mostWords,
        !titles.contains(where: { $0.overlaps(title) })
      else {
        return
      }
      titles.append(title)
    }
    for head in reading.documentHeads where !titles.contains(where: { $0.contains(head) }) {
      add(capitalised(head, reading))
    }
    for head in reading.lowerHeads { add(lower(head, reading)) }
    return titles.sorted { $0.lowerBound < $1.lowerBound }.map { title in
      PolicyDocument(
        title: text.span(tokens: title), issuer: issuer(title, reading), date: date(title, reading.dates),
        quote: text.span(reading.sentence).text)
    }
  }

  // MARK: Titles

  /// Titles in quotation marks: at least three tokens, of which one is a document's head noun and two thirds of the
  /// words longer than three letters are capitalised.
  private func quoted(_ reading: SentenceReading) -> [Range<Int>] {
    guard !reading.documentHeads.isEmpty else { return [] }
    var titles: [Range<Int>] = []
    let tokens = reading.sentence.tokens
    var index = tokens.lowerBound
    while index < tokens.upperBound - 3 {
      guard isQuote(index), index == tokens.lowerBound || text.tokens[index].isSpaced, !text.tokens[index + 1].isSpaced,
        let close = closing(index, tokens.upperBound)
      else {
        index += 1
        continue
      }
      let title = index + 1..<close
      let heads = reading.documentHeads.contains { title.contains($0) && isHead($0, before: close) }
      let long = title.filter { text.tokens[$0].kind == .word && text.tokens[$0].length > 3 }
      let capitals = long.filter { grammar.isCapital($0) || $0 > 0 && grammar.isDash($0 - 1) }
      if heads, long.count >= 2, title.count >= 3, capitals.count * 3 >= long.count * 2 {
        titles.append(title)
        index = close + 1
      } else {
        index += 1
      }
    }
    return titles
  }

  /// Whether the token is capitalised and does not begin a longer name; a head noun that needs a complement must have
  /// one.
  private func isHead(_ index: Int, before close: Int) -> Bool {
    guard grammar.isCapital(index) else { return false }
    if index + 1 == close { return !grammar.vocabulary.strictHeads[Int(grammar.ids[index])] }
    return !(grammar.isCapital(index + 1) && text.tokens[index + 1].isSpaced)
  }

  private func closing(_ open: Int, _ limit: Int) -> Int? {
    var index = open + 2
    while index < min(limit, open + 60) {
      if isQuote(index), !text.tokens[index].isSpaced { return index }
      index += 1
    }
    return nil
  }

  private func isQuote(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .punctuation else { return false }
    let byte = text.bytes[token.start]
    if byte == UInt8(ascii: "\"") { return true }
    return byte == 0xE2 && token.length == 3 && [0x98, 0x99, 0x9C, 0x9D].contains(text.bytes[token.start + 2])
  }

  /// The run of capitalised words around a capitalised head noun; nil where it is not a title.
  private func capitalised(_ head: Int, _ reading: SentenceReading) -> Range<Int>? {
    let tokens = reading.sentence.tokens
    guard grammar.isCapital(head) else { return nil }
    if head + 1 < tokens.upperBound, grammar.isCapital(head + 1), text.tokens[head + 1].isSpaced { return nil }
    let farEnd = grammar.end(after: head, limit: tokens.upperBound) {
      reading.documentHeads.contains($0) || text.token($0, is: .action) || text.token($0, is: .actions)
    }
    var start = grammar.start(before: head, limit: tokens.lowerBound)
    // `Centre for Law`: the noun completes another name.
    if start < head, grammar.isConnector(head - 1) { start = head }
    let end = grammar.end(farEnd, before: reading.dates, after: head)
    let title = start..<end
    let capitals = title.filter { grammar.isCapital($0) }
    guard capitals.count >= 2, Clauses(text: text).words(title) >= 2 else { return nil }
    if end == head + 1, grammar.vocabulary.strictHeads[Int(grammar.ids[head])] { return nil }
    if isHeadline(reading) { return nil }
    if start == tokens.lowerBound, end == head + 1, capitals.count < 3 { return nil }
    let first = text.tokens[head].start
    let isOrganisation = reading.organisations.contains {
      $0.span.start <= first && first < $0.span.end && $0.span.end >= text.tokens[end - 1].end
    }
    return isOrganisation ? nil : title
  }

  /// Whether the sentence is a headline, in which capitals do not mark a title: no full stop, and most words
  /// capitalised.
  private func isHeadline(_ reading: SentenceReading) -> Bool {
    let last = text.tokens[reading.sentence.tokens.upperBound - 1]
    if text.bytes[last.start] == UInt8(ascii: "."), reading.sentence.kind == .prose { return false }
    let long = reading.sentence.tokens.filter { text.tokens[$0].kind == .word && text.tokens[$0].length > 3 }
    return long.count >= 4 && long.filter { grammar.isCapital($0) }.count * 5 >= long.count * 4
  }

  /// A title in lower case: `the 2024 version of the national negative list of foreign investment access restrictions`.
  private func lower(_ head: Range<Int>, _ reading: SentenceReading) -> Range<Int>? {
    let tokens = reading.sentence.tokens
    guard !grammar.isCapital(head.upperBound - 1) else { return nil }
    var end = head.upperBound
    while end + 1 < tokens.upperBound, end - head.upperBound < 14 {
      let isLink = text.token(end, is: .of) || text.token(end, is: .on) || text.token(end, is: .for)
      if isLink ? isNominal(end + 1) : end > head.upperBound && isNominal(end) { end += 1 } else { break }
    }
    if end == head.upperBound + 1 { end = head.upperBound }
    var start = head.lowerBound
    while start > tokens.lowerBound, isNominal(start - 1), head.lowerBound - start < 4 { start -= 1 }
    // `2024 version of the` before it.
    if start - 4 >= tokens.lowerBound, text.token(start - 1, is: .the), text.token(start - 2, is: .of),
      text.token(start - 3, is: .version) || text.token(start - 3, is: .edition), grammar.isYear(start - 4)
    {
      start -= 4
    }
    return end > head.upperBound ? start..<end : nil
  }

  private func isNominal(_ index: Int) -> Bool {
    text.tokens[index].kind == .word && !grammar.vocabulary.boundaries[Int(grammar.ids[index])]
      && !text.token(index, is: .the) && !text.token(index, is: .a) && !text.token(index, is: .and)
      && !text.token(index, is: .of)
  }

  // MARK: Issuer and date

  /// The organisation within the title, else the one before the issuing verb or after its `by`.
  private func issuer(_ title: Range<Int>, _ reading: SentenceReading) -> String? {
    let start = text.tokens[title.lowerBound].start
    let end = text.tokens[title.upperBound - 1].end
    let sentence = reading.sentence
    let named = reading.organisations
    if let inside = named.first(where: { $0.span.start >= start && $0.span.end <= end }) { return inside.span.text }
    guard let verb = reading.cues.first(where: { $0.role == .issuing && !title.overlaps($0.tokens) }) else {
      return nil
    }
    let verbStart = text.tokens[verb.tokens.lowerBound].start
    if verb.tokens.upperBound < sentence.tokens.upperBound, text.token(verb.tokens.upperBound, is: .by) {
      return named.first { $0.span.start >= verbStart }?.span.text
    }
    guard verb.tokens.upperBound <= title.lowerBound else { return nil }
    if let before = named.last(where: { $0.span.end <= verbStart }) { return before.span.text }
    var first = verb.tokens.lowerBound
    while first > sentence.tokens.lowerBound, verb.tokens.lowerBound - first < 4, isNominal(first - 1),
      text.tokens[first - 1].length > 1
    {
      first -= 1
    }
    return first < verb.tokens.lowerBound
      && grammar.vocabulary.authorities[Int(grammar.ids[verb.tokens.lowerBound - 1])]
      ? text.span(tokens: first..<verb.tokens.lowerBound).text : nil
  }

  /// The nearest resolved date outside the title, else the first one within it, such as its year.
  private func date(_ title: Range<Int>, _ dates: ArraySlice<DateMention>) -> PartialDate? {
    let start = text.tokens[title.lowerBound].start
    let end = text.tokens[title.upperBound - 1].end
    let near = dates.filter { $0.date != nil }
    let outside = near.filter { $0.span.end <= start || $0.span.start >= end }
    func distance(_ date: DateMention) -> Int { date.span.end <= start ? start - date.span.end : date.span.start - end }
    return (outside.min { distance($0) < distance($1) } ?? near.first)?.date
  }
}
