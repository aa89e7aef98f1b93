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
    #expect(try AlertNames(directory: Self.folder).places == names.english)
  }

  @Test("a dateline ends with a word of its table")
  func datelines() throws {
    #expect(try AlertNames(directory: Self.folder).datelineEnds.contains("日电"))
  }
}
