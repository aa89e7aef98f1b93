import Models
import ReferenceData

/// The question of whether a long article reports a case of wrongdoing or only talks of wrongdoing.
struct WrongdoingStep: Sendable {
  private let question: ClassifierQuestion
  private let settings: ConductQuestion
  private let confidence: Double
  private let topics: TopicStep?
  /// The kind that an article's legal steps become where it reports a case, and its category.
  private let (prosecution, integrity): (kind: Int, category: Int?)
  /// The positions of the two classes.
  private let (casePosition, discussionPosition): (Int, Int)

  /// Nil where the taxonomy has no kind for a prosecution, or the question lacks one of its two classes.
  init?(
    _ settings: ConductQuestion, _ question: ClassifierQuestion, _ lexicon: ClassifierLexicon, _ topics: TopicStep?,
    _ taxonomy: EventTaxonomy
  ) {
    guard let prosecution = taxonomy.prosecution, let casePosition = question.classes.firstIndex(of: "case"),
      let discussionPosition = question.classes.firstIndex(of: "talk")
    else { return nil }
    self.settings = settings
    self.question = question
    self.topics = topics
    confidence = lexicon.confidence
    (self.prosecution, integrity) = (prosecution, taxonomy.kinds[prosecution].category)
    (self.casePosition, self.discussionPosition) = (casePosition, discussionPosition)
  }

  /// Reads a long article that reports an integrity risk or a step of the law, or no risk at all. Where it only talks
  /// of wrongdoing, drops its integrity risks, except plain ones in the lead and those of a project. Where the
  /// classifier finds a case, reads the article as one.
  func apply(to input: inout ClassifierInput) {
    if input.isShort { return }
    let article = input.article
    let hasMatter = article.drafts.contains { draft in
      let kind = article.taxonomy.kinds[draft.kind]
      return kind.isJustice || kind.category == integrity
    }
    guard hasMatter || !article.hasLiveRisk() else { return }
    input.read(first: settings.words, reach: settings.reach)
    guard input.ask(question) else { return }
    let share = Double(input.shares[casePosition])
    if share < settings.talk {
      if hasMatter { dropTalk(input) }
      return
    }
    if hasMatter { article.nature.frameFactor = settings.caseFrame }
    // `A court threw out the case`: what follows is how it came to nothing. `The ministry denied that the contract was
    // cancelled`: what is called forged is the report.
    guard article.nature.ends[prosecution] == nil, !article.deniesRisk(outside: integrity) else { return }
    if hasMatter, share >= settings.prosecution {
      article.reportCase(
        of: prosecution, isSure: share >= settings.sureCase, why: input.grounds(question, casePosition))
    }
    if share >= settings.suspicion, !article.hasLiveRisk() { suspect(&input) }
  }

  private func dropTalk(_ input: ClassifierInput) {
    let article = input.article
    article.nature.frameFactor = settings.talkFrame
    let leads = article.leadSentences
    article.drop(.talk, why: input.grounds(question, discussionPosition)) { draft in
      article.taxonomy.kinds[draft.kind].category == integrity && draft.project == nil
        && !(leads.contains(draft.sentence) && draft.confidence >= settings.plainWrong)
    }
  }

  private func suspect(_ input: inout ClassifierInput) {
    let article = input.article
    guard let suspicion = article.taxonomy.suspicion,
      let strongest = input.evidence(question, casePosition).first(where: { !article.cues.isDenied($0.token) }),
      Double(strongest.weight) >= settings.suspiciousWord
    else { return }
    let why = input.grounds(question, casePosition)
    if topics?.isOffTopic(suspicion, &input) == true { return }
    article.nature.frameFactor = settings.caseFrame
    article.suspect(suspicion, at: strongest.token, confidence: confidence, why: why)
  }
}
