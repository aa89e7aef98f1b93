import Models
import TextAnalysis

/// Chinese dates: `2024年11月30日`, `11月`, `30日`, `2024年第四季度`, `今年三季度`, `去年`, `昨天`, `上个月`, `上周三`.
extension DateScanner {
  func hanDate(_ index: Int) -> DateReading? {
    guard text.touches(index + 1) || text.follows(index + 1) else { return nil }
    if let year = text.year(index), isHan(index + 1, "年") {
      let at = index + 2
      if let month = text.digits(at, atMost: 2), isHan(at + 1, "月") { return hanMonth(index, year, month, at + 2) }
      if let part = hanPart(at, year) { return DateReading(start: index, end: part.end, date: part.date) }
      if isHan(at, "代") { return nil }
      return DateReading(start: index, end: at, date: PartialDate(year: year))
    }
    if let day = text.digits(index, atMost: 2), (1...31).contains(day), isHan(index + 1, "日") || isHan(index + 1, "号") {
      let isUnit = ["本", "元", "均", "线", "内", "游", "籍"].contains { isHan(index + 2, $0) }
      return isUnit ? nil : DateReading(start: index, end: index + 2, date: calendar.dayOfMonth(day))
    }
    guard let month = text.digits(index, atMost: 2), (1...12).contains(month), isHan(index + 1, "月") else { return nil }
    if let day = text.digits(index + 2, atMost: 2), isHan(index + 3, "日") || isHan(index + 3, "号") {
      guard CivilDate(year: 2024, month: month, day: day) != nil else { return nil }
      return DateReading(start: index, end: index + 4, date: calendar.day(day, month: month, .past))
    }
    return DateReading(start: index, end: index + 2, date: calendar.month(month, .past))
  }

  private func hanMonth(_ index: Int, _ year: Int, _ month: Int, _ at: Int) -> DateReading? {
    guard let date = PartialDate(year: year, month: month) else { return nil }
    if let day = text.digits(at, atMost: 2), isHan(at + 1, "日") || isHan(at + 1, "号"),
      let date = CivilDate(year: year, month: month, day: day)
    {
      return DateReading(start: index, end: at + 2, date: PartialDate(day: date))
    }
    return DateReading(start: index, end: isHan(at, "底") || isHan(at, "初") ? at + 1 : at, date: date)
  }

  /// What follows a year: its end or beginning, a half, a quarter.
  private func hanPart(_ at: Int, _ year: Int) -> (date: PartialDate?, end: Int)? {
    if isHan(at, "底") || isHan(at, "末") || isHan(at, "初") { return (PartialDate(year: year), at + 1) }
    if isHan(at, "上") || isHan(at, "下"), isHan(at + 1, "半"), isHan(at + 2, "年") {
      return (PartialDate(year: year, half: isHan(at, "上") ? 1 : 2), at + 3)
    }
    let number = isHan(at, "第") ? at + 1 : at
    guard isHan(number + 1, "季"), isHan(number + 2, "度") else { return nil }
    let quarter = text.digits(number, atMost: 1) ?? hanDigit(number)
    return quarter.flatMap { PartialDate(year: year, quarter: $0) }.map { ($0, number + 3) }
  }

  func hanRelative(_ index: Int) -> DateReading? {
    guard text.text.tokens[index].kind == .ideograph, index + 1 < text.count else { return nil }
    let next = index + 1
    func reading(_ end: Int, _ unit: CalendarUnit, _ offset: Int) -> DateReading {
      DateReading(start: index, end: end, date: calendar.unit(unit, offset: offset))
    }
    if isHan(next, "年") {
      let offset = isHan(index, "去") ? -1 : isHan(index, "今") ? 0 : isHan(index, "明") ? 1 : isHan(index, "前") ? -2 : nil
      guard let offset else { return nil }
      if let today = calendar.today, let part = hanPart(next + 1, today.year + offset) {
        return DateReading(start: index, end: part.end, date: part.date)
      }
      let end = isHan(next + 1, "底") || isHan(next + 1, "初") ? next + 2 : next + 1
      if let month = text.digits(next + 1, atMost: 2), isHan(next + 2, "月"), let today = calendar.today {
        return hanMonth(index, today.year + offset, month, next + 3)
      }
      return reading(end, .year, offset)
    }
    if isHan(next, "天") || isHan(next, "日") {
      let offset =
        isHan(index, "昨")
        ? -1 : isHan(index, "今") ? 0 : isHan(index, "明") ? 1 : isHan(index, "前") && isHan(next, "天") ? -2 : nil
      return offset.map { reading(next + 1, .day, $0) }
    }
    if let weekday = hanWeekday(index) {
      return DateReading(start: index, end: weekday.end, date: calendar.weekday(weekday.number, .past))
    }
    if isHan(index, "第"), let today = calendar.today, let part = hanPart(index, today.year) {
      return DateReading(start: index, end: part.end, date: part.date)
    }
    guard isHan(index, "上") || isHan(index, "下") || isHan(index, "本") else { return nil }
    let offset = isHan(index, "上") ? -1 : isHan(index, "本") ? 0 : 1
    let at = isHan(next, "个") ? next + 1 : next
    if isHan(at, "月") { return reading(at + 1, .month, offset) }
    if let weekday = hanWeekday(at), let today = calendar.today {
      let monday = today.adding(days: 7 * offset - today.weekday)
      return DateReading(start: index, end: weekday.end, date: PartialDate(day: monday.adding(days: weekday.number)))
    }
    return isHan(at, "周") ? reading(at + 1, .week, offset) : nil
  }

  /// `周三`, `星期三`, `礼拜天`: the day from Monday, 0 to 6.
  private func hanWeekday(_ index: Int) -> (number: Int, end: Int)? {
    let at: Int
    if isHan(index, "周") {
      at = index + 1
    } else if isHan(index, "星") && isHan(index + 1, "期") || isHan(index, "礼") && isHan(index + 1, "拜") {
      at = index + 2
    } else {
      return nil
    }
    if isHan(at, "日") || isHan(at, "天") { return (6, at + 1) }
    guard let digit = hanDigit(at), (1...6).contains(digit) else { return nil }
    return (digit - 1, at + 1)
  }

  private func hanDigit(_ index: Int) -> Int? {
    guard index < text.count, text.has(index, .hanDigit) else { return nil }
    return Int(text.vocabulary.numberValues[Int(text.ids[index])])
  }

  private func isHan(_ index: Int, _ word: StaticString) -> Bool { text.text.token(atOrNil: index, is: word) }
}
