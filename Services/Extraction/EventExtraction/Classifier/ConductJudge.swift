import Models
import ReferenceData

/// The question of whether a long article reports a case of wrongdoing or only talks of wrongdoing.
struct ConductJudge: Sendable {
  private let question: BallotQuestion
  private let settings: ConductQuestion
  private let confidence: Double
  private let topics: TopicJudge?
  /// The kind that an article's legal steps become where it reports a case, and its category.
  private let (prosecution, integrity): (kind: Int, category: Int?)
  /// The positions of the two classes.
  private let (wrong, talk): (Int, Int)

  /// Nil where the taxonomy has no kind for a prosecution, or the question lacks one of its two classes.
  init?(
    _ settings: ConductQuestion, _ question: BallotQuestion, _ lexicon: ClassifierLexicon, _ topics: TopicJudge?,
    _ taxonomy: EventTaxonomy
  ) {
    guard let prosecution = taxonomy.prosecution, let wrong = question.classes.firstIndex(of: "case"),
      let talk = question.classes.firstIndex(of: "talk")
    else { return nil }
    self.settings = settings
    self.question = question
    self.topics = topics
    confidence = lexicon.confidence
    (self.prosecution, integrity) = (prosecution, taxonomy.kinds[prosecution].category)
    (self.wrong, self.talk) = (wrong, talk)
  }

  /// Judges a long article that reports an integrity risk or a step of the law, or no risk at all. Where it only talks
  /// of wrongdoing, drops its integrity risks, except plain ones in the lead and those of a project. Where the
  /// classifier finds a case, reads the article as one.
  func judge(_ reading: inout BallotReading) {
    if reading.isShort { return }
    let article = reading.article
    let hasMatter = article.drafts.contains { draft in
      let kind = article.taxonomy.kinds[draft.kind]
      return kind.isJustice || kind.category == integrity
    }
    guard hasMatter || !article.hasLiveRisk() else { return }
    reading.read(first: settings.words, reach: settings.reach)
    guard reading.ask(question) else { return }
    let share = Double(reading.shares[wrong])
    if share < settings.talk {
      if hasMatter { dropTalk(reading) }
      return
    }
    if hasMatter { article.nature.frameFactor = settings.caseFrame }
    // `A court threw out the case`: what follows is how it came to nothing. `The ministry denied that the contract was
    // cancelled`: what is called forged is the report.
    guard article.nature.ends[prosecution] == nil, !article.deniesRisk(outside: integrity) else { return }
    if hasMatter, share >= settings.prosecution {
      article.reportCase(of: prosecution, isSure: share >= settings.sureCase, why: reading.grounds(question, wrong))
    }
    if share >= settings.suspicion, !article.hasLiveRisk() { suspect(&reading) }
  }

  private func dropTalk(_ reading: BallotReading) {
    let article = reading.article
    article.nature.frameFactor = settings.talkFrame
    let leads = article.leadSentences
    article.drop(.talk, why: reading.grounds(question, talk)) { draft in
      article.taxonomy.kinds[draft.kind].category == integrity && draft.project == nil
        && !(leads.contains(draft.sentence) && draft.confidence >= settings.plainWrong)
    }
  }

  private func suspect(_ reading: inout BallotReading) {
    let article = reading.article
    guard let suspicion = article.taxonomy.suspicion, let strongest = reading.evidence(question, wrong).first,
      Double(strongest.weight) >= settings.suspiciousWord
    else { return }
    let why = reading.grounds(question, wrong)
    if topics?.isOffTopic(suspicion, &reading) == true { return }
    article.nature.frameFactor = settings.caseFrame
    article.suspect(suspicion, at: strongest.token, confidence: confidence, why: why)
  }
}
