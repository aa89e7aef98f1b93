import Dispatch
import Glibc
import Messaging

extension SentOutputs {
  /// The outputs of one transaction in one partition. They are visible together or not at all.
  struct Group: Hashable {
    let transaction: Int
    let place: TopicPartition
  }

  /// What a look at the outputs has found.
  struct Look: Hashable {
    /// What consumers do not see.
    var unreadable: Set<Group> = []
    /// Whether some of that waits for the end of its transaction; otherwise all of it is aborted.
    var isOpen = false
    /// Whether more cannot be known, since another producer's transaction is open before some of the outputs.
    var isUndecided = false
  }

  /// What a reader of committed records found in one partition, from the first output there on.
  struct Reading {
    /// The first offset that retention has left, and the last stable one before the reading began.
    var bounds: Watermarks
    /// The outputs that it found, wherever they are.
    var found: Set<Content> = []
  }

  /// What identifies an output among all records of its partition.
  struct Content: Hashable {
    let key: [UInt8]?
    let value: [UInt8]?
    let headers: [Header]

    init(_ record: OutgoingRecord) {
      key = record.key
      value = record.value
      headers = record.headers
    }

    init(_ record: Record) {
      key = record.key
      value = record.value
      headers = record.headers
    }
  }

  /// How long, in milliseconds, a look may take, and its reading may wait for the next record.
  private static let lookMilliseconds = 5000

  /// Reads the outputs as every consumer does. Waits a while for other producers' transactions.
  func look(settings: KafkaSettings) throws(KafkaError) -> Look {
    let deadline = DispatchTime.now() + .milliseconds(Self.lookMilliseconds)
    let reader = try KafkaConsumer(settings)
    defer { _ = reader.close() }
    while true {
      let look = Self.judge(transactions, by: try readings(by: reader))
      guard look.isUndecided, .now() < deadline else { return look }
      usleep(100_000)
    }
  }

  private func readings(by reader: KafkaConsumer) throws(KafkaError) -> [TopicPartition: Reading] {
    var firsts: [TopicPartition: Int64] = [:]
    var wanted: [TopicPartition: Set<Content>] = [:]
    for output in transactions.flatMap(\.outputs) {
      firsts[output.place] = min(firsts[output.place] ?? .max, output.offset)
      wanted[output.place, default: []].insert(Content(output.record))
    }
    var readings: [TopicPartition: Reading] = [:]
    // Before the reading: what is committed meanwhile must not seem aborted.
    for place in firsts.keys { readings[place] = Reading(bounds: try reader.watermarks(place)) }
    let starts = firsts.compactMap { place, first in
      readings[place].flatMap { first < $0.bounds.high ? (place, max(first, $0.bounds.low)) : nil }
    }
    try reader.assign(starts)
    var unread = Set(starts.map(\.0))
    var deadline = DispatchTime.now() + .milliseconds(Self.lookMilliseconds)
    while !unread.isEmpty {
      guard .now() < deadline else { throw KafkaError(timedOut: "read what the last transaction has sent") }
      switch reader.poll(milliseconds: 100) {
      case .record(let record):
        deadline = .now() + .milliseconds(Self.lookMilliseconds)
        let place = TopicPartition(record.topic, record.partition)
        guard let content = wanted[place]?.remove(Content(record)) else { break }
        readings[place]?.found.insert(content)
        if wanted[place]?.isEmpty == true { unread.remove(place) }
      case .endOfPartition(let place): unread.remove(place)
      case .failure(let error): if error.kind != .retriable { throw error }
      case .nothing: break
      }
    }
    return readings
  }

  /// Outputs that retention has deleted count as read.
  static func judge(_ transactions: [Transaction], by readings: [TopicPartition: Reading]) -> Look {
    var look = Look()
    var firstOpen: [TopicPartition: Int64] = [:]
    for (number, transaction) in transactions.enumerated() {
      for (place, outputs) in Dictionary(grouping: transaction.outputs, by: \.place) {
        guard let reading = readings[place] else {
          look.isUndecided = true
          continue
        }
        let isRead = outputs.contains {
          $0.offset < reading.bounds.low || reading.found.contains(Content($0.record))
        }
        guard !isRead, let first = outputs.map(\.offset).min() else { continue }
        look.unreadable.insert(Group(transaction: number, place: place))
        if first >= reading.bounds.high { firstOpen[place] = min(firstOpen[place] ?? .max, first) }
      }
    }
    for (place, first) in firstOpen {
      if readings[place].map({ $0.bounds.high < first }) ?? true { look.isUndecided = true } else { look.isOpen = true }
    }
    return look
  }
}
