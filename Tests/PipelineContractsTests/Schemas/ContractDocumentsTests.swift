import Foundation
import PipelineContracts
import Testing

@Suite struct ContractDocumentsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Shared/PipelineContracts/Schemas").standardized

  @Test("The documents in the repository are those of the declarations (write them with deploy/contracts)")
  func committed() throws {
    let documents = ContractDocuments.all()
    for document in documents {
      let committed = try? String(contentsOf: Self.folder.appending(path: document.file), encoding: .utf8)
      #expect(committed == document.text, "\(document.file) is another")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == documents.map(\.file))
  }

  @Test("Every document is JSON whose lines fit a screen, but for long texts")
  func readable() throws {
    for document in ContractDocuments.all() {
      _ = try JSONTree(document.text.utf8)
      for line in document.text.split(separator: "\n") where !line.contains("\"description\"") {
        #expect(line.utf8.count <= 240, "\(document.file): \(line)")
      }
    }
  }
}
