import ArticleIntake
import Messaging
import Models

/// The rows that `ingestion-revise` keeps of one partition:
///
/// | key | value |
/// |---|---|
/// | `a` article id | the known article |
/// | `u` id of an address | when it was last seen, and the id of the article that was published there, or has it as its publisher's id |
/// | `x` day, key of a row above | empty: the rows in the order in which they are forgotten |
/// | `s` | the day of the last sweep |
struct KnownArticles {
  private let state: any StageState
  private let ledger: RevisionLedger

  init(_ state: any StageState, _ ledger: RevisionLedger) {
    self.state = state
    self.ledger = ledger
  }

  func article(_ id: String) throws(StageFailure) -> KnownArticle? {
    let key = Self.key("a", id)
    guard let row = try state.value(key) else { return nil }
    guard let known = KnownArticle(row: row) else { throw unreadable(key) }
    return known
  }

  /// Stores what is known of an article. `previous` is what was stored before, as `article` returned it.
  func remember(
    _ known: KnownArticle, as id: String, instead previous: KnownArticle?
  ) throws(StageFailure) {
    let key = Self.key("a", id)
    try state.set(key, to: known.row)
    try moveExpiry(of: key, from: previous?.lastSeen, to: known.lastSeen)
  }

  /// The id of the article that was published at the address with this id; nil where none is remembered.
  func article(atAddress id: String, at time: Timestamp) throws(StageFailure) -> String? {
    guard let entry = try address(Self.key("u", id)), !ledger.isForgotten(entry.lastSeen, at: time) else {
      return nil
    }
    return entry.articleId
  }

  /// A retraction of an article's address, by the article's source, that came before any article published there; nil
  /// without one.
  func earlyRetraction(of article: NormalisedArticle, at time: Timestamp) throws(StageFailure) -> KnownArticle? {
    for addressId in addressIds(of: article) {
      guard let known = try self.article(addressId), known.contentHash == nil,
        known.source == ledger.identity.key(of: article.source, address: article.url),
        try self.article(atAddress: addressId, at: time) == nil
      else { continue }
      return known
    }
    return nil
  }

  /// An address belongs to the first article published there, for as long as that article is stored.
  func rememberAddresses(of article: NormalisedArticle, at time: Timestamp) throws(StageFailure) {
    for addressId in addressIds(of: article) {
      let key = Self.key("u", addressId)
      let previous = try address(key)
      if let previous, previous.articleId != article.articleId,
        !ledger.isForgotten(previous.lastSeen, at: time)
      {
        continue
      }
      try state.set(key, to: Self.bigEndian(time.milliseconds) + Array(article.articleId.utf8))
      try moveExpiry(of: key, from: previous?.lastSeen, to: time)
    }
  }

  /// The ids of the addresses by which an article that has its publisher's id may be retracted: its own address, and
  /// its publisher's id where that is another address. Empty for an article whose identity is its address.
  private func addressIds(of article: NormalisedArticle) -> [String] {
    var ids = article.url.map { [ledger.identity.id(canonicalAddress: $0)] } ?? []
    if let address = article.sourceId.flatMap({ CanonicalAddress($0, dropping: nil) }) {
      let id = ledger.identity.id(address)
      if !ids.contains(id) { ids.append(id) }
    }
    return ids.filter { $0 != article.articleId }
  }

  /// Once a day, by the partition's time, removes what is forgotten.
  func sweep(at time: Timestamp) throws(StageFailure) {
    let today = time.day.dayNumber
    let sweepKey = Array("s".utf8)
    if let row = try state.value(sweepKey), Self.number(row) >= Int64(today) { return }
    try state.set(sweepKey, to: Self.bigEndian(Int64(today)))
    var forgotten: [[UInt8]] = []
    try state.scan(prefix: Array("x".utf8)) { (key, _) throws(StageFailure) in
      guard Int(Self.number(key.dropFirst().prefix(8))) + ledger.memoryDays < today else { return false }
      forgotten.append(key)
      return true
    }
    for key in forgotten {
      try state.set(Array(key.dropFirst(9)), to: nil)
      try state.set(key, to: nil)
    }
  }

  private func address(_ key: [UInt8]) throws(StageFailure) -> (lastSeen: Timestamp, articleId: String)? {
    guard let row = try state.value(key) else { return nil }
    guard row.count > 8, let id = String(validating: row.dropFirst(8), as: UTF8.self) else {
      throw unreadable(key)
    }
    return (Timestamp(milliseconds: Self.number(row.prefix(8))), id)
  }

  private func moveExpiry(of key: [UInt8], from old: Timestamp?, to new: Timestamp) throws(StageFailure) {
    if let old, old.day == new.day { return }
    if let old { try state.set(Self.expiryKey(of: key, old), to: nil) }
    try state.set(Self.expiryKey(of: key, new), to: [])
  }

  private static func expiryKey(of key: [UInt8], _ lastSeen: Timestamp) -> [UInt8] {
    [UInt8(ascii: "x")] + bigEndian(Int64(lastSeen.day.dayNumber)) + key
  }

  private static func key(_ table: String, _ id: String) -> [UInt8] {
    Array((table + id).utf8)
  }

  private static func bigEndian(_ number: Int64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int64 {
    Int64(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }

  private func unreadable(_ key: [UInt8]) -> StageFailure {
    state.unreadable("the row \(String(decoding: key, as: UTF8.self))", of: IngestionStages.reviseName)
  }
}
