import ReferenceData
import Testing

@Suite struct ProjectNameFormTests {
  private func forms(_ rows: String) throws -> ProjectNameForms {
    try ProjectNameForms(
      table: Table(
        bytes: Array("ending\twords\tform\n\(rows)\n".utf8), file: "t", columns: ["ending", "words", "form"]))
  }

  @Test("the committed table knows a port by its place, and that a project may be called none")
  func committed() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let forms = try ProjectNameForms(path: "\(root)/Shared/ReferenceData/Tables/project-name-forms.tsv")
    #expect(forms.others(of: "Chancay Port") == ["Port of Chancay"])
    #expect(forms.others(of: "Old Chancay Port").isEmpty)
    #expect(forms.others(of: "Rask dam project") == ["Rask dam"] && forms.others(of: "Rask Project") == ["Rask"])
    #expect(forms.others(of: "Project").isEmpty)
    #expect(forms.mayOmit("project") && !forms.mayOmit("port"))
  }

  @Test(
    "a row decides which other forms a name has",
    arguments: [
      ("dam\t2\tDam of {0}", "Rask Dam", ["Dam of Rask"]),
      ("dam\tany\tthe {0} works", "New Rask dam", ["the New Rask works"]),
      ("dam\t3\tDam of {0}", "Rask Dam", []),
      ("dam\tany\t{0}\ndam\t2\tDam of {0}", "Rask Dam", ["Rask", "Dam of Rask"]),
    ])
  func moving(rows: String, name: String, others: [String]) throws {
    #expect(try forms(rows).others(of: name) == others)
  }

  @Test(
    "a wrong row is refused",
    arguments: [
      "Dam\t2\tDam of {0}", "old dam\t2\tDam of {0}", "dam\t1\tDam of {0}", "dam\tfew\tDam of {0}", "dam\t2\tDam",
      "dam\t2\t{0} {0}",
      "dam\t2\t{0}\ndam\t2\t{0}",
    ])
  func wrong(_ rows: String) { #expect(throws: TableError.self) { try forms(rows) } }
}
