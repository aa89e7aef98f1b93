import Foundation
import ReferenceData
import Testing

@Suite("Names of places in alerts") struct PlaceNamesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Shared/ReferenceData").standardizedFileURL.path

  @Test("a city has its name in English and in Chinese, in its own country")
  func places() throws {
    let names = try CityNames(directory: Self.folder)
    #expect(names.english["IQ/巴格达"] == "Baghdad" && names.chinese["IQ/baghdad"] == "巴格达")
    #expect(names.english["IR/巴格达"] == nil)
    #expect(try AlertTables(directory: Self.folder).places == names.english)
  }

  @Test("a headline leaves out datelines that end with a word of which the table says so, and no others")
  func datelines() throws {
    #expect(try AlertTables(directory: Self.folder).datelineEnds == ["日电", "日讯", "日专电"])
    let rows = "mark\tspaces\tlanguages\theadline\n电\tafter\tzh\tyes\n日电\tafter\tzh\tno\n"
    let moved = try DatelineEnds(table: Table(bytes: Array(rows.utf8), file: "t", columns: DatelineEnds.columns))
    #expect(moved.headlineWords == ["电"])
    #expect(moved.ends == ["电 ", "日电 "].map { Array($0.utf8) })
  }
}
