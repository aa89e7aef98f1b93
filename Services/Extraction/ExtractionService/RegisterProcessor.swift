import Messaging
import Models
import PipelineContracts
import ReferenceData

/// Turns each change of the register of projects into a `registration` signal, and into `notice` signals on the
/// project's listed counterparties. Its state holds each project as last seen, under `p` and the project's id, because
/// a removal names the project by its key alone.
final class RegisterProcessor: StageProcessor {
  private var matching: PartyMatching

  init(legalForms: LegalForms) {
    matching = PartyMatching(legalForms: legalForms)
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    matching.set(party: String(decoding: key, as: UTF8.self), try TopicCatalogue.parties.row(value))
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    guard let value = record.value else { return try remove(record, in: &batch) }
    let project = try TopicCatalogue.projects.decode(record)
    try batch.state.set(Self.row(project.id), to: value)
    try emit(Registration(project: project), record, in: &batch)
    for match in matching.matches(of: project) {
      let signal = match.signal(removed: false, cause: record.cause)
      batch.emit(
        try TopicCatalogue.signals.record(
          .notice(signal), id: signal.id, from: ExtractionStages.registerName, causedBy: record))
    }
  }

  /// Emits the removal of a project; that of an unknown project is ignored.
  private func remove(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let row = Self.row(String(decoding: record.key ?? [], as: UTF8.self))
    guard let known = try batch.state.value(row) else { return }
    let project: Project
    do {
      project = try TopicCatalogue.projects.decode(known)
    } catch {
      throw batch.state.unreadable("a project: \(error)", of: ExtractionStages.registerName)
    }
    try batch.state.set(row, to: nil)
    try emit(Registration(project: project, removed: true), record, in: &batch)
  }

  private func emit(_ registration: Registration, _ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let id = contentHash("signal", "registration", registration.project.id, record.cause)
    batch.emit(
      try TopicCatalogue.signals.record(
        .registration(registration), id: id, from: ExtractionStages.registerName, causedBy: record))
  }

  private static func row(_ id: String) -> [UInt8] { Array("p\(id)".utf8) }
}
