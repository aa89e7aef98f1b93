import ReferenceData
import TestSupport
import Testing

@Suite struct IntakeTablesTests {
  private let tables =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Shared/ReferenceData/Tables"

  @Test("the committed tables of intake are sound")
  func committed() throws {
    let fields = try ArticleFields(path: "\(tables)/article-fields.tsv")
    #expect(fields.article["title"]?.place?.field == .title)
    #expect(fields.items["rss"]?["channel"]?["item"]?.place?.field == .items)
    #expect(try TimeZoneNames(path: "\(tables)/time-zones.tsv").minutes("ist") == 330)
    #expect(try TimeWords(path: "\(tables)/time-words.tsv").hours(before: "下午") == 12)
    let rules = try PageRules(folder: tables)
    #expect(rules.effect(.element, "nav") == .drop)
    #expect(rules.place(.property, "article:published_time")?.field == .published)
    #expect(try IntakeTimes(path: "\(tables)/intake.tsv").memoryDays == 35)
    #expect(try !RetractionWords(path: "\(tables)/retraction-words.tsv").notices.isEmpty)
  }

  @Test(
    "a title withdraws its article only where the word is set apart",
    arguments: [
      ("RETRACTED: Kenya defaults", true), ("Retracted – Kenya defaults", true), ("Withdrawn: x", true),
      ("撤稿：钱凯港", true),
      ("Withdrawn troops return home", false), ("Kill switch found: experts", false),
      ("Kenya retracted: what it means", false), ("", false),
    ])
  func titles(_ title: String, _ expected: Bool) throws {
    #expect(try RetractionWords(path: "\(tables)/retraction-words.tsv").withdraws(title: title) == expected)
  }

  @Test(
    "names are compared without case, _ and -",
    arguments: [("pub_Date", "pubdate"), ("PUBLISHED-AT", "publishedat"), ("dc:date", "dc:date")])
  func folded(_ name: String, _ expected: String) { #expect(ArticleFields.folded(name) == expected) }

  @Test(
    "a wrong row is refused with its line",
    arguments: [
      "*\ttitle\tTitle\tx", "*\ttitle\tpub_date\tx", "*\tnothing\ttitle\tx", "*\titems\tlist\tx",
      "items\ttitle\tlist\tx", "none\ttitle\tt\tx",
      "*\ttitle\t/t\tx", "*\ttitle\ttitle\tx\n*\ttext\ttitle\tx", "own_text\ttitle\tbody\tx", "own_text\ttext\ta/b\tx",
      "empty_list\ttext\titems\tx",
      "wrapper_id\turl\t_id\tx",
    ])
  func wrong(_ rows: String) {
    #expect(throws: TableError.self) {
      try ArticleFields(
        table: Table(
          bytes: Array("form\tfield\tpath\tused_by\n\(rows)\n".utf8), file: "t",
          columns: ["form", "field", "path", "used_by"]))
    }
  }

