import Models
import ReferenceData
import TextAnalysis

/// The measure lexicon, compiled for look-up by word id.
final class MeasureVocabulary: Sendable {
  struct UnitMeaning: Sendable {
    var kind: MeasureLexicon.UnitForm.Kind
    var unit: String
  }

  struct CurrencyMeaning: Sendable {
    var kind: MeasureLexicon.CurrencyForm.Kind
    var codes: [String]
  }

  let words: WordIndex
  /// By word id: what the word can do in a number, a unit or a date.
  let roles: [MeasureRoles]
  /// By word id: the value of a number word, else 0.
  let numberValues: [Double]
  /// By word id: the number of a month, weekday, season's month or ordinal, the days from today, or the direction; else
  /// 0.
  let dateValues: [Int8]
  let calendarUnits: [CalendarUnit?]
  /// By word id: where a word of the future looks ahead; nil for one that does everywhere, and for other words.
  let futureCues: [MeasureLexicon.FutureCue?]
  /// The parts of the day that are points of time: `noon`.
  let pointsOfDay: Set<WordID>
  /// The months that are ordinary words too: `May`, `March`.
  let ambiguousMonths: Set<WordID>
  /// The letters of quarters and halves: the Q of `Q4 2023`, the H of `1H2024`.
  let quarterLetters, halfLetters: Set<WordID>
  /// The names of currencies that are money only after a number with groups, decimals or a scale: `won`.
  let largeSums: Set<WordID>
  /// The names of currencies that are weights too: `pounds`.
  let weights: Set<WordID>

  let comparatorsBefore: PhraseTable<Comparator>
  let comparatorsAfter: PhraseTable<Comparator>
  let currenciesBefore: PhraseTable<CurrencyMeaning>
  let currenciesAfter: PhraseTable<CurrencyMeaning>
  let units: PhraseTable<UnitMeaning>
  let holidays: PhraseTable<MonthDay?>
  /// The words of Chinese dates by their part, the longest first; empty in other languages.
  let dateCharacters: [MeasureLexicon.DateCharacter.Part: [(words: [WordID], value: Int)]]

  struct MonthDay: Sendable {
    var month: Int
    var day: Int
  }

  init(_ lexicon: MeasureLexicon) {
    var entries = Entries()
    entries.takeWords(of: lexicon)
    entries.takeDateWords(of: lexicon)
    let holidays = entries.takeHolidays(of: lexicon)
    dateCharacters = entries.takeDateCharacters(of: lexicon)
    let before = entries.takeComparators(of: lexicon, on: .before)
    let after = entries.takeComparators(of: lexicon, on: .after)
    let currencies = lexicon.currencies.filter { !$0.kind.isRestriction }.map {
      (words: entries.collector.ids($0.form), value: CurrencyMeaning(kind: $0.kind, codes: $0.codes))
    }
    let units = lexicon.units.map {
      (words: entries.collector.ids($0.form), value: UnitMeaning(kind: $0.kind, unit: $0.unit))
    }

    let wordCount = entries.collector.count
    let index = entries.collector.index
    words = index
    var roles = Array(repeating: MeasureRoles(), count: wordCount + 1)
    for (id, role) in entries.marks { roles[Int(id)].formUnion(role) }
    self.roles = roles
    numberValues = entries.column(entries.numbers, else: 0)
    dateValues = entries.column(entries.dates, else: 0)
    calendarUnits = entries.column(entries.calendar.map { ($0.0, Optional($0.1)) }, else: nil)
    futureCues = entries.column(entries.futureCues.map { ($0.0, Optional($0.1)) }, else: nil)
    pointsOfDay = entries.pointsOfDay
    ambiguousMonths = entries.ambiguousMonths
    quarterLetters = entries.quarterLetters
    halfLetters = entries.halfLetters
    func restricted(_ kind: MeasureLexicon.CurrencyForm.Kind) -> Set<WordID> {
      Set(lexicon.currencies.filter { $0.kind == kind }.map { index.id(of: $0.form) }).subtracting([0])
    }
    largeSums = restricted(.largeSum)
    weights = restricted(.weight)
    comparatorsBefore = PhraseTable(before, wordCount: wordCount, backward: true)
    comparatorsAfter = PhraseTable(after, wordCount: wordCount)
    currenciesBefore = PhraseTable(
      currencies.filter { $0.value.kind != .word }, wordCount: wordCount, backward: true)
    currenciesAfter = PhraseTable(
      currencies.filter { $0.value.kind != .symbol && $0.value.kind != .letter }, wordCount: wordCount)
    self.units = PhraseTable(units, wordCount: wordCount)
    self.holidays = PhraseTable(holidays, wordCount: wordCount)
  }

  /// The words of a lexicon with their roles and values, while it is compiled. Words get ids in the order in which they
  /// are taken.
  private struct Entries {
    var collector = WordCollector()
    private(set) var marks: [(WordID, MeasureRoles)] = []
    private(set) var numbers: [(WordID, Double)] = []
    private(set) var dates: [(WordID, Int8)] = []
    private(set) var calendar: [(WordID, CalendarUnit)] = []
    private(set) var futureCues: [(WordID, MeasureLexicon.FutureCue)] = []
    private(set) var pointsOfDay: Set<WordID> = []
    private(set) var ambiguousMonths: Set<WordID> = []
    private(set) var quarterLetters: Set<WordID> = []
    private(set) var halfLetters: Set<WordID> = []

