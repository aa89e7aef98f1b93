import Foundation
import Models
import TestSupport
import Testing

@testable import ReferenceData

private let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appending(path: "Shared/ReferenceData").path

@Suite("Chinese labels")
struct LabelsTests {
  private let labels: Labels
  private let model: RiskModel

  init() throws {
    labels = try Labels(directory: directory, language: "zh")
    model = try RiskModelLoader(directory: directory).load()
  }

  @Test("every event type, category and level of the risk model has exactly one label")
  func riskModel() {
    #expect(labels.terms(of: "event") == model.types.all.map(\.type).sorted())
    #expect(labels.terms(of: "category") == model.categories.map(\.code).sorted())
    let levels = AlertLevel.allCases.map(\.rawValue).sorted()
    for kind in ["level", "colour", "colour_rank", "advice"] + model.categories.map({ "measure_\($0.code)" }) {
      #expect(labels.terms(of: kind) == levels, "\(kind)")
    }
  }

  @Test("every value of the closed vocabularies that alerts and reports print has a label")
  func vocabularies() {
    #expect(labels.terms(of: "realis") == Realis.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "ledger") == Ledger.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "certainty") == Certainty.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "urgency") == Urgency.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "severity") == Severity.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "status") == Alert.Status.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "lane") == Warning.Lane.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "change") == Warning.Change.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "coverage") == Coverage.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "subject") == SubjectKey.Kind.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "claim") == ClaimKind.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "direction") == Judgement.Direction.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "layer") == LegalLayer.allCases.map(\.rawValue).sorted())
    #expect(labels.terms(of: "sector") == Project.knownSectors.sorted())
  }

  @Test(
    "a text of alerts without just its arguments, or that no alert asks for, is refused",
    arguments: [
      ("head\t【{0} {1}】{2}", "head\t【{0}】{2}"), ("quote\t“{0}”", "quote\t“{1}”"), ("quote\t“{0}”", "quote\t“{0”"),
      ("quote\t“{0}”", "quote\t“{0}{”"), ("text\tlist\t", "text\tlists\t"), ("text\tlist\t", "other\tlist\t"),
    ])
  func texts(old: String, new: String) throws {
    #expect(throws: TableError.self) {
      try withChangedFiles(
        of: directory, ["RiskModel/labels-zh.tsv": { try $0.replacingPart(old, with: new) }]
      ) { try Labels(directory: $0, language: "zh") }
    }
  }

  @Test("every step in a project's life that an event or an article can name has a label")
  func milestones() throws {
    var steps = Set(model.types.all.compactMap(\.milestone))
    for language in ["en", "es", "id", "zh"] {
      let path = "\(directory)/Languages/\(language)/document-milestones.tsv"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      let rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
      steps.formUnion(rows.compactMap { $0.split(separator: "\t").dropFirst().first.map(String.init) })
    }
    #expect(steps.count > 10 && steps.isSubset(of: labels.terms(of: "milestone")))
  }

  @Test("every role that the documentation and the template name, and what registers often write, has a label")
  func roles() {
    let roles = [
      "operator", "shareholder", "project company", "authority", "partner", "owner", "contractor", "lender", "offtaker",
      "supplier", "subcontractor", "tenant", "haulier",
    ]
    #expect(Set(roles).isSubset(of: labels.terms(of: "role")))
  }

  @Test("every recommended measure of an event type has one in Chinese at the same level, and none more")
  func measures() {
    let types = Set(model.types.all.map(\.type))
    let measures = model.alerting.measures.filter { types.contains($0.of) }
    for type in types {
      let levels = Set(measures.filter { $0.of == type }.map(\.level.rawValue))
      #expect(Set(labels.terms(of: "measure_\(type)")) == levels, "\(type)")
    }
    let all = labels.measures(type: "COUP", category: "POL", level: .warning)
    #expect(all.first == labels["measure_COUP", "warning"] && all.last == labels["measure_POL", "watch"])
    #expect(all.count == 4)
    let permit = labels.measures(type: "ENV_PERMIT_LOST", category: "ENV", level: .advisory)
    #expect(
      permit
        == [labels["measure_ENV_PERMIT_LOST", "advisory"], labels["measure_ENV_PERMIT_LOST", "watch"]].compactMap(
          \.self))
  }

  @Test(
    "official terms are the official wording",
    arguments: [
      ("colour", "watch", "蓝色"), ("colour", "advisory", "黄色"), ("colour", "warning", "橙色"),
      ("colour", "critical", "红色"), ("class", "political", "政治风险"), ("class", "natural", "自然风险"),
      ("peril", "transfer", "汇兑限制"), ("peril", "violence", "战争及政治暴乱"),
    ])
  func official(kind: String, term: String, label: String) throws {
    let found = try #require(labels.label(kind, term))
    #expect(found.text == label)
    #expect(found.source != "own")
  }

  @Test("every category belongs to one of the five official classes, and perils are those of event types")
  func classes() {
    for category in model.categories { #expect(labels.riskClass(ofCategory: category.code) != nil, "\(category.code)") }
    #expect(labels.riskClass(ofCategory: "HLT") == "自然风险")
    for type in labels.terms(of: "peril_of") {
      #expect(model.types[type] != nil, "\(type)")
      #expect(labels.peril(ofType: type) != nil, "\(type)")
    }
    #expect(labels.peril(ofType: "DEFAULT") == "违约")
    #expect(labels.peril(ofType: "TRAINING") == nil)
  }

  @Test("an unknown term has no label, and a missing table is an error that names the file")
  func missing() {
    #expect(labels["level", "purple"] == nil)
    let error = #expect(throws: TableError.self) { try Labels(directory: directory, language: "xx") }
    #expect(error?.file.hasSuffix("labels-xx.tsv") == true)
  }
}
