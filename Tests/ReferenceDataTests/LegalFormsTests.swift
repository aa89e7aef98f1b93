import Foundation
import ReferenceData
import Testing

@Suite("Legal forms of companies") struct LegalFormsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Shared/ReferenceData").standardizedFileURL.path

  @Test(
    "a name is compared without its legal forms",
    arguments: [
      ("Rask Civil Works Ltd", "rask civil works"), ("RASK CIVIL WORKS, LTD.", "rask civil works"),
      ("Rask Co., Ltd", "rask"), ("Rask S.A. de C.V.", "rask"), ("O'Neil & Sons", "oneil sons"), ("Company", "company"),
      ("青峰建设集团有限公司", "青峰建设"), ("青峰建设股份有限公司", "青峰建设"), ("", ""),
    ])
  func folded(name: String, expected: String) throws {
    #expect(try LegalForms(path: "\(Self.folder)/Tables/legal-forms.tsv").folded(name) == expected)
  }

  @Test("the headers of lists and the names of countries are found whatever their case")
  func lists() throws {
    let columns = try ListColumns(path: "\(Self.folder)/Tables/list-columns.tsv")
    #expect(columns["Firm Name"] == .name && columns["名单"] == .list && columns["postcode"] == nil)
    #expect(columns.meansNoEnd("On-going") && columns.meansNoEnd("长期") && !columns.meansNoEnd("2028"))
    for column in ListColumns.Column.allCases { #expect(columns[column.rawValue] == column) }
    let names = try CountryNames(directory: Self.folder)
    #expect(names.codes["peru"] == "PE" && names.codes["chile"] == "CL" && names.codes["atlantis"] == nil)
    let codes = try AlertTables(directory: Self.folder).countryCodes
    #expect(codes["congo"] == "CD" && codes["伊拉克"] == "IQ" && codes["chinese engineers"] == nil)
    let chinese = names.names(in: "zh")
    #expect(chinese["PE"] == "秘鲁" && chinese["CN"] == "中国" && chinese["US"] == "美国")
  }
}
