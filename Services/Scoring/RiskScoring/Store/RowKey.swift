import Models

/// The ledger and category that a contribution is booked on.
struct Account: Hashable, Comparable, Sendable {
  let ledger: Ledger
  let category: String

  static func < (left: Account, right: Account) -> Bool {
    (left.ledger.rawValue, left.category) < (right.ledger.rawValue, right.category)
  }
}

/// Keys of scoring's rows: a letter for the table, then fields ended by a zero byte or of fixed width.
///
/// `a` article · `c` cluster · `k` category of a subject ·
/// `h` its greatest contributions · `s` subject · `w` when a contribution changes its course ·
/// `q` when a subject is due · `d` subjects changed since their assessment · `n` reports that end a state ·
/// `o` open states · `u` ended states · `t` the partition's time
enum RowKey {
  static let time: [UInt8] = [UInt8(ascii: "t")]

  static func article(_ id: String) -> [UInt8] { key("a", id) }
  static func subject(_ subject: SubjectKey) -> [UInt8] { key("s", subject.description) }
  static func pending(_ subject: SubjectKey) -> [UInt8] { key("d", subject.description) }

  static func due(_ time: Timestamp, _ subject: SubjectKey) -> [UInt8] {
    var bytes = [UInt8(ascii: "q")]
    append(time, to: &bytes)
    bytes.append(contentsOf: subject.description.utf8)
    return bytes
  }

  static func account(_ letter: Unicode.Scalar, _ subject: SubjectKey, _ account: Account) -> [UInt8] {
    var bytes = [UInt8(ascii: letter)]
    append(subject.description, to: &bytes)
    bytes.append(account.ledger == .risk ? UInt8(ascii: "r") : UInt8(ascii: "p"))
    append(account.category, to: &bytes)
    return bytes
  }

  /// `letter` is `n`, `o` or `u`: rows of one event type of a subject.
  static func type(_ letter: Unicode.Scalar, _ subject: SubjectKey, _ type: String) -> [UInt8] {
    var bytes = [UInt8(ascii: letter)]
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

  private static func key(_ letter: Unicode.Scalar, _ text: String) -> [UInt8] {
    var bytes = [UInt8(ascii: letter)]
    bytes.reserveCapacity(1 + text.utf8.count)
    bytes.append(contentsOf: text.utf8)
    return bytes
  }
}
