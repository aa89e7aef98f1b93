import Models

/// What is stored about a known article.
package struct KnownArticle: Hashable, Sendable {
  /// The hash of the article's content; nil while only a retraction of it has been seen.
  package var contentHash: String?
  package var revision: Int
  package var lastSeen: Timestamp
  /// The key of the article's source, as `ArticleIdentity.key(of:address:)` gives it.
  package var source: String
  package var isRetracted: Bool
  /// Whether a publication with its publisher's date has been seen. A date in the future does not count, since it is
  /// replaced.
  package var isDated: Bool

  package init(
    contentHash: String?, revision: Int, lastSeen: Timestamp, source: String, isRetracted: Bool, isDated: Bool
  ) {
    self.contentHash = contentHash
    self.revision = revision
    self.lastSeen = lastSeen
    self.source = source
    self.isRetracted = isRetracted
    self.isDated = isDated
  }
}

/// The decision about an incoming article or retraction.
package struct RevisionDecision: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case accepted, duplicate, revision, retraction
  }

  package var kind: Kind
  /// The revision or retraction to pass on; nil for a duplicate.
  package var accepted: AcceptedArticle?
  /// What is to be stored about the article.
  package var known: KnownArticle
}

/// Distinguishes new articles, duplicates, revisions and retractions.
package struct RevisionLedger: Sendable {
  /// Days after which an article that was not seen again is forgotten.
  package let memoryDays: Int
  package let identity: ArticleIdentity

  package init(memoryDays: Int, identity: ArticleIdentity) {
    self.memoryDays = memoryDays
    self.identity = identity
  }

  /// Whether an article last seen at `lastSeen` is forgotten at `time`.
  package func isForgotten(_ lastSeen: Timestamp, at time: Timestamp) -> Bool {
    lastSeen.adding(days: memoryDays) <= time
  }

  /// Decides about an incoming article or retraction. `known` is what is stored under its id, `time` the partition's
  /// time.
  ///
  /// An article that is retracted before it arrives stays retracted, and so does the same text published again; a
  /// changed text is accepted. The same text with a date that was missing before, or was in the future, is a revision.
  package func decide(
    _ incoming: IdentifiedArticle, known: KnownArticle?, at time: Timestamp
  ) throws(ForeignRetraction) -> RevisionDecision {
    let known = known.flatMap { isForgotten($0.lastSeen, at: time) ? nil : $0 }
    switch incoming {
    case .article(let article): return decide(article, known: known, at: time)
    case .retraction(let retraction): return try decide(retraction, known: known, at: time)
    }
  }

  private func decide(
    _ article: NormalisedArticle, known: KnownArticle?, at time: Timestamp
  ) -> RevisionDecision {
    let source = identity.key(of: article.source, address: article.url)
    let isDated = article.publishedAt != nil && !article.flags.contains(.futureDated)
    var next = KnownArticle(
      contentHash: article.contentHash, revision: (known?.revision ?? 0) + 1, lastSeen: time, source: source,
      isRetracted: false, isDated: isDated)
    if let known {
      let wasRetractedBefore = known.contentHash == nil && known.source == source
      let isSame = known.contentHash == article.contentHash && (known.isDated || !isDated || known.isRetracted)
      if wasRetractedBefore || isSame {
        next.revision = known.revision
        next.isRetracted = known.isRetracted
        next.isDated = known.isDated || isDated
        return RevisionDecision(kind: .duplicate, accepted: nil, known: next)
      }
    }
    // An article in a record of an earlier version, without a fingerprint, is a copy of nothing but itself.
    let revision = ArticleRevision(
      article: article, revision: next.revision,
      fingerprint: article.fingerprint ?? String(article.contentHash.prefix(16)))
    return RevisionDecision(
      kind: known?.contentHash == nil ? .accepted : .revision, accepted: .article(revision), known: next)
  }

  private func decide(
    _ retraction: Retraction, known: KnownArticle?, at time: Timestamp
  ) throws(ForeignRetraction) -> RevisionDecision {
    let source = identity.key(of: retraction.source)
    guard var next = known else {
      let fresh = KnownArticle(
        contentHash: nil, revision: 1, lastSeen: time, source: source, isRetracted: true, isDated: false)
      return RevisionDecision(kind: .retraction, accepted: .retraction(retraction, revision: 1), known: fresh)
    }
    guard next.source == source || next.source.isEmpty else {
      throw ForeignRetraction(articleId: retraction.articleId, source: next.source, stated: source)
    }
    next.lastSeen = time
    if next.isRetracted { return RevisionDecision(kind: .duplicate, accepted: nil, known: next) }
    next.revision += 1
    next.isRetracted = true
    return RevisionDecision(
      kind: .retraction, accepted: .retraction(retraction, revision: next.revision), known: next)
  }
}
