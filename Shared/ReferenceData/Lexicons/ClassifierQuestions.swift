/// Which class of event a sentence reports: a vote on what patterns found, and a proposal where they found nothing.
package struct EventQuestion: Sendable {
  package struct EventClass: Hashable, Sendable {
    package let name: String
    /// The event type that the class proposes where no pattern found an event; nil where it proposes none.
    package let proposes: String?
    /// Event types that belong to the class whatever their PLOVER category.
    package let types: [String]
  }

  package var weights: ClassifierWeights
  package var classes: [EventClass]
  /// What an event's importance gains, times the share of its class (0 to 1).
  package var vote: Double
  /// As `vote`, for texts of more than three sentences, where repetition and gravity say what the article is about.
  package var longVote: Double
  /// The share of a class, 0 to 1, from which it proposes an event that no pattern found.
  package var proposal: Double

  /// Reads `classifier-classes.tsv` and `classifier-event.tsv`; nil where the folders lack the latter.
  init?(
    _ folders: LanguageFolders, _ settings: ClassifierSettings, lemmas: Set<String>, types: EventTypes
  ) throws(TableError) {
    let classes = try Self.readClasses(folders, types)
    let names = Set(classes.map(\.name))
    guard let weights = try ClassifierWeights(folders, "classifier-event.tsv", lemmas, classes: names) else {
      return nil
    }
    self.classes = classes
    self.weights = weights
    vote = try settings.value("vote")
    longVote = try settings.value("long-vote")
    proposal = try settings.value("proposal")
  }

  private static func readClasses(_ folders: LanguageFolders, _ types: EventTypes) throws(TableError) -> [EventClass] {
    let known = Set(types.all.map(\.type))
    var classes: [EventClass] = []
    for row in try folders.rows("classifier-classes.tsv", ["class", "proposes", "types"]) {
      let name = try row.text("class")
      let proposes = row.optional("proposes")
      let members = row.list("types")
      guard !classes.contains(where: { $0.name == name }) else {
        throw row.error("class", expected: "a class that no earlier row has")
      }
      guard proposes.map(known.contains) ?? true else {
        throw row.error("proposes", expected: "a type of event-types.tsv, or -")
      }
      guard members.allSatisfy(known.contains) else {
        throw row.error("types", expected: "types of event-types.tsv, or -")
      }
      classes.append(EventClass(name: name, proposes: proposes, types: members))
    }
    return classes
  }
}

/// What an article is about, and in which genre: some topics and genres report no risks.
package struct TopicQuestion: Sendable {
  /// A topic or genre whose articles report no risks of some categories.
  package struct QuietTopic: Hashable, Sendable {
    package var topic: String
    /// The share of the topic, 0 to 1, from which an article counts as being about it.
    package var share: Double
    /// As `share`, for an article whose own terms for the topic are strong.
    package var strongShare: Double
    /// The categories of risk that articles on the topic do not report; nil for all.
    package var categories: Set<String>?
  }

  package var weights: ClassifierWeights
  package var quiet: [QuietTopic]
  /// The number of words at the beginning of an article that decide its topic.
  package var words: Int
  /// The total weight that the five strongest terms of a quiet topic must reach for the topic to count.
  package var evidence: Double
  /// The total weight of the five strongest terms from which a topic's terms are strong.
  package var strongEvidence: Double

  /// Reads `classifier-topics.tsv` and `classifier-topic.tsv`; nil where the folders lack the latter.
  init?(_ folders: LanguageFolders, _ settings: ClassifierSettings, lemmas: Set<String>) throws(TableError) {
    guard let weights = try ClassifierWeights(folders, "classifier-topic.tsv", lemmas, isScaled: false) else {
      return nil
    }
    self.weights = weights
    words = Int(try settings.value("topic-words"))
    evidence = try settings.value("topic-evidence")
    strongEvidence = try settings.value("topic-strong")
    quiet = []
    for row in try folders.rows("classifier-topics.tsv", ["topic", "share", "strong_share", "categories"]) {
      let categories = row.list("categories")
      let share = try row.number("share", in: 0...1)
      quiet.append(
        QuietTopic(
          topic: try row.text("topic"), share: share, strongShare: try row.number("strong_share", in: 0...share),
          categories: categories == ["*"] ? nil : Set(categories)))
    }
  }
}

