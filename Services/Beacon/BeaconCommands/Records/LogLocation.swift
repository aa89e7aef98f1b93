import CommandLine
import EmbeddedMessaging
import KafkaMessaging

/// Where a command reads and writes records: in a data folder or on Kafka.
enum LogLocation: Sendable {
  case embedded(directory: String)
  case kafka(KafkaSettings)

  /// Chooses by `--kafka` or `--data`; without either, Kafka if `kafka.bootstrap` is set, else the data folder. Fails
  /// with `misuse` where both options are given.
  ///
  /// - Parameter usesFolder: the command needs the data folder over Kafka too, as `feeds` does for its list.
  init(_ arguments: Arguments, _ console: Console, usesFolder: Bool = false) throws(CommandFailure) {
    let isData = arguments[CommonOptions.data] != nil && !usesFolder
    let isKafka = arguments[CommonOptions.kafka] != nil
    if isData, isKafka {
      throw CommandFailure(
        .misuse, "--data and --kafka are both given", expected: "one of them: a folder's log, or a cluster",
        remedy: "leave out the one that is not meant")
    }
    let configuration = try arguments.configuration(console)
    self =
      isKafka || !isData && configuration.kafkaBootstrap != nil
      ? .kafka(try arguments.kafka(console)) : .embedded(directory: configuration.data)
  }

  func source() throws(CommandFailure) -> any RecordSource {
    switch self {
    case .embedded(let directory): try EmbeddedSource(directory: directory)
    case .kafka(let settings): try KafkaSource(settings)
    }
  }

  /// - Parameter writer: the command's name, for the header `ce_source`.
  func sink(writer: String) throws(CommandFailure) -> any RecordSink {
    switch self {
    case .embedded(let directory): try EmbeddedSink(directory: directory)
    case .kafka(let settings): try KafkaSink(settings, writer: writer)
    }
  }

  /// When or where written records take effect, for people: `for the next run`.
  var effect: String {
    switch self {
    case .embedded: "for the next run"
    case .kafka(let settings): "on Kafka at \(settings.bootstrapServers)"
    }
  }

  /// Fails with `dataError` where a register has no entry with one of the ids. Nothing is checked where the register is
  /// not known: over Kafka, and before the first run.
  func requireEntries(
    _ ids: [String], of register: String, noun: String, listedBy command: String
  ) throws(CommandFailure) {
    guard case .embedded(let directory) = self, let source = try? EmbeddedSource(directory: directory) else { return }
    let inbox = InboxReader(directory: directory)
    for id in ids where !inbox.mayContain(key: id, ofRegister: register) {
      if try source.latest(register, key: id) == nil {
        throw CommandFailure(.dataError, "there is no \(noun) \(id)", expected: "an id that `\(command)` prints")
      }
    }
  }
}
