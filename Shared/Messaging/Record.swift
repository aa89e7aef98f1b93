import Models

/// A record as a stage reads it from one partition of a topic.
package struct Record: Hashable, Sendable {
  package var topic: String
  package var partition: Int
  package var offset: Int64
  package var key: [UInt8]?
  /// The content; nil marks a tombstone, which removes the key from a compacted topic.
  package var value: [UInt8]?
  package var headers: [Header]
  /// The log time: the append time of the article that caused this record, carried in `ce_time`; without that header,
  /// the broker's own time.
  package var time: Timestamp
  /// Why the transport could not read the record, of which only topic, partition and offset are then known; nil for a
  /// record that was read. No stage sees an unreadable record: it becomes a dead letter with the code `unreadableCode`.
  package var defect: String?

  package static let unreadableCode = "record_unreadable"

  package init(
    topic: String, partition: Int, offset: Int64, key: [UInt8]?, value: [UInt8]?, headers: [Header] = [],
    time: Timestamp
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.key = key
    self.value = value
    self.headers = headers
    self.time = time
  }

  /// The value of the first header of that name; nil where it is missing or not UTF-8.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }.flatMap { String(validating: $0.value, as: UTF8.self) }
  }
}

/// A header of a record; several may have one name.
package struct Header: Hashable, Sendable {
  package var name: String
  package var value: [UInt8]

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = Array(value.utf8)
  }

  package init(_ name: String, bytes: [UInt8]) {
    self.name = name
    value = bytes
  }
}

/// A record that a stage asks the transport to write.
package struct OutgoingRecord: Hashable, Sendable {
  package enum Destination: Hashable, Sendable {
    /// The partition that the hash of the key selects.
    case byKey
    /// One copy in every partition of the topic.
    case everyPartition
  }

  package var topic: String
  package var destination: Destination
  package var key: [UInt8]?
  package var value: [UInt8]?
  package var headers: [Header]
  package var time: Timestamp

  package init(
    topic: String, destination: Destination = .byKey, key: [UInt8]?, value: [UInt8]?, headers: [Header] = [],
    time: Timestamp
  ) {
    self.topic = topic
    self.destination = destination
    self.key = key
    self.value = value
    self.headers = headers
    self.time = time
  }
}

extension [Header] {
  /// The CloudEvents header that states a record's log time.
  package static let timeName = "ce_time"

  /// The log time in the record's `ce_time` header; nil where that is missing or malformed.
  package var statedTime: Timestamp? {
    first { $0.name == Self.timeName }.flatMap { $0.value.withUnsafeBufferPointer { Timestamp(rfc3339: $0) } }
  }
}
