import CommandLine
import Configuration
import Dispatch
import Files
import Glibc
import HTTPServer
import KafkaMessaging
import Messaging
import Observability
import PipelineComposition
import ProcessMemory
import ReferenceData
import ServiceRuntime
import Synchronization

/// One run of a service: a thread for each stage, the health endpoints, and one exit.
///
/// Where one stage cannot continue, all stop: the supervisor (a container's restart policy) decides what comes next.
final class ServiceProcess: Sendable {
  private let hosted: HostedService
  private let configuration: ServiceConfiguration
  private let console: Console
  private let log: Log
  private let metrics = MetricsRegistry(catalogue: ServiceMetrics.catalogue)
  private let outcome = Mutex(Outcome())

  /// The number of heaps: one for the stages, one for the Kafka client and everything else.
  private static let heaps: Int32 = 2

  private struct Outcome {
    var failure: String?
    var isClean = true
  }

  init(_ hosted: HostedService, configuration: ServiceConfiguration, console: Console) {
    self.hosted = hosted
    self.configuration = configuration
    self.console = console
    let errors = console.errors
    log = Log(level: configuration.logLevel, form: errors.isTerminal ? .human : .json, clock: SystemClock.now) {
      errors.write($0)
      try? errors.flush()
    }
  }

  func run() throws(CommandFailure) -> ExitCode {
    ProcessMemory.shareHeaps(Self.heaps)
    StopSignal.install()
    let location = try ReferenceLocation(
      configured: configuration.reference, executable: ReferenceLocation.thisProgram())
    let pipeline = try makePipeline(location)
    let lock = try lockState()
    defer { withExtendedLifetime(lock) {} }
    let members = pipeline.stages.map { member($0, of: pipeline) }
    let health = HealthEndpoints(stages: members, metrics: metrics)
    let server = try startServer(health)
    log.write(
      PipelineEvents.started, .text("service", hosted.name), .text("version", hosted.version),
      .text("librdkafka", KafkaVersion.text), .integer("health_port", server.port))
    let group = DispatchGroup()
    for member in members {
      group.enter()
      Thread.start { [self] in
        work(member.host, as: member.reporter.stage)
        group.leave()
      }
    }
    while !shouldStop {
      usleep(50_000)
      if let reason = health.firstDead() { end(because: reason) }
    }
    log.write(PipelineEvents.stopping)
    guard group.wait(timeout: .now() + .seconds(hosted.secondsToStop)) == .success else {
      end(because: "a stage did not stop within \(hosted.secondsToStop) seconds")
    }
    return try end(server)
  }

  /// Ends the process: a stage without progress for minutes does not recover, and may not even notice a request to
  /// stop.
  private func end(because reason: String) -> Never {
    log.write(ServiceEvents.dead, .text("reason", reason))
    outcome.withLock { $0.failure = $0.failure ?? reason }
    // The other stages may end their transactions and leave their groups meanwhile.
    usleep(5_000_000)
    _exit(ExitCode.unavailable.rawValue)
  }

  /// Locks the state folder, which only this process may use. Waits for a predecessor that is still shutting down.
  private func lockState() throws(CommandFailure) -> FileLock {
    let path = "\(configuration.stateDirectory)/\(hosted.name).lock"
    do throws(FileError) {
      for _ in 0..<40 {
        if let lock = try FileLock(path) { return lock }
        guard !StopSignal.isRequested else { break }
        usleep(500_000)
      }
    } catch {
      throw CommandFailure(
        .unavailable, "the state folder cannot be locked: \(error)", expected: "a folder that this user may write to")
    }
    throw CommandFailure(
      .unavailable, "the state folder \(configuration.stateDirectory) is in use: another process has locked \(path)",
      expected: "one process of \(hosted.name) for each state folder and instance name",
      remedy: "give each process different settings state and kafka.instance")
  }

  private var shouldStop: Bool { StopSignal.isRequested || outcome.withLock { $0.failure != nil } }

