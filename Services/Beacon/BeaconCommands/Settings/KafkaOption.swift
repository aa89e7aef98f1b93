import CommandLine
import Configuration
import KafkaConfiguration
import KafkaMessaging

extension CommonOptions {
  static let kafka = Option("kafka", "HOST:PORT", help: "The brokers to ask first (BEACON_KAFKA_BOOTSTRAP).")
}

extension BeaconConfiguration {
  static let bootstrapKey = KafkaKeys.bootstrap(default: nil)
}

extension Arguments {
  /// The cluster that `--kafka`, or else a setting, names. Fails with `misuse` where none does.
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
      .misuse, "no Kafka is named", expected: "--kafka HOST:PORT or BEACON_KAFKA_BOOTSTRAP",
      remedy: "for example: --kafka 127.0.0.1:29092")
  }
}

/// Runs `body` and says a failure of Kafka as one of the command.
func onKafka<Answer>(_ body: () throws(KafkaError) -> Answer) throws(CommandFailure) -> Answer {
  do {
    return try body()
  } catch {
    throw CommandFailure(error)
  }
}

extension CommandFailure {
  init(_ error: KafkaError) {
    let status: ExitCode = error.kind == .notAuthorised ? .configuration : .unavailable
    self.init(
      status, error.description,
      remedy: error.kind == .notAuthorised
        ? "look at the kafka.* settings: `beacon config`" : "see that the brokers run and can be reached from here")
  }
}
