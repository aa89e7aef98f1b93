import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import ServiceProcesses
import Synchronization
import TestSupport

/// The services and a broker on this machine, from articles of 5 KB on one topic to alerts on another: how many a
/// second when they come all at once, and how long one takes at a gentle rate.
struct KafkaBenchmark {
  private let pipeline: RunningPipeline
  private let producer: KafkaProducer
  private var synthetic = SyntheticArticles(seed: 4)
  private var published = 0

  init() throws {
    pipeline = try RunningPipeline()
    producer = try KafkaProducer(pipeline.settings)
    try pipeline.waitUntilQuiet(minutes: 5)
  }

  /// Prints the figures.
  ///
  /// - Parameters:
  ///   - articles: measured when they come all at once.
  ///   - warmUp: published before, so that the broker's code is compiled and the services' state is not empty.
  ///   - seconds: of steady publishing at each of the `rates`, in articles a second; and of rest, at most 30.
  static func report(articles: Int, warmUp: Int, seconds: Double, rates: [Double]) throws {
    guard KafkaTestBroker.home != nil else { return print("skipped: \(KafkaTestBroker.skipReason)") }
    var benchmark = try KafkaBenchmark()
    try benchmark.publish(benchmark.articles(warmUp))
    try benchmark.pipeline.waitUntilQuiet(minutes: 30)
    benchmark.idle(seconds: min(seconds, 30))
    try benchmark.throughput(articles: articles)
    for rate in rates { try benchmark.latency(rate: rate, seconds: seconds) }
    try benchmark.peer(records: articles, seconds: seconds, rates: rates)
    for (member, status) in benchmark.pipeline.stop(benchmark.pipeline.members) where status != 0 {
      throw BenchmarkFailure(message: "\(member.service) ended with \(status)")
    }
    for (service, megabytes) in benchmark.pipeline.peaks.sorted(by: { $0.key < $1.key }) {
      row("over Kafka, memory of \(service)", megabytes, "MB at most")
    }
  }

  /// What everything costs while nothing comes.
  private func idle(seconds: Double) {
    let processors = ProcessorUse(of: pipeline)
    Thread.sleep(forTimeInterval: seconds)
    for (name, used) in ProcessorUse(of: pipeline).since(processors) {
      row("over Kafka, idle, \(name)", used * 1000 / seconds, "ms of processor time a second")
    }
  }

  private mutating func throughput(articles: Int) throws {
    // Made before, so that the clock measures the pipeline.
    let made = try self.articles(articles)
    let processors = ProcessorUse(of: pipeline)
    let written = try WrittenBytes(pipeline)
    let began = Date()
    try publish(made)
    let sent = Date().timeIntervalSince(began)
    try pipeline.waitUntilQuiet(minutes: 30)
    // Finding out that all is done takes seconds itself, so the clock stops at the last write before.
    let seconds = try WrittenBytes.lastAppend(pipeline).timeIntervalSince(began)
    row("over Kafka, \(articles) articles at once", Double(articles) / seconds, "articles/s by the clock")
    row("  of which publishing took", sent, "s")
    let used = ProcessorUse(of: pipeline).since(processors)
    row("  processors busy meanwhile", used.reduce(0) { $0 + $1.1 } / seconds, "cores")
    for (name, used) in used { row("  an article, \(name)", used * 1e6 / Double(articles), "µs of processor time") }
    let all = used.reduce(0) { $0 + ($1.0 == ProcessorUse.compiler ? 0 : $1.1) }
    row("  an article, all but the broker's compiler", all * 1e6 / Double(articles), "µs of processor time")
    for (name, bytes) in try WrittenBytes(pipeline).since(written) {
      row("  bytes an article, \(name)", Double(bytes) / Double(articles), "bytes")
    }
  }

