import Foundation

/// JSON Schema, draft 2020-12, as far as Beacon's schemas use it. A keyword that it does not know is a fault, so that
/// nothing in a schema is passed over in silence.
struct SchemaChecker {
  struct Fault: Hashable, CustomStringConvertible {
    var instance: String
    var schema: SchemaPlace
    var problem: String

    var description: String { "\(instance) against \(schema): \(problem)" }
  }

  /// What an instance made of the schemas.
  struct Verdict {
    var faults: [Fault] = []
    /// The fields that some schema names, by the path of their object.
    var declared: [String: Set<String>] = [:]
    var seen: [SchemaPlace: Use] = [:]

    fileprivate mutating func use(_ place: SchemaPlace, word: String?) {
      seen[place, default: Use()].count += 1
      if let word { seen[place, default: Use()].words.insert(word) }
    }

    mutating func merge(_ other: Verdict) {
      faults += other.faults
      declared.merge(other.declared) { $0.union($1) }
      seen.merge(other.seen) { $0.adding($1) }
    }
  }

  /// How often a value was held against a schema and passed, and which words of its `enum` were met.
  struct Use {
    var count = 0
    var words: Set<String> = []

    func adding(_ other: Use) -> Use { Use(count: count + other.count, words: words.union(other.words)) }
  }

  let folder: SchemaFolder
  private let patterns = Patterns()

  init(folder: SchemaFolder) { self.folder = folder }

  func check(_ instance: JSONTree, against reference: String, from file: String = "") -> Verdict {
    guard let (schema, place) = folder.resolve(reference, from: file) else {
      return Verdict(faults: [Fault(instance: "$", schema: SchemaPlace(file: reference), problem: "no such schema")])
    }
    return check(instance, schema, place)
  }

  /// The paths of fields that no schema names.
  func undeclared(_ instance: JSONTree, _ verdict: Verdict, at path: String = "$") -> [String] {
    switch instance {
    case .object(let fields):
      fields.flatMap { field in
        let inner = "\(path).\(field.name)"
        return verdict.declared[path, default: []].contains(field.name)
          ? undeclared(field.value, verdict, at: inner) : [inner]
      }
    case .array(let elements):
      elements.enumerated().flatMap { undeclared($1, verdict, at: "\(path)[\($0)]") }
    default: []
    }
  }

  func check(_ instance: JSONTree, _ schema: JSONTree, _ place: SchemaPlace) -> Verdict {
    var verdict = Verdict()
    check(instance, at: "$", schema, place, into: &verdict)
    return verdict
  }

  private func check(
    _ instance: JSONTree, at path: String, _ schema: JSONTree, _ place: SchemaPlace, into verdict: inout Verdict
  ) {
    guard case .object(let keywords) = schema else {
      verdict.faults.append(Fault(instance: path, schema: place, problem: "the schema is no object"))
      return
    }
    let before = verdict.faults.count
    for keyword in keywords {
      apply(keyword.name, keyword.value, to: instance, at: path, place, into: &verdict)
    }
    if verdict.faults.count == before { verdict.use(place, word: schema["enum"] == nil ? nil : instance.text) }
  }

