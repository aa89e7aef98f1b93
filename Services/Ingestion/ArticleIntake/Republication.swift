import ArticleForms
import Models
import ReferenceData

/// Finds when a text that is published once more was first published, by its own words:
/// `(This story was first published on 3 May 2019.)`. Such a sentence is the text's first or last.
struct Republication: Sendable {
  private let words: RepublicationWords
  private let dates: DateNames
  /// The characters that begin such sentences, in either case.
  private let firsts: Set<Unicode.Scalar>
  /// For each byte, whether one of `firsts` begins with it.
  private let mayBegin: [Bool]

  /// How many Unicode scalars at each end of a text are searched for the sentence.
  private static let searched = 280
  /// How many Unicode scalars after the sentence's opening words are searched for the date.
  private static let longestDate = 48

  init(_ words: RepublicationWords, dates: DateNames) {
    self.words = words
    self.dates = dates
    let lowercase = words.beginnings.compactMap(\.unicodeScalars.first)
    firsts = Set(lowercase + lowercase.compactMap(\.properties.uppercaseMapping.unicodeScalars.first))
    let bytes = Set(firsts.compactMap { UTF8.encode($0)?.first })
    mayBegin = (UInt8.min...UInt8.max).map(bytes.contains)
  }

  /// The first publication that the text states; nil where it states none, or with a date that cannot be read.
  func firstPublished(in text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      let end = Self.start(ofLast: Self.searched, in: bytes)
      if let beginning = beginning(in: bytes[end...]) { return date(beginning) }
      guard end > 0 else { return nil }
      return beginning(in: bytes[..<Self.end(ofFirst: Self.searched, in: bytes)]).flatMap(date)
    }
  }

  /// What follows the first words of such a sentence, in lower case; nil where no such sentence begins. It may begin
  /// where the text does, which a slice from 0 contains.
  private func beginning(in text: Slice<UnsafeBufferPointer<UInt8>>) -> ArraySlice<Unicode.Scalar>? {
    for index in text.indices where mayBegin[Int(text[index])] && isBoundary(index, of: text) {
      let rest = text[index...]
      guard let first = Self.firstScalar(of: rest), firsts.contains(first) else { continue }
      guard words.beginnings.contains(where: { Self.mayMatch(rest, $0.utf8) }) else { continue }
      let folded = Array(String(decoding: rest, as: UTF8.self).lowercased().unicodeScalars)
      for beginning in words.beginnings where folded.starts(with: beginning.unicodeScalars) {
        return folded.dropFirst(beginning.unicodeScalars.count)
      }
    }
    return nil
  }

  /// Whether a text in any case may begin with words in lower case: whether they are the same up to the first byte that
  /// is outside ASCII in either.
  private static func mayMatch(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ words: String.UTF8View) -> Bool {
    for (byte, word) in zip(text, words) {
      if byte >= 0x80 || word >= 0x80 { return true }
      if lowercase(byte) != word { return false }
    }
    return text.count >= words.count
  }

  private static func firstScalar(of text: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
    var bytes = text.makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return nil }
    return scalar
  }

  /// Whether a sentence may begin at `index`: where the text does, or after a full stop, bracket, dash or line break,
  /// and spaces.
  private func isBoundary(_ index: Int, of text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var before = text[..<index]
    while before.last == UInt8(ascii: " ") { before.removeLast() }
    guard let last = before.last else { return text.startIndex == 0 }
    switch last {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"), UInt8(ascii: "("),
      UInt8(ascii: "["), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      return true
    default: return last >= 0x80 && Self.wideMarks.contains { before.suffix(3).elementsEqual($0.utf8) }
    }
  }

  /// Long dashes, and the full-width marks and brackets of Chinese.
  private static let wideMarks = ["—", "–", "。", "！", "？", "（", "【"]

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Whether a byte continues a Unicode scalar.
  private static func continues(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Where the last `count` scalars begin; 0 if there are no more.
  private static func start(ofLast count: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (start, left) = (text.count, count)
    while start > 0, left > 0 {
      start -= 1
      if !continues(text[start]) { left -= 1 }
    }
    return start
  }

  /// Where the first `count` scalars end.
  private static func end(ofFirst count: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (end, left) = (0, count)
    while end < text.count {
      if !continues(text[end]) {
        if left == 0 { break }
        left -= 1
      }
      end += 1
    }
    return end
  }

  private func date(_ scalars: ArraySlice<Unicode.Scalar>) -> Timestamp? {
    var end = scalars.prefix(Self.longestDate).firstIndex { ")]\n）】。".unicodeScalars.contains($0) } ?? scalars.endIndex
    end = min(end, scalars.startIndex + Self.longestDate)
    var text = String(String.UnicodeScalarView(scalars[..<end]))
    // Words may follow, but for the last of them that are part of the date.
    while !text.isEmpty {
      if let date = PublicationDate(text, names: dates) { return date.instant }
      guard let gap = text.lastIndex(where: { $0 == " " || $0 == "." || $0 == "," }) else { return nil }
      text = String(text[..<gap])
    }
    return nil
  }
}
