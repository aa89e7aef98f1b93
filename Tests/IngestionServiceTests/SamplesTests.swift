import Foundation
import Models
import PipelineContracts
import Testing

@Suite("The samples")
struct SamplesTests {
  @Test("every registered project and source is a valid record with an id of its own")
  func registers() throws {
    let projects = try lines("projects.jsonl").map { try Project(jsonBytes: $0) }
    let sources = try lines("sources.jsonl").map { try Source(jsonBytes: $0) }
    #expect(projects.count >= 14)
    #expect(Set(projects.map(\.id)).count == projects.count)
    #expect(sources.count >= 10)
    #expect(Set(sources.map(\.id)).count == sources.count)
    #expect(sources.allSatisfy { $0.domain.hasSuffix(".example") })
    let owners = sources.compactMap(\.owner)
    #expect(Set(owners).count < owners.count)
    let seeds = ["chancay-port", "jakarta-bandung-railway", "cku-railway", "clmt-train", "luban-workshops"]
    #expect(seeds.allSatisfy { id in projects.contains { $0.id == id } })
  }

  @Test("no alias names two projects")
  func aliases() throws {
    let names = try lines("projects.jsonl").map { try Project(jsonBytes: $0) }
      .flatMap { Set(([$0.name] + $0.aliases).map { $0.lowercased() }) }
    #expect(Set(names).count == names.count)
  }

  @Test("the articles, in order of their names, are accepted but for one revision and one retraction")
  func articles() throws {
    let ingestion = try Ingestion()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/articles").sorted()
    var outcomes: [Ingestion.Outcome] = []
    for file in files { outcomes.append(try ingestion.publish(bytes("articles/" + file))) }
    #expect(files.count >= 24)
    #expect(outcomes.count { $0 == .accepted(revision: 2) } == 1)
    #expect(outcomes.count { $0 == .retracted(revision: 2) } == 1)
    #expect(outcomes.count { $0 == .accepted(revision: 1) } == files.count - 2)
    let revisions = ingestion.accepted.compactMap { accepted in
      if case .article(let revision) = accepted { revision } else { nil }
    }
    #expect(revisions.count { $0.article.flags == [.undated] } == 1)
    #expect(revisions.count { $0.article.language == "zh" } == 1)
    #expect(!revisions.contains { $0.article.text.contains("window.track") })
  }

  @Test("the copy is near its original; the revision, whose numbers changed, and all other articles are apart")
  func families() throws {
    let ingestion = try Ingestion()
    for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/articles").sorted() {
      try ingestion.publish(bytes("articles/" + file))
    }
    let hashes = ingestion.accepted.compactMap { accepted in
      if case .article(let revision) = accepted { UInt64(revision.fingerprint, radix: 16) } else { nil }
    }
    var near = 0
    for (index, hash) in hashes.enumerated() {
      for other in hashes[..<index] where (hash ^ other).nonzeroBitCount <= 3 { near += 1 }
    }
    #expect(near == 1)
  }

  private let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/deploy/samples"

  private func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
  }

  private func lines(_ file: String) throws -> [[UInt8]] {
    try bytes(file).split(separator: UInt8(ascii: "\n")).map(Array.init)
  }
}
