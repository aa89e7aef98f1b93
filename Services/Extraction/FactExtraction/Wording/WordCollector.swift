/// Collects the words of a lexicon and hands out their ids while the lexicon is compiled.
struct WordCollector {
  private(set) var words: [String] = []
  private var ids: [String: WordTable.ID] = [:]

  var table: WordTable { WordTable(words) }

  mutating func id(_ word: String) -> WordTable.ID {
    if let id = ids[word] { return id }
    words.append(word)
    let id = WordTable.ID(words.count)
    ids[word] = id
    return id
  }

  /// The ids of a phrase's tokens.
  mutating func ids(_ phrase: String) -> [WordTable.ID] {
    Self.tokens(phrase).map { id($0) }
  }

  /// A lexicon's phrase cut as an article's text is cut: runs of letters, runs of digits, single marks and ideographs.
  static func tokens(_ phrase: String) -> [String] {
    var tokens: [String] = []
    var word = ""
    var wordIsNumber = false
    func isIdeograph(_ scalar: Unicode.Scalar) -> Bool { (0x3000...0x9FFF).contains(scalar.value) }
    for scalar in phrase.lowercased().unicodeScalars {
      let isNumber = ("0"..."9").contains(scalar)
      let isLetter = scalar.properties.isAlphabetic && !isIdeograph(scalar)
      if (isNumber || isLetter) && (word.isEmpty || isNumber == wordIsNumber) {
        word.unicodeScalars.append(scalar)
        wordIsNumber = isNumber
        continue
      }
      if !word.isEmpty { tokens.append(word) }
      word = ""
      if isNumber || isLetter {
        word.unicodeScalars.append(scalar)
        wordIsNumber = isNumber
      } else if !scalar.properties.isWhitespace {
        tokens.append(String(scalar))
      }
    }
    if !word.isEmpty { tokens.append(word) }
    return tokens
  }
}
