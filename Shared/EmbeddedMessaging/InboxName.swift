/// The name of a file in the inbox: `<20-digit sequence>-<topic>.jsonl`, or `.records`. Files are read in byte order of
/// their names.
package struct InboxName: Hashable, Sendable {
  /// The format of the file's lines.
  enum Form: String, Hashable, Sendable, CaseIterable {
    /// Each line is a value, or a `KeyedLine` for a topic whose publishers give keys. A person may write such a file.
    case values = ".jsonl"
    /// Each line is a `WholeLine`.
    case records = ".records"
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

  var text: String {
    let digits = String(sequence)
    return "\(String(repeating: "0", count: max(0, 20 - digits.utf8.count)))\(digits)-\(topic)\(form.rawValue)"
  }
}
