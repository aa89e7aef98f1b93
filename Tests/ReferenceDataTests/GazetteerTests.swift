import Testing

@testable import ReferenceData

struct GazetteerTests {
  static let directory =
    "\(#filePath)".split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Shared/ReferenceData"
  static let loaded = Result<ReferenceData, any Error> { try ReferenceData(directory: directory) }

  @Test("the committed reference data loads, and names its versions")
  func loads() throws {
    let reference = try Self.loaded.get()
    #expect(reference.gazetteer.countries.count >= 249)
    let names = String(decoding: reference.gazetteer.names, as: UTF8.self).split(separator: "\n")
    #expect(names[reference.gazetteer.entries.count] == "Aarhus Convention", "namesakes follow the entries' names")
    #expect(reference.versions.tables.utf8.count == 12)
  }

  @Test(
    "each name leads to its country",
    arguments: [
      ("Georgia", Gazetteer.Kind.country, "GE"), ("Georgia", .region, "US"), ("Kyrgyz", .demonym, "KG"),
      ("Uzbeks", .demonym, "UZ"), ("Lao", .demonym, "LA"), ("Emirati", .demonym, "AE"), ("DR Congo", .country, "CD"),
      ("Congo-Brazzaville", .country, "CG"), ("Guinea-Bissau", .country, "GW"), ("Niger", .country, "NE"),
      ("Nigeria", .country, "NG"), ("South Korea", .country, "KR"), ("秘鲁", .country, "PE"), ("Paris", .city, "FR"),
      ("Paris", .city, "US"), ("Cook County", .county, "US"), ("Ky", .abbreviation, "US"), ("Sao Paulo", .city, "BR"),
    ])
  func names(name: String, kind: Gazetteer.Kind, code: String) throws {
    let gazetteer = try Self.loaded.get().gazetteer
    let names = gazetteer.names.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let found = names.indices.contains { index in
      names[index].elementsEqual(name.utf8) && gazetteer.entries[index].kind == kind
        && gazetteer.code(gazetteer.entries[index].country) == code
    }
    #expect(found)
  }

  @Test("a city has its position under each of its entries", arguments: ["Lamu", "Vientiane", "Port Sudan", "NYC"])
  func cityPositions(name: String) throws {
    let gazetteer = try Self.loaded.get().gazetteer
    let names = gazetteer.names.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let cities = gazetteer.entries.indices.filter {
      names[$0].elementsEqual(name.utf8) && gazetteer.entries[$0].kind == .city
    }
    #expect(!cities.isEmpty && cities.allSatisfy { gazetteer.entries[$0].hasPosition })
  }

  @Test("a government is meant by its capital and by the other names of its seat")
  func seats() throws {
    let gazetteer = try Self.loaded.get().gazetteer
    for (name, code) in [("washington", "US"), ("kiev", "UA"), ("lima", "PE"), ("pristina", "XK")] {
      #expect(gazetteer.governmentSeats[name].flatMap(gazetteer.code) == code)
    }
  }

  @Test("groups of countries have no country")
  func groups() throws {
    for organisation in try Self.loaded.get().languages.lexicon(for: "en").entities.organisations
    where ["ASEAN", "EU", "the West", "Belt and Road"].contains(organisation.name) {
      #expect(organisation.country == nil)
    }
  }

  @Test("every country code in the lexicon is one of ISO 3166-1")
  func lexiconCodes() throws {
    let reference = try Self.loaded.get()
    let codes = try reference.languages.indices.flatMap { index in
      let language = try reference.languages.lexicon(at: index)
      return language.entities.organisations.compactMap(\.country) + language.entities.countryHints.map(\.country)
        + [language.country].compactMap(\.self)
    }
    for code in codes { #expect(reference.gazetteer.index(of: code) != nil, "\(code)") }
  }
}

struct TableScannerTests {
  @Test("a broken row is refused with its file and line", arguments: ["a\tb\n1\n", "x\ty\n"])
  func broken(text: String) {
    let error = #expect(throws: TableError.self) {
      var scanner = try TableScanner(bytes: Array("# note\n\(text)".utf8), file: "t.tsv", columns: ["a", "b"])
      while try scanner.advance() {}
    }
    #expect(error?.file == "t.tsv" && (error?.line ?? 0) >= 2)
  }

  @Test("numbers keep sign and fraction", arguments: [("-12.34", -12.34), ("7", 7), ("0.5", 0.5)])
  func numbers(text: String, value: Double) throws {
    var scanner = try TableScanner(bytes: Array("a\n\(text)\n".utf8), file: "t.tsv", columns: ["a"])
    _ = try scanner.advance()
    #expect(try scanner.number(0) == value)
  }
}