  /// The same number of records through the peer, where there is one, all at once and at the same rates.
  private func peer(records: Int, seconds: Double, rates: [Double]) throws {
    guard let folder = ProcessInfo.processInfo.environment["BEACON_STREAMS_PEER"] else { return }
    let program = Process()
    program.executableURL = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "streams-peer")
    program.arguments =
      [folder, pipeline.settings.bootstrapServers, String(records), String(Int(seconds))]
      + rates.map { String(Int($0)) }
    print("the peer:")
    fflush(nil)
    try program.run()
    program.waitUntilExit()
  }

  private mutating func latency(rate: Double, seconds: Double) throws {
    let topics = [
      TopicCatalogue.identified.name, TopicCatalogue.accepted.name, TopicCatalogue.facts.name,
      TopicCatalogue.signals.name, TopicCatalogue.assessments.name, TopicCatalogue.warnings.name,
      TopicCatalogue.alerts.name,
    ]
    let made = try articles(max(1, Int(rate * seconds)))
    let watch = try LatencyWatch(topics, settings: pipeline.settings)
    let processors = ProcessorUse(of: pipeline)
    let before = machineSeconds()
    let began = Date()
    for (index, article) in made.enumerated() {
      try producer.produce(article)
      producer.poll()
      Thread.sleep(until: began.addingTimeInterval(Double(index + 1) / rate))
    }
    try producer.flush()
    let took = Date().timeIntervalSince(began)
    row("over Kafka at \(rate) articles/s, published", Double(made.count) / took, "articles/s")
    row("over Kafka at \(rate) articles/s, processors busy", (machineSeconds() - before) / took, "cores")
    for (name, used) in ProcessorUse(of: pipeline).since(processors) {
      row("  \(name)", used * 1000 / took, "ms of processor time a second")
    }
    try pipeline.waitUntilQuiet(minutes: 5)
    for (topic, waits) in watch.stop() {
      guard !waits.isEmpty else { continue }
      let sorted = waits.sorted()
      row("  to \(topic), p50 of \(sorted.count)", sorted[sorted.count / 2], "ms")
      row("  to \(topic), p99", sorted[sorted.count * 99 / 100], "ms")
    }
  }

  /// The next articles, as records of the topic that users publish to.
  private mutating func articles(_ count: Int) throws -> [OutgoingRecord] {
    let newest = Date()
    return try (0..<count).map { _ in
      let fields = synthetic.article(published, newest: newest)
      defer { published += 1 }
      return OutgoingRecord(
        topic: TopicCatalogue.articles.name, key: Array("synthetic-\(published)".utf8),
        value: Array(try JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)),
        time: Timestamp(milliseconds: 0))
    }
  }

  private func publish(_ articles: [OutgoingRecord]) throws {
    for article in articles { try producer.produce(article) }
    try producer.flush()
  }
}

/// Reads topics as records come, and notes how old each is then: since its article was appended to the log.
private final class LatencyWatch: Sendable {
  private struct State {
    var waits: [String: [Double]] = [:]
    var isStopped = false
    var hasEnded = false
  }
  private let topics: [String]
  private let state = Mutex(State())

  init(_ topics: [String], settings: KafkaSettings) throws {
    self.topics = topics
    let consumer = try KafkaConsumer(settings)
    let places = try topics.flatMap { try consumer.partitions(of: $0) }
    try consumer.assign(places.map { ($0, KafkaConsumer.endOffset) })
    // Until every place has been read to its end, records may be missed.
    var open = Set(places)
    while !open.isEmpty {
      if case .endOfPartition(let place) = consumer.poll(milliseconds: 1000) { open.remove(place) }
    }
    Thread.detachNewThread { [self] in
      while !state.withLock({ $0.isStopped }) {
        guard case .record(let record) = consumer.poll(milliseconds: 50), record.key != nil else { continue }
        let wait = Date().timeIntervalSince1970 * 1000 - Double(record.time.milliseconds)
        state.withLock { $0.waits[record.topic, default: []].append(wait) }
      }
      _ = consumer.close()
      state.withLock { $0.hasEnded = true }
    }
  }

