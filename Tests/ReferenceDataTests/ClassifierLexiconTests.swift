import ChildProcesses
import Foundation
import Testing

@testable import ReferenceData

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite("The classifier's tables")
struct ClassifierLexiconTests {
  private let types: EventTypes
  private let lexicon: ClassifierLexicon

  init() throws {
    let directory = root.appending(path: "Shared/ReferenceData").path
    types = try RiskModelLoader(directory: directory).load().types
    let folders = LanguageFolders(directory: directory + "/Languages", names: ["en", "mul"])
    lexicon = try #require(try ClassifierLexicon(folders, types: types))
  }

  @Test("the event table knows each class, and each event type with a PLOVER category belongs to one")
  func classes() throws {
    let event = try #require(lexicon.event)
    let classes = Set(event.classes.map(\.name))
    #expect(Set(event.weights.classes) == classes)
    #expect(Set(types.all.compactMap(\.plover)).isSubset(of: classes))
  }

  @Test("no class of events proposes a risk")
  func proposals() throws {
    for name in (lexicon.event?.classes ?? []).compactMap(\.proposes) {
      let type = try #require(types.all.first { $0.type == name })
      #expect(type.ledger == .none, "\(name)")
    }
  }

  @Test("each quiet topic is a class of the topic table, and its categories are of the risk model")
  func topics() throws {
    let categories = Set(types.all.compactMap(\.category))
    let topic = try #require(lexicon.topic)
    for quiet in topic.quiet {
      #expect(topic.weights.classes.contains(quiet.topic) && quiet.topic != "news")
      #expect(quiet.categories?.isSubset(of: categories) ?? true)
    }
  }

  @Test("no word counts as two lemmas, and no row is repeated")
  func unique() {
    let forms = lexicon.lemmas.flatMap(\.forms) + lexicon.skipped
    #expect(Set(forms).count == forms.count)
    for weights in [
      lexicon.event?.weights, lexicon.topic?.weights, lexicon.conduct?.weights, lexicon.risk?.weights,
    ].compactMap(\.self) {
      #expect(Set(weights.rows.map { "\($0.term)\t\($0.className)" }).count == weights.rows.count)
    }
  }

