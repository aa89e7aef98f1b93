import BeaconCommands
import Foundation
import Messaging
import Models
import PipelineComposition
import PipelineContracts
import TestSupport
import Testing

@Suite struct TextDecodingTests {
  private static let time = Timestamp(milliseconds: 1_800_000_000_000)

  /// A number in place of a text: a stage that decodes the text refuses it or writes it as a string, and a stage that
  /// passes the bytes on leaves it a number.
  @Test("An article's text is decoded by two stages of the pipeline, from its publication to its signals")
  func decodings() throws {
    let context = StageContext(reference: ReferenceSource(directory: checkout + "/Shared/ReferenceData"))
    let stages = try pipelineServices.flatMap { try $0.makeStages(context) }
    let article = Article(id: "a", title: "Port shut", body: "Dockers stopped work.", publishedAt: Self.time)
    var record = OutgoingRecord(
      topic: TopicCatalogue.articles.name, key: nil, value: TopicCatalogue.articles.encode(article), time: Self.time)
    var decoders: [String] = []
    for topic in [TopicCatalogue.articles.name, TopicCatalogue.identified.name, TopicCatalogue.accepted.name] {
      let stage = try #require(stages.first { $0.input == topic })
      let broken = String(decoding: record.value ?? [], as: UTF8.self)
        .replacing("\"Dockers stopped work.\"", with: "77777")
        .replacing("\"Port shut\\n\\nDockers stopped work.\"", with: "77777")
      #expect(Array(broken.utf8) != record.value)
      let made = (try? outputs(of: stage, Array(broken.utf8), topic)) ?? []
      let passesOn = made.contains { String(decoding: $0.value ?? [], as: UTF8.self).contains(":77777") }
      if !passesOn { decoders.append(stage.name) }
      record = try #require(try outputs(of: stage, record.value ?? [], topic).first)
    }
    #expect(decoders == ["ingestion-identify", "extraction"])
  }

  @Test("A record that is passed on is the one that the coder of accepted articles writes")
  func passedOn() throws {
    let context = StageContext(reference: ReferenceSource(directory: checkout + "/Shared/ReferenceData"))
    let stages = try pipelineServices.flatMap { try $0.makeStages(context) }
    let source = ArticleSource(name: "Lima \"Wire\"", domain: "limawire.example", country: "PE")
    for article in [
      Article(title: "Huelga, \"fingerprint\":\"0\"", body: "El puerto\nno abre.\u{1F6A2}", source: source),
      Article(id: "7", url: "https://x.example/a?b=1", body: "x", publishedAt: Self.time, language: "en"),
    ] {
      var value = TopicCatalogue.articles.encode(article)
      for topic in [TopicCatalogue.articles.name, TopicCatalogue.identified.name] {
        let stage = try #require(stages.first { $0.input == topic })
        value = try #require(try outputs(of: stage, value, topic).first?.value)
      }
      let accepted = try TopicCatalogue.accepted.decode(value)
      #expect(TopicCatalogue.accepted.encode(accepted) == value)
    }
  }

  private func outputs(of stage: Stage, _ value: [UInt8], _ topic: String) throws -> [OutgoingRecord] {
    var batch = StageBatch(state: InMemoryStageState(), time: Self.time)
    let record = Record(topic: topic, partition: 0, offset: 0, key: nil, value: value, time: Self.time)
    try stage.makeProcessor().process(record, in: &batch)
    return batch.outputs
  }
}
