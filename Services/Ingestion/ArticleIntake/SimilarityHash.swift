import Models
import ReferenceData

/// A fingerprint of a text. Those of copies differ in at most 3 of 64 bits; that of a report on another event in
/// similar words differs in more.
///
/// It is computed from the lead, the first 40 words of the body without dateline and credit, which a copy keeps when
/// its ending is trimmed, its title changed or a credit added. 24 bits are a similarity hash of the words (Charikar,
/// "Similarity Estimation Techniques from Rounding Algorithms", 2002). 40 bits are a hash of the lead's details
/// (numbers, weekdays and months), which a copy keeps and another event does not share. The case of ASCII letters,
/// punctuation and white space do not count. In a script without spaces between words, every character is a word that
/// counts as half of one.
package struct SimilarityHash: Sendable {
  /// The hashes of words that count as details.
  private let details: Set<UInt64>
  private let dateline: Dateline

  package init(_ details: FingerprintDetails, _ datelines: DatelineEnds) {
    self.details = Set(details.words.map(LeadWord.hash(of:)))
    dateline = Dateline(ends: datelines.ends)
  }

  /// The fingerprint as 16 hexadecimal digits. `bodyStart` is the byte offset of the body in the text.
  package func fingerprint(of text: String, bodyStart: Int = 0) -> String {
    let digits = String(hash(of: text, bodyStart: bodyStart), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  static let leadWords = 40
  private static let textBits = 24
  /// A body with fewer words is taken with its title.
  private static let fewestWords = 12

  func hash(of text: String, bodyStart: Int = 0) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let body = UnsafeBufferPointer(rebasing: bytes[min(bodyStart, bytes.count)...])
      var lead = Lead(UnsafeBufferPointer(rebasing: body[dateline.length(in: body)...]), details)
      if lead.words.count < Self.fewestWords { lead = Lead(bytes, details) }
      return Self.combined(lead)
    }
  }

  private static func combined(_ lead: Lead) -> UInt64 {
    var sums = [Int](repeating: 0, count: textBits)
    for word in Set(lead.words) {
      for bit in 0..<textBits { sums[bit] += word >> UInt64(bit) & 1 == 1 ? 1 : -1 }
    }
    let similarity = sums.indices.reduce(UInt64(0)) { sums[$1] > 0 ? $0 | 1 << UInt64($1) : $0 }
    let details = Set(lead.details).sorted().reduce(UInt64(0)) { LeadWord.mixed($0 ^ $1 &* 0x9E37_79B9_7F4A_7C15) }
    return similarity | details << UInt64(textBits)
  }
}

/// The words and details at the beginning of a text, as hashes.
private struct Lead {
  private(set) var words: [UInt64] = []
  private(set) var details: [UInt64] = []
  private let detailWords: Set<UInt64>
  /// The length of the lead so far, in half words.
  private var length = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ detailWords: Set<UInt64>) {
    self.detailWords = detailWords
    var word = LeadWord()
    var next = 0
    while next < bytes.count, length < 2 * SimilarityHash.leadWords {
      let byte = bytes[next]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.add(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): word.add(byte)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): word.addDigit(byte)
      // Thousands and decimals are part of a number.
      case UInt8(ascii: ","), UInt8(ascii: "."):
        if !(word.isNumber && next + 1 < bytes.count && (0x30...0x39).contains(bytes[next + 1])) { close(&word) }
      case 0xC3...0xDF:
        // Letters of two bytes; the signs of Latin-1 before them part words.
        word.add(byte)
        if next + 1 < bytes.count { word.add(bytes[next + 1]) }
        next += 1
      case 0xE0...0xF4:
        close(&word)
        let end = min(next + (byte < 0xF0 ? 3 : 4), bytes.count)
        // U+2000 to U+206F and U+3000 to U+303F are punctuation.
        let isPunctuation =
          byte == 0xE2 && next + 1 < end && bytes[next + 1] < 0x82
          || byte == 0xE3 && next + 1 < end && bytes[next + 1] == 0x80
        if !isPunctuation {
          for index in next..<end { word.add(bytes[index]) }
          words.append(word.hash)
          word = LeadWord()
          length += 1
        }
        next = end - 1
      default: close(&word)
      }
      next += 1
    }
    if length < 2 * SimilarityHash.leadWords { close(&word) }
  }

  private mutating func close(_ word: inout LeadWord) {
    guard !word.isEmpty else { return }
    let hash = word.hash
    if word.isNumber || detailWords.contains(hash) { details.append(hash) } else { words.append(hash) }
    length += 2
    word = LeadWord()
  }
}

/// The hash of one word: 64-bit FNV-1a (Fowler, Noll, Vo), mixed at the end.
private struct LeadWord {
  private var state = FNV1a()
  private(set) var isEmpty = true
  private(set) var isNumber = false

  mutating func add(_ byte: UInt8) {
    state.add(byte)
    isEmpty = false
  }

  mutating func addDigit(_ byte: UInt8) {
    if isEmpty { isNumber = true }
    add(byte)
  }

  var hash: UInt64 { Self.mixed(state.value) }

  /// The hash of `text`, which is one word in lower case.
  static func hash(of text: String) -> UInt64 {
    var word = LeadWord()
    for byte in text.utf8 { word.add(byte) }
    return word.hash
  }

  static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }
}

/// The dateline or credit before a text: `LIMA, Nov 26 (Wire) — `, `(Wire) - `, `新华社北京电 `.
private struct Dateline: Sendable {
  /// What may end it, with the spaces around it.
  let ends: [[UInt8]]

  private static let longest = 110

  /// The length of the dateline in bytes; 0 without one.
  func length(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let head = bytes.prefix(Self.longest)
    for end in ends {
      guard let start = Self.place(of: end, in: head) else { continue }
      let before = head[..<start]
      if before.contains(UInt8(ascii: "(")) || Self.isCapitals(before) { return start + end.count }
    }
    return 0
  }

  /// The position of a mark's first occurrence; nil without one. The standard library's search is many times slower.
  private static func place(of mark: [UInt8], in head: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var start = 0
    while start + mark.count <= head.count {
      var length = 0
      while length < mark.count, head[start + length] == mark[length] { length += 1 }
      if length == mark.count { return start }
      start += 1
    }
    return nil
  }

  /// Whether the bytes begin with a place in capitals, as `LIMA, Nov 26` does.
  private static func isCapitals(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let word = bytes.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
    return word.count >= 3 && word.allSatisfy { !(0x61...0x7A).contains($0) }
  }
}
