import Models
import ReferenceData

/// The names of months and time zones, and the other words, in dates of publication.
package struct DateNames: Sendable {
  let zones: TimeZoneNames
  let months: MonthNames
  let words: TimeWords
  /// Words that show, by their country, the time zone of a date that names none, as tokens, with the offset in minutes
  /// east of UTC. The first that a date contains counts.
  let countryMarks: [(tokens: [DateTokens.Token], minutes: Int)]
  /// By language code: the offset in minutes east of UTC for a page's dates without a zone.
  let clocks: TimeZoneNames

  /// Reads the tables in the folder `Tables` of the reference data.
  init(tables: String) throws(TableError) {
    zones = try TimeZoneNames(path: "\(tables)/time-zones.tsv")
    months = try MonthNames(path: "\(tables)/month-names.tsv")
    words = try TimeWords(path: "\(tables)/time-words.tsv")
    countryMarks = words.zones.compactMap { zone in DateTokens(zone.word).map { ($0.list, zone.minutes) } }
    clocks = try TimeZoneNames(path: "\(tables)/language-clocks.tsv")
  }

  /// The offset in minutes east of UTC for the dates of a page without a zone, by the page's language tag; nil where
  /// its publishers do not share one.
  func clock(ofPageIn language: String?) -> Int? {
    guard let language else { return nil }
    return clocks.minutes(language.prefix { $0 != "-" && $0 != "_" }.lowercased())
  }
}

/// A time of publication as feeds, pages and news APIs write it.
package struct PublicationDate: Hashable, Sendable {
  package var instant: Timestamp
  /// The offset of the written time, in minutes east of UTC; nil where none is known.
  package var offset: Int?

  /// Reads RFC 3339 and similar forms, RFC 2822 with or without weekday, seconds and zone, dates in words of many
  /// languages, Chinese, Japanese and Korean dates, and seconds, milliseconds or microseconds since 1970. Nil for
  /// anything else, also for a date such as 03/04/2026, whose order is not known.
  ///
  /// A time without a zone is in UTC, but a Chinese, Japanese or Korean one is in the time zone of its country. A date
  /// without a time means its midnight.
  ///
  /// - Parameter clock: the offset for a text that names no zone, in minutes east of UTC; nil for the rule above.
  package init?(_ text: String, names: DateNames, clock: Int? = nil) {
    guard let tokens = DateTokens(text) else { return nil }
    if let instant = tokens.epoch {
      self.init(instant: instant, offset: nil)
      return
    }
    var reader = DateReader(tokens: tokens.list, names: names)
    guard let (day, milliseconds, written) = reader.read() else { return nil }
    let offset = written ?? clock
    let start = Timestamp(startOf: day).adding(milliseconds: milliseconds)
    self.init(instant: start.adding(milliseconds: -Int64(offset ?? 0) * 60_000), offset: offset)
  }

  private init(instant: Timestamp, offset: Int?) {
    self.instant = instant
    self.offset = offset
  }
}

