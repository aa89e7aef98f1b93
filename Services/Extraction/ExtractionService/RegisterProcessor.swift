import Messaging
import Models
import PipelineContracts
import ReferenceData
import SubjectMatching

/// Turns each change of the register of projects into a `registration` signal, and into `notice` signals on the
/// project's listed counterparties, or on those that no project has any more. Its state contains each project as last
/// seen, under `p` and the project's id, because a removal names the project by its key alone.
final class RegisterProcessor: StageProcessor {
  private var matcher: ListedPartyMatcher
  private let texts: EvidenceTexts

  init(legalForms: LegalForms, texts: EvidenceTexts) {
    matcher = ListedPartyMatcher(legalForms: legalForms)
    self.texts = texts
  }

  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    matcher.update(party: String(decoding: key, as: UTF8.self), to: try TopicCatalogue.parties.row(value))
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    guard let value = record.value else { return try remove(record, in: &batch) }
    let project = try TopicCatalogue.projects.decode(record)
    let before = try known(project.id, in: batch.state)
    try batch.state.set(Self.row(project.id), to: value)
    try emit(Registration(project: project), record, in: &batch)
    let matches = matcher.matches(of: project)
    for match in matches { try emit(match, .listed, record, in: &batch) }
    if let before { try withdrawMatches(of: before, besides: matches, record, in: &batch) }
  }

  /// Emits the removal of a project; that of an unknown project is ignored.
  private func remove(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let id = String(decoding: record.key ?? [], as: UTF8.self)
    guard let project = try known(id, in: batch.state) else { return }
    try batch.state.set(Self.row(id), to: nil)
    try emit(Registration(project: project, removed: true), record, in: &batch)
    try withdrawMatches(of: project, record, in: &batch)
  }

  /// Emits the end of the matches that a project had and that neither it, by `kept`, nor another registered project has
  /// any more.
  private func withdrawMatches(
    of before: Project, besides kept: [ListedPartyMatcher.Match] = [], _ record: Record, in batch: inout StageBatch
  ) throws(StageFailure) {
    var gone = matcher.matches(of: before)
    func drop(_ matches: [ListedPartyMatcher.Match]) {
      gone.removeAll { old in matches.contains { $0.subject == old.subject && $0.party.id == old.party.id } }
    }
    drop(kept)
    guard !gone.isEmpty else { return }
    let state = batch.state
    try state.scan(prefix: Array("p".utf8)) { (row, value) throws(StageFailure) in
      drop(matcher.matches(of: try decoded(value, row: row, in: state)))
      return !gone.isEmpty
    }
    for match in gone { try emit(match, .delisted, record, in: &batch) }
  }

  /// The project as last seen; nil where it is not registered.
  private func known(_ id: String, in state: any StageState) throws(StageFailure) -> Project? {
    let row = Self.row(id)
    guard let bytes = try state.value(row) else { return nil }
    return try decoded(bytes, row: row, in: state)
  }

  private func decoded(_ bytes: [UInt8], row: [UInt8], in state: any StageState) throws(StageFailure) -> Project {
    do {
      return try TopicCatalogue.projects.decode(bytes)
    } catch {
      let id = String(decoding: row.dropFirst(), as: UTF8.self)
      throw state.unreadable("the row of project \(id): \(error)", of: ExtractionStages.registerName)
    }
  }

  private func emit(
    _ match: ListedPartyMatcher.Match, _ change: ListingChange, _ record: Record, in batch: inout StageBatch
  ) throws(StageFailure) {
    batch.emit(
      try match.record(change, texts: texts, from: ExtractionStages.registerName, causedBy: record))
  }

  private func emit(_ registration: Registration, _ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let id = contentHash("signal", "registration", registration.project.id, record.cause)
    batch.emit(
      try TopicCatalogue.signals.record(
        .registration(registration), id: id, from: ExtractionStages.registerName, causedBy: record))
  }

  private static func row(_ id: String) -> [UInt8] { Array("p\(id)".utf8) }
}
