import Testing

@testable import BeaconCommands

@Suite("Errors of files") struct FileErrorTests {
  @Test("a file that cannot be written is named with the reason")
  func unwritten() throws {
    let folder = try TemporaryFolder().path + "/absent"
    let answer = try beacon(["topics", "documents", folder], input: [])
    #expect(answer.code == .cannotCreate)
    #expect(answer.errors.contains("\(folder)/") && answer.errors.contains("No such file or directory"))
  }
}
