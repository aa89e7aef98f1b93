import Foundation
import KafkaMessaging
import KafkaTestBroker
import Messaging
import Models
import PipelineContracts
import Testing

/// `beacon alerts` on brokers of its own: one is killed under it.
@Suite(
  "Alerts over Kafka", .enabled(if: KafkaTestBroker.home != nil, Comment(rawValue: KafkaTestBroker.skipReason)))
struct KafkaAlertsTests {
  private func alert(_ number: Int, minute: Int, level: AlertLevel = .watch) throws -> OutgoingRecord {
    let time = Timestamp(milliseconds: 1_772_352_900_000 + Int64(minute) * 60_000)
    return try TopicCatalogue.alerts.record(
      Alert(
        record: "r\(number)", id: "a\(number)", episode: "e", status: .raised, subject: SubjectKey(.country, "PE"),
        subjectName: "Peru", category: "SEC", lane: .severity, level: level, urgency: .immediate, certainty: .likely,
        headline: "h", description: "d", confidence: 0.5, evidence: [], sentAt: time, expiresAt: time,
        roles: [.enterprise], model: "1"), id: "r\(number)", time: time, from: "notification")
  }

  /// The numbers of the alerts in lines of output.
  private func numbers(_ output: String) -> [Int] {
    output.split(separator: "\n").compactMap { line in
      line.split(separator: "\"record\":\"r").last.flatMap { Int($0.prefix { $0.isNumber }) }
    }
  }

  @Test(
    "Six partitions are read in order of time to the last stable offset, followed, and waited for while the broker is away"
  )
  func follow() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    let kafka = ["--kafka", broker.address]
    #expect(try Program("beacon", ["topics", "create"] + kafka).answer().status == 0)
    let settings = KafkaSettings(bootstrapServers: broker.address)
    #expect(try Program("beacon", ["alerts", "--text"] + kafka).answer().output == "There are no alerts.\n")

    // Later numbers are later, but for the last two: an earlier time in a partition stays behind what is before it.
    let producer = try KafkaProducer(settings, transactionalId: "committed")
    try producer.initTransactions()
    try producer.beginTransaction()
    for number in 0..<30 { try producer.produce(try alert(number, minute: number), partition: (number * 5) % 6) }
    try producer.produce(try alert(30, minute: 29), partition: 5)
    try producer.produce(try alert(31, minute: 2, level: .critical), partition: 5)
    try producer.commitTransaction()
    try producer.beginTransaction()
    for number in 32..<40 { try producer.produce(try alert(number, minute: number), partition: number % 6) }
    try producer.flush()
    // The next producer with the id aborts the transaction.
    _ = producer.close()
    try KafkaProducer(settings, transactionalId: "committed").initTransactions()
    let open = try KafkaProducer(settings, transactionalId: "open")
    try open.initTransactions()
    try open.beginTransaction()
    try open.produce(try alert(40, minute: 40), partition: 2)
    try open.flush()

    let backlog = try Program("beacon", ["alerts", "--json"] + kafka).answer()
    #expect(backlog.status == 0, "\(backlog.errors)")
    #expect(numbers(backlog.output).sorted() == Array(0..<32))
    #expect(numbers(backlog.output).prefix(29) == Array(0..<29)[...])
    let places = numbers(backlog.output)
    #expect(try #require(places.firstIndex(of: 31)) > #require(places.firstIndex(of: 30)))
    let critical = try Program("beacon", ["alerts", "--json", "--level", "critical"] + kafka).answer()
    #expect(numbers(critical.output) == [31])
    let explained = try Program("beacon", ["explain", "a31", "--text"] + kafka).answer()
    #expect(explained.output.contains("alert a31") && explained.status == 65, "no assessment is there")

    let follower = try Program("beacon", ["alerts", "--follow", "--json"] + kafka)
    follower.waitForLines(32)
    #expect(numbers(follower.output) == places)
    try open.commitTransaction()
    follower.waitForLines(33)
    #expect(numbers(follower.output).last == 40)
    _ = open.close()
    broker.kill()
    Thread.sleep(forTimeInterval: 3)
    #expect(follower.isRunning)
    try broker.start()
    let later = try KafkaProducer(settings)
    for number in 41..<53 { try later.produce(try alert(number, minute: number), partition: number % 6) }
    try later.flush()
    follower.waitForLines(45)
    follower.signal(SIGTERM)
    let answer = try follower.answer()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(numbers(answer.output).dropFirst(33).sorted() == Array(41..<53))
    #expect(numbers(answer.output).count == 45)

    broker.kill()
    let input = (0..<5).map { #"{"body":"\#($0)"}"# }.joined(separator: "\n")
    #expect(try Program("beacon", ["publish", "-"] + kafka, input: input).answer().status == 69)
  }

  @Test("Articles that a broker does not take in half a minute are an error with the count of those that it took")
  func brokerGoesAway() throws {
    let broker = try KafkaTestBroker(home: try #require(KafkaTestBroker.home))
    #expect(try Program("beacon", ["topics", "create", "--kafka", broker.address]).answer().status == 0)
    let pipe = FileManager.default.temporaryDirectory.appending(path: "beacon-pipe-\(UUID().uuidString).jsonl").path
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: pipe) }
    let publisher = try Program("beacon", ["publish", "--kafka", broker.address, pipe])
    // For both directions, since opening it for one waits for a publisher that may have ended.
    let descriptor = open(pipe, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    let writer = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    func write(_ range: Range<Int>) throws {
      let lines = range.map { #"{"body":"\#($0)"}"# + "\n" }.joined()
      try writer.write(contentsOf: Data(lines.utf8))
    }
    try write(0..<10)
    let settings = KafkaSettings(bootstrapServers: broker.address)
    for _ in 0..<600 where try readAll("beacon.articles.v1", settings: settings).count < 10 && publisher.isRunning {
      Thread.sleep(forTimeInterval: 0.1)
    }
    broker.kill()
    try write(10..<20)
    try writer.close()
    let answer = try publisher.answer()
    #expect(answer.status == 69)
    #expect(answer.errors.contains("10 records reached beacon.articles.v1 on Kafka at \(broker.address)"), "\(answer)")
  }
}