  private func makePipeline(_ location: ReferenceLocation) throws(CommandFailure) -> Pipeline {
    do {
      try makeDirectory(configuration.stateDirectory)
    } catch {
      throw CommandFailure(.configuration, "\(error.message) (\(error.place))", expected: error.expected)
    }
    do {
      let context = StageContext(reference: ReferenceSource(directory: location.path))
      return try Pipeline(of: [hosted.service], context: context, program: hosted.name)
    } catch {
      throw CommandFailure(
        .noInput, "the reference data in \(location.path) cannot be used: \(error)",
        remedy: "use the reference data that came with this version")
    }
  }

  private func startServer(_ health: HealthEndpoints) throws(CommandFailure) -> HTTPServer {
    do {
      return try HTTPServer(address: configuration.healthAddress, port: configuration.healthPort) {
        health.answer($0)
      }
    } catch {
      throw CommandFailure(.configuration, error.description, remedy: "set health.address and health.port")
    }
  }

  // MARK: Stages

  private func member(_ stage: Stage, of pipeline: Pipeline) -> (host: KafkaStageHost, reporter: StageReporter) {
    let reporter = StageReporter(stage: stage.name, pipeline: PipelineReporter(log: log, metrics: metrics))
    var options = StageOptions(directory: configuration.stateDirectory)
    options.group = configuration.group
    options.instance = configuration.instance
    options.sessionTimeoutMilliseconds = configuration.sessionTimeoutMilliseconds
    options.allowances = configuration.allowances
    options.appendTimeTopics = Pipeline.appendTimeTopics
    options.deadLetterTopic = Pipeline.deadLetterTopic
    let host = KafkaStageHost(
      stage, settings: configuration.kafka, options: options,
      hooks: StageHooks(
        deadLetter: pipeline.deadLetter, clock: SystemClock.now, observer: reporter.report,
        onQuiet: tick(for: stage, of: pipeline), failPoint: hosted.failPoints(stage.name)))
    return (host, reporter)
  }

  /// A function that writes a tick into a quiet partition of the stage's input; it does nothing for a stage without
  /// ticks.
  private func tick(for stage: Stage, of pipeline: Pipeline) -> (TopicPartition) -> Void {
    guard stage.isTicked else { return { _ in } }
    let settings = configuration.kafka
    let log = log
    var producer: KafkaProducer?
    return { partition in
      do {
        let open = try producer ?? KafkaProducer(settings)
        producer = open
        try open.produce(pipeline.tick(SystemClock.now()), partition: partition.partition)
        try open.flush(milliseconds: 5000)
      } catch {
        producer = nil
        log.write(ServiceEvents.tickFailed, .text("partition", partition.description), .text("reason", "\(error)"))
      }
    }
  }

  /// Runs the host of a stage until the service stops. Tries again while the brokers cannot be reached, or refuse this
  /// client: its rights, password or certificate may be corrected on their side.
  private func work(_ host: KafkaStageHost, as stage: String) {
    while !shouldStop {
      do {
        let isClean = try host.run { [self] in shouldStop }
        if !isClean { outcome.withLock { $0.isClean = false } }
      } catch let error as KafkaError where error.kind == .retriable || error.kind == .notAuthorised {
        log.write(ServiceEvents.clientFailed, .text("stage", stage), .text("reason", error.description))
        for _ in 0..<20 where !shouldStop { usleep(50_000) }
      } catch {
        outcome.withLock { $0.failure = $0.failure ?? "\(error)" }
      }
    }
  }

  private func end(_ server: HTTPServer) throws(CommandFailure) -> ExitCode {
    _ = server
    let outcome = outcome.withLock { $0 }
    if let failure = outcome.failure {
      log.write(PipelineEvents.failed, .text("reason", failure))
      throw CommandFailure(.unavailable, failure)
    }
    log.write(PipelineEvents.stopped)
    if !outcome.isClean {
      // librdkafka hangs when it is closed, and would also hang the end of the process.
      log.write(ServiceEvents.hung)
      _exit(0)
    }
    return .success
  }
}
