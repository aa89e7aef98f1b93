import Dispatch
import Glibc
import Messaging

extension SentOutputs {
  /// The outputs of one batch in one partition. They are visible together or not at all.
  struct Group: Hashable {
    let transaction: Int
    let place: TopicPartition
    /// The partition of the input that the batch is of.
    let input: TopicPartition

    init(_ output: Output, of transaction: Int) {
      self.transaction = transaction
      place = output.place
      input = output.batch.input
    }
  }

  /// What a look at the outputs has found.
  struct Look: Hashable {
    /// What consumers do not see, now or ever.
    var unreadable: Set<Group> = []
    /// What cannot be known, since another producer's transaction is open before it.
    var undecided: Set<Group> = []
    /// Whether some of what is unreadable waits for the end of its transaction; otherwise all of it is aborted.
    var isOpen = false
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

  /// For how long, in milliseconds, a look is repeated while something is undecided, and its reading waits for the next
  /// record.
  private static let lookMilliseconds = 5000

  /// Reads the outputs as every consumer does. Waits a while for other producers' transactions.
  func look(settings: KafkaSettings) throws(KafkaError) -> Look {
    let deadline = DispatchTime.now() + .milliseconds(Self.lookMilliseconds)
    let reader = try KafkaConsumer(settings)
    defer { _ = reader.close() }
    while true {
      let look = Self.judge(transactions, by: try readings(by: reader))
      guard !look.undecided.isEmpty, .now() < deadline else { return look }
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
    var open: [TopicPartition: (first: Int64, groups: Set<Group>)] = [:]
    for (number, transaction) in transactions.enumerated() {
      for (group, outputs) in Dictionary(grouping: transaction.outputs, by: { Group($0, of: number) }) {
        let place = group.place
        guard let reading = readings[place], let first = outputs.map(\.offset).min() else {
          look.undecided.insert(group)
          continue
        }
        let isDeleted = outputs.allSatisfy { $0.offset < reading.bounds.low }
        if isDeleted || outputs.contains(where: { reading.found.contains(Content($0.record)) }) { continue }
        if first < reading.bounds.high {
          look.unreadable.insert(group)
        } else {
          let known = open[place] ?? (first, [])
          open[place] = (min(known.first, first), known.groups.union([group]))
        }
      }
    }
    for (place, waiting) in open {
      if readings[place].map({ $0.bounds.high < waiting.first }) ?? true {
        look.undecided.formUnion(waiting.groups)
      } else {
        look.isOpen = true
        look.unreadable.formUnion(waiting.groups)
      }
    }
    return look
  }
}
