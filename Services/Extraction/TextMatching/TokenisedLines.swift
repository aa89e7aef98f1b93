/// Many short texts, cut into tokens in one go. Each is cut as if it were alone.
struct TokenisedLines {
  /// All texts, each closed by a line feed.
  let bytes: [UInt8]
  /// `bytes` in lower case.
  let folded: [UInt8]
  private let tokens: [Token]
  /// For each text: where it ends in `bytes`.
  private let ends: [Int]
  /// The index of each text's first token, then the number of all tokens.
  private let firstTokens: [Int]

  var count: Int { ends.count }

  init(_ texts: some Collection<String>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.count * 16)
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in texts {
      bytes += text.utf8
      ends.append(bytes.count)
      bytes.append(UInt8(ascii: "\n"))
    }
    self.init(bytes, ends: ends)
  }

  /// Cuts texts that are joined in `lines`, each closed by a line feed.
  init(lines: [UInt8]) {
    var ends: [Int] = []
    ends.reserveCapacity(lines.count / 12 + 1)
    lines.withUnsafeBufferPointer { lines in
      for index in 0..<lines.count where lines[index] == UInt8(ascii: "\n") { ends.append(index) }
    }
    self.init(lines, ends: ends)
  }

  private init(_ bytes: [UInt8], ends: [Int]) {
    let text = TokenisedText(bytes)
    self.bytes = bytes
    self.ends = ends
    folded = text.folded
    tokens = text.tokens
    var firsts: [Int] = []
    firsts.reserveCapacity(ends.count + 1)
    var token = 0
    for end in ends {
      firsts.append(token)
      while token < text.tokens.count, text.tokens[token].start < end { token += 1 }
    }
    firsts.append(token)
    firstTokens = firsts
  }

  func tokens(_ line: Int) -> ArraySlice<Token> { tokens[firstTokens[line]..<firstTokens[line + 1]] }

  func bytes(_ line: Int) -> Range<Int> { (line == 0 ? 0 : ends[line - 1] + 1)..<ends[line] }
}
