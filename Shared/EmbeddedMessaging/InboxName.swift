import Messaging
import Models

/// The name of a file in the inbox: `<20-digit sequence>-<topic>.jsonl`, or `.records`. Files are read in byte order of
/// their names.
package struct InboxName: Hashable, Sendable {
  /// The format of the file's lines.
  enum Form: String, Hashable, Sendable, CaseIterable {
    /// Each line is a value, or a `KeyedLine` for a topic whose publishers give keys. A person may write such a file.
    case values = ".jsonl"
    /// Each line is a `WholeLine`.
    case records = ".records"

    /// The most bytes of a line that are read; a longer one is cut. Every stage refuses far shorter records, so that
    /// only a dead letter is ever cut.
    var longestLine: Int {
      switch self {
      case .values: 64 << 20
      case .records: 128 << 20
      }
    }
  }

  let sequence: Int64
  let topic: String
  let form: Form

  init(sequence: Int64, topic: String, form: Form) {
    self.sequence = sequence
    self.topic = topic
    self.form = form
  }

  /// Parses the name of a file; nil where it has another form.
  package init?(_ name: String) {
    guard let form = Form.allCases.first(where: { name.hasSuffix($0.rawValue) }),
      name.utf8.count > 21 + form.rawValue.utf8.count
    else { return nil }
    let digits = name.prefix(20)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let sequence = Int64(digits),
      name.dropFirst(20).first == "-"
    else { return nil }
    self.sequence = sequence
    self.form = form
    topic = String(name.dropFirst(21).dropLast(form.rawValue.count))
  }

  /// The record of one of the file's lines; nil for a blank line. A line that is not valid in the file's form becomes
  /// the record's value as it is.
  ///
  /// - Parameters:
  ///   - isKeyed: whether the topic's publishers give keys.
  ///   - time: the time of the record.
  func record(of line: [UInt8], isKeyed: Bool, time: Timestamp) -> OutgoingRecord? {
    if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }) {
      return nil
    }
    var record = OutgoingRecord(topic: topic, key: nil, value: line, time: time)
    if form == .records {
      if let whole = WholeLine.decode(line) { (record.key, record.value, record.headers) = whole }
    } else if isKeyed, let keyed = KeyedLine.decode(line) {
      (record.key, record.value) = keyed
    }
    return record
  }

  var text: String {
    let digits = String(sequence)
    return "\(String(repeating: "0", count: max(0, 20 - digits.utf8.count)))\(digits)-\(topic)\(form.rawValue)"
  }
}
