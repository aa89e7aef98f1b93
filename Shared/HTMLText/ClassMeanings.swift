import Markup
import ReferenceData

/// What the names in the attributes `class` and `id` say of an element.
struct ClassMeaning: Sendable {
  var effect: PageRules.Effect?
  /// Whether the element contains a date of publication.
  var isDate = false
  /// Whether, beside a word for a column, it makes a name that of the element around both the column and the article.
  var isAround = false
}

/// The names of classes and ids that the tables list.
struct ClassNames: Sendable {
  private var keys = KeyTable()
  private var meanings: [ClassMeaning] = []

  init(_ rules: PageRules) {
    for (name, effect) in rules.effects(.class) { self[name].effect = effect }
    for (name, _) in rules.places(.class) { self[name].isDate = true }
    for (name, _) in rules.effects(.around) { self[name].isAround = true }
  }

  /// - Parameter name: in lower case.
  func meaning(of name: UnsafeBufferPointer<UInt8>) -> ClassMeaning {
    keys.number(of: name).map { meanings[$0] } ?? ClassMeaning()
  }

  private subscript(name: String) -> ClassMeaning {
    get { keys.number(of: name).map { meanings[$0] } ?? ClassMeaning() }
    set {
      var name = name
      let place = name.withUTF8 { keys.insert($0) }
      guard let place else { return }
      if place.isNew { meanings.append(newValue) } else { meanings[place.number] = newValue }
    }
  }
}

/// Reads the values of `class` and `id` on one page. A value that is repeated is read once.
struct ClassReader {
  private let names: ClassNames
  private var known = KeyTable()
  private var meanings: [ClassMeaning] = []

  /// How many bytes of a value are read at most.
  private static let longest = 512

  init(_ names: ClassNames) { self.names = names }

  /// - Parameter isArticle: whether the element is an `article`: then only whole names count, not the words in them.
  mutating func meaning(of value: UnsafeBufferPointer<UInt8>, isArticle: Bool = false) -> ClassMeaning {
    let value = UnsafeBufferPointer(rebasing: value.prefix(Self.longest))
    guard !isArticle, let place = known.insert(value) else { return read(value, isArticle: isArticle) }
    if place.isNew { meanings.append(read(value, isArticle: false)) }
    return meanings[place.number]
  }

  private func read(_ value: UnsafeBufferPointer<UInt8>, isArticle: Bool) -> ClassMeaning {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, value.count)) { lower in
      for (place, byte) in value.enumerated() { lower[place] = isCapital(byte) ? byte | 0x20 : byte }
      return read(value, UnsafeBufferPointer(rebasing: UnsafeBufferPointer(lower)[..<value.count]), isArticle)
    }
  }

  private func read(
    _ value: UnsafeBufferPointer<UInt8>, _ lower: UnsafeBufferPointer<UInt8>, _ isArticle: Bool
  ) -> ClassMeaning {
    var result = ClassMeaning()
    var isDecided = false
    var at = 0
    while at < value.count {
      let start = at
      while at < value.count, !isBlank(value[at]) { at += 1 }
      if at > start {
        let own = names.meaning(of: UnsafeBufferPointer(rebasing: lower[start..<at]))
        result.isDate = result.isDate || own.isDate
        if !isDecided { isDecided = decide(&result.effect, own.effect, value, lower, start..<at, isArticle) }
      }
      at += 1
    }
    return result
  }

  /// Applies the effect of one name to `found`. Returns whether the result is final, so that later names need not be
  /// read.
  private func decide(
    _ found: inout PageRules.Effect?, _ own: PageRules.Effect?, _ value: UnsafeBufferPointer<UInt8>,
    _ lower: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ isArticle: Bool
  ) -> Bool {
    if let own {
      found = own
      if own != .aside { return true }
    }
    guard !isArticle else { return false }
    let words = words(of: value, name)
    for (index, word) in words.enumerated() {
      switch names.meaning(of: UnsafeBufferPointer(rebasing: lower[word])).effect {
      case .drop where index == 0 || index == words.count - 1:
        found = .drop
        return true
      // A name of more words, such as `content-with-sidebar`, is that of what is around both.
      case .beside
      where words.count == 1 || words.count == 2 && !isAround(lower[words[1 - index]]):
        found = .beside
      case .aside where words.count <= 4: found = found ?? .aside
      default: break
      }
    }
    return false
  }

  private func isAround(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    names.meaning(of: UnsafeBufferPointer(rebasing: word)).isAround
  }

  /// The ranges of the words of a name: `articleRelated-links` has three.
  private func words(of value: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = name.lowerBound
    for at in name {
      let byte = value[at]
      let isSeparator =
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "/")
      let isInnerCapital = isCapital(byte) && at > name.lowerBound && (0x61...0x7A).contains(value[at - 1])
      guard isSeparator || isInnerCapital else { continue }
      if at > start { words.append(start..<at) }
      start = isSeparator ? at + 1 : at
    }
    if name.upperBound > start { words.append(start..<name.upperBound) }
    return words
  }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
