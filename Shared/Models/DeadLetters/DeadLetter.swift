/// A record that could not be handled, with its original bytes and what is known of it.
package struct DeadLetter: Hashable, Sendable {
  /// A stable code, for example `json_syntax`, `json_depth`, `missing_field`, `article_too_large`.
  package var code: String
  /// At most 1,024 bytes.
  package var message: String
  package var stage: String
  package var topic: String
  package var partition: Int
  package var offset: Int64
  package var timestamp: Timestamp
  package var version: String
  package var attempts: Int
  package var key: [UInt8]?
  package var value: [UInt8]?
  /// How many bytes key and value had together, where only the first bytes are kept; nil where they are whole.
  package var cutFrom: Int?

  package init(
    code: String, message: String, stage: String, topic: String, partition: Int, offset: Int64, timestamp: Timestamp,
    version: String, attempts: Int = 1, key: [UInt8]?, value: [UInt8]?, cutFrom: Int? = nil
  ) {
    self.code = code
    self.message = message
    self.stage = stage
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
    self.version = version
    self.attempts = attempts
    self.key = key
    self.value = value
    self.cutFrom = cutFrom
  }
}
