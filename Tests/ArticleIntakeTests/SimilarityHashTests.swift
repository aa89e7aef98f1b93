import ReferenceData
import Testing

@testable import ArticleIntake

@Suite("Similarity of texts")
struct SimilarityHashTests {
  @Test("layout, case and punctuation change nothing")
  func layout() {
    let words = story(1, words: 200)
    let plain = words.joined(separator: " ")
    let other = words.map { $0.uppercased() }.joined(separator: ";\n  ") + "."
    #expect(similarity.fingerprint(of: plain) == similarity.fingerprint(of: other))
    #expect(similarity.fingerprint(of: plain).utf8.count == 16)
  }

  @Test("at most one in 500 pairs of different stories, with no number to tell them apart, is taken for copies")
  func differentStories() {
    let hashes = (1...60).map { similarity.hash(of: story($0, words: 300).joined(separator: " ")) }
    var near = 0
    for (index, hash) in hashes.enumerated() {
      for other in hashes[..<index] where (hash ^ other).nonzeroBitCount <= 3 { near += 1 }
    }
    #expect(near * 500 <= hashes.count * (hashes.count - 1) / 2)
  }

  @Test("Chinese text is distinguished by its characters")
  func chinese() {
    let one = similarity.hash(of: "钱凯港一期工程正式开港,中国企业参与建设。")
    let same = similarity.hash(of: "钱凯港一期工程正式开港 中国企业参与建设")
    let other = similarity.hash(of: "雅万高铁发生袭击事件,三名工人受伤,警方正在调查。")
    #expect((one ^ other).nonzeroBitCount > 3)
    #expect((one ^ same).nonzeroBitCount <= 3)
  }

  @Test("a word of the table distinguishes two reports that differ in nothing else; without its row they are copies")
  func details() throws {
    let body = { (day: String) in
      "Gunmen on motorcycles attacked the northern depot on \(day) and burned the lorries that were parked in the yard."
    }
    func distance(_ rows: String) throws -> Int {
      let table = try Table(bytes: Array("word\tlanguages\n\(rows)".utf8), file: "t", columns: ["word", "languages"])
      let similarity = SimilarityHash(try FingerprintDetails(table: table), try ends(""))
      return (similarity.hash(of: body("Monday")) ^ similarity.hash(of: body("Thursday"))).nonzeroBitCount
    }
    #expect(try distance("monday\ten\nthursday\ten\n") > 3)
    #expect(try distance("sunday\ten\n") <= 3)
  }

  private func ends(_ rows: String) throws -> DatelineEnds {
    try DatelineEnds(
      table: Table(
        bytes: Array("mark\tspaces\tlanguages\theadline\n\(rows)".utf8), file: "t", columns: DatelineEnds.columns))
  }

  @Test(
    "a dateline changes nothing if a row has what ends it",
    arguments: [
      ("电\tafter\tzh\tno\n", "新华社北京1月6日电 ", "港口二期工程开工，中国企业参与建设，计划三年内完成全部泊位。"),
      (
        "-\tboth\tany\tno\n", "LIMA, Nov 26 (Wire) - ",
        "Gunmen on motorcycles attacked the northern depot and burned the lorries that were parked in the yard."
      ),
    ])
  func datelines(row: String, dateline: String, body: String) throws {
    let details = try FingerprintDetails(
      table: Table(bytes: Array("word\tlanguages\n".utf8), file: "t", columns: ["word", "languages"]))
    let known = SimilarityHash(details, try ends(row))
    let unknown = SimilarityHash(details, try ends("~\tboth\tany\tno\n"))
    #expect(known.fingerprint(of: dateline + body) == known.fingerprint(of: body))
    #expect(unknown.fingerprint(of: dateline + body) != unknown.fingerprint(of: body))
  }

  @Test("a text without words has a fingerprint too", arguments: ["", "...", "\u{2014}", "钱"])
  func short(_ text: String) {
    #expect(similarity.fingerprint(of: text).utf8.count == 16)
  }
}

/// Pairs of our own: a report, and what another outlet made of it, or another event in its words.
struct CopyPairs {
  struct Pair {
    let first: (title: String, body: String)
    let second: (title: String, body: String)
    let isCopy: Bool
    let kind: String
  }

