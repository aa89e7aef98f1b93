import JSONCoding

/// What `beacon publish --json` prints.
struct PublishReport: JSONEncodable {
  var articles: Int
  /// Articles without a date of publication.
  var undated: Int
  /// Inputs that are no article.
  var invalid: Int
  /// The file that was made.
  var inbox: String

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("articles", articles)
    json.field("undated", undated)
    json.field("invalid", invalid)
    json.field("inbox", inbox)
    json.endObject()
  }
}
