import Messaging
import Models
import PipelineContracts
import Testing

@Suite struct PublishedRecordTests {
  private let time = Timestamp(milliseconds: 1_772_352_900_250)

  private func record(_ value: String?, key: String? = "k", headers: [Header] = []) -> OutgoingRecord {
    OutgoingRecord(
      topic: "beacon.articles.v1", key: key.map { Array($0.utf8) }, value: value.map { Array($0.utf8) },
      headers: headers, time: time)
  }

  private func header(_ name: String, of record: OutgoingRecord) -> String? {
    record.headers.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  @Test("A published record gets the headers of an event of its topic and the beginning of a trace")
  func stamped() throws {
    let stamped = PublishedRecord.stamped(record("{}"), from: "publish")
    #expect(
      stamped.headers.map(\.name) == [
        "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type", "traceparent",
      ])
    #expect(header("ce_type", of: stamped) == "beacon.article.v1")
    #expect(header("ce_source", of: stamped) == "/beacon/publish")
    #expect(header("ce_time", of: stamped) == "2026-03-01T08:15:00.250Z")
    #expect(TraceContext.isValid(try #require(header("traceparent", of: stamped))))
    #expect(PublishedRecord.stamped(stamped, from: "other") == stamped)
  }

  @Test("The same record has the same id and trace; another key, value, topic or place has another")
  func identity() {
    func id(_ record: OutgoingRecord, place: String = "") -> String? {
      header("ce_id", of: PublishedRecord.stamped(record, from: "publish", place: place))
    }
    #expect(
      PublishedRecord.stamped(record("{}"), from: "publish") == PublishedRecord.stamped(record("{}"), from: "publish"))
    var elsewhere = record("{}")
    elsewhere.topic = "beacon.projects.v1"
    let ids = [
      id(record("{}")), id(record("{}", key: nil)), id(record("{ }")), id(record(nil)), id(record("{}"), place: "1"),
      id(record("{}"), place: "2"), id(elsewhere),
    ]
    #expect(Set(ids).count == ids.count)
    var later = record("{}")
    later.time = time.adding(days: 1)
    #expect(id(later) == id(record("{}")))
    #expect(
      header("traceparent", of: PublishedRecord.stamped(later, from: "publish"))
        != header("traceparent", of: PublishedRecord.stamped(record("{}"), from: "publish")))
  }

  @Test("Headers that a record has are kept, and its own id begins its trace")
  func given() {
    let given = [Header("ce_id", "mine"), Header("ce_time", "2020-01-01T00:00:00Z"), Header("x", "y")]
    let stamped = PublishedRecord.stamped(record("{}", headers: given), from: "publish")
    #expect(stamped.headers.prefix(3) == given[...])
    #expect(stamped.headers.count == 8)
    #expect(header("traceparent", of: stamped) == TraceContext.begin("mine", at: time))
  }

  @Test(
    "Only a well-formed traceparent is carried on; in place of another a trace begins",
    arguments: [
      ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
      ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", true),
      ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
      ("00-00000000000000000000000000000000-b7ad6b7169203331-01", false),
      ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", false),
      ("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", false),
      ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", false),
      ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-", false),
      ("", false), ("---", false), ("\u{0}", false),
    ])
  func traces(text: String, isValid: Bool) {
    #expect(TraceContext.isValid(text) == isValid)
    let cause = Record(
      topic: "t", partition: 1, offset: 2, key: nil, value: nil, headers: [Header("traceparent", text)], time: time)
    #expect((cause.trace == text) == isValid)
    #expect(TraceContext.isValid(cause.trace))
  }
}
