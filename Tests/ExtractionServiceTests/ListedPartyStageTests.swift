import Messaging
import Models
import PipelineContracts
import ReferenceData
import TestSupport
import Testing

@testable import ExtractionService

@Suite("Listed parties among counterparties") struct ListedPartyStageTests {
  private static let forms = LegalForms(["ltd", "sa", "有限公司"])
  private static let party = ListedParty(
    list: "Lender A", measure: .debarment, name: "GEZHOUBA GROUP LTD", date: PartialDate(iso8601: "2025-11-03"))
  private static let subject = SubjectKey(.counterparty, "gezhouba-group")

  private func run(_ stage: Stage, table: (String, String, [UInt8])?, _ records: [(String, [UInt8]?)]) throws
    -> [NoticeSignal]
  {
    let processor = try stage.makeProcessor()
    if let (topic, key, value) = table { try processor.tableChanged(topic, key: Array(key.utf8), value: value) }
    let state = InMemoryStageState()
    var signals: [NoticeSignal] = []
    for (index, (key, value)) in records.enumerated() {
      var batch = StageBatch(state: state, time: ExtractionStageTests.time)
      try processor.process(
        Record(
          topic: stage.input, partition: 0, offset: Int64(index), key: Array(key.utf8), value: value,
          time: ExtractionStageTests.time), in: &batch)
      for output in batch.outputs {
        if case .notice(let notice) = try TopicCatalogue.signals.decode(output.value ?? []) { signals.append(notice) }
      }
    }
    return signals
  }

  @Test(
    "a list that comes after the project warns of its counterparty, with list, date and match; its removal ends that")
  func partyLater() throws {
    let signals = try run(
      ExtractionStages.parties(legalForms: Self.forms, texts: ExtractionStageTests.texts),
      table: (TopicCatalogue.projects.name, "rask-dam", TopicCatalogue.projects.encode(ExtractionStageTests.rask)),
      [(Self.party.id, TopicCatalogue.parties.encode(Self.party)), (Self.party.id, nil), (Self.party.id, nil)])
    #expect(
      signals.map(\.subject) == [Self.subject, Self.subject] && signals.map { $0.listing?.removed } == [false, true])
    #expect(signals[0].listing?.match == "Gezhouba Group" && signals[0].notice.rule == "debarment")
    #expect(signals[0].notice.quote.text == "GEZHOUBA GROUP LTD: debarred, Lender A, since 2025-11-03")
  }

  @Test(
    "a stored party that cannot be read stops the stage, so that no warning outlives its party",
    arguments: [(party.id, nil), ("other-key", TopicCatalogue.parties.encode(party))] as [(String, [UInt8]?)])
  func unreadableRow(key: String, value: [UInt8]?) throws {
    let stage = ExtractionStages.parties(legalForms: Self.forms, texts: ExtractionStageTests.texts)
    let state = InMemoryStageState()
    state.set(Array("l\(Self.party.id)".utf8), to: Array("{".utf8))
    var batch = StageBatch(state: state, time: ExtractionStageTests.time)
    let change = Record(
      topic: stage.input, partition: 0, offset: 0, key: Array(key.utf8), value: value, time: ExtractionStageTests.time)
    #expect {
      try stage.makeProcessor().process(change, in: &batch)
    } throws: { error in
      guard case .fatal(let text)? = error as? StageFailure else { return false }
      return text.contains("the row of party \(Self.party.id)")
    }
  }

  @Test("a stored project that cannot be read stops the stage by its id, also where another project is removed")
  func unreadableProject() throws {
    let stage = ExtractionStages.register(legalForms: Self.forms, texts: ExtractionStageTests.texts)
    for id in ["rask-dam", "other-dam"] {
      let state = InMemoryStageState()
      state.set(Array("prask-dam".utf8), to: TopicCatalogue.projects.encode(ExtractionStageTests.rask))
      state.set(Array("p\(id)".utf8), to: Array("{".utf8))
      var batch = StageBatch(state: state, time: ExtractionStageTests.time)
      let removal = Record(
        topic: stage.input, partition: 0, offset: 0, key: Array("rask-dam".utf8), value: nil,
        time: ExtractionStageTests.time)
      let processor = try stage.makeProcessor()
      try processor.tableChanged(
        TopicCatalogue.parties.name, key: Array(Self.party.id.utf8), value: TopicCatalogue.parties.encode(Self.party))
      #expect {
        try processor.process(removal, in: &batch)
      } throws: { error in
        guard case .fatal(let text)? = error as? StageFailure else { return false }
        return text.contains("the row of project \(id)")
      }
    }
  }

  @Test("a project that comes after the list warns as well")
  func projectLater() throws {
    let signals = try run(
      ExtractionStages.register(legalForms: Self.forms, texts: ExtractionStageTests.texts),
      table: (TopicCatalogue.parties.name, Self.party.id, TopicCatalogue.parties.encode(Self.party)),
      [("rask-dam", TopicCatalogue.projects.encode(ExtractionStageTests.rask))])
    #expect(signals.map(\.subject) == [Self.subject])
  }

  @Test("a match ends when the last project with the counterparty drops it or is removed")
  func droppedByProject() throws {
    var other = ExtractionStageTests.rask
    other.id = "other-dam"
    var without = ExtractionStageTests.rask
    without.counterparties = []
    func flags(_ records: [(String, Project?)]) throws -> [Bool?] {
      try run(
        ExtractionStages.register(legalForms: Self.forms, texts: ExtractionStageTests.texts),
        table: (TopicCatalogue.parties.name, Self.party.id, TopicCatalogue.parties.encode(Self.party)),
        records.map { ($0.0, $0.1.map { TopicCatalogue.projects.encode($0) }) }
      ).map { $0.listing?.removed }
    }
    let rask = ("rask-dam", ExtractionStageTests.rask as Project?)
    #expect(try flags([rask, ("rask-dam", without)]) == [false, true])
    #expect(try flags([rask, ("rask-dam", nil)]) == [false, true])
    #expect(
      try flags([rask, ("other-dam", other), ("rask-dam", without), ("other-dam", nil)]) == [false, false, true])
  }
}