    /// Takes marks, function words, numerals and context words.
    mutating func takeWords(of lexicon: MeasureLexicon) {
      for (mark, role) in MeasureVocabulary.marks { marks.append((collector.id(mark), role)) }
      for word in lexicon.closedWords {
        let id = collector.id(word.form)
        marks.append((id, MeasureVocabulary.role(of: word.role)))
        if word.role == .quarterLetter { quarterLetters.insert(id) }
        if word.role == .halfLetter { halfLetters.insert(id) }
      }
      for word in lexicon.numbers {
        let id = collector.id(word.form)
        marks.append((id, MeasureVocabulary.role(of: word.kind)))
        numbers.append((id, word.value))
      }
      for word in lexicon.context { marks.append((collector.id(word.word), MeasureVocabulary.role(of: word.role))) }
    }

    mutating func takeDateWords(of lexicon: MeasureLexicon) {
      for word in lexicon.dateWords {
        let ids = collector.ids(word.form)
        guard ids.count == 1, let id = ids.first else { continue }
        if word.role == .ambiguous { ambiguousMonths.insert(id) }
        if word.role == .daypart, word.value == MeasureLexicon.DateWord.pointOfDay { pointsOfDay.insert(id) }
        if let cue = word.futureCue { futureCues.append((id, cue)) }
        marks.append((id, MeasureVocabulary.role(of: word.role)))
        if let unit = CalendarUnit(rawValue: word.value) {
          calendar.append((id, unit))
        } else if let value = Int8(word.value) {
          dates.append((id, value))
        }
      }
    }

    mutating func takeHolidays(of lexicon: MeasureLexicon) -> [(words: [WordID], value: MonthDay?)] {
      var holidays: [(words: [WordID], value: MonthDay?)] = []
      for holiday in lexicon.holidays {
        let ids = collector.ids(holiday.phrase)
        if let first = ids.first { marks.append((first, .holiday)) }
        let day = holiday.month.flatMap { month in holiday.day.map { MonthDay(month: month, day: $0) } }
        holidays.append((ids, day))
      }
      return holidays
    }

    mutating func takeDateCharacters(
      of lexicon: MeasureLexicon
    ) -> [MeasureLexicon.DateCharacter.Part: [(words: [WordID], value: Int)]] {
      let characters = lexicon.dateCharacters.map { ($0.part, (words: collector.ids($0.word), value: $0.value)) }
      return Dictionary(grouping: characters, by: \.0).mapValues { entries in
        entries.map(\.1).sorted { $0.words.count > $1.words.count }
      }
    }

    mutating func takeComparators(
      of lexicon: MeasureLexicon, on side: MeasureLexicon.ComparatorPhrase.Side
    ) -> [(words: [WordID], value: Comparator)] {
      lexicon.comparators.filter { $0.side == side }.map { (words: collector.ids($0.phrase), value: $0.comparator) }
    }

    /// The values of the entries by word id; a later entry for a word replaces an earlier one.
    func column<Value>(_ entries: [(WordID, Value)], else missing: Value) -> [Value] {
      var column = Array(repeating: missing, count: collector.count + 1)
      for (id, value) in entries { column[Int(id)] = value }
      return column
    }
  }

  /// The marks that numbers and dates contain, the same in all languages.
  private static let marks: [(String, MeasureRoles)] = [
    ("-", .dash), ("–", .dash), ("—", .dash), ("‑", .dash), ("‐", .dash), ("\"", .quote), ("“", .quote), ("”", .quote),
    ("'", [.quote, .yearBefore]), ("‘", .quote), ("’", .quote), (".", .dot), (",", .comma),
  ]

  private static func role(of role: MeasureLexicon.ClosedWord.Role) -> MeasureRoles {
    switch role {
    case .article: .article
    case .the: [.the, .inner]
    case .and: .and
    case .of: .of
    case .between: .between
    case .to: .to
    case .saying: .saying
    case .ordinalSuffix: .ordinalSuffix
    case .yearBefore: .yearBefore
    case .inner: .inner
    case .ending: .ending
    case .currencyPrefix: .currencyPrefix
    case .quarterLetter, .halfLetter: []
    }
  }

  private static func role(of kind: MeasureLexicon.NumberWord.Kind) -> MeasureRoles {
    switch kind {
    case .unit: .cardinal
    case .tens: .tens
    case .hundred: .hundred
    case .dozen: .dozen
    case .scale: .scale
    case .suffix: .suffix
    case .capitalSuffix: .capitalSuffix
    case .fraction: .fraction
    case .chineseDigit: .chineseDigit
    case .chineseTen: .chineseTen
    case .chineseScale: .chineseScale
    }
  }

  private static func role(of role: MeasureLexicon.ContextWord.Role) -> MeasureRoles {
    switch role {
    case .label: .label
    case .stop: .stop
    case .casualty: .casualty
    case .kills: .kills
    case .bare: .bare
    case .change: .change
    case .plural: .plural
    case .singular: .singular
    case .definite: .definite
    case .share: .share
    case .copula: .copula
    }
  }

  private static func role(of role: MeasureLexicon.DateWord.Role) -> MeasureRoles {
    switch role {
    case .month: .month
    case .monthShort: .monthShort
    case .weekday: .weekday
    case .weekdayShort: .weekdayShort
    case .season: .season
    case .unit: .unit
    case .units: .units
    case .daypart: .daypart
    case .today: .today
    case .deictic: .deictic
    case .part: .part
    case .ago: .ago
    case .later: .later
    case .unanchored: .unanchored
    case .ordinal: .ordinal
    case .half: .half
    case .few: .few
    case .era: .era
    case .clock: .clock
    case .zone: .zone
    case .future: .future
    case .yearBefore: .yearBefore
    case .fiscal: .fiscal
    case .small: .small
    case .moved: .moved
    case .ambiguous: []
    }
  }
}

/// A unit of the calendar or the clock.
enum CalendarUnit: String, Sendable, CaseIterable, Comparable {
  case minute, hour, day, week, weekend, fortnight, month, quarter, half, year, decade, century

  static func < (left: CalendarUnit, right: CalendarUnit) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
