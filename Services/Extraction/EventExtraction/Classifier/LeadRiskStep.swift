import Models
import ReferenceData

/// The question of which category of risk a title and first sentence report: it adds a risk that no pattern knows,
/// drops those of an article that begins by reporting none, and corrects those of another category.
struct LeadRiskStep: Sendable {
  private let question: ClassifierQuestion
  private let settings: RiskQuestion
  private let (reach, confidence): (Double, Double)
  private let topics: TopicStep?
  /// The kind of the risk that each class reports; nil for the class that reports none.
  private let kinds: [Int?]
  /// The position of the class that reports no risk.
  private let none: Int
  /// The category whose risks the conduct question decides on in long texts; nil in a language without that question.
  private let conductCategory: Int?

  /// Nil where the question lacks a class for no risk.
  init?(
    _ settings: RiskQuestion, _ question: ClassifierQuestion, _ lexicon: ClassifierLexicon, _ topics: TopicStep?,
    _ taxonomy: EventTaxonomy
  ) {
    guard let none = question.classes.firstIndex(of: "NONE") else { return nil }
    self.settings = settings
    self.question = question
    self.topics = topics
    self.none = none
    (reach, confidence) = (lexicon.reach, lexicon.confidence)
    kinds = question.classes.map { settings.types[$0].flatMap { taxonomy.index[$0] } }
    conductCategory =
      lexicon.conduct == nil ? nil : taxonomy.prosecution.flatMap { taxonomy.kinds[$0].category }
  }

  /// Reads title and first sentence, or the whole of a short text, as one. If the article has no live risk, adds the
  /// one that they report. If it has, drops its risks where they report nothing, except those of registered projects,
  /// those that both state clearly, those whose end a sentence denies, as the words for an end speak for no risk, and,
  /// in a long text, those that the conduct question decides on; and corrects those of the lead where they report a
  /// category of which the article has none.
  func apply(to input: inout ClassifierInput, isAsset: (Int) -> Bool) {
    let article = input.article
    let sentences = article.text.sentences
    let leads = article.leadSentences.filter { sentences[$0].kind == .title || $0 == article.firstProse }
    guard let first = leads.first, let last = leads.last else { return }
    let hasRisk = article.hasLiveRisk()
    let doubt = hasRisk ? LeadDoubt.none : article.doubt(ofLead: leads)
    guard doubt < .certain else { return }
    let end = input.isShort ? sentences.count - 1 : last
    let range = sentences[first].tokens.lowerBound..<sentences[end].tokens.upperBound
    input.read(range, reach: reach)
    guard input.ask(question) else { return }
    let nothing = Double(input.shares[none])
    if hasRisk {
      if nothing >= leastNothing(input) {
        drop(leads, input)
      } else {
        correct(leads, input)
      }
    } else {
      let plain = range.contains(where: isAsset) ? settings.incident : settings.incidentElsewhere
      let least = doubt == .none ? plain : max(plain, settings.incidentDoubted)
      if 1 - nothing >= least { report(leads, &input) }
    }
  }

  /// The share of the class for no risk from which the article's risks are dropped. It is lowest for a whole story,
  /// whose opening says what it is about; a case of wrongdoing, or a risk mentioned many times, may open with a scene.
  private func leastNothing(_ input: ClassifierInput) -> Double {
    let article = input.article
    if input.isShort { return settings.nothing }
    if article.text.sentences.count < settings.story || article.nature.isCase { return settings.nothingSupported }
    var reports: [Int: Int] = [:]
    for draft in article.drafts where draft.isLive {
      let kind = article.taxonomy.kinds[draft.kind]
      if kind.ledger == .risk, let category = kind.category { reports[category, default: 0] += draft.mentions }
    }
    return reports.values.contains { $0 >= settings.support } ? settings.nothingSupported : settings.nothingLong
  }

  /// Drops the risks of an article of which title and first sentence, `leads`, report nothing.
  private func drop(_ leads: [Int], _ input: ClassifierInput) {
    let article = input.article
    let exempt = input.isShort ? nil : conductCategory
    let clear = clearKinds(leads, article)
    article.drop(.nothing, why: input.grounds(question, none)) { draft in
      let kind = article.taxonomy.kinds[draft.kind]
      return kind.ledger == .risk && draft.project == nil && kind.category != exempt && !draft.goesOn
        && !clear.contains(draft.kind)
    }
  }

  /// The kinds of risk that title and first sentence both report with at least the confidence `nothing-clear`; none
  /// where there is only one of the two.
  private func clearKinds(_ leads: [Int], _ article: EventCollector) -> Set<Int> {
    guard leads.count > 1 else { return [] }
    let sure = article.drafts.filter { $0.isLive && $0.confidence >= settings.nothingClear }
    return leads.reduce(into: Set(sure.map(\.kind))) { kinds, lead in
      kinds.formIntersection(sure.filter { $0.isMentioned(in: lead) }.map(\.kind))
    }
  }

  /// Gives the live risks of title and first sentence, `leads`, the general type of the category that the shares speak
  /// for most, except those of registered projects.
  private func correct(_ leads: [Int], _ input: ClassifierInput) {
    let article = input.article
    let taxonomy = article.taxonomy
    guard let (top, kind) = strongest(in: input.shares), Double(input.shares[top]) >= settings.otherCategory,
      !article.hasLiveRisk(ofCategory: taxonomy.kinds[kind].category)
    else { return }
    article.retype(as: kind, why: input.grounds(question, top)) { draft in
      taxonomy.kinds[draft.kind].ledger == .risk && draft.isLive && draft.project == nil
        && leads.contains(draft.sentence)
    }
  }

  /// The class of risk with the greatest share, and the kind that it reports.
  private func strongest(in shares: [Float]) -> (position: Int, kind: Int)? {
    let top = shares.indices.filter { kinds[$0] != nil }.max { shares[$0] < shares[$1] }
    return top.flatMap { top in kinds[top].map { (top, $0) } }
  }

  /// Adds the risk of the category that the shares of title and first sentence, `leads`, speak for most, unless a
  /// pattern found one of that category there that is still to come: their words then report that one.
  private func report(_ leads: [Int], _ input: inout ClassifierInput) {
    let article = input.article
    guard let (top, kind) = strongest(in: input.shares),
      let strongest = input.evidence(question, top).first
    else { return }
    if article.foreseesRisk(in: leads, ofCategory: article.taxonomy.kinds[kind].category) { return }
    let why = input.grounds(question, top)
    if topics?.isOffTopic(kind, &input) == true { return }
    article.report(kind, at: strongest.token, ofLead: leads, confidence: confidence, why: why)
  }
}