  static let pairs: [Pair] = (0..<30).flatMap { seed in
    let report = report(seed)
    let copies: [(String, (title: String, body: String))] = [
      ("credit before", (report.title, "(Meridian Wire) - " + report.body)),
      ("credit after", (report.title, report.body + " Reporting by our staff; editing by A. B.")),
      (
        "dateline",
        (report.title, "\(places[seed % places.count].uppercased()), Nov 26 (Harbour Post) — " + report.body)
      ),
      ("trimmed ending", (report.title, report.body.split(separator: ". ").prefix(3).joined(separator: ". ") + ".")),
      ("another title", ("What we know of events at \(places[seed % places.count])", report.body)),
      ("a word changed", (report.title, report.body.replacing("said in a statement", with: "said"))),
      ("a line added", (report.title, report.body + " The story is developing.")),
    ]
    let others: [(String, (title: String, body: String))] = [
      (
        "another day",
        (report.title, report.body.replacing(days[seed % days.count], with: days[(seed + 2) % days.count]))
      ),
      (
        "another number",
        (report.title, report.body.replacing(numbers[seed % numbers.count], with: numbers[(seed + 1) % numbers.count]))
      ),
      (
        "another day and number",
        (
          report.title,
          report.body.replacing(days[seed % days.count], with: days[(seed + 1) % days.count])
            .replacing(numbers[seed % numbers.count], with: numbers[(seed + 3) % numbers.count])
        )
      ),
      ("another event", Self.report(seed + 31)), ("the same place, another event", Self.report(seed + 12)),
    ]
    return copies.map { Pair(first: report, second: $0.1, isCopy: true, kind: $0.0) }
      + others.map { Pair(first: report, second: $0.1, isCopy: false, kind: $0.0) }
  }

  private static let places = [
    "Kayes", "Gwadar", "Piraeus", "Callao", "Mombasa", "Beira", "Tema", "Lobito", "Hambantota", "Chancay", "Djibouti",
    "Kribi",
  ]
  private static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
  private static let numbers = ["two", "four", "seven", "12", "30", "three"]
  private static let acts = [
    "Gunmen attacked a convoy near", "Workers walked off their jobs at the port of",
    "A storm damaged cranes at the terminal of",
    "Police closed the road to the mine at", "A court halted work on the power plant near",
    "A fire broke out in a warehouse at",
    "Protesters blocked the railway outside",
  ]
  private static let effects = ["killing", "injuring", "stranding", "leaving without work"]

  private static func report(_ seed: Int) -> (title: String, body: String) {
    let place = places[seed % places.count]
    let act = acts[seed % acts.count]
    let body =
      "\(act) \(place) on \(days[seed % days.count]), \(effects[seed % effects.count]) \(numbers[seed % numbers.count]) people, the "
      + "\(["interior", "transport", "security", "labour"][seed % 4]) ministry said in a statement. The ministry said that an inquiry "
      + "has been opened and that the site has been secured. It asked the public to stay calm and to report anything unusual to the "
      + "nearest post. No group has said that it was behind the events. The operator said that work would go on as planned, and that "
      + "its staff had been told to stay inside until further notice."
    return ("\(act) \(place)", body)
  }
}

@Suite("Copies of texts")
struct CopyTests {
  @Test("copies are distinguished from second reports in the same words, over more than 300 pairs")
  func pairs() {
    var right: [String: (hit: Int, all: Int)] = [:]
    var found = 0
    var rightly = 0
    var copies = 0
    for pair in CopyPairs.pairs {
      let distance = (Self.hash(pair.first) ^ Self.hash(pair.second)).nonzeroBitCount
      let isFound = distance <= 3
      if isFound { found += 1 }
      if pair.isCopy { copies += 1 }
      if isFound, pair.isCopy { rightly += 1 }
      right[pair.kind, default: (0, 0)].all += 1
      if isFound == pair.isCopy { right[pair.kind]?.hit += 1 }
    }
    let precision = Double(rightly) / Double(max(1, found))
    let recall = Double(rightly) / Double(copies)
    print("copies: \(CopyPairs.pairs.count) pairs, precision \(precision), recall \(recall)")
    for (kind, count) in right.sorted(by: { $0.key < $1.key }) { print("  \(kind): \(count.hit) of \(count.all)") }
    #expect(CopyPairs.pairs.count >= 300)
    #expect(precision >= 0.97)
    #expect(recall >= 0.95)
  }

  private static func hash(_ text: (title: String, body: String)) -> UInt64 {
    similarity.hash(of: "\(text.title)\n\n\(text.body)", bodyStart: text.title.utf8.count + 2)
  }
}