  @Test(
    "a row that breaks the schema is refused with its column",
    arguments: [
      ("classifier-event.tsv", "term\tclass\tweight\n*\tGOOD\t0\nunheard\tGOOD\t1\n", "term"),
      (
        "classifier-event.tsv",
        "term\tclass\tweight\n*\tGOOD\t0\nsign\tGOOD\t1\nsign sign\tGOOD\t1\nsign\tGOOD\t1\n", "term"
      ),
      ("classifier-event.tsv", "term\tclass\tweight\n*\tGOOD\t0\nsign\tBAD\t1\n", "class"),
      ("classifier-event.tsv", "term\tclass\tweight\n*\tBAD\t0\n", "class"),
      ("classifier-event.tsv", "term\tclass\tweight\n*\tGOOD\tmuch\n", "weight"),
      (
        "classifier-topics.tsv", "topic\tshare\tstrong_share\tcategories\nGOOD\t0.5\t0.6\t*\n", "strong_share"
      ),
      ("classifier-topic.tsv", tooManyClasses, "at most 255 classes"),
      ("classifier-conduct.tsv", "term\tclass\tweight\n*\tGOOD\t0\n", "class"),
      ("classifier-classes.tsv", "class\tproposes\ttypes\nGOOD\tNO_TYPE\t-\n", "proposes"),
      ("classifier-risks.tsv", "category\ttype\nSEC\tTARIFF\n", "type"),
      ("classifier-risks.tsv", "category\ttype\nSEC\tNO_TYPE\n", "type"),
      ("classifier-risks.tsv", "category\ttype\nTRD\tTARIFF\nTRD\tTARIFF\n", "category"),
      ("classifier-risk.tsv", "term\tclass\tweight\n*\tGOOD\t0\n", "class"),
      ("classifier-settings.tsv", "setting\tvalue\nconfidence\t1\nreach\t1\n", "vote"),
    ])
  func refused(file: String, text: String, problem: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "classifier-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    var tables = [
      "classifier-classes.tsv": "class\tproposes\ttypes\nGOOD\t-\t-\n",
      "classifier-forms.tsv": "lemma\tforms\nsign\tsign,signed\n",
      "classifier-settings.tsv":
        "setting\tvalue\nvote\t1\nlong-vote\t1\nproposal\t1\nconfidence\t1\nreach\t1\ntopic-words\t1\ntopic-evidence\t1\ntopic-strong\t1\nconduct-words\t1\n"
        + "conduct-reach\t1\ntalk\t0\ncase\t1\nsure-case\t1\ncase-proposal\t1\ncase-word\t1\ntalk-frame\t1\ncase-frame\t1\nplain-wrong\t1\nincident\t1\nincident-elsewhere\t1\nincident-doubted\t1\nnothing\t1\nnothing-long\t1\nnothing-supported\t1\nnothing-clear\t1\nsupport\t1\nstory\t1\nother-category\t1\n",
      "classifier-topics.tsv": "topic\tshare\tstrong_share\tcategories\n",
      "classifier-risks.tsv": "category\ttype\nSEC\tVIOLENCE\n",
    ]
    for (name, label) in [("event", "GOOD"), ("topic", "GOOD"), ("conduct", "case"), ("risk", "SEC")] {
      tables["classifier-\(name).tsv"] = "term\tclass\tweight\n*\t\(label)\t0\nsign\t\(label)\t1\n"
    }
    func write() throws {
      for (name, text) in tables { try Data(text.utf8).write(to: folder.appending(path: "xx/\(name)")) }
    }
    try write()
    let folders = LanguageFolders(directory: folder.path, names: ["xx"])
    #expect(try ClassifierLexicon(folders, types: types)?.event?.weights.rows.count == 1)
    tables[file] = text
    try write()
    let error = #expect(throws: TableError.self) { try ClassifierLexicon(folders, types: types) }
    #expect(error.map { "\($0)".contains(problem) } == true, "\(String(describing: error))")
  }

  private static let tooManyClasses =
    "term\tclass\tweight\n" + (0...ClassifierWeights.mostClasses).map { "*\tC\($0)\t0\n" }.joined()

  @Test("a table with more lemmas than fit is refused at the first row too many")
  func mostLemmas() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "classifier-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "xx"), withIntermediateDirectories: true)
    let rows = (0...ClassifierLexicon.mostLemmas).map { "l\($0)\tl\($0)\n" }.joined()
    try Data("lemma\tforms\n\(rows)".utf8).write(to: folder.appending(path: "xx/classifier-forms.tsv"))
    let folders = LanguageFolders(directory: folder.path, names: ["xx"])
    let error = #expect(throws: TableError.self) { try ClassifierLexicon(folders, types: types) }
    #expect(error?.line == ClassifierLexicon.mostLemmas + 2)
  }

  @Test("the corpus is well formed; over a quarter of its events and a third of its reports report nothing")
  func corpus() throws {
    let (status, output) = try train(["--corpus"])
    #expect(status == 0 && output.hasPrefix("conduct "), "\(output)")
    let folder = root.appending(path: "Shared/ReferenceData/Languages/en/corpus").path
    var labels: [String] = []
    for (file, columns) in [
      ("phrases", ["label", "realis", "topic", "round", "text"]),
      ("sentences", ["label", "realis", "topic", "round", "text"]),
      ("leads", ["id", "label", "realis", "topic", "round"]),
    ] {
      labels += try Table(path: "\(folder)/\(file).tsv", columns: columns).rows.map { try $0.text("label") }
    }
    #expect(labels.count >= 15_000 && labels.count { $0 == "NONE" } * 4 >= labels.count)
  }

  @Test(
    "a third of the reports report nothing, and the others every type that a pattern finds", arguments: ["en", "zh"])
  func reports(language: String) throws {
    let (status, output) = try train(["--language", language, "--corpus"])
    #expect(status == 0 && output.contains("reports "), "\(output)")
    let file = root.appending(path: "Shared/ReferenceData/Languages/\(language)/corpus/reports.tsv").path
    let labels = try Table(path: file, columns: ["label", "round", "text"]).rows.map { try $0.text("label") }
    #expect(labels.count >= 5000 && labels.count { $0 == "NONE" } * 3 >= labels.count)
    let risks = Set(types.all.filter { $0.ledger == .risk }.map(\.type))
    #expect(Set(labels).subtracting(risks) == ["NONE"])
    let general = try #require(lexicon.risk).types.values
    // A general type labels a report of which only the category is known.
    #expect(risks.subtracting(labels).isSubset(of: general))
  }

  @Test("Chinese has the risk question alone, over single characters")
  func chinese() throws {
    let folders = LanguageFolders(
      directory: root.appending(path: "Shared/ReferenceData/Languages").path, names: ["zh", "mul"])
    let lexicon = try #require(try ClassifierLexicon(folders, types: types))
    #expect(lexicon.event == nil && lexicon.topic == nil && lexicon.conduct == nil)
    #expect(try #require(lexicon.risk).weights.rows.count > 10_000)
    #expect(lexicon.lemmas.allSatisfy { $0.forms == [$0.lemma] })
  }

  @Test("the builder makes the committed Chinese tables again, byte for byte")
  func reproducibleChinese() throws {
    let (status, output) = try train(["--language", "zh", "--check"])
    #expect(status == 0, "\(output)")
  }

  @Test("the builder makes the committed English tables again, byte for byte")
  func reproducible() throws {
    guard let texts = ProcessInfo.processInfo.environment["BEACON_LEAD_TEXTS"] else {
      print("skipped: BEACON_LEAD_TEXTS names no folder with the texts of the labelled leads")
      return
    }
    let (status, output) = try train(["--leads", texts, "--check"])
    if status == 77 {
      print("skipped: \(output)")
      return
    }
    #expect(status == 0, "\(output)")
  }

  private func train(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", root.appending(path: "deploy/reference/classifier/train.py").path] + arguments
    let output = ChildProcess.pipe()
    process.standardOutput = output
    process.standardError = output
    try ChildProcess.start(process)
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    ChildProcess.waitForEnd(of: process)
    return (process.terminationStatus, text)
  }
}
