import Models
import ReferenceData
import Testing

@testable import RiskScoring

/// Each phrase of the risk model's tables changes a result where it is said, and nothing where the table lacks it.
@Suite("Judgement in phrases")
struct JudgementPhraseTests {
  @Test("every phrase of a correction withdraws what its outlet reported", arguments: testModel.correctionPhrases)
  func corrections(phrase: RiskModel.Phrase) throws {
    #expect(try withdrawn(by: phrase, in: testModel.correctionPhrases) == ["a"])
    #expect(try withdrawn(by: phrase, in: testModel.correctionPhrases.filter { $0.text != phrase.text }) == [])
  }

  /// The articles that are withdrawn where an outlet's second article has the phrase at the head of its title.
  private func withdrawn(by phrase: RiskModel.Phrase, in known: [RiskModel.Phrase]) throws -> [String] {
    let bench = Bench { $0.correctionPhrases = known }
    try bench.fold(signal(article: "a", owner: "outlet", deaths: 9), at: noon)
    let later = noon.adding(hours: 1)
    guard
      case .event(var correction) = signal(
        article: "b", published: later, owner: "outlet", realis: .threatened, deaths: 2)
    else { return [] }
    correction.article.title = "\(phrase.text): attack on the port"
    try bench.fold(.event(correction), at: later)
    return Array(Set(bench.warnings.flatMap(\.withdraws)))
  }

  @Test(
    "a title is a correction where a bracket of any width, a colon or a dash sets the phrase apart",
    arguments: [
      ("【更正】 港口遇袭", true), ("（更正）港口遇袭", true), ("更正：港口遇袭", true), ("[Correction] Attack on the port", true),
      ("Correction - Attack on the port", true), ("Correction-", true), ("【更正统计数据的港口】", false),
      ("Correction of the coast begins", false), ("Correction-facility guards attacked", false),
    ])
  func titles(title: String, isCorrection: Bool) throws {
    var phrases = Array(testModel.correctionPhrases.prefix(2))
    for (index, text) in ["更正", "correction"].enumerated() { phrases[index].text = text }
    let finder = PhraseFinder(phrases)
    #expect(finder.beginsTitle(title) == isCorrection)
  }

  @Test(
    "every phrase of representation warns after a notice of the party", arguments: testModel.representationPhrases)
  func representations(phrase: RiskModel.Phrase) throws {
    #expect(try warns(of: phrase, in: testModel.representationPhrases))
    #expect(try !warns(of: phrase, in: testModel.representationPhrases.filter { $0.text != phrase.text }))
  }

  /// Whether the counterparty lane warns where a sentence about a party with a notice says the phrase.
  private func warns(of phrase: RiskModel.Phrase, in known: [RiskModel.Phrase]) throws -> Bool {
    let party = SubjectKey(.counterparty, "harbour-company")
    let bench = Bench { $0.representationPhrases = known }
    try bench.fold(
      .notice(
        NoticeSignal(
          id: "n", subject: party, articleId: "notice", revision: 1, publishedAt: noon,
          notice: Notice(
            kind: "integrity", rule: "unauthorised_representation", subject: "Harbour Company",
            quote: TextSpan(text: "Nobody else may sign.", start: 0, end: 21)))), at: noon)
    try bench.fold(
      signal(
        "AGREEMENT_SIGNED", article: "deal", subject: party, grade: .b, claim: .media,
        quote: "Mr X signed \(phrase.text) Harbour Company.", project: nil), at: noon)
    return bench.warnings.contains { $0.lane == .counterparty }
  }
}
