import TextMatching

/// Cuts a tokenised text into sentences, headings and credits, in one pass over its lines and one over its tokens.
///
/// Quotation marks are not paired, so a missing one does no harm: a mark directly after a full stop belongs to the
/// sentence that the stop ends.
struct SentenceSplitter {
  /// The largest number of tokens in a sentence, so that work within sentences stays linear in the text.
  static let longestSentence = 600

  let text: TokenisedText
  let byteCount: Int
  let bodyStart: Int
  private let words: SentenceWords
  private var sentences: [Sentence] = []

  init(text: TokenisedText, byteCount: Int, bodyStart: Int, words: SentenceWords) {
    self.words = words
    self.text = text
    self.byteCount = byteCount
    self.bodyStart = bodyStart
  }

  mutating func split() -> [Sentence] {
    sentences.reserveCapacity(byteCount / 100 + 4)
    let width = wrapWidth()
    var block = 0
    for line in text.lines.indices {
      let next = line + 1
      if next < text.lines.count, continues(after: line, width: width) { continue }
      let end = next < text.lines.count ? text.lines[next].firstToken : text.tokens.count
      cut(block..<end)
      block = end
    }
    promoteLoneHeadings()
    return sentences
  }

  private func token(_ index: Int) -> Token { text.tokens[index] }

  // MARK: Lines

  private func lastToken(of line: Int) -> Int {
    (line + 1 < text.lines.count ? text.lines[line + 1].firstToken : text.tokens.count) - 1
  }

  private func width(of line: Int) -> Int { token(lastToken(of: line)).end - text.lines[line].start }

  /// The width in bytes that the text is wrapped to: that of its longest line, if it is 40 to 200; else nil.
  private func wrapWidth() -> Int? {
    let widest = text.lines.indices.reduce(0) { max($0, width(of: $1)) }
    return (40...200).contains(widest) ? widest : nil
  }

  /// Whether a line break only wraps a sentence: the next line begins in lower case, or its first word had no room.
  private func continues(after line: Int, width widest: Int?) -> Bool {
    let following = text.lines[line + 1]
    let first = token(following.firstToken)
    guard first.gap == .lineBreak, first.start < bodyStart || token(following.firstToken - 1).start >= bodyStart
    else { return false }
    if first.shape == .lower, !endsSentence(lastToken(of: line), from: text.lines[line].firstToken) { return true }
    guard let widest else { return false }
    return width(of: line) + 1 + roughWordLength(from: following.firstToken) > widest
  }

  private func roughWordLength(from index: Int) -> Int {
    var last = index
    while last + 1 < text.tokens.count, !token(last + 1).isSpaced { last += 1 }
    return token(last).end - token(index).start
  }

  // MARK: Sentences

  /// Cuts one block: a run of tokens that a hard line break or the text's end closes.
  private mutating func cut(_ block: Range<Int>) {
    guard !block.isEmpty else { return }
    let inTitle = token(block.lowerBound).start < bodyStart
    if !inTitle, isCredit(block) { return add(block, .credit) }
    let endsWithStop = endsSentence(block.upperBound - 1, from: block.lowerBound)
    var start = block.lowerBound
    if !inTitle, let end = datelineEnd(block) {
      add(start..<end, .credit)
      start = end
    } else if !inTitle, let dateline = datelineAfterHeadline(block) {
      add(start..<dateline.lowerBound, .title)
      add(dateline, .credit)
      start = dateline.upperBound
    }
    let isShort = block.count <= 24 && !endsWithStop && !isListItem(block)
    let kind: Sentence.Kind = inTitle ? .title : isShort && start == block.lowerBound ? .heading : .prose
    var index = start
    while index < block.upperBound {
      let isLong = index + 1 - start >= Self.longestSentence
      if let end = sentenceEnd(at: index, in: block) ?? (isLong ? index + 1 : nil) {
        add(start..<end, kind == .heading && end < block.upperBound ? .prose : kind)
        start = end
        index = end
      } else {
        index += 1
      }
    }
    if start < block.upperBound { add(start..<block.upperBound, kind) }
  }

