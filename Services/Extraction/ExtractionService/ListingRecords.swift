import Messaging
import Models
import PipelineContracts
import ReferenceData
import SubjectMatching

extension ListedPartyMatcher.Match {
  /// The record of its signal, by which scoring learns that a counterparty is on a list, or no longer on it.
  func record(
    _ change: ListingChange, texts: EvidenceTexts, from stage: String, causedBy record: Record
  ) throws(StageFailure) -> OutgoingRecord {
    let signal = signal(change, cause: record.cause, texts: texts)
    return try TopicCatalogue.signals.record(.notice(signal), id: signal.id, from: stage, causedBy: record)
  }
}

extension Record {
  /// What the ids of outputs are derived from: the record's `ce_id`, else its topic, partition and offset.
  var cause: String { eventId ?? "\(topic)/\(partition)/\(offset)" }
}
