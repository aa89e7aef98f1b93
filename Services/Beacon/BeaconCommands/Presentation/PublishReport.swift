import JSONCoding

/// What `beacon publish --json` prints.
struct PublishReport: JSONEncodable {
  /// The number of articles published.
  var articles = 0
  /// Articles without a date of publication.
  var undated = 0
  /// Articles whose date could not be read.
  var unreadDates = 0
  /// Articles dated farther ahead than `future_after` of `intake.tsv`.
  var futureDated = 0
  /// Articles in a language whose events are not read.
  var languageUnread = 0
  /// Articles whose text is in another language than they state.
  var languageDoubted = 0
  /// Files in folders that were passed over, since their names are not those of articles.
  var passedOver = 0
  /// Inputs that are not articles.
  var invalid = 0
  /// Inputs that were not published because they are too large for the topic.
  var refused = 0
  var location: LogLocation
  /// The inbox file that was written, or the Kafka topic.
  var name: String

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("articles", articles)
    json.field("undated", undated)
    json.field("invalid", invalid)
    json.field("unreadDates", unreadDates)
    json.field("futureDated", futureDated)
    switch location {
    case .embedded: json.field("inbox", name)
    case .kafka(let settings):
      json.field("refused", refused)
      json.field("topic", name)
      json.field("kafka", settings.bootstrapServers)
    }
    json.field("passedOver", passedOver)
    json.field("languageUnread", languageUnread)
    json.field("languageDoubted", languageDoubted)
    json.endObject()
  }
}