extension Article {
  /// Sets the time of publication and its offset; an offset of 0 is stored as nil.
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
    /// A word in lower case, or one character of a script without spaces between words.
    case word(String)
    case sign(UInt8)
  }

  private(set) var list: [Token] = []
  /// The instant of a text that is only a number of seconds, milliseconds or microseconds since 1970; nil for other
  /// texts.
  private(set) var epoch: Timestamp?

  /// Nil for a text of more than 128 bytes or with a number of more than 18 digits, which is no date.
  init?(_ text: String) {
    let bytes = Self.withPlainDigits(text)
    guard bytes.count <= 128 else { return nil }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let start = at
      if isDigit(byte) {
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        guard at - start <= 18, let value = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else { return nil }
        list.append(.number(value, digits: at - start))
      } else if let count = letter(bytes[at...]) {
        at += count
        while let count = letter(bytes[at...]) { at += count }
        list.append(.word(String(decoding: bytes[start..<at], as: UTF8.self).lowercased()))
      } else if byte >= 0x80 {
        at += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard at <= bytes.count else { return nil }
        let character = String(decoding: bytes[start..<at], as: UTF8.self)
        if character != "\u{A0}", character != "\u{202F}" { list.append(.word(character)) }
      } else {
        at += 1
        if byte == UInt8(ascii: "(") {
          // A comment of RFC 2822, unless it is the zone.
          if Self.isZone(bytes[at...]) { continue }
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

  /// The bytes of a text with Arabic, Persian, Devanagari, Bengali, Thai and full-width digits replaced by ASCII ones.
  private static func withPlainDigits(_ text: String) -> [UInt8] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(text.utf8) }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let zero = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10].first { ($0...$0 + 9).contains(scalar.value) }
      plain.append(zero.flatMap { Unicode.Scalar(scalar.value - $0 + 0x30) } ?? scalar)
    }
    return Array(String(plain).utf8)
  }

  /// Whether the bytes after an opening bracket begin with a zone such as `GMT+8`.
  private static func isZone(_ bytes: ArraySlice<UInt8>) -> Bool {
    ["GMT+", "GMT-", "UTC+", "UTC-"].contains { bytes.starts(with: $0.utf8) }
  }

  private static func epoch(_ tokens: [Token]) -> Timestamp? {
    guard case .number(let value, let digits)? = tokens.first else { return nil }
    let isFraction = tokens.count == 3 && tokens[1] == .sign(UInt8(ascii: "."))
    guard tokens.count == 1 || isFraction else { return nil }
    switch digits {
    case 10 where isDayWithHour(value): return nil
    case 9, 10: return Timestamp(milliseconds: Int64(value) * 1000)
    case 13: return Timestamp(milliseconds: Int64(value))
    case 16: return Timestamp(milliseconds: Int64(value) / 1000)
    default: return nil
    }
  }

  /// Whether a number of ten digits is a day and an hour, such as 2026112608: as seconds since 1970 it would be a time
  /// after June 2032.
  private static func isDayWithHour(_ value: Int) -> Bool {
    let day = value / 100
    return (1970_01_01...2200_12_31).contains(day) && value % 100 < 24
      && CivilDate(year: day / 10_000, month: day / 100 % 100, day: day % 100) != nil
  }

  /// Splits a date without signs between its parts (`20261126`, `20261126T080000Z`, `2026112608`, `20261126080000`)
  /// into parts with signs.
  private mutating func splitCompact() {
    guard case .number(let value, let digits)? = list.first else { return }
    let dayDigits: Int
    switch digits {
    case 8: dayDigits = value
    case 10: dayDigits = value / 100
    case 12: dayDigits = value / 10_000
    case 14: dayDigits = value / 1_000_000
    default: return
    }
    guard (1970_01_01...2200_12_31).contains(dayDigits) else { return }
    var parts: [Token] = [
      .number(dayDigits / 10_000, digits: 4), .sign(UInt8(ascii: "-")), .number(dayDigits / 100 % 100, digits: 2),
      .sign(UInt8(ascii: "-")), .number(dayDigits % 100, digits: 2),
    ]
    var clock: (value: Int, digits: Int)?
    var used = 1
    if digits == 14 { clock = (value % 1_000_000, 6) }
    if digits == 12 { clock = (value % 10_000, 4) }
    if digits == 10 { clock = (value % 100 * 100, 4) }
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

/// The number of bytes of the letter at the start; nil if the text does not start with one. Characters of scripts
/// without spaces between words are separate words, not letters; U+00A0 to U+00BF are signs.
private func letter(_ bytes: ArraySlice<UInt8>) -> Int? {
  guard let first = bytes.first else { return nil }
  switch first {
  case 0x41...0x5A, 0x61...0x7A: return 1
  // Not the Arabic comma.
  case 0xC3...0xDF: return bytes.count >= 2 && !bytes.starts(with: [0xD8, 0x8C]) ? 2 : nil
  // U+0800 to U+1FFF: Indic scripts, Thai, Georgian, Khmer, Latin with two marks.
  case 0xE0, 0xE1: return bytes.count >= 3 ? 3 : nil
  default: return nil
  }
}
