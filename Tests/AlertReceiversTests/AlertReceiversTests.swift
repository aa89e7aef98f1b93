import AlertReceivers
import Effects
import JSONCoding
import Models
import PipelineContracts
import Testing

/// A receiver that only says which records it wants.
private struct Mute: Receiver {
  let id: String
  let isAccepted: ReceiverKind.Accepts

  func accepts(_ task: EffectTask) throws(JSONError) -> Bool { try isAccepted(task) }

  func perform(_ task: EffectTask) async -> EffectOutcome { .done("") }
}

@Suite struct AlertReceiversTests {
  private static let now = Timestamp(milliseconds: 1_700_000_000_000)

  /// The receiver `desk` of a file with these further fields.
  private func receiver(_ fields: String) throws -> any Receiver {
    let kind = ReceiverKind("mute") { (id, accepts, _, _) throws(JSONError) in Mute(id: id, isAccepted: accepts) }
    let context = ReceiverContext(secret: { _ in "" }, clock: { Self.now })
    return try #require(
      try ReceiverFile.receivers(
        in: Array(#"[{"type":"mute","id":"desk"\#(fields)}]"#.utf8), kinds: [kind], context: context
      ).first)
  }

  private func task(_ value: [UInt8]) -> EffectTask {
    EffectTask(receiver: "desk", record: "r", type: "beacon.alert.v1", value: value, time: Self.now)
  }

  private func task(_ status: Alert.Status, _ level: AlertLevel, _ roles: [AlertRole]) -> EffectTask {
    task(
      TopicCatalogue.alerts.encode(
        Alert(
          record: "r", id: "a", episode: "e", status: status, subject: SubjectKey(.country, "PE"), subjectName: "Peru",
          category: "SEC", lane: .severity, level: level, urgency: .immediate, certainty: .likely, headline: "h",
          description: "d", confidence: 0.5, evidence: [], sentAt: Self.now, expiresAt: Self.now.adding(hours: 1),
          roles: roles, model: "1")))
  }

  @Test("A receiver gets the alerts from its level on, the end of an alert at any level, and those of its role alone")
  func filters() throws {
    let all = try receiver("")
    #expect(try all.accepts(task(.raised, .watch, [.enterprise])))
    let high = try receiver(#","level":"warning""#)
    #expect(try !high.accepts(task(.raised, .advisory, [.enterprise])))
    #expect(try high.accepts(task(.raised, .warning, [.enterprise])))
    #expect(try high.accepts(task(.resolved, .watch, [.enterprise])))
    #expect(try high.accepts(task(.cancelled, .watch, [.enterprise])))
    let authority = try receiver(#","role":"competent_authority""#)
    #expect(try !authority.accepts(task(.resolved, .critical, [.enterprise])))
    #expect(try authority.accepts(task(.raised, .watch, [.enterprise, .competentAuthority])))
  }

  @Test("A record that is no alert cannot be accepted or rejected")
  func unreadable() throws {
    let desk = try receiver("")
    #expect(throws: JSONError.self) { try desk.accepts(task(Array("{".utf8))) }
  }
}
