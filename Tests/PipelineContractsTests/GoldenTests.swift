import Foundation
import JSONCoding
import Models
import PipelineContracts
import Testing

/// One record of each topic, as some earlier version wrote it, under `Tests/Fixtures/golden`: what was once written
/// must stay readable. A file is named after its topic, with a word for its kind where there are several.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/golden").standardized

  private static let files: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".json") }.sorted()
  }()

  @Test("A golden record still reads, and is written again byte for byte", arguments: files)
  func reads(file: String) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: file)))
    let record = Array(bytes.dropLast())
    #expect(bytes.last == UInt8(ascii: "\n"))
    let again = try Self.rewrite(record, of: file)
    #expect(String(decoding: again, as: UTF8.self) == String(decoding: record, as: UTF8.self))
  }

  @Test("Every topic with values of its own has a golden record")
  func complete() {
    for topic in TopicCatalogue.all where topic != TopicCatalogue.deadLetters {
      #expect(Self.files.contains(topic.name + ".json"), "there is none for \(topic.name)")
    }
  }

  @Test("Fields that a later version adds, at any depth, are ignored", arguments: files)
  func unknownFields(file: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: file), encoding: .utf8)
    let widened = text.replacing("{\"", with: "{\"fromALaterVersion\":[{\"x\":null}],\"").dropLast()
    let again = try Self.rewrite(Array(widened.utf8), of: file)
    #expect(String(decoding: again, as: UTF8.self) + "\n" == text)
  }

  private static func rewrite(_ bytes: [UInt8], of file: String) throws -> [UInt8] {
    let topic = try #require(TopicCatalogue.all.first { file.hasPrefix($0.name + ".") })
    return try TopicValue.rewrite(bytes, of: topic.name)
  }
}
