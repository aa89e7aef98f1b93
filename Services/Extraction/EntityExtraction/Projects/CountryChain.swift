import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Names of countries, peoples or cities joined by hyphens before a project's noun.
struct CountryChain {
  let tokens: Range<Int>
  /// The countries' codes in order of the chain, each once.
  let countries: [String]
  /// Whether a part is not a known name and was dropped or read as the nearest name ("Laism" between China and
  /// Thailand).
  let hasDefect: Bool

  /// Reads the chain before token `noun`; at most six lower-case tokens ("high-speed", "cross-border") may be between.
  /// Nil if there is no chain.
  init?(endingBefore noun: Int, scan: EntityScan, mentions: [PlaceMention]) {
    guard let tokens = Self.chain(before: noun, scan), let parts = Self.parts(tokens, scan), parts.count >= 2 else {
      return nil
    }
    var codes: [String?] = parts.map { Self.country(of: $0, scan, mentions) }
    let known = codes.count { $0 != nil }
    guard known >= 2 else { return nil }
    for index in codes.indices where codes[index] == nil { codes[index] = Self.nearest(parts[index], scan) }
    var countries: [String] = []
    for code in codes.compactMap({ $0 }) where !countries.contains(code) { countries.append(code) }
    self.tokens = tokens
    self.countries = countries
    hasDefect = known < parts.count
  }

  private static func chain(before noun: Int, _ scan: EntityScan) -> Range<Int>? {
    let text = scan.text
    var end = noun
    var passed = 0
    while end > 0, passed < 6, !scan.isCapital(end - 1) {
      let token = text.tokens[end - 1]
      guard token.kind == .word || scan.isMark(end - 1, .dash),
        text.tokens[end].gap.rawValue <= Token.Gap.space.rawValue
      else { return nil }
      end -= 1
      passed += 1
    }
    var start = end
    while start > 0, end - start < 24, start == end ? scan.isCapital(start - 1) : isLink(start - 1, scan) { start -= 1 }
    return end - start >= 3 ? start..<end : nil
  }

  private static func isLink(_ index: Int, _ scan: EntityScan) -> Bool {
    let next = scan.text.tokens[index + 1]
    guard !next.isSpaced else { return false }
    return scan.isMark(index, .dash) || scan.isCapital(index) && scan.isMark(index + 1, .dash)
  }

  private static func parts(_ tokens: Range<Int>, _ scan: EntityScan) -> [Int]? {
    let words = tokens.filter { scan.text.tokens[$0].kind == .word }
    let marks = tokens.filter { scan.isMark($0, .dash) }
    return marks.count == words.count - 1 && words.count + marks.count == tokens.count ? words : nil
  }

  private static func country(of token: Int, _ scan: EntityScan, _ mentions: [PlaceMention]) -> String? {
    let gazetteer = scan.data.gazetteer
    guard scan.placeStarts[token] >= 0 else { return nil }
    let place = mentions.partitioningIndex { $0.tokens.lowerBound >= token }
    guard place < mentions.count, mentions[place].tokens.lowerBound == token, let entry = mentions[place].entry else {
      return nil
    }
    return gazetteer.code(gazetteer.entries[entry].country)
  }

  /// The code of the country whose name begins with the same two letters and differs by an edit distance of at most
  /// two; nil if no name is so close.
  private static func nearest(_ token: Int, _ scan: EntityScan) -> String? {
    let word = Array(scan.text.folded[scan.text.tokens[token].start..<scan.text.tokens[token].end])
    guard word.count >= 4, word.count <= 24 else { return nil }
    var best: (code: String, distance: Int)?
    for (code, name) in scan.data.names.countries where name.count <= 24 && name.starts(with: word.prefix(2)) {
      let distance = editDistance(word, name)
      if distance <= 2, distance < best?.distance ?? 3 { best = (code, distance) }
    }
    return best?.code
  }

  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let cost = min(row[column] + 1, row[column + 1] + 1, diagonal + (byte == right[column] ? 0 : 1))
        diagonal = row[column + 1]
        row[column + 1] = cost
      }
    }
    return row[right.count]
  }
}
