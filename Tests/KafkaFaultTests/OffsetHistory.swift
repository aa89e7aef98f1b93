import KafkaMessaging
import Messaging
import Models
import ServiceProcesses

/// Every offset that groups committed, in order, as the broker's own topic has them.
struct OffsetHistory: Sendable {
  struct Place: Hashable, Sendable {
    var group: String
    var at: TopicPartition
  }

  struct Commit: Sendable {
    var offset: Int64
    /// The broker's.
    var time: Timestamp
  }

  var commits: [Place: [Commit]] = [:]

  init() {}

  init(_ log: TopicLog) throws {
    for record in try log.read("__consumer_offsets") {
      guard let key = record.key, let place = Self.place(key) else { continue }
      // The value begins with its version, in two bytes, and the offset.
      guard let value = record.value, value.count >= 10 else { continue }
      commits[place, default: []].append(Commit(offset: Self.number(value[2..<10]), time: record.time))
    }
  }

  /// The last offset that the group committed; otherwise nil.
  func last(_ group: String, _ place: TopicPartition) -> Int64? {
    commits[Place(group: group, at: place)]?.last?.offset
  }

  /// Places at which an offset went back, in words. The same offset may be there twice: a client whose connection is
  /// cut amid a transaction sends its offsets again, and the broker writes both. A batch that is sent twice shows in
  /// its outputs.
  var retreats: [String] {
    commits.flatMap { place, all in
      zip(all, all.dropFirst()).filter { $1.offset < $0.offset }.map {
        "\(place.group) at \(place.at): offset \($1.offset) committed after \($0.offset)"
      }
    }
  }

  /// A key of version 0 or 1 names group, topic and partition; other versions are of other things.
  private static func place(_ key: [UInt8]) -> Place? {
    guard key.count > 2, number(key[..<2]) <= 1 else { return nil }
    var next = 2
    guard let group = text(key, &next), let topic = text(key, &next), key.count == next + 4 else { return nil }
    return Place(group: group, at: TopicPartition(topic, Int(number(key[next...]))))
  }

  private static func text(_ bytes: [UInt8], _ next: inout Int) -> String? {
    guard bytes.count >= next + 2 else { return nil }
    let start = next + 2
    let end = start + Int(number(bytes[next..<start]))
    guard bytes.count >= end else { return nil }
    next = end
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }
}
