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

  @Test("a city has its name in English and in Chinese, in its own country")
  func places() throws {
    let names = try CityNames(directory: Self.folder)
    #expect(names.english["IQ/巴格达"] == "Baghdad" && names.chinese["IQ/baghdad"] == "巴格达")
    #expect(names.english["IR/巴格达"] == nil)
    #expect(try AlertNames(directory: Self.folder).places == names.english)
    #expect(try AlertNames(directory: Self.folder).datelineEnds.contains("日电"))
  }

  @Test("the headers of lists and the names of countries are found whatever their case")
  func lists() throws {
    let columns = try ListColumns(path: "\(Self.folder)/Tables/list-columns.tsv")
    #expect(columns["Firm Name"] == .name && columns["名单"] == .list && columns["postcode"] == nil)
    #expect(columns.meansNoEnd("On-going") && columns.meansNoEnd("长期") && !columns.meansNoEnd("2028"))
    for column in ListColumns.Column.allCases { #expect(columns[column.rawValue] == column) }
    let names = try CountryNames(directory: Self.folder)
    #expect(names.codes["peru"] == "PE" && names.codes["chile"] == "CL" && names.codes["atlantis"] == nil)
    let codes = try AlertNames(directory: Self.folder).countryCodes
    #expect(codes["congo"] == "CD" && codes["伊拉克"] == "IQ" && codes["chinese engineers"] == nil)
    let chinese = names.names(in: "zh")
    #expect(chinese["PE"] == "秘鲁" && chinese["CN"] == "中国" && chinese["US"] == "美国")
  }
}
