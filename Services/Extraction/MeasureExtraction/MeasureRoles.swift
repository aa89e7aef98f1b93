import TextAnalysis

/// What a word can do in a number, a unit or a date.
struct MeasureRoles: OptionSet, Sendable {
  let rawValue: UInt64

  static let cardinal = MeasureRoles(rawValue: 1 << 0)
  static let tens = MeasureRoles(rawValue: 1 << 1)
  static let hundred = MeasureRoles(rawValue: 1 << 2)
  static let dozen = MeasureRoles(rawValue: 1 << 3)
  static let scale = MeasureRoles(rawValue: 1 << 4)
  static let suffix = MeasureRoles(rawValue: 1 << 5)
  static let fraction = MeasureRoles(rawValue: 1 << 6)
  static let chineseDigit = MeasureRoles(rawValue: 1 << 7)
  static let chineseTen = MeasureRoles(rawValue: 1 << 8)
  static let chineseScale = MeasureRoles(rawValue: 1 << 9)

  static let month = MeasureRoles(rawValue: 1 << 10)
  static let monthShort = MeasureRoles(rawValue: 1 << 11)
  static let weekday = MeasureRoles(rawValue: 1 << 12)
  static let weekdayShort = MeasureRoles(rawValue: 1 << 13)
  static let season = MeasureRoles(rawValue: 1 << 14)
  static let unit = MeasureRoles(rawValue: 1 << 15)
  static let units = MeasureRoles(rawValue: 1 << 16)
  static let daypart = MeasureRoles(rawValue: 1 << 17)
  static let today = MeasureRoles(rawValue: 1 << 18)
  static let deictic = MeasureRoles(rawValue: 1 << 19)
  static let part = MeasureRoles(rawValue: 1 << 20)
  /// Counts from the day of publication: the ago of `two weeks ago`.
  static let ago = MeasureRoles(rawValue: 1 << 21)
  static let ordinal = MeasureRoles(rawValue: 1 << 22)
  static let half = MeasureRoles(rawValue: 1 << 23)
  static let few = MeasureRoles(rawValue: 1 << 24)
  static let yearBefore = MeasureRoles(rawValue: 1 << 25)
  static let era = MeasureRoles(rawValue: 1 << 26)
  static let clock = MeasureRoles(rawValue: 1 << 27)
  static let zone = MeasureRoles(rawValue: 1 << 28)
  static let future = MeasureRoles(rawValue: 1 << 29)
  static let fiscal = MeasureRoles(rawValue: 1 << 30)
  static let holiday = MeasureRoles(rawValue: 1 << 31)

  static let label = MeasureRoles(rawValue: 1 << 32)
  static let stop = MeasureRoles(rawValue: 1 << 33)
  static let casualty = MeasureRoles(rawValue: 1 << 34)
  static let kills = MeasureRoles(rawValue: 1 << 35)
  static let bare = MeasureRoles(rawValue: 1 << 36)
  static let change = MeasureRoles(rawValue: 1 << 37)
  static let plural = MeasureRoles(rawValue: 1 << 38)
  static let singular = MeasureRoles(rawValue: 1 << 39)
  static let definite = MeasureRoles(rawValue: 1 << 40)
  static let share = MeasureRoles(rawValue: 1 << 41)
  static let copula = MeasureRoles(rawValue: 1 << 42)

  /// A month or weekday that its language writes with a small letter.
  static let small = MeasureRoles(rawValue: 1 << 43)
  /// A word that is a scale only in capitals, right after the number of a sum of money: the MM of `$5MM`.
  static let capitalSuffix = MeasureRoles(rawValue: 1 << 44)

  /// What follows digits or an apostrophe: the s of `1990s` and of `last year's`.
  static let ending = MeasureRoles(rawValue: 1 << 46)
  /// The country of a currency before its sign: the US of `US$`.
  static let currencyPrefix = MeasureRoles(rawValue: 1 << 45)

  /// A verb that gives something a new deadline with `to` before the date: the slipped of `slipped to 2029`.
  static let moved = MeasureRoles(rawValue: 1 << 47)

  static let article = MeasureRoles(rawValue: 1 << 48)
  static let the = MeasureRoles(rawValue: 1 << 49)
  static let and = MeasureRoles(rawValue: 1 << 50)
  static let of = MeasureRoles(rawValue: 1 << 51)
  static let between = MeasureRoles(rawValue: 1 << 52)
  static let to = MeasureRoles(rawValue: 1 << 53)
  static let dash = MeasureRoles(rawValue: 1 << 54)
  static let quote = MeasureRoles(rawValue: 1 << 55)
  static let ordinalSuffix = MeasureRoles(rawValue: 1 << 56)
  static let dot = MeasureRoles(rawValue: 1 << 57)
  static let comma = MeasureRoles(rawValue: 1 << 58)
  static let digits = MeasureRoles(rawValue: 1 << 59)
  static let saying = MeasureRoles(rawValue: 1 << 60)
  /// Counts from the date read last: the later of `two weeks later`.
  static let later = MeasureRoles(rawValue: 1 << 61)
  static let inner = MeasureRoles(rawValue: 1 << 62)
  /// Counts from something that is no date: the after of `two weeks after the vote`.
  static let unanchored = MeasureRoles(rawValue: 1 << 63)

  /// What a number of units can be before: `two weeks ago`.
  static let distance: MeasureRoles = [.ago, .later, .unanchored]
  static let numberWord: MeasureRoles = [.cardinal, .tens, .hundred, .dozen, .fraction, .chineseDigit, .chineseTen]
  static let anyMonth: MeasureRoles = [.month, .monthShort]
  static let dateStart: MeasureRoles = [
    .month, .monthShort, .weekday, .weekdayShort, .season, .daypart, .today, .deictic, .part, .ordinal, .half, .few,
    .fiscal, .holiday, .cardinal, .tens, .article, .digits, .inner, .chineseDigit, .chineseTen,
  ]
}
