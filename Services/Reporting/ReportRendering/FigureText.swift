import Models

/// Numbers and dates as readers of a language write them.
extension ReportLanguage {
  /// A score with one decimal, such as `12.3`.
  package func score(_ value: Double) -> String { fixed(value, 1) }

  /// A change of a score with one decimal and its sign, such as `+1.2`.
  package func change(_ value: Double) -> String { (value >= 0.05 ? "+" : "") + fixed(value, 1) }

  package func percent(_ share: Double) -> String { self(.percent, fixed(share * 100, 0)) }

  /// A day, such as `26 November 2026` or `2026年11月26日`.
  package func date(_ day: CivilDate) -> String {
    self(.dateDay, "\(day.day)", month(day.month), "\(day.year)")
  }

  /// A date at its precision: `March 2026`, `Q1 2026`; another range as its first and last day.
  package func date(_ date: PartialDate) -> String {
    let (first, last) = (date.firstDay, date.lastDay)
    switch date.precision {
    case .month: return self(.dateMonth, month(first.month), "\(first.year)")
    case .year: return self(.dateYear, "\(first.year)")
    case .quarter: return self(.dateQuarter, quarter((first.month + 2) / 3), "\(first.year)")
    default:
      return first == last ? self.date(first) : self(.period, self.date(first), self.date(last))
    }
  }

  /// A time to the minute in UTC: `2026-11-26 14:05 UTC`.
  func minute(_ time: Timestamp) -> String {
    let text = time.description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }

  package func period(_ period: ReportPeriod) -> String {
    let last = period.to.adding(milliseconds: -1).day
    return last == period.from.day
      ? date(last) : self(.period, date(period.from.day), date(last))
  }

  /// A count or a sum: `1,234,567`; in Chinese in the units of large numbers, such as `123.5万`.
  package func amount(_ value: Double) -> String {
    code == .chinese ? inUnits(value) ?? fixed(value, 0) : grouped(value)
  }

  /// A large number in the units of the language's number words, `1.5 billion`; nil for a smaller one.
  private func inUnits(_ value: Double) -> String? {
    guard let unit = units.first(where: { abs(value) >= $0.size }) else { return nil }
    return number(fixed(value / unit.size, unit.decimals, trimmed: true), in: unit)
  }

  /// How often an article is expected, by its ISO 8601 duration: `every 6 hours`, `每6小时`.
  package func every(_ duration: String) -> String {
    guard let interval = ExpectedInterval(iso8601: duration) else { return duration }
    return switch interval.inUnits {
    case (1, .days): self(.everyDay)
    case (1, .hours): self(.everyHour)
    case (let count, .days): self(.everyDays, "\(count)")
    case (let count, .hours): self(.everyHours, "\(count)")
    case (let count, .minutes): self(.everyMinutes, "\(count)")
    }
  }

  /// A sum of money: `USD 1.5 billion`, `15亿美元`. Rounded to at most two decimals of its unit.
  package func money(_ money: Money) -> String {
    self(.money, currency(money.currency), inUnits(money.value) ?? amount(money.value))
  }

  /// The title of reports for a kind of period, such as a weekly one.
  func title(of kind: ReportPeriod.Kind) -> String {
    switch kind {
    case .daily: self(.titleDaily)
    case .weekly: self(.titleWeekly)
    case .monthly: self(.titleMonthly)
    case .custom: self(.titleCustom)
    }
  }

  /// The text in quotation marks.
  func quoted(_ text: String) -> String { self(.quoted, text) }

  /// The text in brackets, with a space before them in English, to follow what it explains.
  func bracketed(_ text: String) -> String { self(.bracketed, "", text) }

  /// A number of points with its unit, such as `1.2 points`.
  func points(_ value: String) -> String { self(.points, value) }

  /// The separator between sentences.
  var sentenceBreak: String { between(.joinSentences) }

  /// The comma between the parts of a phrase.
  var comma: String { between(.joinComma) }

  /// The separator in a list of names.
  var enumeration: String { between(.joinNames) }

  /// The semicolon between clauses.
  var semicolon: String { between(.joinClauses) }

  /// The colon after a heading within a line.
  var colon: String { between(.joinColon) }

  /// What a text of two parts has between them.
  private func between(_ key: ReportText) -> String { self(key, "", "") }

  private func grouped(_ value: Double) -> String {
    let digits = fixed(abs(value), 0)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + text
  }
}
