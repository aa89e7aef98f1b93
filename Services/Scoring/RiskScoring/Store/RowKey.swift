import Models

/// The ledger and category that a contribution is booked on.
struct Account: Hashable, Comparable, Sendable {
  let ledger: Ledger
  let category: String

  static func < (left: Account, right: Account) -> Bool {
    (left.ledger.rawValue, left.category) < (right.ledger.rawValue, right.category)
  }
}

/// The tables of scoring's state, by the first byte of their keys.
enum ScoringTable: UInt8, CaseIterable {
  /// Articles: their quotes, and which of their events are booked where.
  case articles = 0x61  // a
  /// Incidents of a subject, account and family.
  case incidents = 0x63  // c
  /// Subjects that changed since their last assessment.
  case pending = 0x64  // d
  /// The greatest contributions of an account.
  case greatest = 0x68  // h
  /// Accounts: one category of one ledger of one subject.
  case accounts = 0x6B  // k
  /// Reports that end a state.
  case enders = 0x6E  // n
  /// When a subject is due though nothing happens.
  case due = 0x71  // q
  /// Reports of incidents that have more than share their row.
  case reports = 0x72  // r
  case subjects = 0x73  // s
  /// The partition's time.
  case time = 0x74  // t
  /// When a contribution changes its phase.
  case phases = 0x77  // w
}

/// Keys of scoring's rows: a byte for the table, then fields ended by a zero byte or of fixed width.
enum RowKey {
  static let time: [UInt8] = [ScoringTable.time.rawValue]

  static func article(_ id: String) -> [UInt8] { key(.articles, id) }
  static func subject(_ subject: SubjectKey) -> [UInt8] { key(.subjects, subject.description) }
  static func pending(_ subject: SubjectKey) -> [UInt8] { key(.pending, subject.description) }

  static func due(_ time: Timestamp, _ subject: SubjectKey) -> [UInt8] {
    var bytes = [ScoringTable.due.rawValue]
    append(time, to: &bytes)
    bytes.append(contentsOf: subject.description.utf8)
    return bytes
  }

  static func account(_ table: ScoringTable, _ subject: SubjectKey, _ account: Account) -> [UInt8] {
    var bytes = [table.rawValue]
    append(subject.description, to: &bytes)
    bytes.append(account.ledger == .risk ? UInt8(ascii: "r") : UInt8(ascii: "p"))
    append(account.category, to: &bytes)
    return bytes
  }

  /// Rows of one event type or family of a subject.
  static func type(_ table: ScoringTable, _ subject: SubjectKey, _ type: String) -> [UInt8] {
    var bytes = [table.rawValue]
    append(subject.description, to: &bytes)
    append(type, to: &bytes)
    return bytes
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
  }

  /// Eight bytes that sort as the instants do.
  static func append(_ time: Timestamp, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (UInt64(bitPattern: time.milliseconds) ^ (1 << 63)).bigEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  /// Eight bytes that sort the other way about: the latest first.
  static func appendDescending(_ time: Timestamp, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: (~(UInt64(bitPattern: time.milliseconds) ^ (1 << 63))).bigEndian) {
      bytes.append(contentsOf: $0)
    }
  }

  /// The instant that `append` wrote at `offset`.
  static func time(in bytes: [UInt8], at offset: Int) -> Timestamp {
    var value: UInt64 = 0
    for byte in bytes[offset..<offset + 8] { value = value << 8 | UInt64(byte) }
    return Timestamp(milliseconds: Int64(bitPattern: value ^ (1 << 63)))
  }

  private static func key(_ table: ScoringTable, _ text: String) -> [UInt8] {
    var bytes = [table.rawValue]
    bytes.reserveCapacity(1 + text.utf8.count)
    bytes.append(contentsOf: text.utf8)
    return bytes
  }
}