  private mutating func add(_ range: Range<Int>, _ kind: Sentence.Kind) {
    guard !range.isEmpty else { return }
    sentences.append(
      Sentence(tokens: range, start: token(range.lowerBound).start, end: token(range.upperBound - 1).end, kind: kind))
  }

  /// The index after the stop at `index` and its closing marks, where the stop ends a sentence; else nil.
  @inline(__always)
  private func sentenceEnd(at index: Int, in block: Range<Int>) -> Int? {
    guard token(index).kind == .punctuation, let stop = SentenceStop(token(index).hash) else { return nil }
    return sentenceEnd(stop, at: index, in: block)
  }

  private func sentenceEnd(_ stop: SentenceStop, at index: Int, in block: Range<Int>) -> Int? {
    var end = index + 1
    while end < block.upperBound, isCloser(end) { end += 1 }
    guard end < block.upperBound else { return end }
    let next = token(end)
    if stop == .wide { return end }
    if next.kind == .punctuation, SentenceStop(next.hash) != nil, !next.isSpaced { return nil }
    if !next.isSpaced, end == index + 1 { return gluedEnd(index, end) }
    if next.shape == .lower { return nil }
    return stop == .full && end == index + 1 && isAbbreviation(index, before: end, in: block) ? nil : end
  }

  /// The end of a sentence at a stop without a space after it, which must be between two plain words (`order.In`); else
  /// nil.
  private func gluedEnd(_ index: Int, _ end: Int) -> Int? {
    guard index > 0, token(index - 1).shape == .lower, token(index - 1).length > 2, !token(index).isSpaced,
      token(end).shape == .capitalised, token(end).length > 1 || words.isStarter(token(end), text.folded)
    else { return nil }
    return end
  }

  private func isCloser(_ index: Int) -> Bool {
    let mark = token(index)
    guard mark.kind == .punctuation, !mark.isSpaced, !isOpener(mark) else { return false }
    return SentenceWords.closers.contains(mark.hash)
  }

  /// Whether a mark is one of `“‘「『`.
  private func isOpener(_ mark: Token) -> Bool {
    guard mark.length == 3 else { return false }
    switch (text.folded[mark.start], text.folded[mark.start + 1], text.folded[mark.start + 2]) {
    case (0xE2, 0x80, 0x9C), (0xE2, 0x80, 0x98), (0xE3, 0x80, 0x8C), (0xE3, 0x80, 0x8E): return true
    default: return false
    }
  }

  /// Whether the full stop at `index` belongs to an abbreviation, an initial or a list number.
  private func isAbbreviation(_ index: Int, before next: Int, in block: Range<Int>) -> Bool {
    guard index > block.lowerBound, !token(index).isSpaced else { return false }
    let word = token(index - 1)
    let following = token(next)
    if word.kind == .number {
      let startsSentence = index - 1 == block.lowerBound || sentences.last?.tokens.upperBound == index - 1
      return startsSentence && word.length <= 2
    }
    guard word.kind == .word else { return false }
    if word.length == 1 {
      let isAcronym = index >= 2 && SentenceStop(token(index - 2).hash) == .full && !word.isSpaced
      return isAcronym ? !words.isStarter(following, text.folded) : word.shape == .upper
    }
    switch words.abbreviation(word, text.folded) {
    case .always: return true
    case .beforeNumber: return following.kind == .number
    case .unlessStarter: return word.shape != .lower && !words.isStarter(following, text.folded)
    case nil: return false
    }
  }

  /// Whether the tokens from `first` to `last` end with a stop or a pause, apart from closing marks after it.
  private func endsSentence(_ last: Int, from first: Int) -> Bool {
    let index = lastBeforeClosers(last, from: first)
    guard token(index).kind == .punctuation else { return false }
    return SentenceStop(token(index).hash) != nil || SentenceWords.pauses.contains(token(index).hash)
  }

