/// An ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `PT6H`, `P1D`, `P1DT12H` or `P2W`. Years
/// and months have no fixed length and are not read.
package struct ExpectedInterval: Hashable, Sendable {
  package let milliseconds: Int64

  /// Reads a duration such as `PT6H`; nil for any other text, and for a duration of zero.
  package init?(iso8601 text: String) {
    var bytes = text.utf8[...]
    guard bytes.popFirst() == UInt8(ascii: "P") else { return nil }
    var units: [(letter: UInt8, seconds: Int64)] = [(UInt8(ascii: "W"), 604_800), (UInt8(ascii: "D"), 86_400)]
    var isTime = false
    var seconds: Int64 = 0
    while let byte = bytes.first {
      if byte == UInt8(ascii: "T") {
        guard !isTime else { return nil }
        isTime = true
        units = [(UInt8(ascii: "H"), 3600), (UInt8(ascii: "M"), 60), (UInt8(ascii: "S"), 1)]
        bytes.removeFirst()
        continue
      }
      let digits = bytes.prefix { (0x30...0x39).contains($0) }
      guard digits.count <= 6, let number = Int64(Substring(digits)) else { return nil }
      bytes = bytes.dropFirst(digits.count)
      guard let letter = bytes.popFirst(), let unit = units.firstIndex(where: { $0.letter == letter }) else {
        return nil
      }
      seconds += number * units[unit].seconds
      // Units come in order, each once.
      units.removeFirst(unit + 1)
    }
    guard seconds > 0, text.utf8.last != UInt8(ascii: "T") else { return nil }
    milliseconds = seconds * 1000
  }

  package enum Unit: Sendable { case days, hours, minutes }

  /// The interval in the largest unit of which it is a whole number: 6 hours, 2 days. Seconds are left out.
  package var inUnits: (count: Int64, unit: Unit) {
    let minutes = milliseconds / 60_000
    if minutes % 1440 == 0 { return (minutes / 1440, .days) }
    return minutes % 60 == 0 ? (minutes / 60, .hours) : (minutes, .minutes)
  }

  /// Whether more time than this interval has passed since `start`.
  package func isOver(since start: Timestamp, at time: Timestamp) -> Bool {
    time.milliseconds - start.milliseconds > milliseconds
  }
}
