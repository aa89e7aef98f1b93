import ReferenceData
import TextMatching

/// The endings of a language's words, for look-up by a word's last letters.
///
/// Public, because only functions that are `@inlinable`, and so public, are compiled into the loops of other modules.
public struct WordEndings: Sendable {
  /// The grammatical kinds that a word's ending suggests, by `WordEnding`.
  public struct Kinds: OptionSet, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    // Computed, because a stored constant is initialised under a lock that each use asks for.
    @inlinable public static var adverb: Kinds { Kinds(rawValue: 1 << 0) }
    @inlinable public static var past: Kinds { Kinds(rawValue: 1 << 1) }
    @inlinable public static var gerund: Kinds { Kinds(rawValue: 1 << 2) }
    @inlinable public static var plural: Kinds { Kinds(rawValue: 1 << 3) }
    @inlinable public static var pluralOfPeople: Kinds { Kinds(rawValue: 1 << 4) }
    @inlinable public static var singular: Kinds { Kinds(rawValue: 1 << 5) }
    @inlinable public static var singularCounted: Kinds { Kinds(rawValue: 1 << 6) }
    @inlinable public static var adjective: Kinds { Kinds(rawValue: 1 << 7) }
    @inlinable public static var possessive: Kinds { Kinds(rawValue: 1 << 8) }
    @inlinable public static var negation: Kinds { Kinds(rawValue: 1 << 9) }

    init(_ ending: WordEnding) {
      switch ending {
      case .adverb: self = .adverb
      case .past: self = .past
      case .gerund: self = .gerund
      case .plural: self = .plural
      case .pluralOfPeople: self = .pluralOfPeople
      case .singular: self = .singular
      case .singularCounted: self = .singularCounted
      case .adjective: self = .adjective
      case .possessive: self = .possessive
      case .negation: self = .negation
      }
    }
  }

  /// An ending: the last bytes of a word, the very last one lowest, the bits in which they count, and what it says.
  public struct Entry: Sendable {
    @usableFromInline let letters: UInt32
    @usableFromInline let mask: UInt32
    @usableFromInline let kinds: Kinds

    init(_ ending: String, _ kinds: Kinds) {
      letters = ending.utf8.reduce(0) { $0 << 8 | UInt32($1) }
      mask = ending.utf8.reduce(0) { mask, _ in mask << 8 | 0xFF }
      self.kinds = kinds
    }
  }

  private let entries: [Entry]
  /// The lowest five bits of the last letters of all endings, one bit each, which rule most words out.
  private let lastLetters: UInt32

  /// - Parameter wanted: the kinds that are looked up; others are left out.
  package init(_ endings: [WordEnding: [String]], wanted: Set<WordEnding> = Set(WordEnding.allCases)) {
    entries = WordEnding.allCases.filter(wanted.contains).flatMap { kind in
      (endings[kind] ?? []).map { Entry($0, Kinds(kind)) }
    }
    lastLetters = entries.reduce(0) { $0 | 1 << ($1.letters & 31) }
  }

  /// The endings without their list's reference count, for a loop over words.
  public struct View {
    @usableFromInline let entries: UnsafeBufferPointer<Entry>
    @usableFromInline let lastLetters: UInt32

    /// What the endings of the token say of it. `folded` is the text in lower case.
    @inlinable
    public func kinds(of token: TextMatching.Token, in folded: UnsafeBufferPointer<UInt8>) -> Kinds {
      let end = token.end
      guard lastLetters & 1 << UInt32(folded[end - 1] & 31) != 0 else { return [] }
      var letters: UInt32 = 0
      for offset in 0..<min(4, token.length) { letters |= UInt32(folded[end - 1 - offset]) << UInt32(8 * offset) }
      var kinds: Kinds = []
      for entry in entries where letters & entry.mask == entry.letters { kinds.formUnion(entry.kinds) }
      return kinds
    }
  }

  package func withView<Result>(_ body: (View) -> Result) -> Result {
    entries.withUnsafeBufferPointer { body(View(entries: $0, lastLetters: lastLetters)) }
  }
}

extension ArticleText {
  /// What the endings of the token say of it.
  package func endings(_ index: Int) -> WordEndings.Kinds {
    folded.withUnsafeBufferPointer { folded in
      language.endings.withView { $0.kinds(of: tokens[index], in: folded) }
    }
  }
}
