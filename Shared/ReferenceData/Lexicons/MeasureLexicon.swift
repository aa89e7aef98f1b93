import Models

/// The words of numbers, money, units and dates.
package struct MeasureLexicon: Sendable {
  /// A row of `measure-numbers.tsv`.
  package struct NumberWord: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case unit, tens, hundred, dozen, scale, suffix, fraction
      case capitalSuffix = "capital_suffix"
      case chineseDigit = "chinese_digit"
      case chineseTen = "chinese_ten"
      case chineseScale = "chinese_scale"
    }

    package let form: String
    package let kind: Kind
    /// The number itself, the factor of a scale, or the denominator of a fraction.
    package let value: Double
  }

  /// A row of `measure-comparators.tsv`: a phrase before or after a number, such as `more than`.
  package struct ComparatorPhrase: Sendable {
    package enum Side: String, Sendable, CaseIterable {
      case before, after
    }

    package let phrase: String
    package let comparator: Comparator
    package let side: Side
  }

  /// A row of `measure-currencies.tsv`.
  package struct CurrencyForm: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case symbol, code, word
      /// A sign that may also follow its number (`500€`).
      case either
      /// A letter or two before a number, which are money only with a scale or groups of digits and in an article that
      /// names their country: `K620 million`.
      case letter
      /// A second row of a form that is also another word: it is money only after a number with groups, decimals or a
      /// scale: `won`.
      case largeSum = "large_sum"
      /// A second row of a form that is also a weight: it is no money before `of`: `pounds`.
      case weight

      /// Whether the row restricts a form that another row has.
      package var isRestriction: Bool { self == .largeSum || self == .weight }
      /// Whether the form may follow its number, where the rows that restrict it are asked for.
      fileprivate var followsNumber: Bool { self == .word || self == .code || self == .either }
    }

    package let form: String
    package let kind: Kind
    /// ISO 4217 codes that the form may mean, the most usual first.
    package let codes: [String]
  }

  /// A row of `measure-units.tsv`.
  package struct UnitForm: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case percent, physical, time, person
    }

    package let form: String
    package let kind: Kind
    package let unit: String
  }

  /// A row of `measure-context.tsv`: a word that tells what a number counts.
  package struct ContextWord: Sendable {
    package enum Role: String, Sendable, CaseIterable {
      case label, stop, casualty, kills, bare, change, plural, singular, definite, share, copula
    }

    package let word: String
    package let role: Role
  }

  /// A function word of number and date expressions, such as `of`, `between` or `to`.
  package struct ClosedWord: Sendable {
    package enum Role: String, Sendable, CaseIterable {
      case article, the, and, of, between, to, saying, inner, ending
      case currencyPrefix = "currency_prefix"
      case ordinalSuffix = "ordinal_suffix"
      case yearBefore = "year_before"
      /// The letter of a quarter or half by its number: the Q of `Q4 2023`, the H of `1H2024`.
      case quarterLetter = "quarter_letter"
      case halfLetter = "half_letter"
    }

    package let form: String
    package let role: Role
  }

  /// A row of `date-words.tsv`.
  package struct DateWord: Sendable {
    package enum Role: String, Sendable, CaseIterable {
      case month, weekday, season, unit, units, daypart, today, deictic, part, ago, later, unanchored, ordinal, half,
        few, era, clock, zone, future, fiscal, small, moved, ambiguous
      case monthShort = "month_short"
      case weekdayShort = "weekday_short"
      case yearBefore = "year_before"

      /// Whether the word names a month or a weekday.
      var isName: Bool {
        switch self {
        case .month, .monthShort, .weekday, .weekdayShort: true
        default: false
        }
      }
    }

    /// The value of a part of the day that is a point of time: `noon`.
    package static let pointOfDay = "point_of_day"

    package let form: String
    package let role: Role
    /// The value that the table's header defines for the role; empty for roles without one.
    package let value: String
    /// Where a word of the role `future` looks ahead; nil for one that does everywhere, and for other roles.
    package let futureCue: FutureCue?
  }

  /// Where a word of the future in `date-words.tsv` looks ahead, or what it says of another one.
  package enum FutureCue: String, Sendable, CaseIterable {
    /// It announces a scheduled event in the present tense: `starts`.
    case fixture
    /// Only before `to`: `going`.
    case aheadBeforeTo = "ahead_before_to"
    /// Only before `to` or `for`: `set`.
    case aheadBeforeToOrFor = "ahead_before_to_or_for"
    /// Only right before a date: `beyond`.
    case aheadBeforeDate = "ahead_before_date"
    /// Only right before a weekday: `for`, `until`.
    case aheadBeforeWeekday = "ahead_before_weekday"
    /// Unless a word of `pastBeforeDue` is right before it: `due`.
    case due
    /// A past form: `fell`, `was`.
    case pastBeforeDue = "past_before_due"
    /// Before `until` it says that the period is over: `lasted until`, `not … until`.
    case pastBeforeUntil = "past_before_until"
    /// Only before `to` and a word of `toCome`: `is`.
    case toComeOpener = "to_come_opener"
    /// It says what is to come, after such a word: `be` of `is to be opened`.
    case toCome = "to_come"
  }

  /// A word of Chinese dates, which are written without spaces.
  package struct DateCharacter: Sendable {
    package enum Part: String, Sendable, CaseIterable {
      case year, month, day, decade, edge, ordinal, quarter, week, sunday, ahead, dateline, range
      case yearEnd = "year_end"
      case notDay = "not_day"
      case notYear = "not_year"
      case daysAgo = "days_ago"
      case weeksAgo = "weeks_ago"
      case notAgo = "not_ago"
      case halfYear = "half_year"
      case relativeYear = "relative_year"
      case relativeMonth = "relative_month"
      case relativeWeek = "relative_week"
      case relativeDay = "relative_day"
    }

    package let part: Part
    package let word: String
    /// 0 to 2, or an offset from -3 to 3 relative to the publication date; the table's header explains it for each
    /// part.
    package let value: Int
  }

  /// A row of `date-holidays.tsv`.
  package struct Holiday: Sendable {
    package let phrase: String
    /// Nil for a day that moves or differs by country.
    package let month: Int?
    package let day: Int?
  }

  package let numbers: [NumberWord]
  package let comparators: [ComparatorPhrase]
  package let currencies: [CurrencyForm]
  package let units: [UnitForm]
  package let context: [ContextWord]
  package let closedWords: [ClosedWord]
  package let dateWords: [DateWord]
  package let dateCharacters: [DateCharacter]
  package let holidays: [Holiday]

  /// Reads the tables `measure-*.tsv` and `date-*.tsv`.
  package init(_ folders: LanguageFolders) throws(TableError) {
    numbers = try Self.numbers(folders)
    comparators = try Self.comparators(folders)
    currencies = try Self.currencies(folders)
    units = try Self.units(folders)
    context = try Self.context(folders)
    dateWords = try Self.dateWords(folders)
    closedWords = try Self.closedWords(folders)
    dateCharacters = try Self.dateCharacters(folders)
    holidays = try Self.holidays(folders)
  }

  private static func numbers(_ folders: LanguageFolders) throws(TableError) -> [NumberWord] {
    try rows(
      folders, "measure-numbers.tsv", ["form", "kind", "value"]
    ) { row throws(TableError) in
      NumberWord(
        form: try row.text("form"), kind: try row.word("kind", as: NumberWord.Kind.self),
        value: try row.number("value", in: 0...1e15))
    }
  }

  private static func comparators(_ folders: LanguageFolders) throws(TableError) -> [ComparatorPhrase] {
    try rows(
      folders, "measure-comparators.tsv", ["phrase", "comparator", "side"]
    ) { row throws(TableError) in
      ComparatorPhrase(
        phrase: try row.text("phrase"), comparator: try row.word("comparator", as: Comparator.self),
        side: try row.word("side", as: ComparatorPhrase.Side.self))
    }
  }

  private static func currencies(_ folders: LanguageFolders) throws(TableError) -> [CurrencyForm] {
    var forms: [CurrencyForm] = []
    var restrictions: [Table.Row] = []
    for row in try folders.rows("measure-currencies.tsv", ["form", "kind", "codes"]) {
      let codes = try row.text("codes").parts(at: UInt8(ascii: " "))
      guard codes.allSatisfy({ $0.utf8.count == 3 && $0 == $0.uppercased() }) else {
        throw row.error("codes", expected: "ISO 4217 codes with spaces between them")
      }
      let form = CurrencyForm(
        form: try row.text("form"), kind: try row.word("kind", as: CurrencyForm.Kind.self), codes: codes)
      forms.append(form)
      if form.kind.isRestriction { restrictions.append(row) }
    }
    let following = Set(forms.filter(\.kind.followsNumber).map(\.form))
    for row in restrictions where !following.contains(row["form"]) {
      throw row.error("form", expected: "a form that another row has as word, code or either")
    }
    return forms
  }

  private static func units(_ folders: LanguageFolders) throws(TableError) -> [UnitForm] {
    try rows(
      folders, "measure-units.tsv", ["form", "kind", "unit"]
    ) { row throws(TableError) in
      UnitForm(
        form: try row.text("form"), kind: try row.word("kind", as: UnitForm.Kind.self), unit: try row.text("unit"))
    }
  }

  private static func context(_ folders: LanguageFolders) throws(TableError) -> [ContextWord] {
    try rows(
      folders, "measure-context.tsv", ["word", "role"]
    ) { row throws(TableError) in
      ContextWord(word: try row.text("word"), role: try row.word("role", as: ContextWord.Role.self))
    }
  }

  /// The rows of `date-words.tsv`.
  static func dateWords(_ folders: LanguageFolders) throws(TableError) -> [DateWord] {
    try rows(
      folders, "date-words.tsv", ["form", "role", "value"]
    ) { row throws(TableError) in
      let role = try row.word("role", as: DateWord.Role.self)
      let value = row.optional("value")
      if role == .daypart, value != nil, value != DateWord.pointOfDay {
        throw row.error("value", expected: "\(DateWord.pointOfDay) or -")
      }
      let isCue = role == .future && value != nil
      return DateWord(
        form: try row.text("form"), role: role, value: value ?? "",
        futureCue: try isCue ? row.word("value", as: FutureCue.self) : nil)
    }
  }

  private static func closedWords(_ folders: LanguageFolders) throws(TableError) -> [ClosedWord] {
    try rows(folders, "measure-words.tsv", ["form", "role"]) { row throws(TableError) in
      ClosedWord(form: try row.text("form"), role: try row.word("role", as: ClosedWord.Role.self))
    }
  }

  private static func dateCharacters(_ folders: LanguageFolders) throws(TableError) -> [DateCharacter] {
    try rows(
      folders, "date-characters.tsv", ["part", "word", "value"]
    ) { row throws(TableError) in
      DateCharacter(
        part: try row.word("part", as: DateCharacter.Part.self), word: try row.text("word"),
        value: try row.integer("value", in: -3...3))
    }
  }

  private static func holidays(_ folders: LanguageFolders) throws(TableError) -> [Holiday] {
    try rows(
      folders, "date-holidays.tsv", ["phrase", "day"]
    ) { row throws(TableError) in
      let phrase = try row.text("phrase")
      guard let day = row.optional("day") else { return Holiday(phrase: phrase, month: nil, day: nil) }
      guard let date = CivilDate(iso8601: "2024-\(day)") else { throw row.error("day", expected: "MM-DD or -") }
      return Holiday(phrase: phrase, month: date.month, day: date.day)
    }
  }

  private static func rows<Entry>(
    _ folders: LanguageFolders, _ file: String, _ columns: [String],
    _ entry: (Table.Row) throws(TableError) -> Entry
  ) throws(TableError) -> [Entry] {
    var entries: [Entry] = []
    for row in try folders.rows(file, columns) { entries.append(try entry(row)) }
    return entries
  }
}
