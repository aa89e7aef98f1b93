import Models
import ReferenceData

/// The identity of an article, by which it is recognised when it is published again.
package struct ArticleIdentity: Sendable {
  let keys: AddressKeys

  package init(_ marks: AddressMarks) { keys = AddressKeys(marks) }

  /// The id of an article: a hash of its own id at its source, or at the host of its address where no source is stated;
  /// without an own id, of its canonical address; without that, of its content.
  package func id(
    source: ArticleSource?, ownId: String?, address: CanonicalAddress?, content: @autoclosure () -> String
  ) -> String {
    if let ownId { return id(ownId, at: source, address: address) }
    if let address { return id(address) }
    return Models.contentHash("article", "content", content())
  }

  /// The id of an article by its own id. Publishers number their articles alike, so the id alone says nothing: where no
  /// source is stated, the host of `address`, which is the article's, replaces it.
  package func id(_ ownId: String, at source: ArticleSource?, address: CanonicalAddress? = nil) -> String {
    Models.contentHash("article", "id", key(of: source, address: address?.text), ownId)
  }

  /// The id of an article by its own id at a source that is stated.
  package static func id(_ ownId: String, at source: ArticleSource) -> String {
    Models.contentHash("article", "id", domainOrName(of: source), ownId)
  }

  package func id(_ address: CanonicalAddress) -> String {
    id(canonicalAddress: address.text)
  }

  /// The id of an article by its address: the same for all spellings that lead to the same article.
  package func id(canonicalAddress text: String) -> String {
    Models.contentHash("article", "url", keys.key(of: text))
  }

  /// The key of a source: its domain, else its name; where none is stated, the host of the article's canonical address,
  /// else empty.
  package func key(of source: ArticleSource?, address: String? = nil) -> String {
    source.map { Self.domainOrName(of: $0) } ?? address.map { keys.host(of: $0) } ?? ""
  }

  private static func domainOrName(of source: ArticleSource) -> String { source.domain ?? source.name }

  /// The hash of a text's words. White space counts only as a gap, so a text with another layout has the same hash.
  package static func contentHash(of text: String) -> String {
    var text = text
    let words = text.withUTF8 { text in
      [UInt8](unsafeUninitializedCapacity: text.count) { words, count in
        // Without branches, which a processor could not foresee: every byte is written, white space as a blank, and the
        // next one takes its place where both are white space.
        var wasBlank = true
        for byte in text {
          let isBlank = byte == 0x20 || byte &- 0x09 <= 4
          words.initializeElement(at: count, to: isBlank ? 0x20 : byte)
          count += isBlank && wasBlank ? 0 : 1
          wasBlank = isBlank
        }
        if wasBlank, count > 0 { count -= 1 }
      }
    }
    return Models.contentHash("content", bytes: [words])
  }
}