  private func apply(
    _ keyword: String, _ value: JSONTree, to instance: JSONTree, at path: String, _ place: SchemaPlace,
    into verdict: inout Verdict
  ) {
    func require(_ holds: Bool, _ problem: @autoclosure () -> String) {
      if !holds { verdict.faults.append(Fault(instance: path, schema: place, problem: problem())) }
    }
    func bound(_ holds: (Double, Double) -> Bool) {
      guard let limit = value.double else { return require(false, "\(keyword) is no number") }
      if let number = instance.double { require(holds(number, limit), "\(number) breaks \(keyword) \(limit)") }
    }
    switch keyword {
    case "$schema":
      require(value.text == "https://json-schema.org/draft/2020-12/schema", "another dialect: \(value)")
    case "title", "description":
      require(value.text?.isEmpty == false, "\(keyword) is no text")
    case "examples":
      require(!value.elements.isEmpty, "no examples: \(value)")
    case "$defs": break
    case "$ref":
      guard let reference = value.text, let target = folder.resolve(reference, from: place.file) else {
        require(false, "a dangling reference: \(value)")
        break
      }
      check(instance, at: path, target.schema, target.place, into: &verdict)
    case "type":
      let types = value.text.map { [$0] } ?? value.strings
      let known: Set = ["null", "boolean", "integer", "number", "string", "array", "object"]
      require(!types.isEmpty && known.isSuperset(of: types), "no types: \(value)")
      require(types.contains { $0.isType(of: instance) }, "found \(instance.type); expected \(types)")
    case "const": require(instance == value, "found \(instance); expected \(value)")
    case "enum": require(value.elements.contains(instance), "found \(instance); expected one of \(value)")
    case "minimum": bound { $0 >= $1 }
    case "maximum": bound { $0 <= $1 }
    case "minLength":
      if let text = instance.text, let limit = value.double {
        require(Double(text.unicodeScalars.count) >= limit, "the text is too short")
      }
    case "minItems", "maxItems":
      if case .array(let elements) = instance, let limit = value.double {
        let count = Double(elements.count)
        require(keyword == "minItems" ? count >= limit : count <= limit, "\(elements.count) elements break \(keyword)")
      }
    case "pattern":
      guard let pattern = value.text, let whole = patterns[pattern] else {
        require(false, "a pattern that is not written ^…$: \(value)")
        break
      }
      if let text = instance.text { require(whole.matches(text), "\(instance) is not of the form \(pattern)") }
    case "required":
      guard case .object(let fields) = instance else { break }
      for name in value.strings { require(fields.contains { $0.name == name }, "\(name) is missing") }
    case "properties":
      guard case .object(let fields) = instance else { break }
      verdict.declared[path, default: []].formUnion(value.fields.map(\.name))
      for property in value.fields {
        guard let field = fields.first(where: { $0.name == property.name }) else { continue }
        let inner = place.appending("properties", property.name)
        check(field.value, at: "\(path).\(property.name)", property.value, inner, into: &verdict)
      }
    case "items":
      for (index, element) in instance.elements.enumerated() {
        check(element, at: "\(path)[\(index)]", value, place.appending("items"), into: &verdict)
      }
    case "allOf":
      for (index, part) in value.elements.enumerated() {
        check(instance, at: path, part, place.appending(keyword, "\(index)"), into: &verdict)
      }
    case "anyOf", "oneOf":
      let verdicts = value.elements.enumerated().map { index, part in
        var verdict = Verdict()
        check(instance, at: path, part, place.appending(keyword, "\(index)"), into: &verdict)
        return verdict
      }
      let passed = verdicts.filter(\.faults.isEmpty)
      let isRight = keyword == "oneOf" ? passed.count == 1 : !passed.isEmpty
      require(
        isRight,
        "\(passed.count) of \(keyword) pass: "
          + verdicts.flatMap(\.faults).map(\.description).joined(separator: "; "))
      for part in passed { verdict.merge(part) }
    default: require(false, "the keyword \(keyword) is unknown")
    }
  }
}

extension String {
  /// Of a schema's `type`: a number without a fraction is an integer too.
  fileprivate func isType(of instance: JSONTree) -> Bool {
    switch self {
    case "number": instance.double != nil
    case "integer": instance.double.map { $0 == $0.rounded() } ?? false
    default: self == instance.type
    }
  }
}

/// Patterns over scalars, from the first to the last; each is read once.
private final class Patterns {
  struct Whole {
    fileprivate let regex: Regex<AnyRegexOutput>

    func matches(_ text: String) -> Bool { (try? regex.wholeMatch(in: text)) != nil }
  }

  private var known: [String: Whole] = [:]

  subscript(pattern: String) -> Whole? {
    if let whole = known[pattern] { return whole }
    guard pattern.hasPrefix("^"), pattern.hasSuffix("$"),
      let regex = try? Regex(String(pattern.dropFirst().dropLast()))
    else { return nil }
    let whole = Whole(regex: regex.matchingSemantics(.unicodeScalar))
    known[pattern] = whole
    return whole
  }
}