  /// The last of the tokens from `first` to `last` that is no closing mark; `first` if all are.
  private func lastBeforeClosers(_ last: Int, from first: Int) -> Int {
    var index = last
    while index > first, token(index).kind == .punctuation, SentenceWords.closers.contains(token(index).hash) {
      index -= 1
    }
    return index
  }

  /// Turns headings into prose in a text without prose, such as a single line without a full stop.
  private mutating func promoteLoneHeadings() {
    guard !sentences.contains(where: { $0.kind == .prose }) else { return }
    for index in sentences.indices where sentences[index].kind == .heading {
      let old = sentences[index]
      sentences[index] = Sentence(tokens: old.tokens, start: old.start, end: old.end, kind: .prose)
    }
  }
}

extension SentenceSplitter {
  // MARK: Credits and datelines

  /// Whether a block is a credit: `NEWS`, `Source: …`, `By Jane Doe`, `(Reuters)`, `来源：新华社`. A block that contains a
  /// sentence is not, even after such a word or in parentheses: `Sources: gunmen attacked a mine.`
  private func isCredit(_ block: Range<Int>) -> Bool {
    if isPhotoCredit(block) { return true }
    guard block.count <= 30 else { return false }
    let first = token(block.lowerBound)
    let last = token(block.upperBound - 1)
    if block.count <= 2, first.shape == .upper, words.isSection(first, text.folded) { return true }
    if words.isCreditWord(first, text.folded) {
      if block.count >= 2, SentenceWords.colons.contains(token(block.lowerBound + 1).hash) {
        return !isStatement(block)
      }
      if block.count <= Self.longestNames, hasNamesOnly(block) {
        return block.count >= 3 && SentenceStop(last.hash) == nil
      }
    }
    if first.hash == SentenceWords.openParenthesis, last.hash == SentenceWords.closeParenthesis {
      return block.count <= 10 && !isStatement(block)
    }
    if first.kind == .ideograph, block.count >= 3 {
      let colon = block.prefix(4).first { SentenceWords.colons.contains(token($0).hash) }
      guard colon != nil, words.isCreditIdeograph(first, text.folded) else { return false }
      return block.count <= Self.longestNames || !endsWithStop(block) || endsWithQuestion(block)
    }
    return false
  }

  /// Whether a block is the credit or caption of a photograph, of at most one sentence: `摄影：李平；利马港罢工现场。`. It may
  /// be a picture of another time.
  private func isPhotoCredit(_ block: Range<Int>) -> Bool {
    let first = block.lowerBound
    let colon = block.prefix(Self.longestPhotoWord + 1).first { SentenceWords.colons.contains(token($0).hash) }
    guard let colon, colon > first, words.isPhotoCredit(text.folded[token(first).start..<token(colon - 1).end]) else {
      return false
    }
    let last = lastBeforeClosers(block.upperBound - 1, from: first)
    return (colon..<last).allSatisfy { SentenceStop(token($0).hash) == nil }
  }

  /// The most tokens before the colon of the credit of a photograph.
  private static let longestPhotoWord = 5

  /// The most tokens of a credit that has names but no colon, or in Chinese of one with a full stop: `来源：新华社北京分社。`.
  private static let longestNames = 12

  /// Whether a block that may be a credit is a sentence: it ends with a stop and consists of more than names.
  private func isStatement(_ block: Range<Int>) -> Bool { !hasNamesOnly(block) && endsWithStop(block) }

  /// Whether all words of a block but the first begin with a capital or are short ones like `and`.
  private func hasNamesOnly(_ block: Range<Int>) -> Bool {
    block.dropFirst().allSatisfy { token($0).shape != .lower || token($0).length <= 3 }
  }

