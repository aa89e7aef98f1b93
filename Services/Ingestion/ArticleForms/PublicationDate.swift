import Models
import ReferenceData

/// Reads times as feeds, pages and interfaces write them.
package struct PublicationDate: Hashable, Sendable {
  package var instant: Timestamp
  /// Minutes east of UTC of the clock that it was written by; nil where nothing says.
  package var offset: Int?

  /// RFC 3339 and its relatives, RFC 2822 with or without weekday, seconds and zone, dates in words, Chinese dates, and
  /// seconds, milliseconds or microseconds since 1970. Without a zone it is UTC, a Chinese date that of China. A day alone
  /// is its first instant. Nil for anything else, also for a date such as 03/04/2026, whose order is not known.
  package init?(_ text: String, zones: TimeZoneNames) {
    guard let tokens = DateTokens(text) else { return nil }
    if let instant = tokens.epoch {
      self.init(instant: instant, offset: nil)
      return
    }
    var reader = DateReader(tokens: tokens.list, zones: zones)
    guard let (day, milliseconds, offset) = reader.read() else { return nil }
    let start = Timestamp(startOf: day).adding(milliseconds: milliseconds)
    self.init(instant: start.adding(milliseconds: -Int64(offset ?? 0) * 60_000), offset: offset)
  }

  private init(instant: Timestamp, offset: Int?) {
    self.instant = instant
    self.offset = offset
  }
}

extension Article {
  /// UTC is the same as no offset at all.
  mutating func setPublication(_ date: PublicationDate) {
    publishedAt = date.instant
    publishedOffset = date.offset == 0 ? nil : date.offset
  }
}

/// A date cut into numbers, words and signs.
struct DateTokens {
  enum Token: Hashable {
    /// The value, and how many digits it has.
    case number(Int, digits: Int)
    /// In lower case.
    case word(String)
    case sign(UInt8)
  }

  private(set) var list: [Token] = []
  /// The instant of a text that is one number of seconds, milliseconds or microseconds.
  private(set) var epoch: Timestamp?

  /// Nil for a text that is longer than any date.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= 128 else { return nil }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let start = at
      if isDigit(byte) {
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        guard at - start <= 18, let value = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else { return nil }
        list.append(.number(value, digits: at - start))
      } else if isLetter(byte) {
        while at < bytes.count, isLetter(bytes[at]) { at += 1 }
        list.append(.word(String(decoding: bytes[start..<at], as: UTF8.self).lowercased()))
      } else if byte >= 0x80 {
        at += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard at <= bytes.count else { return nil }
        let character = String(decoding: bytes[start..<at], as: UTF8.self)
        if character != "\u{A0}", character != "\u{202F}" { list.append(.word(character)) }
      } else {
        at += 1
        if byte == UInt8(ascii: "(") {
          // A comment of RFC 2822.
          while at < bytes.count, bytes[at] != UInt8(ascii: ")") { at += 1 }
          at = min(at + 1, bytes.count)
        } else if byte > 0x20 {
          list.append(.sign(byte))
        }
      }
    }
    epoch = Self.epoch(list)
    if epoch == nil { splitCompact() }
  }

  private static func epoch(_ tokens: [Token]) -> Timestamp? {
    guard case .number(let value, let digits)? = tokens.first else { return nil }
    let isFraction = tokens.count == 3 && tokens[1] == .sign(UInt8(ascii: "."))
    guard tokens.count == 1 || isFraction else { return nil }
    switch digits {
    case 9, 10: return Timestamp(milliseconds: Int64(value) * 1000)
    case 13: return Timestamp(milliseconds: Int64(value))
    case 16: return Timestamp(milliseconds: Int64(value) / 1000)
    default: return nil
    }
  }

  /// `20261126`, `20261126T080000Z` and `20261126080000` with signs between their parts.
  private mutating func splitCompact() {
    guard case .number(let value, let digits)? = list.first, digits == 8 || digits == 14 || digits == 12 else { return }
    let dayDigits = digits == 14 ? value / 1_000_000 : digits == 12 ? value / 10_000 : value
    guard (1970_01_01...2200_12_31).contains(dayDigits) else { return }
    var parts: [Token] = [
      .number(dayDigits / 10_000, digits: 4), .sign(UInt8(ascii: "-")), .number(dayDigits / 100 % 100, digits: 2),
      .sign(UInt8(ascii: "-")), .number(dayDigits % 100, digits: 2),
    ]
    var clock: (value: Int, digits: Int)?
    var used = 1
    if digits == 14 { clock = (value % 1_000_000, 6) }
    if digits == 12 { clock = (value % 10_000, 4) }
    if digits == 8, list.count > 2, list[1] == .word("t"), case .number(let time, let count) = list[2],
      count == 6 || count == 4
    {
      clock = (time, count)
      used = 3
    }
    if let clock {
      let seconds = clock.digits == 6 ? clock.value : clock.value * 100
      parts += [
        .number(seconds / 10_000, digits: 2), .sign(UInt8(ascii: ":")), .number(seconds / 100 % 100, digits: 2),
        .sign(UInt8(ascii: ":")), .number(seconds % 100, digits: 2),
      ]
    }
    list = parts + list[used...]
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
