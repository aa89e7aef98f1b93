/// Finds many phrases in a tokenised text in one pass.
///
/// A phrase matches a run of tokens with the same texts in lower case, with any white space between them, but
/// not across a blank line; quotation marks and dashes of all shapes match each other. Matches begin and end at tokens,
/// so "oman" is never found in "woman". Building and matching take time linear in the bytes (times the longest phrase
/// at places where phrases share beginnings).
package final class PhraseMatcher: Sendable {
  package struct Phrase: Sendable {
    package var text: String
    package var value: Int
    /// The text must have the same letter case ("US", but not "us").
    package var isCaseSensitive: Bool

    package init(_ text: String, _ value: Int, isCaseSensitive: Bool = false) {
      self.text = text
      self.value = value
      self.isCaseSensitive = isCaseSensitive
    }
  }

  package struct Match: Hashable, Sendable {
    /// The indices of the matched tokens.
    package let tokens: Range<Int>
    package let value: Int
  }

  private let transitions: TransitionTable
  /// The entries of state `s` are `entries[entryStarts[s]..<entryStarts[s + 1]]`.
  private let entryStarts: [Int32]
  private let entries: [Entry]
  /// The words of the phrases, each after its length: in lower case or, for case-sensitive phrases, as written.
  private let words: [UInt8]

  fileprivate struct Entry {
    var value: Int32
    var words: Int32
    var isCaseSensitive: Bool
  }

  /// Phrases without any token are ignored. The same phrase may occur with several values.
  package convenience init(_ phrases: [Phrase]) {
    var builder = PhraseMatcherBuilder(capacity: phrases.count)
    let text = TokenisedLines(phrases.map(\.text))
    for (number, phrase) in phrases.enumerated() {
      builder.add(number, of: text, value: phrase.value, isCaseSensitive: phrase.isCaseSensitive)
    }
    self.init(builder)
  }

  /// Creates a matcher of phrases that are given as one text with one phrase on each line.
  ///
  /// - Parameters:
  ///   - lines: the text; a line feed closes each line. The value of a phrase is the number of its line, from 0.
  ///   - isCaseSensitive: whether the phrase on that line matches in its own case only.
  package convenience init(lines: [UInt8], isCaseSensitive: (Int) -> Bool = { _ in false }) {
    // Names have some 16 bytes.
    var builder = PhraseMatcherBuilder(capacity: lines.count / 16)
    var next = 0
    var line = 0
    while next < lines.count {
      // A part of the lines at a time: its tokens stay in the processor's cache.
      let part = lines[next...].prefix(Self.partLength)
      guard let end = part.lastIndex(of: UInt8(ascii: "\n")) ?? lines[next...].firstIndex(of: UInt8(ascii: "\n"))
      else { break }
      let text = TokenisedLines(lines: Array(lines[next...end]))
      for number in 0..<text.count {
        builder.add(number, of: text, value: line, isCaseSensitive: isCaseSensitive(line))
        line += 1
      }
      next = end + 1
    }
    self.init(builder)
  }

  /// How many bytes of lines are cut into tokens at a time.
  private static let partLength = 1 << 14

  private init(_ builder: consuming PhraseMatcherBuilder) {
    let (starts, entries) = builder.sorted()
    builder.transitions.seal { starts[Int($0)] < starts[Int($0) + 1] }
    transitions = builder.transitions
    entryStarts = starts
    self.entries = entries
    words = builder.words
  }

  /// Which tokens a match may begin with.
  package enum Beginning: Sendable {
    case anyToken
    /// Any token but a lower-case word of more than three bytes: for names, which begin with a capital or a particle.
    case name

    /// A token that phrases begin with, and the step that it leads to.
    fileprivate struct Place {
      let token: Int32
      let step: TransitionTable.Step
    }
  }

  /// The leftmost longest matches that do not overlap, in order; a phrase with several values gives one match for each.
  ///
  /// With `overlapping`, all matches, whatever they share with others: in order of their first tokens, and of those
  /// that begin with the same token the longest first.
  package func matches(
    bytes: [UInt8], folded: [UInt8], tokens: [Token], beginning: Beginning = .anyToken, overlapping: Bool = false
  ) -> [Match] {
    var found: [Match] = []
    found.reserveCapacity(tokens.count / 16)
    bytes.withUnsafeBufferPointer { bytes in
      folded.withUnsafeBufferPointer { folded in
        tokens.withUnsafeBufferPointer { tokens in
          transitions.withView { table in
            let walk = Walk(matcher: self, bytes: bytes, folded: folded, tokens: tokens, table: table)
            withUnsafeTemporaryAllocation(of: Beginning.Place.self, capacity: tokens.count) { places in
              let count = walk.places(beginning, into: places)
              var next = 0
              for place in places[..<count] where overlapping || Int(place.token) >= next {
                let before = found.count
                walk.take(Int(place.token), place.step, overlapping, &found)
                if found.count > before { next = found[before].tokens.upperBound }
              }
            }
          }
        }
      }
    }
    return found
  }

  /// One pass over a text; the buffers outlive it by construction.
  private struct Walk {
    let matcher: PhraseMatcher
    let bytes: UnsafeBufferPointer<UInt8>
    let folded: UnsafeBufferPointer<UInt8>
    let tokens: UnsafeBufferPointer<Token>
    let table: TransitionTable.View

    /// Fills `places` with the tokens at which a match may begin; returns how many there are. It first reads the table
    /// slots of all candidates, of which the processor can fetch many at once.
    func places(_ beginning: Beginning, into places: UnsafeMutableBufferPointer<Beginning.Place>) -> Int {
      let isName = beginning == .name
      return withUnsafeTemporaryAllocation(of: TransitionTable.FirstSlot.self, capacity: tokens.count) { slots in
        var candidates = 0
        for index in 0..<tokens.count {
          let token = tokens[index]
          if isName && token.isPlainWord || !table.mayBegin(token.hash) { continue }
          slots.initializeElement(at: candidates, to: table.firstSlot(token.hash, of: Int32(index)))
          candidates += 1
        }
        var count = 0
        for slot in slots[..<candidates] {
          let index = Int(slot.token)
          guard let step = table.first(tokens[index].hash, slot) else { continue }
          let goesOn = index + 1 < tokens.count && step.mayGoOn(tokens[index + 1].hash)
          guard step.isEnd || goesOn else { continue }
          places.initializeElement(at: count, to: Beginning.Place(token: slot.token, step: step))
          count += 1
        }
        return count
      }
    }

    /// Appends the longest match that begins at the token `first`, whose step is `step`, or all that begin there, the
    /// longest first; once for each value of a phrase.
    func take(_ first: Int, _ step: TransitionTable.Step, _ all: Bool, _ found: inout [Match]) {
      var step = step
      var next = first + 1
      let before = found.count
      defer { if all { found[before...].reverse() } }
      while true {
        if step.isEnd {
          let shorter = found.count
          take(step.state, first..<next, &found)
          if !all, found.count > shorter, shorter > before { found.removeSubrange(before..<shorter) }
        }
        guard next < tokens.count, step.mayGoOn(tokens[next].hash), tokens[next].gap != .blankLine,
          let longer = table.next(step.state, tokens[next].hash)
        else { return }
        step = longer
        next += 1
      }
    }

    /// Appends the phrases that end at `state`, if the tokens are their words.
    private func take(_ state: Int32, _ range: Range<Int>, _ found: inout [Match]) {
      var spelled: (words: Int32, fits: Bool) = (-1, false)
      for index in Int(matcher.entryStarts[Int(state)])..<Int(matcher.entryStarts[Int(state) + 1]) {
        let entry = matcher.entries[index]
        if entry.words != spelled.words { spelled = (entry.words, spells(entry, range)) }
        if spelled.fits { found.append(Match(tokens: range, value: Int(entry.value))) }
      }
    }

    /// Whether the tokens are the phrase's words: equal hashes do not prove it.
    private func spells(_ entry: Entry, _ range: Range<Int>) -> Bool {
      let text = entry.isCaseSensitive ? bytes : folded
      var word = Int(entry.words)
      for index in range {
        let token = tokens[index]
        let length = Int(matcher.words[word])
        word += 1
        if token.kind != .punctuation {
          guard min(token.length, 255) == length else { return false }
          for offset in 0..<length where text[token.start + offset] != matcher.words[word + offset] { return false }
        }
        word += length
      }
      return true
    }
  }
}

