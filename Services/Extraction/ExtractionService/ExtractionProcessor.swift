import FactExtraction
import Messaging
import Models
import PipelineContracts
import ReferenceData
import SubjectMatching

/// Extracts the facts of accepted articles, and derives the signals on the subjects that their events affect. It has no
/// state: its outputs depend only on the article and on the registers.
final class ExtractionProcessor: StageProcessor {
  private let base: FactExtractor
  private let rules: MatchingRules
  private var projects: [String: Project] = [:]
  private var sources: [String: Source] = [:]
  /// The mapper for the registers as last seen; nil after a register has changed, until the next article.
  private var current: ArticleMapper?
  private var readAhead = ReadAhead<[OutgoingRecord]>()

  init(extractor: FactExtractor, rules: MatchingRules) {
    base = extractor
    self.rules = rules
  }

  /// A project that cannot be read is dead-lettered by `extraction-register`.
  func tableChanged(_ topic: String, key: [UInt8], value: [UInt8]?) throws(StageFailure) {
    let id = String(decoding: key, as: UTF8.self)
    switch topic {
    case TopicCatalogue.projects.name:
      let project = try TopicCatalogue.projects.row(value)
      projects[project?.id ?? id] = project
    case TopicCatalogue.sources.name:
      let source = try TopicCatalogue.sources.row(value)
      sources[source?.id ?? id] = source
    default: return
    }
    current = nil
    readAhead.drop()
  }

  func prepare(_ records: ArraySlice<Record>) {
    let mapper = mapper()
    readAhead.fill(records) { try? mapper.outputs(of: $0) }
  }

  func process(_ record: Record, in batch: inout StageBatch) throws(StageFailure) {
    let outputs: [OutgoingRecord]
    if let made = readAhead.take(record) { outputs = made } else { outputs = try mapper().outputs(of: record) }
    for output in outputs { batch.emit(output) }
  }

  private func mapper() -> ArticleMapper {
    if let current { return current }
    let register = ProjectRegister(Array(projects.values))
    let made = ArticleMapper(
      extractor: FactExtractor(base, register: register),
      signals: SubjectMatcher(register: register, sources: Array(sources.values), rules: rules))
    current = made
    return made
  }
}
