import CommandLine
import Configuration
import FoundationEssentials
import KafkaMessaging
import Models
import PipelineComposition

/// A service of Beacon as one process over Kafka.
package struct HostedService: Sendable {
  let service: PipelineService
  let version: String
  /// Called at the fail points of a stage's commits.
  let failPoints: @Sendable (_ stage: String) -> KafkaFailPoint.Check
  /// The seconds in which the stages may end their last transactions and leave their groups, which needs brokers that
  /// respond. After that the process ends without waiting for them.
  let secondsToStop: Int

  /// - Parameters:
  ///   - failPoints: lets a test program die or hang within a commit; services use the default.
  ///   - secondsToStop: services use the default.
  package init(
    _ service: PipelineService, version: String = BeaconVersion.text,
    failPoints: @escaping @Sendable (_ stage: String) -> KafkaFailPoint.Check = { _ in { _ in } },
    secondsToStop: Int = 60
  ) {
    self.service = service
    self.version = version
    self.failPoints = failPoints
    self.secondsToStop = secondsToStop
  }

  var name: String { service.program }

  /// Runs the process to its end; returns the status to exit with.
  ///
  /// - Parameter words: the command line, without the program's name.
  package func main(words: [String] = Array(Swift.CommandLine.arguments.dropFirst())) -> Int32 {
    let console = Console(environment: ProcessInfo.processInfo.environment)
    return execute(command, version: version, words: words, console: console).rawValue
  }

  /// The service as a command: every setting is an option.
  package var command: Command {
    Command(
      name, summary: service.summary,
      discussion: """
        Runs until SIGTERM or SIGINT, then finishes the current batch and leaves its groups. Settings are read from \
        the command line, then the environment (BEACON_KAFKA_BOOTSTRAP…), then the file of --config, then the defaults. \
        Secrets are never taken from the command line.

        Exit statuses: 0 stopped when asked to, 64 wrong command line, 66 reference data missing, 69 the service cannot \
        continue (the last line of its log says why), 78 wrong configuration.
        """,
      options: [OptionEntry(Self.config)] + Self.settings, examples: ["\(name) --kafka.bootstrap 127.0.0.1:9092"]
    ) { (arguments, console) throws(CommandFailure) in
      let configuration = try readConfiguration(arguments, console)
      return try ServiceProcess(self, configuration: configuration, console: console).run()
    }
  }

  private static let config = Option("config", "FILE", help: "A YAML file of settings (BEACON_CONFIG).")

  private static let settings = ServiceConfiguration.keys.filter { !$0.isSecret }.map { key in
    OptionEntry(
      Option(
        key.name, "VALUE",
        help: "\(key.summary) \(key.expected)\(key.defaultText.map { "; default \($0)" } ?? "")."))
  }

  private func readConfiguration(
    _ arguments: Arguments, _ console: Console
  ) throws(CommandFailure) -> ServiceConfiguration {
    do throws(ConfigurationError) {
      let path = arguments[Self.config] ?? console.environment["BEACON_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
      var file: ConfigurationFile?
      if let path { file = try ConfigurationFile(name: path, bytes: try readBytes(of: path)) }
      let reader = try ConfigurationReader(
        keys: ServiceConfiguration.keys, arguments: arguments.given, environment: console.environment, file: file)
      return try ServiceConfiguration(reader: reader, client: name)
    } catch {
      throw CommandFailure(
        .configuration, "\(error.message) (\(error.place))", expected: error.expected,
        remedy: "`\(name) --help` lists the settings")
    }
  }
}
