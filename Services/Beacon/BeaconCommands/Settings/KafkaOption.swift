import CommandLine
import Configuration
import KafkaConfiguration
import KafkaMessaging

extension CommonOptions {
  static let kafka = Option(
    "kafka", "HOST:PORT", help: "A Kafka cluster, by its bootstrap servers (BEACON_KAFKA_BOOTSTRAP).")
  /// The options of a command whose records are in a data folder or on Kafka: see `LogLocation`.
  static let log = [OptionEntry(data), OptionEntry(kafka)]
}

extension BeaconConfiguration {
  static let bootstrapKey = KafkaKeys.bootstrap(default: nil)
}

extension Arguments {
  /// The settings for the cluster that `--kafka` or `kafka.bootstrap` names. Fails with `misuse` where neither does.
  func kafka(_ console: Console) throws(CommandFailure) -> KafkaSettings {
    let reader = try configurationReader(console)
    do throws(ConfigurationError) {
      let configured = try reader.optional(BeaconConfiguration.bootstrapKey)
      if let servers = self[CommonOptions.kafka] ?? configured {
        return try KafkaSettings(reader: reader, bootstrapServers: servers, client: "beacon")
      }
    } catch {
      throw CommandFailure(error)
    }
    throw CommandFailure(
      .misuse, "no Kafka cluster is named", expected: "--kafka HOST:PORT or BEACON_KAFKA_BOOTSTRAP",
      remedy: "for example: --kafka 127.0.0.1:29092")
  }
}

/// Runs `body` and converts a failure of Kafka to a `CommandFailure`.
func onKafka<Result>(
  _ settings: KafkaSettings, _ body: () throws(KafkaError) -> Result
) throws(CommandFailure) -> Result {
  do {
    return try body()
  } catch {
    throw CommandFailure(error, at: settings)
  }
}

extension CommandFailure {
  static let unreachableRemedy = "check that the brokers run and can be reached from here"

  init(_ error: KafkaError, at settings: KafkaSettings) {
    let isRefusal = error.kind == .notAuthorised
    self.init(
      isRefusal ? .configuration : .unavailable, "Kafka at \(settings.bootstrapServers): \(error)",
      remedy: isRefusal ? "check the kafka.* settings: `beacon config`" : Self.unreachableRemedy)
  }

  init(missingTopic topic: String, at settings: KafkaSettings) {
    self.init(
      .unavailable, "there is no topic \(topic) on Kafka at \(settings.bootstrapServers)",
      expected: "the topics of Beacon",
      remedy: "create them: beacon topics create --kafka \(settings.bootstrapServers)")
  }
}
