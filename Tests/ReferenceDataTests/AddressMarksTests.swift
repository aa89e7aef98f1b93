import Testing

@testable import ReferenceData

@Suite("Marks of addresses")
struct AddressMarksTests {
  private let columns = ["kind", "word"]

  @Test("the committed table is valid, and a cache's longer paths come first")
  func committed() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let marks = try AddressMarks(path: root + "/Shared/ReferenceData/Tables/address-marks.tsv")
    #expect(marks.hosts == ["www"] && marks.editions.contains("touch") && marks.registries.contains("co"))
    #expect(!marks.registries.contains("gov"))
    let lengths = marks.caches.map(\.path.utf8.count)
    #expect(lengths == lengths.sorted(by: >) && marks.caches.contains { $0.host == "google.com" && $0.path == "/amp/" })
  }

  @Test(
    "a table that is wrong is refused with its line",
    arguments: [
      ("host\tWWW", "lower case"), ("label\tm", "host, edition"), ("edition\t", "a text"),
      ("edition\tm\nedition\tm", "no earlier row"), ("ending\tamp", "begins with a dot"),
      ("cache\tgoogle.com", "slash at both ends"), ("cache\tgoogle.com/amp", "slash at both ends"),
      ("cache\t/amp/", "slash at both ends"), ("cache\tgoogle.com/", "slash at both ends"), ("host", "expected 2"),
    ])
  func refused(_ rows: String, _ expected: String) throws {
    do throws(TableError) {
      _ = try AddressMarks(
        table: Table(bytes: Array("kind\tword\n\(rows)\n".utf8), file: "t.tsv", columns: columns))
      Issue.record("the table was taken")
    } catch {
      #expect(error.description.contains(expected), "\(error)")
      #expect(error.line > 1)
    }
  }

  @Test("a word may be of two kinds")
  func twoKinds() throws {
    let rows = Array("kind\tword\nedition\tamp\nsegment\tamp\n".utf8)
    let marks = try AddressMarks(table: Table(bytes: rows, file: "t.tsv", columns: columns))
    #expect(marks.editions == ["amp"] && marks.segments == ["amp"])
  }
}
