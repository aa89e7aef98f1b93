import Foundation
import Messaging
import PipelineContracts
import ServiceProcesses
import Testing

@Suite("The rules of deploy/kafka/acls")
struct AccessRulesTests {
  @Test("Each service may read what its stages read and write, and write what they write, and nothing else")
  func services() throws {
    let rules = try Self.rules()
    for service in RunningService.names {
      let own = PipelineStage.all.filter { $0.service == service }
      let reads = Set(own.flatMap { [$0.input] + $0.stage.tables })
      var writes = Set(own.flatMap(\.stage.outputs) + [TopicCatalogue.deadLetters.name])
      // Its edge writes ticks into its own input.
      if service == "beacon-scoring" { writes.insert(TopicCatalogue.signals.name) }
      let allowed = rules.filter { $0.principal == "User:\(service)" }
      #expect(Set(allowed.filter { $0.may("Read") }.flatMap(\.topics)) == reads.union(writes), "\(service) reads")
      #expect(Set(allowed.filter { $0.may("Write") }.flatMap(\.topics)) == writes, "\(service) writes")
      #expect(Set(allowed.flatMap(\.groups)) == Set(own.map(\.group) + ["beacon-reader"]), "\(service)'s groups")
      #expect(Set(allowed.flatMap(\.ids)) == Set(own.map { $0.group + "-" }), "\(service)'s transactional ids")
    }
  }

  private struct Rule {
    var principal = ""
    var operations: [String] = []
    var topics: [String] = []
    var groups: [String] = []
    var ids: [String] = []

    func may(_ operation: String) -> Bool { operations.contains(operation) }
  }

  /// The commands that the script would run.
  private static func rules() throws -> [Rule] {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy/kafka/acls")
    let text = String(decoding: try ExternalProgram.run(script.standardizedFileURL, ["--print", "h:1"]), as: UTF8.self)
    return text.split(separator: "\n").map { line in
      var rule = Rule()
      let words = line.split(separator: " ").map(String.init)
      for (option, value) in zip(words, words.dropFirst()) {
        switch option {
        case "--allow-principal": rule.principal = value
        case "--operation": rule.operations.append(value)
        case "--topic": rule.topics.append(value)
        case "--group": rule.groups.append(value)
        case "--transactional-id": rule.ids.append(value)
        default: break
        }
      }
      return rule
    }
  }
}
