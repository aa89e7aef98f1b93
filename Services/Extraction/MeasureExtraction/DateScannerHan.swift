import Models
import TextAnalysis

/// Chinese dates: `2024年11月30日`, `11月`, `2024年第四季度`, `去年`, `昨天`, `上个月`.
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
    guard isHan(at, "第"), isHan(at + 2, "季"), isHan(at + 3, "度"), at + 1 < text.count else { return nil }
    let quarter = text.digits(at + 1, atMost: 1) ?? Int(text.vocabulary.numberValues[Int(text.ids[at + 1])])
    return PartialDate(year: year, quarter: quarter).map { ($0, at + 4) }
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
    guard isHan(index, "上") || isHan(index, "下") || isHan(index, "本") else { return nil }
    let offset = isHan(index, "上") ? -1 : isHan(index, "本") ? 0 : 1
    let at = isHan(next, "个") ? next + 1 : next
    if isHan(at, "月") { return reading(at + 1, .month, offset) }
    return isHan(at, "周") ? reading(at + 1, .week, offset) : nil
  }

  private func isHan(_ index: Int, _ word: StaticString) -> Bool { text.text.token(atOrNil: index, is: word) }
}
