import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts

/// The services over a broker of their own, with the samples' projects and sources registered.
package final class RunningPipeline {
  /// The brokers of the cluster, one or three.
  package let brokers: [KafkaTestBroker]
  package let log: TopicLog
  package let settings: KafkaSettings
  private let folder: URL
  private var running: [Member: RunningService] = [:]
  /// Of each group, the client that reads its offsets.
  private var readers: [String: KafkaConsumer] = [:]
  private let isStatic: Bool
  private let environment: [String: String]
  /// The disks of the state of those members whose state is on one of its own.
  private var stateDisks: [Member: SmallDisk] = [:]
  /// What the services' clocks are set by; nil where they are the machine's.
  private let clock: FakeClock?
  /// The most memory that one process of each service took, in megabytes.
  package private(set) var peaks: [String: Double] = [:]
  package var peakMegabytes: Double { peaks.values.max() ?? 0 }
  package private(set) var peakDescriptors = 0

  /// One process: a service, and its instance's name.
  package struct Member: Hashable, Sendable {
    package var service: String
    package var instance: String

    package init(service: String, instance: String = "1") {
      self.service = service
      self.instance = instance
    }
  }

  /// - Parameters:
  ///   - isStatic: whether the processes are static members of their groups, under their instances' names.
  ///   - isReplicated: three brokers instead of one.
  ///   - isProxied: services reach the one broker through its proxy.
  ///   - logMegabytes: the size of the disk for the one broker's log; nil for the machine's own.
  ///   - stateDisks: members whose state is on a disk of its own, which can be filled.
  ///   - hasClock: whether the services' clocks can be set.
  ///   - environment: of the services, beside this process's own.
  package init(
    isStatic: Bool = true, isReplicated: Bool = false, isProxied: Bool = false, logMegabytes: Int? = nil,
    stateDisks: [Member] = [], hasClock: Bool = false, environment: [String: String] = [:]
  ) throws {
    self.isStatic = isStatic
    guard let home = KafkaTestBroker.home else { throw PipelineFailure(KafkaTestBroker.skipReason) }
    brokers =
      try isReplicated
      ? KafkaTestBroker.cluster(home: home)
      : [KafkaTestBroker(home: home, isProxied: isProxied, logMegabytes: logMegabytes)]
    settings = KafkaSettings(bootstrapServers: brokers.map(\.address).joined(separator: ","))
    folder = FileManager.default.temporaryDirectory.appending(path: "beacon-faults-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    clock = try hasClock ? FakeClock(in: folder) : nil
    self.environment = environment.merging(clock?.environment ?? [:]) { $1 }
    try BeaconProgram.run("beacon", "topics", "create", "--kafka", settings.bootstrapServers)
    log = try TopicLog(settings, appendTimeTopics: [TopicCatalogue.articles.name])
    try register()
    for member in stateDisks {
      self.stateDisks[member] = try SmallDisk(on: stateFolder(member), megabytes: Self.stateMegabytes)
    }
    for name in RunningService.names { try start(Member(service: name)) }
  }

  deinit {
    for service in running.values { service.kill() }
    stateDisks = [:]
    try? FileManager.default.removeItem(at: folder)
  }

  private static let stateMegabytes = 64

  // MARK: Processes

  package var members: [Member] { running.keys.sorted { ($0.service, $0.instance) < ($1.service, $1.instance) } }

  /// The process of each member.
  package var processes: [(member: Member, id: Int32)] {
    members.compactMap { member in running[member].map { (member, $0.processIdentifier) } }
  }

  package func start(_ member: Member) throws {
    running[member] = try RunningService(
      member.service, broker: settings.bootstrapServers, state: stateFolder(member).path,
      instance: isStatic ? member.instance : nil, log: logFile(member), environment: environment)
  }

  package func kill(_ member: Member) {
    noteUse(of: member)
    running.removeValue(forKey: member)?.kill()
  }

  /// Stops a process for so long that its groups give its partitions away, or would if there were another member.
  package func freeze(_ member: Member, seconds: Double) {
    running[member]?.freeze()
    Thread.sleep(forTimeInterval: seconds)
    running[member]?.wake()
  }

  /// Kills a broker, and starts it again on its data after `seconds`.
  package func kill(_ broker: KafkaTestBroker, downFor seconds: Double) throws {
    broker.kill()
    Thread.sleep(forTimeInterval: seconds)
    try broker.start()
  }

  /// A second process of a service under the same instance name, with a state folder of its own.
  package func startTwin(of member: Member) throws -> (process: RunningService, log: URL) {
    let log = folder.appending(path: "\(member.service)-twin.log")
    let twin = try RunningService(
      member.service, broker: settings.bootstrapServers, state: folder.appending(path: "state-twin").path,
      instance: member.instance, log: log)
    return (twin, log)
  }

  /// Disturbs the connections of all clients for some time.
  package func disturb(_ disturbance: ConnectionProxy.Disturbance, seconds: Double) {
    brokers[0].proxy?.disturb(disturbance)
    Thread.sleep(forTimeInterval: seconds)
    brokers[0].proxy?.disturb(.none)
  }

  /// Fills the disk of a broker's log, makes room once the broker has given up, and starts it again.
  package func fillLog(of broker: KafkaTestBroker) throws {
    broker.disk?.fill()
    if !broker.waitForEnd(seconds: 30) { broker.kill() }
    broker.disk?.free()
    try broker.start()
  }

  package func fillState(of member: Member, seconds: Double) {
    stateDisks[member]?.fill()
    Thread.sleep(forTimeInterval: seconds)
    stateDisks[member]?.free()
  }

  package func jumpClocks(by seconds: Int) throws { try clock?.set(offset: seconds) }

  package func isRunning(_ member: Member) -> Bool { running[member]?.isRunning ?? false }

  /// The exit status of a member that has ended by itself, or the number of the signal that ended it.
  package func status(of member: Member) -> Int32? { running[member]?.waitUntilExit() }

  package func log(of member: Member) -> String { (try? String(contentsOf: logFile(member), encoding: .utf8)) ?? "" }

  package func deleteState(of member: Member) throws { try FileManager.default.removeItem(at: stateFolder(member)) }

  /// Sends SIGTERM to all of these at once; returns their exit statuses.
  package func stop(_ members: [Member]) -> [Member: Int32] {
    for member in members { noteUse(of: member) }
    let ending = members.compactMap { member in running.removeValue(forKey: member).map { (member, $0) } }
    for (_, service) in ending { service.askToStop() }
    return Dictionary(uniqueKeysWithValues: ending.map { ($0, $1.waitUntilExit()) })
  }

  package func stateFolder(_ member: Member) -> URL {
    folder.appending(path: "state-\(member.service)-\(member.instance)")
  }

  private func logFile(_ member: Member) -> URL { folder.appending(path: "\(member.service)-\(member.instance).log") }

  private func noteUse(of member: Member) {
    guard let id = running[member]?.processIdentifier else { return }
    let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Double($0) }
    peaks[member.service] = max(peaks[member.service, default: 0], (kilobytes ?? 0) / 1024)
    let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").count) ?? 0
    peakDescriptors = max(peakDescriptors, descriptors)
  }

  /// The last lines of each service's log, for whoever looks into a failure.
  package var logTails: String {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "log" }.sorted { $0.path < $1.path }.map { file in
      let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
      return "== \(file.lastPathComponent)\n" + lines.suffix(12).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Copies the services' logs and states, and the brokers' folders as they are, to `copy`, for whoever looks into a
  /// failure.
  package func copyFiles(to copy: URL) throws {
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for folder in [folder] + brokers.map(\.directory) {
      try FileManager.default.copyItem(at: folder, to: copy.appending(path: folder.lastPathComponent))
    }
  }

  // MARK: Records

  private func register() throws {
    let samples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/samples")
    let producer = try KafkaProducer(settings)
    for (name, topic) in [("projects", TopicCatalogue.projects.name), ("sources", TopicCatalogue.sources.name)] {
      try waitForPartitions(of: topic, producer)
      let lines = try Data(contentsOf: samples.appending(path: "\(name).jsonl")).split(separator: UInt8(ascii: "\n"))
      for line in lines {
        let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
        let key = (object?["id"] as? String).map { Array($0.utf8) }
        try producer.produce(
          OutgoingRecord(topic: topic, key: key, value: Array(line), time: Timestamp(milliseconds: 0)))
      }
    }
    try producer.flush()
  }

  /// Waits until a topic that was created a moment ago is known with all its partitions: a broker of a cluster may
  /// learn of them one after the other, and a record for one that is missing is refused.
  private func waitForPartitions(of topic: String, _ producer: KafkaProducer) throws {
    let wanted = TopicCatalogue.all.first { $0.name == topic }?.partitions() ?? 1
    let end = Date(timeIntervalSinceNow: 30)
    while try producer.partitions(of: topic).count < wanted {
      guard Date() < end else { throw PipelineFailure("\(topic) has fewer than \(wanted) partitions after 30 s") }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  /// Waits until every record that exists now, and all that follows from it, has been processed; stage by stage, in the
  /// order of the flow.
  ///
  /// - Throws: after `minutes`, with the logs' ends and the reason.
  package func waitUntilQuiet(minutes: Double) throws {
    let end = Date(timeIntervalSinceNow: minutes * 60)
    for stage in PipelineStage.all {
      _ = try log.read(stage.input)
      let wanted = try log.places(of: stage.input).map { ($0, log.next(at: $0)) }.filter { $0.1 > 0 }
      while case let left = try behind(stage, wanted), !left.isEmpty {
        for member in members { noteUse(of: member) }
        guard Date() < end else {
          throw PipelineFailure(
            "\(logTails)\n\(stage.name) has not come to the end after \(minutes) minutes: \(left)")
        }
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
  }

  private func behind(_ stage: PipelineStage, _ wanted: [(TopicPartition, Int64)]) throws -> [String] {
    guard !wanted.isEmpty else { return [] }
    let committed: [TopicPartition: Int64]
    do throws(KafkaError) { committed = try committedOffsets(of: stage, wanted.map(\.0), patience: 5000) } catch {
      guard error.kind == .retriable else { throw error }
      return ["the group's offsets: \(error)"]
    }
    return wanted.compactMap { place, next in
      let reached = committed[place] ?? 0
      return reached >= next ? nil : "\(place) at \(reached) of \(next)"
    }
  }

  /// What the stage's group has committed; a place without an offset is absent.
  ///
  /// - Throws: a retriable error where the broker has not said so after `patience` milliseconds, for example because a
  ///   transaction is open.
  package func committedOffsets(
    of stage: PipelineStage, _ places: [TopicPartition], patience: Int
  ) throws(KafkaError) -> [TopicPartition: Int64] {
    let reader: KafkaConsumer
    if let known = readers[stage.group] {
      reader = known
    } else {
      reader = try KafkaConsumer(settings, group: ConsumerGroup(id: stage.group))
      readers[stage.group] = reader
    }
    do throws(KafkaError) {
      return try reader.committed(places, milliseconds: patience).compactMapValues { $0 }
    } catch {
      // The next call gets a new client, so that a failure of this one alone does not look like the group's.
      readers[stage.group] = nil
      throw error
    }
  }
}
