import Messaging
import Models
import PipelineContracts
import ReferenceData
import SubjectMatching

/// Turns each change of the register of listed parties into `notice` signals on the counterparties that it concerns.
/// Its state contains each party as last seen, under `l` and the party's id, because a removal names the party by its
/// key alone.
///
/// A counterparty that is registered after the list was imported is found by `RegisterProcessor`; where both see a
/// pair, both write its signal, and scoring counts a party once.
final class PartyProcessor: StageProcessor {
  private var matcher: ListedPartyMatcher
  private let texts: EvidenceTexts

  init(legalForms: LegalForms, texts: EvidenceTexts) {
    matcher = ListedPartyMatcher(legalForms: legalForms)
    self.texts = texts
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let key = String(decoding: record.key ?? [], as: UTF8.self)
    let party = try record.value.map { (_) throws(StageFailure) in try TopicCatalogue.parties.decode(record) }
    let id = party?.id ?? key
    let row = Array("l\(id)".utf8)
    let before = try batch.state.value(row).map { (bytes) throws(StageFailure) in
      do {
        return try TopicCatalogue.parties.decode(bytes)
      } catch {
        throw batch.state.unreadable("the row of party \(id): \(error)", of: ExtractionStages.partiesName)
      }
    }
    let old = before.map(matcher.matches) ?? []
    let new = party.map(matcher.matches) ?? []
    for match in old where !new.contains(where: { $0.subject == match.subject }) {
      batch.emit(
        try match.record(.delisted, texts: texts, from: ExtractionStages.partiesName, causedBy: record))
    }
    for match in new {
      batch.emit(
        try match.record(.listed, texts: texts, from: ExtractionStages.partiesName, causedBy: record))
    }
    try batch.state.set(row, to: record.value)
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    matcher.update(project: String(decoding: key, as: UTF8.self), to: try TopicCatalogue.projects.row(value))
  }
}
