import ArticleIntake
import FactExtraction
import Files
import JSONCoding
import Models
import PipelineContracts

/// The work of `beacon extract` on one line: the intake and extraction of the pipeline, without a log.
final class ExtractionFilter: Sendable {
  /// In bytes of the line, and of the article's text.
  static let largestArticle = 16 << 20

  struct Output: Hashable, Sendable {
    /// With its line break; empty for an empty line.
    var line: [UInt8]
    var isError: Bool

    static let nothing = Output(line: [], isError: false)
  }

  private let normaliser: ArticleNormaliser
  private let extractor: FactExtractor
  private let explains: Bool

  /// `explains`: events and suppressed mentions list their grounds.
  init(_ reference: ReferenceValues, register: ProjectRegister, explains: Bool) {
    self.explains = explains
    normaliser = ArticleNormaliser(rules: reference.intake, maximumBytes: Self.largestArticle)
    extractor = FactExtractor(reference: reference.data, register: register)
  }

  func output(for line: LineReader.Line, number: Int) -> Output {
    guard !line.isTooLong else { return refusal(ErrorCode.articleTooLarge.rawValue, number) }
    return line.bytes.allSatisfy(isSpace) ? .nothing : output(for: line.bytes, number: number)
  }

  private func output(for bytes: [UInt8], number: Int) -> Output {
    do {
      let facts = extractor.facts(of: try normaliser.normalise(bytes, at: nil), revision: 1, explaining: explains)
      return Output(line: TopicCatalogue.facts.encode(facts) + [UInt8(ascii: "\n")], isError: false)
    } catch {
      return refusal(error.code, number)
    }
  }

  private func refusal(_ code: String, _ number: Int) -> Output {
    var json = JSONWriter(reserving: 64)
    json.beginObject()
    json.field("error", code)
    json.field("line", number)
    json.endObject()
    json.newline()
    return Output(line: json.bytes, isError: true)
  }
}
