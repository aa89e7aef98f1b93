extension Evidence {
  /// An entry of a list of sanctioned or debarred parties, as evidence that the party is listed.
  ///
  /// - Parameters:
  ///   - entry: the entry's id.
  ///   - quote: what the list says, as a sentence that names the list.
  package init(listing entry: String, quote: TextSpan) {
    self.init(articleId: entry, quote: quote, event: Self.listing)
  }

  /// Whether it is an entry of a list of parties, which no article reports.
  package var isListing: Bool { event == Self.listing }

  /// What evidence from a list has in place of an event's id.
  private static let listing = "listing"
}
