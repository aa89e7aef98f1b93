/// A set of words in 64 bits. Several words share a bit, so only its absence is certain: it rules a word out.
///
/// Public, so that its operations are inlined into the searches of other modules.
public struct WordBits: OptionSet, Hashable, Sendable {
  /// All words.
  package static let all = WordBits(rawValue: .max)

  public let rawValue: UInt64

  @inlinable
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The set of one word, by its number in a lexicon.
  @inlinable
  public init(word: Int) { rawValue = 1 << UInt64(word & 63) }
}
