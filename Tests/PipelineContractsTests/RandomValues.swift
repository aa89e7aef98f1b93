import Models
import PipelineContracts
import TestSupport

/// Random values of every shape that a record declares: with each optional field present and absent, and every word of
/// every vocabulary. Fields that are derived from others are left to the encoder.
extension SeededGenerator {
  mutating func value(of shape: Shape, beside siblings: [JSONTree.Field] = []) -> JSONTree {
    switch shape {
    case .text(let rule): .string(text(rule))
    case .integer(let rule): .integer(integer(rule, beside: siblings))
    case .number(let rule): JSONTree(number(rule))
    case .boolean: .bool(oneIn(2))
    case .instant(let rule): .string(instant(rule, beside: siblings).description)
    case .date: .string(date().value)
    case .subject: .string("\(SubjectKey(pick(SubjectKey.Kind.allCases), "n" + text()))")
    case .word(_, let words): .string(pick(words))
    case .constant(let text): .string(text)
    case .record(let record): .object(fields(record.fields(), alternatives: record.alternatives.map(\.name)))
    case .variants(let variants): .object(variant(pick(variants.variants())))
    }
  }

  private mutating func variant(_ variant: (kind: String, fields: [FieldShape])) -> [JSONTree.Field] {
    let isTagged = variant.fields.first?.name == "kind"
    let kind = isTagged ? [JSONTree.Field(name: "kind", value: .string(variant.kind))] : []
    return kind + fields(Array(variant.fields.dropFirst(isTagged ? 1 : 0)), alternatives: [])
  }

  private mutating func fields(_ shapes: [FieldShape], alternatives: [String]) -> [JSONTree.Field] {
    var fields: [JSONTree.Field] = []
    for shape in shapes {
      if let value = value(of: shape, beside: fields) { fields.append(.init(name: shape.name, value: value)) }
    }
    if !alternatives.isEmpty, !fields.contains(where: { alternatives.contains($0.name) && $0.value.text != "" }) {
      fields.removeAll { $0.name == alternatives[0] }
      fields.append(.init(name: alternatives[0], value: .string("n" + text())))
    }
    return fields
  }

  private mutating func value(of field: FieldShape, beside siblings: [JSONTree.Field]) -> JSONTree? {
    switch field.presence {
    case .derived: return nil
    case .optional where oneIn(2): return nil
    case .flag: return oneIn(2) ? nil : .bool(true)
    case .list(let presence):
      let isNeeded = if case .required = presence { true } else { false }
      let isLeftOut = if case .whenNotEmpty = presence { oneIn(2) } else { false }
      if isLeftOut { return nil }
      let canBeEmpty = if case .whenNotEmpty = presence { false } else { !isNeeded }
      let count = int((canBeEmpty ? 0 : 1)...3)
      return .array((0..<count).map { _ in value(of: field.shape) })
    case .required, .defaulted, .optional:
      if case .word(let definition, _) = field.shape, "\(definition.name)" == "precision",
        let date = siblings.first(where: { $0.name == "value" })?.value.text.flatMap(PartialDate.init(iso8601:))
      {
        return .string(date.precision.rawValue)
      }
      return value(of: field.shape, beside: siblings)
    }
  }

  private mutating func text(_ rule: TextRule) -> String {
    switch rule {
    case .plain, .published, .category, .eventType, .model: text()
    case .nonEmpty, .id, .sector: "n" + text()
    case .country, .countryGiven: pick(["PE", "CN", "LA", "GE"])
    case .currency: pick(["USD", "CNY", "PEN"])
    }
  }

  private mutating func integer(_ rule: IntegerRule, beside siblings: [JSONTree.Field]) -> Int {
    func sibling(_ name: String) -> JSONTree? { siblings.first { $0.name == name }?.value }
    return switch rule {
    case .count: int(0...900)
    case .positive, .revision: int(1...99)
    case .minutesEast: int(-840...840)
    case .start: int(0...100_000)
    case .end: Int(sibling("start")?.double ?? 0) + int(0...500)
    case .offsetInText: int(0...(sibling("text")?.text?.utf8.count ?? 0))
    }
  }

  /// Of the range of the rule, its ends among them.
  private mutating func number(_ rule: NumberRule) -> Double {
    guard let range = rule.range else { return double() }
    let upper = min(range.upperBound, 1e6)
    switch int(0...4) {
    case 0: return range.lowerBound
    case 1: return upper
    default: return Double.random(in: range.lowerBound...upper, using: &self)
    }
  }

  private mutating func instant(_ rule: InstantRule, beside siblings: [JSONTree.Field]) -> Timestamp {
    let time = timestamp()
    guard case .givenNotBeforeStart = rule,
      let start = siblings.first(where: { $0.name == "startsAt" })?.value.text.flatMap(Timestamp.init(rfc3339:))
    else { return time }
    return max(time, start)
  }

  mutating func timestamp() -> Timestamp {
    let milliseconds: Int64 =
      switch int(0...3) {
      case 0: Int64(int(-62_135_596_800_000...253_402_300_799_999))
      case 1: Int64(int(-62_135_596_800...253_402_300_799)) * 1000
      default: Int64(int(1_700_000_000_000...1_800_000_000_000))
      }
    return Timestamp(milliseconds: milliseconds)
  }

  private mutating func date() -> PartialDate {
    let day = CivilDate(dayNumber: int(0...30_000))
    let date: PartialDate? =
      switch pick(PartialDate.Precision.allCases) {
      case .day: PartialDate(day: day)
      case .week: PartialDate(weekOf: day)
      case .month: PartialDate(year: day.year, month: day.month)
      case .quarter: PartialDate(year: day.year, quarter: (day.month + 2) / 3)
      case .half: PartialDate(year: day.year, half: day.month > 6 ? 2 : 1)
      case .year: PartialDate(year: day.year)
      case .decade: PartialDate(decade: day.year / 10 * 10)
      }
    let later = PartialDate(day: day.adding(days: 4000))
    let interval = oneIn(4) ? date.flatMap { PartialDate(from: $0, through: later) } : nil
    return interval ?? date ?? PartialDate(day: day)
  }
}

extension JSONTree {
  /// As a writer writes it: whole numbers without a fraction.
  fileprivate init(_ number: Double) {
    self =
      number == number.rounded() && abs(number) < 9_007_199_254_740_992 ? .integer(Int(number)) : .number(number)
  }
}
