import ChildProcesses
import Foundation
import Synchronization

/// One Apache Kafka broker on the loopback address, run from the distribution that `KAFKA_HOME` names.
///
/// The broker is also a controller; topics are not created by themselves. Its folder is deleted at the end.
package final class KafkaTestBroker: @unchecked Sendable {
  // `@unchecked Sendable`: `process` is only touched under `lock`, `voters` only before the first start, and `disk` is
  // only set at the start and the end.
  package let port: Int
  package let directory: URL
  private let home: URL
  private let controllerPort: Int
  private let node: Int
  /// The controllers of the cluster, as the broker's configuration names them.
  private var voters: String
  private let replicas: Int
  /// Through which clients reach the broker, where they do not reach it directly.
  package let proxy: ConnectionProxy?
  private let secured: SecuredListeners?
  /// What the broker's log is on, where that can be filled.
  package private(set) var disk: SmallDisk?
  private let lock = NSLock()
  private var process: Process?

  package enum Failure: Error, CustomStringConvertible {
    case didNotStart(log: String)

    package var description: String {
      switch self {
      case .didNotStart(let log): "the Kafka broker did not answer; the end of its log:\n\(log)"
      }
    }
  }

  /// Where the distribution is; nil if there is no distribution; then the tier is skipped.
  package static let home: URL? = ProcessInfo.processInfo.environment["KAFKA_HOME"].flatMap { path in
    FileManager.default.isExecutableFile(atPath: path + "/bin/kafka-server-start.sh")
      ? URL(fileURLWithPath: path) : nil
  }

  package static let skipReason = "KAFKA_HOME names no Apache Kafka: tests against a real broker are skipped"

  package var address: String { "127.0.0.1:\(proxy?.port ?? port)" }

  /// - Parameters:
  ///   - isProxied: whether clients are led through a proxy that can disturb their connections.
  ///   - logMegabytes: the size of the disk for the broker's log; nil for the machine's own.
  package convenience init(
    home: URL, secured: SecuredListeners? = nil, isProxied: Bool = false, logMegabytes: Int? = nil
  ) throws {
    try self.init(
      home: home, node: 1, replicas: 1, secured: secured, isProxied: isProxied, logMegabytes: logMegabytes)
    try format()
    try start()
  }

  /// Three brokers, each also a controller, with three copies of every partition of which two must have a record.
  package static func cluster(home: URL) throws -> [KafkaTestBroker] {
    let nodes = try (1...3).map { try KafkaTestBroker(home: home, node: $0, replicas: 3, secured: nil) }
    let voters = nodes.map { "\($0.node)@127.0.0.1:\($0.controllerPort)" }.joined(separator: ",")
    for node in nodes {
      node.voters = voters
      try node.format()
    }
    // A broker does not respond before most controllers run.
    for node in nodes { try node.launch() }
    for node in nodes { try node.waitUntilAnswering() }
    return nodes
  }

  private init(
    home: URL, node: Int, replicas: Int, secured: SecuredListeners?, isProxied: Bool = false, logMegabytes: Int? = nil
  ) throws {
    self.home = home
    self.node = node
    self.replicas = replicas
    self.secured = secured
    port = try Self.freePort()
    controllerPort = try Self.freePort()
    proxy = isProxied ? try ConnectionProxy(to: port) : nil
    voters = "\(node)@127.0.0.1:\(controllerPort)"
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("beacon-kafka-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let data = directory.appendingPathComponent("data")
    disk = try logMegabytes.map { try SmallDisk(on: data, megabytes: $0) }
  }

  private func format() throws {
    try properties.write(to: propertiesFile, atomically: true, encoding: .utf8)
    try run("kafka-storage.sh", ["format", "--cluster-id", "beacon-tests-00000000w", "--config", propertiesFile.path])
  }

  deinit {
    proxy?.close()
    kill()
    disk = nil
    try? FileManager.default.removeItem(at: directory)
  }

  package var processIdentifier: Int32? { lock.withLock { process?.processIdentifier } }

  package func start() throws {
    try launch()
    try waitUntilAnswering()
  }

  private var log: URL { directory.appendingPathComponent("broker.log") }

  private func launch() throws {
    let process = launcher("kafka-server-start.sh", [propertiesFile.path])
    if !FileManager.default.fileExists(atPath: log.path) {
      try Data().write(to: log)
    }
    let handle = try FileHandle(forWritingTo: log)
    try handle.seekToEnd()
    process.standardOutput = handle
    process.standardError = handle
    try ChildProcess.start(process)
    lock.withLock { self.process = process }
    try endWithThisProcess(process.processIdentifier)
  }

  private func waitUntilAnswering() throws {
    for _ in 0..<300 {
      if Self.answers(port) { return }
      guard lock.withLock({ process?.isRunning ?? false }) else { break }
      Thread.sleep(forTimeInterval: 0.2)
    }
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    throw Failure.didNotStart(log: String(text.suffix(2000)))
  }

  /// A broker must not outlive the tests, however these end: a shell looks every second whether they are still there.
  private func endWithThisProcess(_ broker: Int32) throws {
    let watch = Process()
    watch.executableURL = URL(fileURLWithPath: "/bin/sh")
    let script = """
      while kill -0 "$1" 2>/dev/null && kill -0 "$2" 2>/dev/null; do sleep 1; done
      kill -0 "$1" 2>/dev/null || { kill -9 "$2" 2>/dev/null; rm -rf "$3"; }
      """
    watch.arguments = [
      "-c", script, "watch", String(ProcessInfo.processInfo.processIdentifier), String(broker), directory.path,
    ]
    watch.standardInput = FileHandle.nullDevice
    watch.standardOutput = FileHandle.nullDevice
    watch.standardError = FileHandle.nullDevice
    try ChildProcess.start(watch)
  }

  /// A crash: `kill -9`.
  package func kill() { end(with: SIGKILL) }

  /// The lengths, in bytes, of the files in which the groups' offsets and the records of `topics` are.
  package func logs(of topics: [String] = []) -> [String: UInt64] {
    let data = directory.appendingPathComponent("data")
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: data.path)) ?? []
    let prefixes = (["__consumer_offsets"] + topics).map { $0 + "-" }
    let files = folders.filter { folder in prefixes.contains { folder.hasPrefix($0) } }.map {
      data.appendingPathComponent("\($0)/00000000000000000000.log").path
    }
    return Dictionary(
      uniqueKeysWithValues: files.map {
        ($0, ((try? FileManager.default.attributesOfItem(atPath: $0))?[.size] as? UInt64) ?? 0)
      })
  }

  /// Cuts those files of a broker that does not run, as if what came after these lengths had never been written.
  package func cutLogs(to lengths: [String: UInt64]) throws {
    for (path, length) in lengths {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.truncate(atOffset: length)
      try handle.close()
    }
  }

  /// Stops answering without closing a connection, until `wake`.
  package func freeze() { signal(SIGSTOP) }

  package func wake() { signal(SIGCONT) }

  private func signal(_ signal: Int32) {
    guard let process = lock.withLock({ self.process }), process.isRunning else { return }
    #if canImport(Glibc)
      Glibc.kill(process.processIdentifier, signal)
    #endif
  }

  /// Waits for the end of a broker that gives up by itself; false where it has not ended after `seconds`.
  package func waitForEnd(seconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while lock.withLock({ process?.isRunning ?? false }) {
      guard Date() < end else { return false }
      Thread.sleep(forTimeInterval: 0.1)
    }
    return true
  }

  /// A clean shutdown.
  package func stop() { end(with: SIGTERM) }

  private func end(with signal: Int32) {
    self.signal(signal)
    if let process = lock.withLock({ process }) { ChildProcess.waitForEnd(of: process) }
  }

  private var propertiesFile: URL { directory.appendingPathComponent("server.properties") }

  private var properties: String {
    """
    process.roles=broker,controller
    node.id=\(node)
    controller.quorum.voters=\(voters)
    listeners=PLAINTEXT://127.0.0.1:\(port)\(secured?.listeners ?? ""),CONTROLLER://127.0.0.1:\(controllerPort)
    advertised.listeners=PLAINTEXT://\(address)\(secured?.listeners ?? "")
    listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT\(secured?.protocols ?? "")
    controller.listener.names=CONTROLLER
    inter.broker.listener.name=PLAINTEXT
    log.dirs=\(directory.path)/data
    auto.create.topics.enable=false
    default.replication.factor=\(replicas)
    min.insync.replicas=\(max(1, replicas - 1))
    offsets.topic.replication.factor=\(replicas)
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=\(replicas)
    transaction.state.log.min.isr=\(max(1, replicas - 1))
    transaction.state.log.num.partitions=4
    share.coordinator.state.topic.replication.factor=\(replicas)
    share.coordinator.state.topic.min.isr=\(max(1, replicas - 1))
    group.initial.rebalance.delay.ms=0
    group.min.session.timeout.ms=1000
    group.coordinator.append.linger.ms=0
    \(secured?.properties ?? "")

    """
  }

  private func launcher(_ script: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = home.appendingPathComponent("bin/\(script)")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    var environment = ProcessInfo.processInfo.environment
    environment["KAFKA_HEAP_OPTS"] = environment["KAFKA_HEAP_OPTS"] ?? "-Xmx512m"
    environment["LOG_DIR"] = directory.path
    process.environment = environment
    return process
  }

  /// Runs one of the distribution's tools to its end.
  private func run(_ script: String, _ arguments: [String]) throws {
    let process = launcher(script, arguments)
    let output = ChildProcess.pipe()
    process.standardOutput = output
    process.standardError = output
    try ChildProcess.start(process)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ChildProcess.waitForEnd(of: process)
    guard process.terminationStatus == 0 else { throw Failure.didNotStart(log: text) }
  }

  private static func answers(_ port: Int) -> Bool {
    withLoopbackSocket(port) { socket, address, length in connect(socket, address, length) == 0 } ?? false
  }

  /// The ports that were given out, so that a broker never gets one for two of its listeners.
  private static let givenPorts = Mutex<Set<Int>>([])

  /// A port below the range for outgoing connections on which nobody listens.
  static func freePort() throws -> Int {
    for _ in 0..<100 {
      let candidate = Int.random(in: 20_000..<32_000)
      guard givenPorts.withLock({ $0.insert(candidate).inserted }) else { continue }
      if withLoopbackSocket(candidate, { socket, address, length in bind(socket, address, length) == 0 }) == true {
        return candidate
      }
    }
    throw Failure.didNotStart(log: "no free port on the loopback address")
  }

  private static func withLoopbackSocket<Answer>(
    _ port: Int, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) -> Answer? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withLoopbackAddress(port) { body(descriptor, $0, $1) }
  }

  /// A socket that keeps the port from others until it is closed, without listening; nil where another socket has it.
  package static func hold(_ port: Int) -> Int32? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var reuse: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    if withLoopbackAddress(port, { bind(descriptor, $0, $1) }) == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  static func withLoopbackAddress<Answer>(
    _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
  ) -> Answer {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
