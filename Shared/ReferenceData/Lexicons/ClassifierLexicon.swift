/// The tables of a language's classifier, trained by deploy/reference/classifier/train.py: which words count as which
/// lemma, and what each lemma or pair of lemmas weighs for the classes of four questions.
///
/// Read from `classifier-classes.tsv`, `-forms`, `-event`, `-topic`, `-conduct`, `-risk`, `-settings`, `-topics` and
/// `-risks`; each file states its schema. A language may lack all of them.
package struct ClassifierLexicon: Sendable {
  package struct EventClass: Hashable, Sendable {
    package let name: String
    /// The event type that the class proposes where no pattern found an event; nil where it proposes none.
    package let proposes: String?
    /// Event types that belong to the class whatever their PLOVER category.
    package let types: [String]
  }

  /// How the tables take part in the choice of an article's events.
  package struct Settings: Hashable, Sendable {
    /// What an event's importance gains, times the share of its class (0 to 1).
    package var vote: Double
    /// As `vote`, for texts of more than three sentences, where repetition and gravity say what the article is about.
    package var longVote: Double
    /// The share of a class, 0 to 1, from which it proposes an event that no pattern found.
    package var proposal: Double
    /// The confidence of an event that a class proposes, 0 to 1.
    package var confidence: Double
    /// The number of words into a sentence at which a word counts half as much as the first.
    package var reach: Double
    /// The number of words at the beginning of an article that decide its topic.
    package var topicWords: Int
    /// The total weight that the five strongest terms of a quiet topic must reach for the topic to count.
    package var topicEvidence: Double
    /// The number of words at the beginning of an article that decide whether it reports a case of wrongdoing.
    package var conductWords: Int
    /// The number of words into an article at which a word counts half as much as the first for whether it reports a
    /// case of wrongdoing.
    package var conductReach: Double
    /// The probability of a case of wrongdoing below which an article only talks of wrongdoing.
    package var talk: Double
    /// The probability of a case from which the legal steps that an article reports count as a prosecution.
    package var conduct: Double
    /// The probability of a case from which the legal steps that an article only calls for or supposes count as
    /// imminent.
    package var sureCase: Double
    /// The probability of a case from which an article in which no pattern found a live risk reports a suspicion.
    package var caseProposal: Double
    /// The factor for the importance of an act that is no risk, in an article that only talks of wrongdoing.
    package var talkFrame: Double
    /// The factor for the importance of an act that is no risk, in an article that reports a case of wrongdoing.
    package var caseFrame: Double
    /// The confidence from which a wrong in an article's lead counts, even if the article otherwise only talks of
    /// wrongdoing.
    package var plainWrong: Double
    /// The share of all categories of risk together, 0 to 1, from which a title and first sentence that name a work, an
    /// industry or its people report a risk that no pattern knows.
    package var incident: Double
    /// As `incident`, for a title and first sentence that name none.
    package var incidentElsewhere: Double
    /// The share of the class that reports no risk, 0 to 1, from which a title and first sentence report nothing: the
    /// risks of a text of at most three sentences are then dropped, except those of registered projects.
    package var nothing: Double
    /// As `nothing`, for longer texts.
    package var nothingLong: Double
  }

  /// A topic or genre whose articles report no risks of some categories.
  package struct QuietTopic: Hashable, Sendable {
    package var topic: String
    /// The share of the topic, 0 to 1, from which an article counts as being about it.
    package var share: Double
    /// The categories of risk that articles on the topic do not report; nil for all.
    package var categories: Set<String>?
  }

  package var settings: Settings
  package var quietTopics: [QuietTopic]
  package var classes: [EventClass]
  package var lemmas: [(lemma: String, forms: [String])]
  /// Words that the classifier ignores.
  package var skipped: [String]
  /// Which class of event a sentence reports.
  package var event: ClassifierWeights
  /// What a text is about, and in which genre.
  package var topic: ClassifierWeights
  /// Whether a text reports what a particular party did wrong (`case`) or only talks of wrongdoing (`talk`).
  package var conduct: ClassifierWeights
  /// Which category of risk a title and first sentence report; the class `NONE` stands for no risk.
  package var risk: ClassifierWeights
  /// The event type that stands for each category of `risk`.
  package var riskTypes: [String: String]

  /// Reads the tables; nil where the folders have none of them.
  package init?(_ folders: LanguageFolders, types: EventTypes) throws(TableError) {
    classes = try Self.readClasses(folders, types)
    guard !classes.isEmpty else { return nil }
    var lemmas: [(lemma: String, forms: [String])] = []
    var skipped: [String] = []
    for row in try folders.rows("classifier-forms.tsv", ["lemma", "forms"]) {
      guard let lemma = row.optional("lemma") else {
        skipped += row.list("forms")
        continue
      }
      lemmas.append((lemma, row.list("forms")))
    }
    self.lemmas = lemmas
    self.skipped = skipped
    settings = try Self.readSettings(folders)
    quietTopics = try Self.readTopics(folders)
    let known = Set(lemmas.map(\.lemma))
    event = try ClassifierWeights(folders, "classifier-event.tsv", known, classes: Set(classes.map(\.name)))
    topic = try ClassifierWeights(folders, "classifier-topic.tsv", known, isScaled: false)
    conduct = try ClassifierWeights(folders, "classifier-conduct.tsv", known, classes: ["case", "talk"])
    riskTypes = try Self.readRisks(folders, types)
    risk = try ClassifierWeights(folders, "classifier-risk.tsv", known, classes: Set(riskTypes.keys).union(["NONE"]))
  }

  private static func readSettings(_ folders: LanguageFolders) throws(TableError) -> Settings {
    let file = "classifier-settings.tsv"
    var values: [String: Double] = [:]
    for row in try folders.rows(file, ["setting", "value"]) {
      let name = try row.text("setting")
      guard values.updateValue(try row.number("value", in: 0...1000), forKey: name) == nil else {
        throw row.error("setting", expected: "a setting that no earlier row has")
      }
    }
    func value(_ name: String) throws(TableError) -> Double {
      guard let value = values[name] else {
        throw TableError(file: file, line: 0, problem: "lacks the setting \(name); expected a number")
      }
      return value
    }
    return Settings(
      vote: try value("vote"), longVote: try value("long-vote"), proposal: try value("proposal"),
      confidence: try value("confidence"),
      reach: try value("reach"), topicWords: Int(try value("topic-words")), topicEvidence: try value("topic-evidence"),
      conductWords: Int(try value("conduct-words")), conductReach: try value("conduct-reach"),
      talk: try value("talk"), conduct: try value("case"), sureCase: try value("sure-case"),
      caseProposal: try value("case-proposal"), talkFrame: try value("talk-frame"),
      caseFrame: try value("case-frame"), plainWrong: try value("plain-wrong"), incident: try value("incident"),
      incidentElsewhere: try value("incident-elsewhere"),
      nothing: try value("nothing"), nothingLong: try value("nothing-long"))
  }

  private static func readTopics(_ folders: LanguageFolders) throws(TableError) -> [QuietTopic] {
    var topics: [QuietTopic] = []
    for row in try folders.rows("classifier-topics.tsv", ["topic", "share", "categories"]) {
      let categories = row.list("categories")
      topics.append(
        QuietTopic(
          topic: try row.text("topic"), share: try row.number("share", in: 0...1),
          categories: categories == ["*"] ? nil : Set(categories)))
    }
    return topics
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

/// The weights of one question: what each term adds to the sum of each class.
package struct ClassifierWeights: Sendable {
  package struct Row: Hashable, Sendable {
    /// A lemma, or two neighbouring lemmas with a space between them.
    package let term: String
    package let className: String
    package let weight: Double

    package init(term: String, className: String, weight: Double) {
      self.term = term
      self.className = className
      self.weight = weight
    }
  }

  /// What a term adds to the sum of a class.
  package struct Weight: Sendable {
    /// A position in `classes`.
    package let position: Int32
    package let value: Float
  }

  /// In the order of the table.
  package let classes: [String]
  /// The prior weight of each class, in the order of `classes`.
  package let bias: [Double]
  /// The terms of the table, each once, in its order.
  package private(set) var terms: [String] = []
  /// Whether the weights of a text's terms are scaled to Euclidean length 1, so that a long text weighs no more than a
  /// short one; if not, they add up.
  package let isScaled: Bool
  private var weights: [Weight] = []
  /// For each term, the position in `weights` of its first weight.
  private var starts: [Int32] = []

  /// Ignores rows whose class is not one of `classes`.
  package init(classes: [String], bias: [Double], rows: [Row], isScaled: Bool) {
    precondition(classes.count == bias.count, "a bias for each class")
    self.classes = classes
    self.bias = bias
    self.isScaled = isScaled
    let byTerm = Dictionary(grouping: rows, by: \.term)
    for row in rows where byTerm[row.term]?.first == row {
      terms.append(row.term)
      starts.append(Int32(weights.count))
      for row in byTerm[row.term] ?? [] {
        guard let position = classes.firstIndex(of: row.className) else { continue }
        weights.append(Weight(position: Int32(position), value: Float(row.weight)))
      }
    }
  }

  /// The weights of the term at a position in `terms`.
  package func weights(of term: Int) -> ArraySlice<Weight> {
    weights[Int(starts[term])..<(term + 1 < starts.count ? Int(starts[term + 1]) : weights.count)]
  }

  /// The rows of the table without the bias rows.
  package var rows: [Row] {
    terms.indices.flatMap { term in
      weights(of: term).map {
        Row(term: terms[term], className: classes[Int($0.position)], weight: Double($0.value))
      }
    }
  }

  /// Reads the table. Rows of the term `*` come first and give the classes and their bias. All other terms consist of
  /// `lemmas`, and the rows of a term are adjacent.
  init(
    _ folders: LanguageFolders, _ file: String, _ lemmas: Set<String>, isScaled: Bool = true,
    classes allowed: Set<String>? = nil
  ) throws(TableError) {
    var classes: [String] = []
    var bias: [Double] = []
    var rows = Rows()
    let star = Array("*".utf8)
    for scanner in try folders.scanners(file, ["term", "class", "weight"]) {
      var scanner = scanner
      while try scanner.advance() {
        let weight = try scanner.number(2, in: -1000...1000)
        if scanner.field(0, is: star) {
          let name = scanner.text(1)
          guard !classes.contains(name), allowed?.contains(name) ?? true else {
            throw scanner.error(1, expected: "a class of classifier-classes.tsv, once")
          }
          classes.append(name)
          rows.classes.append(Array(name.utf8))
          bias.append(weight)
        } else {
          try rows.add(scanner, weight, lemmas)
        }
      }
    }
    self.init(classes: classes, bias: bias, rows: [], isScaled: isScaled)
    terms = rows.terms
    weights = rows.weights
    starts = rows.starts
  }

  /// The rows of a file that have been read so far.
  private struct Rows {
    var terms: [String] = []
    var weights: [Weight] = []
    var starts: [Int32] = []
    /// The UTF-8 bytes of the last row's term.
    private var last: [UInt8] = []
    /// The UTF-8 bytes of each class's name.
    var classes: [[UInt8]] = []
    /// The position in `classes` of the last row's class, from which the search for the next row's class starts.
    private var position = 0
    private var known: Set<String> = []

    mutating func add(_ scanner: TableScanner, _ weight: Double, _ lemmas: Set<String>) throws(TableError) {
      if terms.isEmpty || !scanner.field(0, is: last) {
        let term = scanner.text(0)
        let words = term.parts(at: UInt8(ascii: " "))
        guard (1...2).contains(words.count), words.allSatisfy(lemmas.contains), known.insert(term).inserted else {
          throw scanner.error(0, expected: "one lemma or two of classifier-forms.tsv, all rows of them together")
        }
        terms.append(term)
        starts.append(Int32(weights.count))
        last = Array(scanner.bytes[scanner.range(0)])
      }
      var passed = 0
      while passed < classes.count, !scanner.field(1, is: classes[position]) {
        position = position + 1 < classes.count ? position + 1 : 0
        passed += 1
      }
      guard passed < classes.count else { throw scanner.error(1, expected: "a class that a row * names before") }
      weights.append(Weight(position: Int32(position), value: Float(weight)))
    }
  }
}
