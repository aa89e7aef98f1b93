import KeyedState
import Models

/// The ledger and category that a contribution is booked on.
struct Account: Hashable, Comparable, Sendable {
  let ledger: Ledger
  let category: String

  static func < (left: Account, right: Account) -> Bool {
    (left.ledger.rawValue, left.category) < (right.ledger.rawValue, right.category)
  }
}

/// The tables of scoring's state. A key of a partition's table begins with the table's byte. In a key of a subject's
/// table the byte follows the subject, so that all rows of one subject are adjacent and on few pages.
enum ScoringTable: UInt8, CaseIterable {
  // Of the partition.

  /// Articles: their quotes, and which of their events are booked where.
  case articles = 0x61  // a
  /// Subjects that changed since their last assessment.
  case pending = 0x64  // d
  /// The times at which subjects are updated without a signal.
  case due = 0x71  // q
  /// Subjects, without their accounts.
  case subjects = 0x73  // s
  /// The time of the partition's last record.
  case time = 0x74  // t

  // Of a subject, in the order in which they are stored.

  /// Accounts, each one category of one ledger: their sums and lanes. They come first, so that one scan
  /// reads a subject with them.
  case accounts = 0x6B  // k
  /// What an assessment shows of each of an account's greatest contributions.
  case listed = 0x6C  // l
  /// Reports that end states or events that last.
  case enders = 0x6E  // n
  /// Incidents of an account and family.
  case incidents = 0x70  // p
  /// Further reports of incidents that have too many for the incident's own row.
  case reports = 0x72  // r
  /// The times at which contributions change their phase: they begin to decay.
  case phases = 0x77  // w
}

/// Keys of scoring's rows: a byte for the table, then fields ended by a zero byte or of fixed width.
enum RowKey {
  static let time: [UInt8] = [ScoringTable.time.rawValue]

  static func article(_ id: String) -> [UInt8] {
    var bytes = [ScoringTable.articles.rawValue]
    bytes.reserveCapacity(1 + id.utf8.count)
    bytes.append(contentsOf: id.utf8)
    return bytes
  }

  /// The key of a subject's row, with which the keys of all its other rows begin.
  static func subject(_ subject: SubjectKey) -> [UInt8] {
    var bytes = [ScoringTable.subjects.rawValue]
    bytes.reserveCapacity(128)
    append(subject, to: &bytes)
    bytes.append(0)
    return bytes
  }

  static func pending(_ subject: SubjectKey) -> [UInt8] {
    var bytes = [ScoringTable.pending.rawValue]
    append(subject, to: &bytes)
    return bytes
  }

  static func due(_ time: Timestamp, _ subject: SubjectKey) -> [UInt8] {
    var bytes = [ScoringTable.due.rawValue]
    SortableKey.append(time, to: &bytes)
    append(subject, to: &bytes)
    return bytes
  }

  /// The beginning of the keys of a subject's rows in one table.
  static func table(_ table: ScoringTable, of subject: SubjectKey) -> [UInt8] {
    var bytes = self.subject(subject)
    bytes.append(table.rawValue)
    return bytes
  }

  static func account(_ table: ScoringTable, _ subject: SubjectKey, _ account: Account) -> [UInt8] {
    var bytes = self.table(table, of: subject)
    bytes.append(byte(of: account.ledger))
    append(account.category, to: &bytes)
    return bytes
  }

  /// The account that the last part of an account's key names; nil where it has another form.
  static func account(_ end: ArraySlice<UInt8>) -> Account? {
    guard let first = end.first, let ledger = Ledger.allCases.first(where: { $0 != .none && byte(of: $0) == first }),
      end.count > 2, end.last == 0
    else { return nil }
    return Account(ledger: ledger, category: String(decoding: end.dropFirst().dropLast(), as: UTF8.self))
  }

  static func byte(of ledger: Ledger) -> UInt8 { ledger == .risk ? UInt8(ascii: "r") : UInt8(ascii: "p") }

  /// The beginning of the keys of a subject's rows of one type of event.
  static func type(_ table: ScoringTable, _ subject: SubjectKey, _ type: String) -> [UInt8] {
    var bytes = self.table(table, of: subject)
    append(type, to: &bytes)
    return bytes
  }

  /// The beginning of the keys of an incident's further reports, where `incident` is the key of its row.
  static func reports(of incident: [UInt8]) -> [UInt8] {
    var bytes = incident
    if let end = bytes.firstIndex(of: 0), end + 1 < bytes.count { bytes[end + 1] = ScoringTable.reports.rawValue }
    return bytes
  }

  private static func append(_ subject: SubjectKey, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: subject.kind.rawValue.utf8)
    bytes.append(UInt8(ascii: "/"))
    bytes.append(contentsOf: subject.id.utf8)
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
  }
}
