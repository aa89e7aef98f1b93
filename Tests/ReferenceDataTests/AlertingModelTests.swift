import Foundation
import Models
import TestSupport
import Testing

@testable import ReferenceData

@Suite("The tables of alerting") struct AlertingModelTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Shared/ReferenceData/RiskModel").standardizedFileURL.path

  @Test(
    "a wrong row is refused, naming file and line",
    arguments: [
      ("measures.tsv", "SEC\twatch\t", "SEK\twatch\t"),
      ("measures.tsv", "SEC\twatch\tbrief", "SEC\tmaybe\tbrief"),
      ("measures.tsv", "DIG\twatch\t", "DIG\tadvisory\t"),
      ("measures.tsv", "contacts current\n", "contacts current.\n"),
      ("lanes.tsv", "silence\t", "quiet\t"), ("lanes.tsv", "anomaly\t", "silence\t"),
      ("lanes.tsv", "level\t-\t{score}\t-\n", ""), ("lanes.tsv", "usual {subject}", "usual {who}"),
      ("lanes.tsv", "silence\tOPS", "silence\tOPT"), ("lanes.tsv", "counterparty\tINT", "counterparty\t-"),
      ("lanes.tsv", "level\t-", "level\tOPS"),
      ("alerting.tsv", "renewed\t168", "renewed\t1"), ("alerting.tsv", "future\t", "futur\t"),
      ("alerting.tsv", "delivery_hours\t24", "delivery_hours\t0"),
      ("alerting.tsv", "headline_quote_translated\t60", "headline_quote_translated\t9"),
      ("alert-text.tsv", "below {1}", "below"), ("alert-text.tsv", "\ncontested\tcontested", "\ncontested\t{0}"),
      ("alert-text.tsv", "\nrisk\t{0} risk\n", "\n"), ("alert-text.tsv", "\nrisk\t", "\nrisks\t"),
      ("alert-text.tsv", "\nrisk\t", "\nalert\t"), ("alert-text.tsv", "\nrisk\t{0} risk\n", "\nrisk\t{0 risk\n"),
      ("alert-text.tsv", "\nrisk\t{0} risk\n", "\nrisk\t{0} risk}\n"),
      ("evidence-text.tsv", "{0}, since {1}", "{0}, since"), ("evidence-text.tsv", "\nportfolio\tAll projects\n", "\n"),
      ("evidence-text.tsv", "\nportfolio\tAll", "\nportfolio\tAll {0}"),
      ("evidence-text.tsv", "\nportfolio\t", "\nall\t"),
    ])
  func wrong(file: String, old: String, new: String) throws {
    let reference = URL(filePath: Self.folder).deletingLastPathComponent().path
    let table = try String(contentsOfFile: "\(reference)/RiskModel/\(file)", encoding: .utf8)
    try #require(table.contains(old))
    let error = #expect(throws: TableError.self) {
      try withChangedFiles(
        of: reference, ["RiskModel/\(file)": { $0.replacing(old, with: new, maxReplacements: 1) }]
      ) { try RiskModelLoader(directory: $0).load() }
    }
    #expect(error?.description.contains(file) == true)
  }

  @Test("the committed tables have a measure for each category at each level")
  func committed() throws {
    let model = try RiskModelLoader(
      directory: URL(filePath: Self.folder).deletingLastPathComponent().path
    ).load()
    #expect(model.alerting.constants.renewBeforeHours < model.levels.map(\.expiresHours).min() ?? 0)
    for category in model.categories {
      for level in AlertLevel.allCases {
        #expect(model.alerting.measures.contains { $0.of == category.code && $0.level == level })
      }
    }
  }

  @Test("every risk type has a second level of its category")
  func secondLevels() throws {
    let directory = URL(filePath: Self.folder).deletingLastPathComponent().path
    let model = try RiskModelLoader(directory: directory).load()
    let levels = try SecondLevels(directory: directory, model: model)
    #expect(levels["COUP"] == "unconstitutional change" && levels["COMMISSIONING"] == nil)
  }
}
