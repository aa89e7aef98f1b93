import EmbeddedMessaging
import EmbeddedPipeline
import Messaging
import Models
import PipelineContracts
import Testing

@Suite struct CataloguedTopicsTests {
  @Test("Every topic of the catalogue can be made, and the registers are keyed by who publishes to them")
  func topics() throws {
    let log = try EmbeddedLog.temporary(topics: CataloguedTopics.all)
    #expect(log.topicNames == TopicCatalogue.all.map(\.name).sorted())
    let keyed = CataloguedTopics.all.filter(\.isKeyedByPublisher)
    #expect(keyed.map(\.cleanup) == [.compact, .compact, .compact])
  }

  @Test("A tick goes to every partition of the signals, with its time")
  func tick() throws {
    let time = Timestamp(milliseconds: 1_700_000_000_000)
    let tick = try CataloguedTopics.ticks.make(time)
    #expect(tick.topic == TopicCatalogue.signals.name)
    #expect(tick.destination == .everyPartition)
    #expect(tick.time == time)
    #expect(try TopicCatalogue.signals.decode(tick.value ?? []) == .tick(asOf: time))
  }

  @Test("A dead letter keeps the original bytes and names stage, code and version")
  func deadLetter() throws {
    let record = Record(
      topic: "t", partition: 0, offset: 7, key: [1], value: [0, 255], time: Timestamp(milliseconds: 5))
    let made = CataloguedTopics.deadLetters(version: "1.2")(
      RejectedRecord(record: record, stage: "s", code: "json_syntax", message: "m"))
    let read = DeadLetterRecord.read(
      Record(
        topic: made.topic, partition: 0, offset: 0, key: made.key, value: made.value, headers: made.headers,
        time: made.time))
    #expect(read?.value == [0, 255])
    #expect(read?.stage == "s")
    #expect(read?.code == "json_syntax")
    #expect(read?.version == "1.2")
    #expect(read?.offset == 7)
  }
}