  /// Whether the last mark of a block before closing marks is a stop.
  private func endsWithStop(_ block: Range<Int>) -> Bool {
    SentenceStop(token(lastBeforeClosers(block.upperBound - 1, from: block.lowerBound)).hash) != nil
  }

  private func endsWithQuestion(_ block: Range<Int>) -> Bool {
    SentenceWords.isQuestionMark(token(lastBeforeClosers(block.upperBound - 1, from: block.lowerBound)).hash)
  }

  /// The index after a dateline at the start of a block (`TBILISI, Georgia (AP) --`, `BEIJING, Nov. 3 (Xinhua) —`); nil
  /// without one.
  private func datelineEnd(_ block: Range<Int>) -> Int? {
    guard token(block.lowerBound).shape == .upper, token(block.lowerBound).length >= 3 else { return nil }
    return creditEnd(block)
  }

  /// The index after the spaced dash that ends a credit at the start of a block; nil where another word than a name
  /// comes first.
  private func creditEnd(_ block: Range<Int>) -> Int? {
    let reach = min(block.upperBound, block.lowerBound + 18)
    for index in block.lowerBound + 1..<max(reach, block.lowerBound + 1) {
      let mark = token(index)
      switch mark.kind {
      case .word:
        guard mark.shape != .lower || words.isSmallName(mark, text.folded) else { return nil }
      case .number: continue
      case .punctuation:
        guard mark.hash == SentenceWords.dash else { continue }
        let isDouble = index + 1 < block.upperBound && token(index + 1).hash == SentenceWords.dash
        let end = isDouble ? index + 2 : index + 1
        guard end < block.upperBound else { return nil }
        let isWide = mark.length > 1 || isDouble || mark.isSpaced
        if isWide, token(end).isSpaced || mark.length > 1 || isDouble { return end }
      default: return nil
      }
    }
    return nil
  }

  /// The most tokens of a headline that runs into its report on one line.
  private static let longestHeadline = 36

  /// The dateline or credit between a headline and its report where the headline runs into the report on one line, at
  /// the start of a body: `Ferry sinks off Ghana ACCRA (Reuters) - A ferry …`, `Ferry sinks (AP) AP - A ferry …`.
  private func datelineAfterHeadline(_ block: Range<Int>) -> Range<Int>? {
    guard block.lowerBound == 0 || token(block.lowerBound - 1).start < bodyStart else { return nil }
    for index in block.dropFirst(2).prefix(Self.longestHeadline) {
      let mayBegin = token(index).shape == .upper || repeatsCredit(index)
      if mayBegin, token(index).kind == .word, let end = creditEnd(index..<block.upperBound),
        token(end).shape != .lower, repeatsCredit(index) || isTown(index, before: end)
      {
        return index..<end
      }
      if sentenceEnd(at: index - 1, in: block) != nil { return nil }
    }
    return nil
  }

  /// Whether the token is the agency that the headline before it names in parentheses.
  private func repeatsCredit(_ index: Int) -> Bool {
    token(index - 1).hash == SentenceWords.closeParenthesis && token(index - 2).hash == token(index).hash
  }

  /// Whether a word in capitals begins a dateline that ends before `end`: with a comma or an agency in parentheses, or
  /// alone after a word that can end a headline.
  private func isTown(_ index: Int, before end: Int) -> Bool {
    let last = token(index - 1)
    guard token(index).shape == .upper, token(index).length >= 4 else { return false }
    let hasMore = (index + 1..<end).contains {
      token($0).hash == SentenceWords.openParenthesis || token($0).hash == SentenceWords.comma
    }
    if hasMore { return last.kind != .punctuation || isCloser(index - 1) || SentenceStop(last.hash) != nil }
    return last.kind == .word && (last.shape != .lower || last.length > 3)
  }

  private func isListItem(_ block: Range<Int>) -> Bool {
    token(block.lowerBound).kind == .punctuation && block.count > 12
  }
}
