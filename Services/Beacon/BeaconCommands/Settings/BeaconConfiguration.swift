import CommandLine
import Configuration
import KafkaConfiguration
import Observability
import PipelineComposition

/// The settings of `beacon`, read once before a command begins.
struct BeaconConfiguration: Sendable {
  enum LogForm: String, Hashable, Sendable, CaseIterable {
    /// `auto` is `human` on a terminal and `json` elsewhere.
    case auto, json, human
  }

  var data: String
  /// The folder of the reference data; nil for the default places (see `ReferenceLocation`).
  var reference: String?
  var logLevel: LogLevel
  var logForm: LogForm
  var batchRecords: Int
  var batchBytes: Int
  var extractWorkers: Int
  /// The file for metrics; nil to write none.
  var metrics: String?
  /// The file of receivers; nil to deliver nothing.
  var receivers: String?
  /// The sender of alerts as CAP messages.
  var alertSender: String
  /// Whether feeds at private addresses are fetched.
  var allowsPrivateFeeds: Bool
  /// The bootstrap servers of a Kafka cluster; nil if none is configured.
  var kafkaBootstrap: String?
}

/// The settings' keys; `keys` has them in the order in which `beacon config` prints them.
extension BeaconConfiguration {
  static let dataKey = ConfigurationKey.text(
    "data", type: "a folder", default: "beacon-data", "Where the embedded log, its state and its inbox lie.")
  static let logFormKey = ConfigurationKey<LogForm>.choice(
    "log.form", default: .auto, "How events are reported; auto is human on a terminal and JSON elsewhere.")
  static let batchRecordsKey = ConfigurationKey.integer(
    "run.batch-records", default: 500, in: 1...500, unit: "records", "The most records folded in one transaction.")
  static let batchBytesKey = ConfigurationKey.integer(
    "run.batch-bytes", default: 4 << 20, in: 1 << 10...4 << 20, unit: "bytes",
    "The most bytes folded in one transaction; a larger record is folded alone.")
  static let extractWorkersKey = ConfigurationKey.integer(
    "extract.workers", default: 2, in: 1...64, unit: "threads", "How many articles are read at the same time.")
  static let metricsKey = ConfigurationKey.text(
    "run.metrics", type: "a file", default: nil,
    "Where a run writes its metrics, in the Prometheus text format, every ten seconds and at its end.")
  static let receiversKey = ConfigurationKey.text(
    "receivers", type: "a file", default: nil,
    "The receivers that alerts are delivered to, as JSON; see `beacon deliver --help`.")
  /// CAP 1.2 forbids spaces, commas, `<` and `&` in a sender, which a reference to a message contains.
  static let alertSenderKey = ConfigurationKey<String>(
    description: KeyDescription(
      "alerts.sender", type: "a name without spaces, commas, < and &", defaultText: "beacon",
      summary: "The sender of alerts as CAP messages: a name that no other installation has, such as a domain.")
  ) { text in
    let isName = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !",<&".utf8.contains($0) }
    return isName && !text.isEmpty ? text : nil
  }
  static let feedsPrivateKey = ConfigurationKey.flag(
    "feeds.private", default: false, "Whether feeds at private addresses are fetched.")

  static let keys =
    [
      dataKey.description, PipelineKeys.reference.description, PipelineKeys.logLevel.description,
      logFormKey.description,
      batchRecordsKey.description, batchBytesKey.description, extractWorkersKey.description, metricsKey.description,
      receiversKey.description, alertSenderKey.description, feedsPrivateKey.description, bootstrapKey.description,
    ] + KafkaKeys.security

  init(reader: ConfigurationReader) throws(ConfigurationError) {
    data = try reader.value(Self.dataKey)
    reference = try reader.optional(PipelineKeys.reference)
    logLevel = try reader.value(PipelineKeys.logLevel)
    logForm = try reader.value(Self.logFormKey)
    batchRecords = try reader.value(Self.batchRecordsKey)
    batchBytes = try reader.value(Self.batchBytesKey)
    extractWorkers = try reader.value(Self.extractWorkersKey)
    metrics = try reader.optional(Self.metricsKey)
    receivers = try reader.optional(Self.receiversKey)
    alertSender = try reader.value(Self.alertSenderKey)
    allowsPrivateFeeds = try reader.value(Self.feedsPrivateKey)
    kafkaBootstrap = try reader.optional(Self.bootstrapKey)
  }
}
