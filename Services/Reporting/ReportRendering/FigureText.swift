import Models

/// Numbers and dates as readers of a language write them.
extension ReportLanguage {
  /// With one decimal, such as `12.3`.
  package func score(_ value: Double) -> String { decimal(value, 1) }

  /// With one decimal and its sign, such as `+1.2`.
  package func change(_ value: Double) -> String { (value >= 0.05 ? "+" : "") + decimal(value, 1) }

  package func percent(_ share: Double) -> String { decimal(share * 100, 0) + (code == .chinese ? "%" : " %") }

  /// `26 November 2026`, `2026年11月26日`.
  package func date(_ day: CivilDate) -> String {
    switch code {
    case .english: "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
    case .chinese: "\(day.year)年\(day.month)月\(day.day)日"
    }
  }

  /// A date at its own precision; the last day of a range that has no shorter name.
  package func date(_ date: PartialDate) -> String {
    let (first, last) = (date.firstDay, date.lastDay)
    switch date.precision {
    case .month:
      return code == .chinese ? "\(first.year)年\(first.month)月" : "\(Self.months[first.month - 1]) \(first.year)"
    case .year: return code == .chinese ? "\(first.year)年" : "\(first.year)"
    case .quarter:
      let quarter = (first.month + 2) / 3
      return code == .chinese ? "\(first.year)年第\(Self.digits[quarter])季度" : "Q\(quarter) \(first.year)"
    default:
      return first == last ? self.date(first) : self(.period, self.date(first), self.date(last))
    }
  }

  /// To the minute, in UTC.
  func minute(_ time: Timestamp) -> String {
    let text = time.description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }

  package func period(_ period: ReportPeriod) -> String {
    let last = period.to.adding(milliseconds: -1).day
    return last == period.from.day
      ? date(last) : self(.period, date(period.from.day), date(last))
  }

  /// A count or a sum: `1,234,567`; in Chinese in 万 and 亿 from ten thousand on, such as `123.5万`.
  package func amount(_ value: Double) -> String {
    guard code == .chinese else { return grouped(value) }
    if abs(value) >= 1e8 { return decimal(value / 1e8, 2, trimmed: true) + "亿" }
    if abs(value) >= 1e4 { return decimal(value / 1e4, 1, trimmed: true) + "万" }
    return decimal(value, 0)
  }

  /// What a report of that kind of period is called.
  func title(of kind: ReportPeriod.Kind) -> String {
    switch kind {
    case .daily: self(.titleDaily)
    case .weekly: self(.titleWeekly)
    case .monthly: self(.titleMonthly)
    case .custom: self(.titleCustom)
    }
  }

  /// Between the parts of a phrase.
  var comma: String { code == .chinese ? "\u{FF0C}" : ", " }

  /// Between the members of a list of names.
  var enumeration: String { code == .chinese ? "\u{3001}" : ", " }

  /// Between clauses.
  var semicolon: String { code == .chinese ? "\u{FF1B}" : "; " }

  /// After a heading within a line.
  var colon: String { code == .chinese ? "\u{FF1A}" : ": " }

  private func grouped(_ value: Double) -> String {
    let digits = decimal(abs(value), 0)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + text
  }

  private static let digits = ["〇", "一", "二", "三", "四"]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

/// A finite number with so many decimals; `trimmed` drops zeros at the end of the fraction.
func decimal(_ value: Double, _ decimals: Int, trimmed: Bool = false) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return value.description }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  var text = String(padded.dropLast(decimals))
  var fraction = padded.suffix(decimals)
  while trimmed, fraction.last == "0" { fraction = fraction.dropLast() }
  if !fraction.isEmpty { text += "." + fraction }
  return (value < 0 && scaled > 0 ? "-" : "") + text
}
