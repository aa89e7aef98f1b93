import Configuration
import KafkaConfiguration
import KafkaMessaging
import Observability
import PipelineComposition

/// The settings of a service that runs over Kafka, read once before it starts.
package struct ServiceConfiguration: Sendable {
  package enum Accepted: String, Hashable, Sendable, CaseIterable {
    case nothing
    case lostRecords = "lost-records"
    case filePosition = "file-position"
    case lostRecordsAndFilePosition = "lost-records+file-position"
  }

  package var kafka: KafkaSettings
  package var group: String
  package var instance: String?
  package var sessionTimeoutMilliseconds: Int
  package var stateDirectory: String
  package var allowances: PartitionRecovery.Allowances
  package var reference: String?
  package var healthAddress: String
  package var healthPort: Int
  package var logLevel: LogLevel
}

/// The keys, in the order in which `--help` prints them.
extension ServiceConfiguration {
  static let bootstrapKey = KafkaKeys.bootstrap(default: "127.0.0.1:9092")
  static let groupKey = ConfigurationKey.text(
    "kafka.group-prefix", type: "a name", default: "beacon",
    "Begins the names of consumer groups and transactional ids: one for each deployment on a cluster.")
  static let instanceKey = ConfigurationKey.text(
    "kafka.instance", type: "a name", default: nil,
    "Names this process among those of its service, so that a restart keeps its partitions; unique.")
  static let sessionTimeoutKey = ConfigurationKey.integer(
    "kafka.session-timeout", default: 45_000, in: 6000...120_000, unit: "milliseconds",
    "The time without a heartbeat after which the brokers give the partitions to other processes.")
  static let acceptKey = ConfigurationKey<Accepted>.choice(
    "accept", default: .nothing,
    "What to allow where the service stopped and asked for it, once for each partition after a start: lost-records "
      + "continues without the deleted records, file-position takes the position in the state file for the group's "
      + "offset.")
  static let stateKey = ConfigurationKey.text(
    "state", type: "a folder", default: "beacon-state",
    "The folder of each input partition's state; for this process only."
  )
  static let healthAddressKey = ConfigurationKey.text(
    "health.address", type: "an address in digits", default: "127.0.0.1",
    "Where /livez, /readyz and /metrics are served.")
  static let healthPortKey = ConfigurationKey.integer(
    "health.port", default: 8080, in: 0...65_535, "The port of /livez, /readyz and /metrics; 0: the system chooses.")

  package static let keys =
    [bootstrapKey.description] + KafkaKeys.security + [
      groupKey.description, instanceKey.description, sessionTimeoutKey.description, acceptKey.description,
      stateKey.description, PipelineKeys.reference.description, healthAddressKey.description, healthPortKey.description,
      PipelineKeys.logLevel.description,
    ]

  /// - Parameter client: names the process in the brokers' logs.
  package init(reader: ConfigurationReader, client: String) throws(ConfigurationError) {
    kafka = try KafkaSettings(
      reader: reader, bootstrapServers: try reader.value(Self.bootstrapKey), client: client)
    group = try reader.value(Self.groupKey)
    instance = try reader.optional(Self.instanceKey)
    sessionTimeoutMilliseconds = try reader.value(Self.sessionTimeoutKey)
    stateDirectory = try reader.value(Self.stateKey)
    allowances =
      switch try reader.value(Self.acceptKey) {
      case .nothing: []
      case .lostRecords: .lostRecords
      case .filePosition: .filePosition
      case .lostRecordsAndFilePosition: [.lostRecords, .filePosition]
      }
    reference = try reader.optional(PipelineKeys.reference)
    healthAddress = try reader.value(Self.healthAddressKey)
    healthPort = try reader.value(Self.healthPortKey)
    logLevel = try reader.value(PipelineKeys.logLevel)
  }
}
