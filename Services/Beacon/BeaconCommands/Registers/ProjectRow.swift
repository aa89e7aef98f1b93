import FoundationEssentials
import Models

/// Reads one row of a sheet of projects. A row is refused without a required field, with a country that there is not,
/// or where it cannot be told whether the project is protected; any other field that is not understood is ignored. Each
/// case is reported with its reason.
struct ProjectRow {
  let line: Int
  let fields: [String: String]
  /// The codes of all countries, ISO 3166-1 alpha-2.
  let knownCountries: Set<String>
  private(set) var problems: [ProjectSheet.RowProblem] = []

  init(line: Int, fields: [String: String], knownCountries: Set<String>) {
    self.line = line
    self.fields = fields
    self.knownCountries = knownCountries
  }

  mutating func project() -> Project? {
    let missing = ProjectSheet.columns.filter { $0.isRequired && fields[$0.name] == nil }
    for column in missing { report(column.name, "is empty; expected \(column.help)") }
    let countries = countries()
    let isProtected = isProtected()
    guard missing.isEmpty, problems.isEmpty, let id = identifier() else { return nil }
    return Project(
      id: id, name: fields["name"] ?? id, aliases: list("aliases"), countries: countries,
      sector: (fields["sector"] ?? "other").lowercased(), corridor: fields["corridor"],
      connectivity: words("connectivity", as: Connectivity.self), scale: word("scale", as: ProjectScale.self),
      field: word("field", as: ProjectField.self), actorClass: word("actor_class", as: ActorClass.self),
      phase: fields["phase"], counterparties: list("counterparties").map(counterparty),
      sites: list("sites").compactMap { site($0) }, milestones: list("milestones").compactMap { milestone($0) },
      value: value(), headcount: headcount(), protected: isProtected)
  }

  private mutating func report(_ column: String, _ problem: String) {
    problems.append(.init(line: line, column: column, problem: problem))
  }

  private mutating func countries() -> [String] {
    let written = list("countries")
    let codes = written.map { $0.uppercased() }
    for (code, word) in zip(codes, written) where !knownCountries.contains(code) {
      let isCode = code.utf8.count == 2 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      report(
        "countries",
        isCode
          ? "\"\(word)\" is no country; expected a code of ISO 3166-1 such as PE"
          : "\"\(word)\" is not a code; expected two letters such as PE")
    }
    return codes
  }

  private mutating func identifier() -> String? {
    guard let id = fields["id"] else { return nil }
    let isPlain = id.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F
        || $0 >= 0x80
    }
    if !isPlain { report("id", "\"\(id)\" has other characters than letters, digits, - and _") }
    return isPlain ? id : nil
  }

  /// The parts of a field between semicolons, ASCII or full-width.
  private func list(_ column: String) -> [String] {
    (fields[column] ?? "").split { $0 == ";" || $0 == "\u{FF1B}" }.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ column: String, as type: Word.Type
  ) -> Word? where Word.RawValue == String { fields[column].flatMap { one($0, column, type) } }

  private mutating func words<Word: RawRepresentable & CaseIterable>(
    _ column: String, as type: Word.Type
  ) -> [Word] where Word.RawValue == String { list(column).compactMap { one($0, column, type) } }

  private mutating func one<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ column: String, _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: text.lowercased()) { return word }
    report(
      column, "\"\(text)\" is ignored; expected one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  /// Reads `name (role)`; the role is `partner` where none is given.
  private func counterparty(_ text: String) -> Counterparty {
    guard text.last == ")" || text.last == "\u{FF09}",
      let open = text.lastIndex(where: { $0 == "(" || $0 == "\u{FF08}" })
    else {
      return Counterparty(name: text, role: "partner")
    }
    let role = trimmed(text[text.index(after: open)...].dropLast())
    return Counterparty(name: trimmed(text[..<open]), role: role.isEmpty ? "partner" : role)
  }

  /// Reads `name @ latitude, longitude ~ radius`, in degrees and km; the radius is 10 km where none is given.
  private mutating func site(_ text: String) -> Site? {
    let parts = text.split(separator: "@", maxSplits: 1).map { trimmed($0) }
    let numbers = parts.last?.split { $0 == "," || $0 == "\u{FF0C}" || $0 == "~" }.map { Double(trimmed($0)) } ?? []
    guard parts.count == 2, numbers.count == 2 || numbers.count == 3, let latitude = numbers[0],
      let longitude = numbers[1], abs(latitude) <= 90, abs(longitude) <= 180,
      let radius = numbers.count == 3 ? numbers[2] : 10, radius > 0, radius <= 1000
    else {
      report("sites", "\"\(text)\" is ignored; expected: name @ latitude, longitude ~ radius in km")
      return nil
    }
    return Site(name: parts[0], latitude: latitude, longitude: longitude, radiusKm: radius)
  }

  /// Reads `TYPE expected DATE`, `TYPE actual DATE`, or `TYPE DATE`, which means the expected date.
  private mutating func milestone(_ text: String) -> ExpectedMilestone? {
    let words = text.split(separator: " ").map(String.init)
    guard let type = words.first, words.count == 2 || words.count == 3,
      let date = words.last.flatMap({ PartialDate(iso8601: $0) }),
      words.count == 2 || ["expected", "actual"].contains(words[1].lowercased())
    else {
      report("milestones", "\"\(text)\" is ignored; expected: TYPE expected 2027-06, or TYPE actual 2024-11")
      return nil
    }
    let isActual = words.count == 3 && words[1].lowercased() == "actual"
    return ExpectedMilestone(
      type: type.uppercased(), expected: isActual ? nil : date, actual: isActual ? date : nil)
  }

  private mutating func value() -> Money? {
    guard let text = fields["value"] else { return nil }
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2, let amount = amount(words[0]), amount >= 0, words[1].utf8.count == 3 else {
      report(
        "value", "\"\(text)\" is left out; expected an amount and a currency, such as 1500000000 USD or 15\u{4EBF} USD")
      return nil
    }
    return Money(value: amount, currency: words[1].uppercased())
  }

  /// Reads a number, which may contain commas and end in 万 (ten thousand) or 亿 (a hundred million).
  private func amount(_ word: String) -> Double? {
    var digits = word.filter { $0 != "," && $0 != "\u{FF0C}" }
    let units: [Character: Double] = ["\u{4E07}": 1e4, "\u{4EBF}": 1e8]
    guard let last = digits.last, let unit = units[last] else { return Double(digits) }
    digits.removeLast()
    return Double(digits).map { $0 * unit }
  }

  private mutating func headcount() -> Int? {
    guard let text = fields["headcount"] else { return nil }
    guard let count = Int(text), count >= 0 else {
      report("headcount", "\"\(text)\" is ignored; expected a whole number")
      return nil
    }
    return count
  }

  /// Reads yes or no, also as `true`, `1` or 是, and `false`, `0` or 否; an empty field is no.
  private mutating func isProtected() -> Bool {
    guard let text = fields["protected"] else { return false }
    let word = text.lowercased()
    if ["yes", "true", "1", "是"].contains(word) { return true }
    if !["no", "false", "0", "否"].contains(word) {
      report("protected", "\"\(text)\" is not understood; expected yes or no")
    }
    return false
  }
}

private func trimmed(_ text: some StringProtocol) -> String {
  var text = Substring(text)
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
