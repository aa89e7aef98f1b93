import Models

extension CivilDate {
  /// Says that no such day exists, of a text in the form of a day: `there is no day 2026-11-31`. Nil for a day that
  /// exists and for a text in another form.
  static func problem(with text: String) -> String? {
    let bytes = Array(text.utf8)
    let isWritten =
      bytes.count == 10
      && bytes.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
      }
    return isWritten && CivilDate(iso8601: text) == nil ? "there is no day \(text)" : nil
  }
}