/// Whether a text reports what a particular party did wrong (`case`) or only talks of wrongdoing (`talk`).
package struct ConductQuestion: Sendable {
  package var weights: ClassifierWeights
  /// The number of words at the beginning of an article that decide.
  package var words: Int
  /// The number of words into an article at which a word counts half as much as the first.
  package var reach: Double
  /// The probability of a case below which an article only talks of wrongdoing.
  package var talk: Double
  /// The probability of a case from which the legal steps that an article reports count as a prosecution.
  package var prosecution: Double
  /// The probability of a case from which the legal steps that an article only calls for or supposes count as imminent.
  package var sureCase: Double
  /// The probability of a case from which an article in which no pattern found a live risk reports a suspicion.
  package var suspicion: Double
  /// The least weight of the word that speaks most for such a case.
  package var suspiciousWord: Double
  /// The factor for the importance of an act that is no risk, in an article that only talks of wrongdoing.
  package var talkFrame: Double
  /// The factor for the importance of an act that is no risk, in an article that reports a case of wrongdoing.
  package var caseFrame: Double
  /// The confidence from which a wrong in an article's lead counts, even if the article otherwise only talks of
  /// wrongdoing.
  package var plainWrong: Double

  /// Reads `classifier-conduct.tsv`; nil where the folders lack it.
  init?(_ folders: LanguageFolders, _ settings: ClassifierSettings, lemmas: Set<String>) throws(TableError) {
    guard
      let weights = try ClassifierWeights(folders, "classifier-conduct.tsv", lemmas, classes: ["case", "talk"])
    else { return nil }
    self.weights = weights
    words = Int(try settings.value("conduct-words"))
    reach = try settings.value("conduct-reach")
    talk = try settings.value("talk")
    prosecution = try settings.value("case")
    sureCase = try settings.value("sure-case")
    suspicion = try settings.value("case-proposal")
    suspiciousWord = try settings.value("case-word")
    talkFrame = try settings.value("talk-frame")
    caseFrame = try settings.value("case-frame")
    plainWrong = try settings.value("plain-wrong")
  }
}

/// Which category of risk a title and first sentence report; the class `NONE` stands for no risk.
package struct RiskQuestion: Sendable {
  package var weights: ClassifierWeights
  /// The event type that stands for each category.
  package var types: [String: String]
  /// The share of all categories together, 0 to 1, from which a title and first sentence that name a work, an industry
  /// or its people report a risk that no pattern knows.
  package var incident: Double
  /// As `incident`, for a title and first sentence that name none.
  package var incidentElsewhere: Double
  /// The least share for both where title and first sentence have a risk that is past or feared, an act of good will,
  /// or a phrase by which an event would be over or only supposed.
  package var incidentDoubted: Double
  /// The share of the class that reports no risk, 0 to 1, from which a title and first sentence report nothing: the
  /// risks of a short text are then dropped, except those of registered projects.
  package var nothing: Double
  /// As `nothing`, for longer texts.
  package var nothingLong: Double
  /// As `nothingLong`, for texts of fewer than `story` sentences and those that report risks of one category at
  /// `support` places or more.
  package var nothingSupported: Double
  /// The confidence, 0 to 1, from which risks of one type in the title and in the first sentence are kept whatever the
  /// share of the class that reports no risk.
  package var nothingClear: Double
  /// How many reports of risks of one category support the claim that a longer text is about a risk.
  package var support: Int
  /// How many sentences, title included, a whole story has at least.
  package var story: Int
  /// The share of a category, 0 to 1, from which the risks of title and first sentence are of it if the article has no
  /// other of that category.
  package var otherCategory: Double

  /// Reads `classifier-risks.tsv` and `classifier-risk.tsv`; nil where the folders lack the latter.
  init?(
    _ folders: LanguageFolders, _ settings: ClassifierSettings, lemmas: Set<String>, types: EventTypes
  ) throws(TableError) {
    let risks = try Self.readRisks(folders, types)
    let names = Set(risks.keys).union(["NONE"])
    guard let weights = try ClassifierWeights(folders, "classifier-risk.tsv", lemmas, classes: names) else {
      return nil
    }
    self.weights = weights
    self.types = risks
    incident = try settings.value("incident")
    incidentElsewhere = try settings.value("incident-elsewhere")
    incidentDoubted = try settings.value("incident-doubted")
    nothing = try settings.value("nothing")
    nothingLong = try settings.value("nothing-long")
    nothingSupported = try settings.value("nothing-supported")
    nothingClear = try settings.value("nothing-clear")
    support = Int(try settings.value("support"))
    story = Int(try settings.value("story"))
    otherCategory = try settings.value("other-category")
  }

  private static func readRisks(
    _ folders: LanguageFolders, _ types: EventTypes
  ) throws(TableError) -> [String: String] {
    var risks: [String: String] = [:]
    for row in try folders.rows("classifier-risks.tsv", ["category", "type"]) {
      let category = try row.text("category")
      let name = try row.text("type")
      guard types.all.contains(where: { $0.type == name && $0.ledger == .risk && $0.category == category }) else {
        throw row.error("type", expected: "a risk of event-types.tsv in the category \(category)")
      }
      guard risks.updateValue(name, forKey: category) == nil else {
        throw row.error("category", expected: "a category that no earlier row has")
      }
    }
    return risks
  }
}