  @Test(
    "a wrong offset or a name twice is refused",
    arguments: ["cet\t1:00\tx", "cet\t+15:00\tx", "CET\t+01:00\tx", "cet\t+01:00\tx\ncet\t+01:00\tx"])
  func wrongZones(_ rows: String) {
    #expect(throws: TableError.self) {
      try TimeZoneNames(
        table: Table(
          bytes: Array("name\toffset\tzone\n\(rows)\n".utf8), file: "t", columns: ["name", "offset", "zone"]))
    }
  }

  @Test(
    "a word of times that is in capitals, there twice or has a wrong value is refused",
    arguments: [
      "Uhr\tend\t-\tde", "uhr\tend\t-\tde\nuhr\tend\t-\tnl", "uhr\tend\t12\tde", "pm\tafter\t6\ten", "pm\tafter\t-\ten",
      "年\tzone\t480\tzh", "uhr\tother\t-\tde",
    ])
  func wrongTimeWords(_ rows: String) {
    #expect(throws: TableError.self) {
      try TimeWords(
        table: Table(
          bytes: Array("word\trole\tvalue\tlanguages\n\(rows)\n".utf8), file: "t",
          columns: ["word", "role", "value", "languages"]))
    }
  }

  @Test("the months of dates of publication agree with those that each language's texts are read by")
  func months() throws {
    let names = try MonthNames(path: "\(tables)/month-names.tsv")
    let months = (1...12).map { String($0) }
    for language in ["en", "es", "id"] {
      let words = try Table(
        path: "\(tables)/../Languages/\(language)/date-words.tsv", columns: ["form", "role", "value"])
      for row in words.rows where try row.text("role").hasPrefix("month") {
        let (form, value) = (try row.text("form"), try row.text("value"))
        #expect(months.contains(value) && names.month(form).map { String($0) } == value, "\(form)")
      }
    }
    #expect(names.month("ноября") == 11)
    #expect(names.month("listopad") == nil, "November in Polish, October in Croatian")
  }

  @Test(
    "a wrong month, a capital or a name twice is refused",
    arguments: ["mai\t13\tfr", "Mai\t5\tfr", "mai\tfive\tfr", "mai\t5\tfr\nmai\t5\tde"])
  func wrongMonths(_ rows: String) {
    #expect(throws: TableError.self) {
      try MonthNames(
        table: Table(
          bytes: Array("name\tmonth\tlanguages\n\(rows)\n".utf8), file: "t", columns: ["name", "month", "languages"]))
    }
  }

  @Test("a language is known by its codes and names, and read where languages.tsv has a row")
  func languages() throws {
    let names = try LanguageNames(
      path: "\(tables)/language-names.tsv", languages: "\(tables)/../Languages/languages.tsv")
    #expect(names.code("eng") == "en" && names.code("cmn") == "zh" && names.code("中文") == "zh")
    #expect(names.code("en") == "en" && names.code("fr") == "fr" && names.code("xx") == nil && names.code("und") == nil)
    #expect(names.read.isSuperset(of: ["en", "zh", "es"]) && names.read.isDisjoint(with: ["und", "other", "fr"]))
    #expect(names.withEvents.isSuperset(of: ["en", "zh", "es"]) && names.withEvents.isSubset(of: names.read))
  }

  @Test("a language has events once its folder has a table of them")
  func withEvents() throws {
    func read(_ files: [String: String]) throws -> Set<String> {
      let names = "name\tcode\nwelsh\tcy\n"
      let row = "code\tname\tfolders\tcountry\tforeign_names\ncy\tWelsh\tcy,mul\t-\tno\n"
      let all = ["Tables/names.tsv": names, "Languages/languages.tsv": row, "Languages/mul/event-roles.tsv": ""]
      return try withFiles(all.merging(files) { $1 }) { folder in
        try LanguageNames(path: "\(folder)/Tables/names.tsv", languages: "\(folder)/Languages/languages.tsv")
          .withEvents
      }
    }
    #expect(try read(["Languages/cy/date-words.tsv": ""]).isEmpty)
    #expect(try read(["Languages/cy/event-triggers.tsv": ""]) == ["cy"])
    #expect(try read(["Languages/cy/event-patterns.tsv": ""]) == ["cy"])
  }

  @Test(
    "a capital, two words or a word twice is refused as a detail",
    arguments: ["Two\ten", "two three\ten", "a\ten\na\tes"])
  func wrongDetails(_ rows: String) {
    #expect(throws: TableError.self) {
      try FingerprintDetails(
        table: Table(bytes: Array("word\tlanguages\n\(rows)\n".utf8), file: "t", columns: ["word", "languages"]))
    }
  }

  @Test(
    "a mark with a space, a mark twice, unknown spaces and a dash in headlines are refused as an end of datelines",
    arguments: [
      "- -\tboth\tany\tno", "\tboth\tany\tno", "-\tboth\tany\tno\n-\tboth\tzh\tno", "-\tbefore\tany\tno",
      "-\tboth\tany\tyes", "电\tafter\tzh\tperhaps",
    ])
  func wrongEnds(_ rows: String) {
    #expect(throws: TableError.self) {
      try DatelineEnds(
        table: Table(
          bytes: Array("mark\tspaces\tlanguages\theadline\n\(rows)\n".utf8), file: "t",
          columns: DatelineEnds.columns))
    }
  }

  @Test("moving a row moves what a page's part is")
  func moving() throws {
    let fields = try Table(
      bytes: Array("field\tmatch\tname\ntitle\tname\tt\n".utf8), file: "f", columns: ["field", "match", "name"])
    func effect(_ row: String) throws -> PageRules.Effect? {
      let blocks = try Table(
        bytes: Array("effect\tmatch\tname\twhy\n\(row)\n".utf8), file: "b", columns: ["effect", "match", "name", "why"])
      return try PageRules(blocks: blocks, fields: fields).effect(.class, "comment")
    }
    #expect(try effect("drop\tclass\tcomment\tx") == .drop)
    #expect(try effect("aside\tclass\tcomment\tx") == .aside)
    #expect(try effect("beside\tclass\tcomment\tx") == .beside)
    #expect(try effect("drop\tclass\tother\tx") == nil)
    #expect(throws: TableError.self) { try effect("drop\taround\tcomment\tx") }
    #expect(throws: TableError.self) { try effect("aside\tname_part\tcomment\tx") }
  }
}
