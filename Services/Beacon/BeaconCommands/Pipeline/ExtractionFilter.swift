import ArticleIntake
import FactExtraction
import Files
import JSONCoding
import Models
import PipelineContracts
import ReferenceData

/// The work of `beacon extract` on one line: the intake and extraction of the pipeline, without a log.
final class ExtractionFilter: Sendable {
  /// The most bytes of an input line, and of an article.
  static let largestArticle = 16 << 20

  struct Output: Hashable, Sendable {
    /// JSON with its line break; empty for an empty input line.
    var line: [UInt8]
    var isError: Bool

    static let nothing = Output(line: [], isError: false)
  }

  private let normaliser: ArticleNormaliser
  private let extractor: OnDemandExtractor
  private let explains: Bool

  /// - Parameter explains: list the grounds of each event and of each suppressed mention.
  init(_ reference: ReferenceValues, register: ProjectRegister, explains: Bool) {
    self.explains = explains
    normaliser = ArticleNormaliser(rules: reference.intake, maximumBytes: Self.largestArticle)
    extractor = OnDemandExtractor(reference: reference.data, register: register)
  }

  /// The facts of line `number`, or its error. Fails where a reference table of the article's language is wrong.
  func output(for line: LineReader.Line, number: Int) throws(TableError) -> Output {
    guard !line.isTooLong else { return refusal(ErrorCode.articleTooLarge.rawValue, number) }
    return line.bytes.allSatisfy(isSpace) ? .nothing : try output(for: line.bytes, number: number)
  }

  private func output(for bytes: [UInt8], number: Int) throws(TableError) -> Output {
    let article: NormalisedArticle
    do {
      article = try normaliser.normalise(bytes, at: nil)
    } catch {
      return refusal(error.code, number)
    }
    let facts = try extractor.facts(of: article, revision: 1, explaining: explains)
    var json = JSONWriter(reserving: 16_384)
    json.write(facts)
    json.newline()
    return Output(line: json.bytes, isError: false)
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
