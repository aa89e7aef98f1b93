import CLibrdkafka

/// The version of the librdkafka library that this process has loaded.
package enum KafkaVersion {
  package static var text: String { String(cString: rd_kafka_version_str()) }

  package static func isBefore(_ major: Int, _ minor: Int, _ revision: Int) -> Bool {
    Int(rd_kafka_version()) >> 8 < major << 16 | minor << 8 | revision
  }
}