  /// In milliseconds, by topic, in the order of the topics.
  func stop() -> [(topic: String, waits: [Double])] {
    state.withLock { $0.isStopped = true }
    while !state.withLock({ $0.hasEnded }) { usleep(10_000) }
    return state.withLock { state in topics.map { ($0, state.waits[$0] ?? []) } }
  }
}

/// The processor time that the pipeline's processes have used, in seconds; the broker's compiler apart.
private struct ProcessorUse {
  static let compiler = "broker, its compiler"
  private var seconds: [String: Double] = [:]

  init(of pipeline: RunningPipeline) {
    for (member, id) in pipeline.processes { seconds[member.service] = Self.used("/proc/\(id)/stat") }
    guard let broker = pipeline.brokers[0].processIdentifier else { return }
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(broker)/task")) ?? []
    let compiler = threads.filter { thread in
      (try? String(contentsOfFile: "/proc/\(broker)/task/\(thread)/comm", encoding: .utf8))?.contains("CompilerThre")
        ?? false
    }
    let compiling = compiler.reduce(0) { $0 + Self.used("/proc/\(broker)/task/\($1)/stat") }
    seconds[Self.compiler] = compiling
    seconds["broker, without its compiler"] = Self.used("/proc/\(broker)/stat") - compiling
  }

  func since(_ before: ProcessorUse) -> [(String, Double)] {
    seconds.map { ($0.key, $0.value - before.seconds[$0.key, default: 0]) }.sorted { $0.0 < $1.0 }
  }

  /// User and system time in a file of the form of `/proc/PID/stat`.
  private static func used(_ path: String) -> Double {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    // The name before the last parenthesis may contain spaces.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

/// What the broker keeps of each topic and the services of their state, in bytes on the disk.
private struct WrittenBytes {
  private var bytes: [String: Int] = [:]

  init(_ pipeline: RunningPipeline) throws {
    for (topic, folder) in try Self.partitions(pipeline) {
      bytes["topic \(topic)", default: 0] += try Self.size(folder) { $0.hasSuffix(".log") }
    }
    for member in pipeline.members {
      bytes["state of \(member.service)"] = try Self.size(pipeline.stateFolder(member)) { _ in true }
    }
  }

  func since(_ before: WrittenBytes) -> [(String, Int)] {
    bytes.map { ($0.key, $0.value - before.bytes[$0.key, default: 0]) }.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
  }

  /// When the broker last wrote a record, an offset or the end of a transaction to a topic's log.
  static func lastAppend(_ pipeline: RunningPipeline) throws -> Date {
    // The cluster's own log is also written at rest.
    let folders = try partitions(pipeline).filter { $0.topic != "__cluster_metadata" }.map(\.folder)
    let times = try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "log" }
        .compactMap { try FileManager.default.attributesOfItem(atPath: $0.path)[.modificationDate] as? Date }
    }
    guard let last = times.max() else { throw BenchmarkFailure(message: "the broker has no log of a topic") }
    return last
  }

  /// The broker's folders, one for each partition, with their topics.
  private static func partitions(_ pipeline: RunningPipeline) throws -> [(topic: String, folder: URL)] {
    let data = pipeline.brokers[0].directory.appending(path: "data")
    return try FileManager.default.contentsOfDirectory(atPath: data.path).compactMap { name in
      // A partition's folder is named like its topic, a hyphen, and its number.
      let parts = name.split(separator: "-")
      guard parts.count > 1, Int(parts[parts.count - 1]) != nil else { return nil }
      return (parts.dropLast().joined(separator: "-"), data.appending(path: name))
    }
  }

  private static func size(_ folder: URL, where isMeant: (String) -> Bool) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter(isMeant).reduce(0) { sum, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
      return sum + ((attributes[.size] as? Int) ?? 0)
    }
  }
}

/// Processor time that this machine has spent on anything, in seconds.
private func machineSeconds() -> Double {
  let stat = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
  let numbers = stat.prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { Double($0) }
  guard numbers.count > 4 else { return 0 }
  return (numbers.reduce(0, +) - numbers[3] - numbers[4]) / Double(sysconf(Int32(_SC_CLK_TCK)))
}
