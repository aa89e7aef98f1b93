import ArticleIntake
import Messaging

/// The number of records of a partition of `beacon.articles.identified.v1` by outcome, since its beginning.
///
/// Over all partitions: published = accepted + duplicates + revisions + retractions + dead letters of both stages. The
/// rows are decimal numbers under `c/accepted`, `c/duplicate`, `c/revision` and `c/retraction`.
package struct IngestionCounts: Hashable, Sendable {
  private var numbers: [RevisionDecision.Kind: Int] = [:]

  package init(_ state: any StageState) throws(StageFailure) {
    for kind in RevisionDecision.Kind.allCases {
      let key = Self.key(of: kind)
      guard let row = try state.value(key) else { continue }
      guard let number = Int(String(decoding: row, as: UTF8.self)) else { throw KnownArticles.unreadable(key) }
      numbers[kind] = number
    }
  }

  package subscript(kind: RevisionDecision.Kind) -> Int {
    get { numbers[kind, default: 0] }
    set { numbers[kind] = newValue }
  }

  func write(to state: any StageState) throws(StageFailure) {
    for kind in RevisionDecision.Kind.allCases where self[kind] > 0 {
      try state.set(Self.key(of: kind), to: Array(String(self[kind]).utf8))
    }
  }

  private static func key(of kind: RevisionDecision.Kind) -> [UInt8] {
    Array("c/\(kind.rawValue)".utf8)
  }
}