/// The automaton while phrases are added to it.
private struct PhraseMatcherBuilder {
  private struct Phrase {
    /// The state that the phrase ends at.
    var state: Int32
    var entry: PhraseMatcher.Entry
    /// How many bytes of `words` the entry has.
    var length: Int32
  }

  var transitions: TransitionTable
  private(set) var words: [UInt8] = []
  private var phrases: [Phrase] = []

  init(capacity: Int) {
    transitions = TransitionTable(capacity: capacity * 2)
    phrases.reserveCapacity(capacity)
    words.reserveCapacity(capacity * 16)
  }

  /// Adds the phrase at position `number` of `text`; one without tokens is ignored.
  mutating func add(_ number: Int, of text: TokenisedLines, value: Int, isCaseSensitive: Bool) {
    let tokens = text.tokens(number)
    guard !tokens.isEmpty else { return }
    let start = words.count
    var state: Int32 = 0
    for token in tokens {
      state = transitions.insert(state, token.hash)
      words.append(UInt8(min(token.length, 255)))
      let range = token.start..<min(token.end, token.start + 255)
      words += isCaseSensitive ? text.bytes[range] : text.folded[range]
    }
    let entry = PhraseMatcher.Entry(value: Int32(value), words: Int32(start), isCaseSensitive: isCaseSensitive)
    phrases.append(Phrase(state: state, entry: entry, length: Int32(words.count - start)))
  }

  /// All entries grouped by state, in the order in which they were added; and the position of each state's first entry,
  /// with the number of entries at the end.
  func sorted() -> (starts: [Int32], entries: [PhraseMatcher.Entry]) {
    var starts = [Int32](repeating: 0, count: Int(transitions.stateCount) + 1)
    for phrase in phrases { starts[Int(phrase.state) + 1] += 1 }
    for state in 1..<starts.count { starts[state] += starts[state - 1] }
    var next = starts
    var order = [Int32](repeating: 0, count: phrases.count)
    for (index, phrase) in phrases.enumerated() {
      order[Int(next[Int(phrase.state)])] = Int32(index)
      next[Int(phrase.state)] += 1
    }
    var entries: [PhraseMatcher.Entry] = []
    entries.reserveCapacity(phrases.count)
    for (place, index) in order.enumerated() {
      var entry = phrases[Int(index)].entry
      // Neighbours of one spelling share their words, so that a text is compared with them once.
      if place > 0, isSame(Int(index), Int(order[place - 1])) { entry.words = entries[place - 1].words }
      entries.append(entry)
    }
    return (starts, entries)
  }

  /// Whether two phrases have one state, one spelling, and match in the same letter cases.
  private func isSame(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (phrases[one], phrases[other])
    guard one.state == other.state, one.entry.isCaseSensitive == other.entry.isCaseSensitive,
      one.length == other.length
    else { return false }
    for offset in 0..<Int(one.length)
    where words[Int(one.entry.words) + offset] != words[Int(other.entry.words) + offset] { return false }
    return true
  }
}
