/// The name of a file in the inbox: `<20-digit sequence>-<topic>.jsonl`. Names are in order of their bytes.
struct InboxName: Hashable, Sendable {
  let sequence: Int64
  let topic: String

  init(sequence: Int64, topic: String) {
    self.sequence = sequence
    self.topic = topic
  }

  /// Nil for any other name.
  init?(_ name: String) {
    guard name.hasSuffix(".jsonl"), name.utf8.count > 27 else { return nil }
    let digits = name.prefix(20)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let sequence = Int64(digits),
      name.dropFirst(20).first == "-"
    else { return nil }
    self.sequence = sequence
    topic = String(name.dropFirst(21).dropLast(6))
  }

  var text: String {
    let digits = String(sequence)
    return "\(String(repeating: "0", count: max(0, 20 - digits.utf8.count)))\(digits)-\(topic).jsonl"
  }
}
