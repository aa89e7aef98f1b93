import Testing

@testable import ReferenceData

@Suite("Tracking parameters")
struct TrackingParametersTests {
  @Test("the committed table is valid, and finds names in any case by their whole or their beginning")
  func committed() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let tracking = try TrackingParameters(path: root + "/Shared/ReferenceData/Tables/tracking-parameters.tsv")
    for name in ["utm_source", "UTM_CAMPAIGN", "fbclid", "gclid", "Mc_Eid"] { #expect(tracking.contains(name)) }
    for name in ["id", "page", "q", "utm", "fbclid2", ""] { #expect(!tracking.contains(name)) }
  }

  @Test(
    "a table that is wrong is refused with its line",
    arguments: [
      ("exact\tFBCLID\tx", "name in lower case"), ("suffix\tid\tx", "exact, prefix"), ("exact\t\tx", "a text"),
      ("exact\ta\tx\nexact\ta\ty", "no earlier row has"), ("exact\ta", "expected 3"),
    ])
  func refused(_ rows: String, _ expected: String) throws {
    let bytes = Array("match\tname\tused_by\n\(rows)\n".utf8)
    do throws(TableError) {
      let table = try Table(bytes: bytes, file: "t.tsv", columns: ["match", "name", "used_by"])
      _ = try TrackingParameters(table: table)
      Issue.record("the table was taken")
    } catch {
      #expect(error.description.contains(expected), "\(error)")
      #expect(error.line > 1)
    }
  }
}
