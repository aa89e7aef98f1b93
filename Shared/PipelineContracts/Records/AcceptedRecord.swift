import JSONCoding
import Messaging
import Models

/// Builds the record of an accepted article from that of the identified one: `revision` is inserted before the last
/// field, the fingerprint, and the text is passed on without being decoded or encoded.
package enum AcceptedRecord {
  private static let fingerprintName = Array(#","fingerprint":""#.utf8)
  /// In bytes: `fingerprintName`, 16 hexadecimal digits, a quotation mark and the closing brace.
  private static let tailLength = fingerprintName.count + 18

  /// The fields of an identified article that `RevisionLedger` needs. If `make` can pass the record's text on as it is,
  /// the title, text and language are not decoded and are empty.
  package static func head(of record: Record) throws(StageFailure) -> IdentifiedArticle {
    guard let value = record.value, tail(of: value) != nil else { return try TopicCatalogue.identified.decode(record) }
    do {
      let limits = JSONParser.Limits(bytes: TopicCatalogue.identified.specification.maxMessageBytes)
      return .article(try Head(jsonBytes: value, limits: limits).article)
    } catch {
      throw StageFailure(error)
    }
  }

  /// The accepted record of an article whose identified record is `cause`; nil where `cause` does not end with a
  /// fingerprint, as in records of earlier versions.
  package static func make(
    of article: NormalisedArticle, revision: Int, id: String, from stage: String, causedBy cause: Record
  ) throws(StageFailure) -> OutgoingRecord? {
    guard let value = cause.value, let tail = tail(of: value) else { return nil }
    let bytes = value[..<tail] + Array(#","revision":\#(revision)"#.utf8) + value[tail...]
    return try TopicCatalogue.accepted.record(
      encoded: Array(bytes), key: article.articleId, id: id, of: RecordOrigin(stage: stage, causedBy: cause))
  }

  /// The index at which `,"fingerprint":"…"}` begins; nil where the record does not end with it.
  private static func tail(of value: [UInt8]) -> Int? {
    let start = value.count - tailLength
    guard start > 0, value[start...].starts(with: fingerprintName), value.last == UInt8(ascii: "}") else { return nil }
    return start
  }

  private struct Head: JSONDecodable {
    let article: NormalisedArticle

    init(json: inout JSONObject) throws(JSONError) {
      article = NormalisedArticle(
        articleId: try json.string("articleId"), sourceId: try json.stringIfPresent("sourceId"),
        url: try json.stringIfPresent("url"), text: "",
        publishedAt: try json.value("publishedAt")?.timestamp(), source: try json.decodeIfPresent("source"),
        contentHash: try json.string("contentHash"),
        flags: try json.strings("flags").compactMap { NormalisedArticle.Flag(rawValue: $0) },
        fingerprint: try json.string("fingerprint"))
    }
  }
}
