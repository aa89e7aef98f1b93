/// The words of times and days in dates of publication, besides the names of months and zones: `time-words.tsv`.
/// All are in lower case, also as arguments.
package struct TimeWords: Sendable {
  private enum Role: String, CaseIterable {
    case hour, end, dotted, before, after, zone, weekday
  }

  private let words: [Role: Set<String>]
  private let hoursBefore: [String: Int]
  private let hoursAfter: [String: Int]
  /// Words that show, by their country, the time zone of a date that names none, in minutes east of UTC and in the
  /// order of the table: of several in a date, the first counts.
  package let zones: [(word: String, minutes: Int)]
  /// Names of months that are days of the week beside the name of another month.
  package var weekdays: Set<String> { words[.weekday] ?? [] }

  package init(path: String) throws(TableError) {
    try self.init(table: Table(path: path, columns: ["word", "role", "value", "languages"]))
  }

  package init(table: Table) throws(TableError) {
    var words: [Role: Set<String>] = [:]
    var hours: [Role: [String: Int]] = [:]
    var zones: [(word: String, minutes: Int)] = []
    for row in table.rows {
      let word = try row.text("word")
      let role = try row.word("role", as: Role.self)
      guard word == word.lowercased(), words[role, default: []].insert(word).inserted else {
        throw row.error("word", expected: "a word in lower case that no earlier row of its role has")
      }
      switch role {
      case .before, .after:
        guard let added = Int(row["value"]), added == 0 || added == 12 else {
          throw row.error("value", expected: "0 or 12 hours")
        }
        hours[role, default: [:]][word] = added
      case .zone: zones.append((word, try row.zoneOffset("value")))
      case .hour, .end, .dotted, .weekday:
        guard row.optional("value") == nil else { throw row.error("value", expected: "-") }
      }
    }
    self.words = words
    self.zones = zones
    hoursBefore = hours[.before] ?? [:]
    hoursAfter = hours[.after] ?? [:]
  }

  /// Whether the word is between the hour and the minute of a time, as a colon is.
  package func separatesHour(_ word: String) -> Bool { words[.hour]?.contains(word) ?? false }

  /// Whether the word follows a time and belongs to it.
  package func followsTime(_ word: String) -> Bool { words[.end]?.contains(word) ?? false }

  /// Whether the word makes a time of an hour and a minute with a full stop between them.
  package func followsDottedTime(_ word: String) -> Bool { words[.dotted]?.contains(word) ?? false }

  /// The hours that a word before a time adds, for the half of the day: 0 or 12; nil for another word.
  package func hours(before word: String) -> Int? { hoursBefore[word] }

  /// The hours that a word after a time adds, for the half of the day: 0 or 12; nil for another word.
  package func hours(after word: String) -> Int? { hoursAfter[word] }
}
