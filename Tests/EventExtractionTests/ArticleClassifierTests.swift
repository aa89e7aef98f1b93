import ExtractionFixtures
import Models
import ReferenceData
import TextAnalysis
import Testing

@testable import EventExtraction

@Suite("The classifier's part in the choice of an article's events")
struct ArticleClassifierTests {
  private static let english = EntityFixture.lexicon("en")

  /// The events of a text by the English patterns and a classifier, which may be changed; `project` is registered,
  /// `place` is a town of Peru, `peoples` are words with their countries, and `shortText` is another value of that row.
  private func findings(
    _ text: String, project: String? = nil, place: String? = nil, peoples: [String: String] = [:],
    shortText: Int? = nil, _ change: (inout ClassifierLexicon) -> Void = { _ in }
  ) throws -> Findings {
    var lexicon = try #require(Self.english.classifier)
    change(&lexicon)
    var events = Self.english.events
    if let shortText { events.semantics.weights.shortText = shortText }
    let article = ArticleText(text)
    var findings = Findings()
    if let project, let range = text.range(of: project) {
      let start = text[..<range.lowerBound].utf8.count
      findings.projects.append(
        ProjectMention(
          span: article.span(start, start + project.utf8.count), id: "test", canonical: project, sector: "port",
          countries: ["PE"]))
    }
    if let place, let range = text.range(of: place) {
      let start = text[..<range.lowerBound].utf8.count
      findings.places.append(
        Place(span: article.span(start, start + place.utf8.count), country: "PE", kind: .city))
    }
    for (people, country) in peoples.sorted(by: { $0.key < $1.key }) {
      guard let range = text.range(of: people) else { continue }
      let start = text[..<range.lowerBound].utf8.count
      findings.demonyms.append(Demonym(span: article.span(start, start + people.utf8.count), country: country))
    }
    let metadata = ArticleMetadata(
      articleId: "article", publishedAt: Timestamp(rfc3339: "2026-03-10T12:00:00Z"), language: "en")
    EventRecogniser(lexicon: events, classifier: lexicon).recognise(article, metadata, into: &findings)
    return findings
  }

  private static let unmatched = "The envoy brushed the plan aside and left the table."

  @Test("where no pattern matches a lead, the class that speaks proposes a neutral event, above the set share only")
  func proposal() throws {
    let event = try #require(try findings(Self.unmatched).events.first)
    #expect(event.plover == "REJECT" && event.ledger == .none && event.realis == .actual && event.sentence == 0)
    #expect(try findings(Self.unmatched) { $0.event?.proposal = 1 }.events.isEmpty)
  }

  @Test("a proposed event has the confidence of the settings", arguments: [0.3, 0.6])
  func confidence(value: Double) throws {
    let found = try findings(Self.unmatched) {
      $0.confidence = value
    }
    #expect(found.events.first?.confidence == value)
  }

  @Test("a proposal's trigger is a word that tells of something; words that only join others propose nothing")
  func proposedTrigger() throws {
    func trigger(_ terms: [String]) throws -> String? {
      let text = "The envoy would brush the plan aside."
      let found = try findings(text) { lexicon in
        lexicon.event?.weights.lean(to: "REJECT", by: 50)
        lexicon.event?.weights.replace { rows in
          rows = terms.map { .init(term: $0, className: "REJECT", weight: $0 == "would" ? 2 : 1) }
        }
      }
      guard let words = found.events.first(where: { $0.plover == "REJECT" })?.trigger else { return nil }
      return String(decoding: Array(text.utf8)[words.start..<words.end], as: UTF8.self)
    }
    #expect(try trigger(["would", "plan"]) == "plan")
    #expect(try trigger(["envoy would"]) == "envoy", "the first word of a pair")
    #expect(try trigger(["would"]) == nil)
  }

  @Test("only the title and the first two sentences of an article propose")
  func leadsOnly() throws {
    let filler = "The house has a green door. The garden is behind it. "
    #expect(try findings(filler + Self.unmatched).events.isEmpty)
  }

  private static let two = "The minister met the rebels after they had shelled the town."

  @Test("the share of a class raises its events above those of others")
  func order() throws {
    func first(_ name: String) throws -> String? {
      try findings(Self.two) { lexicon in
        lexicon.event?.weights.lean(to: name, by: 50)
        lexicon.event?.vote = 5
        lexicon.event?.proposal = 1000
      }.events.first?.plover
    }
    #expect(try first("CONSULT") == "CONSULT" && first("ASSAULT") == "ASSAULT")
  }

  @Test("in a text of more than three sentences the weight for long texts counts")
  func longTexts() throws {
    func first(_ long: Double) throws -> String? {
      try findings("Rebels shelled the town. The minister met the rebels. It rained. It snowed.") { lexicon in
        lexicon.event?.weights.lean(to: "CONSULT", by: 50)
        lexicon.event?.vote = 0
        lexicon.event?.longVote = long
      }.events.first?.plover
    }
    #expect(try first(0) == "ASSAULT" && first(5) == "CONSULT")
  }

  @Test("without its row a term speaks no more")
  func removedRow() throws {
    let found = try findings(Self.unmatched) { lexicon in
      lexicon.event?.weights.replace { rows in rows.removeAll { $0.className == "REJECT" } }
    }
    #expect(found.events.allSatisfy { $0.plover != "REJECT" })
  }

  private static let filler = " The hall was full. Papers were handed out. Nobody spoke in the afternoon."

  /// The findings where the conduct table gives a text the share of a case that a bias of `bias` makes.
  private func classified(_ text: String, bias: Double, _ change: (inout ClassifierLexicon) -> Void = { _ in }) throws
    -> Findings
  {
    try findings(text + Self.filler) { lexicon in
      lexicon.conduct?.weights.lean(to: "case", by: bias)
      change(&lexicon)
    }
  }

  @Test("where a long text only talks of wrongdoing, a vague wrong is no risk, and a plain one in the lead is")
  func talk() throws {
    let vague = "The tax evasion in Lima led to a probe."
    #expect(try classified(vague, bias: 50).events.contains { $0.category == "INT" })
    let found = try classified(vague, bias: -50)
    #expect(!found.events.contains { $0.category == "INT" } && found.suppressed.contains { $0.reason == "talk" })
    #expect(
      try classified("A jury convicted the banker of bribery.", bias: -50).events.contains { $0.category == "INT" })
    let strict = try classified("A jury convicted the banker of bribery.", bias: -50) { $0.conduct?.plainWrong = 1 }
    #expect(!strict.events.contains { $0.category == "INT" })
  }

  @Test("steps of the law are prosecutions in a long text that reports a case and no other risk")
  func prosecution() throws {
    let text = "Police arrested a man called Ode."
    #expect(try classified(text, bias: 50).events.first?.type == "PROSECUTION")
    #expect(try classified(text, bias: -50).events.first?.type == "ARREST")
    let other = try classified(text + " A flood destroyed forty homes in Peru.", bias: 50)
    #expect(other.events.contains { $0.type == "ARREST" } && !other.events.contains { $0.type == "PROSECUTION" })
    #expect(try findings(text).events.first?.type == "ARREST", "a short text is read as it stands")
  }

  @Test("a step of the law that only looks into a case is a suspicion and no prosecution")
  func inquiry() throws {
    let text = "Police opened an inquiry into a man called Ode."
    let found = try classified(text, bias: 50)
    #expect(
      found.events.contains { $0.type == "CORRUPTION_PROBE" } && !found.events.contains { $0.type == "PROSECUTION" })
    #expect(try classified(text, bias: -50).events.contains { $0.type == "INVESTIGATION" })
  }

  @Test("a row of the table says of how many sentences a text is read as it stands")
  func shortText() throws {
    func first(_ shortText: Int?) throws -> String? {
      try findings("Police arrested a man called Ode." + Self.filler, shortText: shortText) {
        $0.conduct?.weights.lean(to: "case", by: 50)
      }.events.first?.type
    }
    #expect(try first(nil) == "PROSECUTION")
    #expect(try first(4) != "PROSECUTION")
  }

  @Test("where the table is sure of a case, a prosecution that is called for is imminent")
  func pendingProsecution() throws {
    let text = "Police want the minister to be indicted for bribery."
    #expect(try classified(text, bias: 50).events.contains { $0.type == "PROSECUTION" && $0.realis == .imminent })
    let unsure = try classified(text, bias: 50) { $0.conduct?.sureCase = 2 }
    #expect(!unsure.events.contains { $0.type == "PROSECUTION" && $0.realis == .imminent })
  }

  @Test("a risk that was only feared or denied leaves the steps of the law in a case prosecutions")
  func unrealRisk() throws {
    let text = "Police arrested a man called Ode. The ministry denied that a flood had destroyed forty homes in Peru."
    #expect(try classified(text, bias: 50).events.contains { $0.type == "PROSECUTION" })
  }

  @Test("in a text that reports a case, risks come before what was said of them")
  func frame() throws {
    let text = "The minister praised the police. He praised the judges. A banker in Peru was convicted of bribery."
    #expect(try classified(text, bias: 50).events.first?.ledger == .risk)
    let talk = try #require(try classified(text, bias: -50) { $0.conduct?.plainWrong = 0 }.events.first)
    #expect(talk.ledger == .none)
  }

  private static let leak = "Papers that were leaked on Sunday name the owner of the firm."

  private func suspicions(_ found: Findings) -> [Event] { found.events.filter { $0.type == "CORRUPTION_PROBE" } }

  @Test("a long text of a sure case in which no pattern finds a live risk reports a suspicion, from the set share on")
  func suspicion() throws {
    let found = try classified(Self.leak, bias: 50)
    let event = try #require(suspicions(found).first)
    #expect(found.events.first == event && event.realis == .actual && event.timeBasis == .published)
    #expect(suspicions(try classified(Self.leak, bias: -50)).isEmpty)
    #expect(suspicions(try classified(Self.leak, bias: 50) { $0.conduct?.suspicion = 2 }).isEmpty)
    #expect(suspicions(try classified(Self.leak, bias: 50) { $0.conduct?.suspiciousWord = 20 }).isEmpty)
    #expect(suspicions(try findings(Self.leak)).isEmpty, "a short text is read as it stands")
    #expect(suspicions(try classified("A flood destroyed forty homes in Peru.", bias: 50)).isEmpty)
    #expect(suspicions(try classified("Peru denied that a dam had collapsed. " + Self.leak, bias: 50)).isEmpty)
  }

  @Test("a word that a negation denies makes no suspicion", arguments: [("No papers", false), ("Old papers", true)])
  func deniedSuspicion(words: String, isReported: Bool) throws {
    let found = try findings("\(words) name the owner of the firm." + Self.filler) {
      $0.conduct?.weights = ClassifierWeights(
        classes: ["case", "talk"], bias: [0, 0], rows: [.init(term: "paper", className: "case", weight: 50)],
        isScaled: true)
      $0.conduct?.suspicion = 0.9
    }
    #expect(suspicions(found).isEmpty != isReported)
  }

  @Test("a suspicion has the confidence of the settings and is no opinion for its author's we", arguments: [0.3, 0.6])
  func suspicionDetails(confidence: Double) throws {
    let text = Self.leak + " We asked why. We got no answer."
    let found = try classified(text, bias: 50) { $0.confidence = confidence }
    #expect(suspicions(found).map(\.confidence) == [confidence])
  }

  @Test("an article of a quiet topic reports no suspicion")
  func quietSuspicion() throws {
    let text = "The striker scored two goals in the cup final and the goalkeeper saved a penalty in the league."
    #expect(suspicions(try classified(text, bias: 50)).isEmpty)
    let loud = try classified(text, bias: 50) {
      $0.topic?.quiet = []
      $0.conduct?.suspiciousWord = 0
    }
    #expect(!suspicions(loud).isEmpty)
  }

  @Test("a word says the more of conduct the nearer it is to the article's beginning, by the set reach")
  func conductReach() throws {
    func reports(_ reach: Double) throws -> Bool {
      let found = try findings("The hall was full. Papers were handed out. Nobody spoke. They left by a door.") {
        $0.conduct?.weights = ClassifierWeights(
          classes: ["case", "talk"], bias: [0, 0],
          rows: [.init(term: "hall", className: "case", weight: 5), .init(term: "door", className: "talk", weight: 5)],
          isScaled: true)
        $0.conduct?.reach = reach
        $0.conduct?.suspicion = 0.9
      }
      return !suspicions(found).isEmpty
    }
    #expect(try reports(1) && !reports(1000))
  }

  @Test("a registered project's risks are never suppressed by the topic")
  func projectsExempt() throws {
    let text = """
      Gunmen attacked Rimac Port during the cup final; the striker's goal in the penalty shoot-out won the league.
      """
    let found = try findings(text, project: "Rimac Port")
    #expect(found.events.contains { $0.ledger == .risk && $0.project == "test" })
  }

  private static let odd = "Strangers rummaged through a smelter in Lima."

  /// The findings where the risk table gives a text the class that a bias of 50 makes; of the words, `smelter` and
  /// `kitchen` speak for it.
  private func led(
    by name: String, _ text: String, project: String? = nil, place: String? = "Lima", peoples: [String: String] = [:],
    _ change: (inout ClassifierLexicon) -> Void = { _ in }
  ) throws -> Findings {
    try findings(text, project: project, place: place, peoples: peoples) { lexicon in
      lexicon.risk?.weights.lean(to: name, by: 50)
      lexicon.risk?.weights.replace { rows in
        rows.removeAll { ["smelter", "kitchen"].contains($0.term) }
        rows += ["kitchen", "smelter"].map { .init(term: $0, className: name, weight: 1) }
      }
      change(&lexicon)
    }
  }

  private func risks(_ found: Findings) -> [Event] { found.events.filter { $0.ledger == .risk } }

  @Test(
    "where no pattern finds a risk, title and first sentence report the risk of the category that speaks",
    arguments: [
      ("SEC", "SECURITY_INCIDENT"), ("POL", "POLITICAL_CRISIS"), ("GEO", "DIPLOMATIC_DISPUTE"),
      ("TRD", "TRADE_MEASURE"), ("LEG", "OFFICIAL_MEASURE"), ("INT", "INTEGRITY_CASE"), ("FIN", "FINANCIAL_STRAIN"),
      ("SOC", "SOCIAL_DISPUTE"), ("OPS", "SITE_INCIDENT"), ("SUP", "SUPPLY_DISRUPTION"),
      ("ENV", "ENVIRONMENT_INCIDENT"), ("HLT", "HEALTH_INCIDENT"), ("DIG", "CYBER_INCIDENT"),
    ])
  func incident(name: String, type: String) throws {
    let event = try #require(risks(try led(by: name, Self.odd)).first)
    #expect(event.type == type && event.realis == .actual && event.timeBasis == .published)
    #expect(event.countries == ["PE"] && event.locatedBy == .article)
    #expect(risks(try led(by: name, Self.odd) { $0.risk?.incident = 2 }).isEmpty, "below the set share")
  }

  @Test("an incident has the confidence of the settings", arguments: [0.3, 0.6])
  func incidentConfidence(value: Double) throws {
    #expect(risks(try led(by: "SEC", Self.odd) { $0.confidence = value }).map(\.confidence) == [value])
  }

  @Test("the class for no risk reports none")
  func noIncident() throws {
    #expect(risks(try led(by: "NONE", Self.odd)).isEmpty)
  }

  @Test("an incident has to be set in a country")
  func incidentSetting() throws {
    #expect(risks(try led(by: "SEC", Self.odd, place: nil)).isEmpty)
  }

  @Test("an incident whose lead names no place is set in the one country whose people it names")
  func incidentOfPeople() throws {
    let text = "Peruvian strangers rummaged through a Chilean smelter."
    let event = try #require(risks(try led(by: "SEC", text, place: nil, peoples: ["Peruvian": "PE"])).first)
    #expect(event.countries == ["PE"] && event.locatedBy == .actor)
    #expect(risks(try led(by: "SEC", text, place: nil, peoples: ["Chilean": "CL", "Peruvian": "PE"])).isEmpty)
  }

  @Test("in a text of more than three sentences only title and first sentence report an incident")
  func incidentLead() throws {
    let later = "The zebra ate a pear. " + Self.odd
    #expect(!risks(try led(by: "SEC", later)).isEmpty)
    #expect(risks(try led(by: "SEC", later + Self.filler)).isEmpty)
  }

  @Test("a word of the past hides no incident")
  func incidentBesideThePast() throws {
    #expect(!risks(try led(by: "SEC", "Strangers rummaged through a smelter in Lima in the past week.")).isEmpty)
  }

  @Test(
    "a risk that is past or feared, and an act of good will, need the greater share",
    arguments: [
      "A decade ago rebels shelled the smelter in Lima.",
      "Growers dread another strike at the smelter in Lima.",
      "The minister praised the owners of the smelter in Lima.",
    ])
  func incidentDoubted(text: String) throws {
    func reportsIncident(_ change: (inout ClassifierLexicon) -> Void) throws -> Bool {
      try led(by: "SEC", text, change).events.contains { $0.type == "SECURITY_INCIDENT" }
    }
    #expect(try reportsIncident { $0.risk?.incidentDoubted = 0 })
    #expect(try !reportsIncident { $0.risk?.incidentDoubted = 2 })
  }

  @Test(
    "a risk that is denied or staged, or a report of an end, leaves no incident",
    arguments: [
      "The smelter in Lima resumed production.",
      "The ministry denied that rebels had shelled the smelter in Lima.",
      "In the film, rebels shelled the smelter in Lima.",
    ])
  func incidentRuledOut(text: String) throws {
    #expect(!(try led(by: "SEC", text)).events.contains { $0.type == "SECURITY_INCIDENT" })
  }

  @Test("beside a risk of its category that is still to come, there is no incident, beside one of another there is")
  func incidentToCome() throws {
    for text in [
      "Miners will strike at the smelter in Lima.", "Miners plan a strike at the smelter in Lima.",
      "Miners fear another strike at the smelter in Lima.",
    ] {
      #expect(!(try led(by: "SOC", text)).events.contains { $0.type == "SOCIAL_DISPUTE" }, "\(text)")
      let other = try led(by: "SEC", text) { $0.risk?.incidentDoubted = 0 }
      #expect(other.events.contains { $0.type == "SECURITY_INCIDENT" }, "\(text)")
    }
  }

  @Test("an incident at a registered project lies in the project's countries")
  func incidentAtProject() throws {
    let event = try #require(
      risks(
        try led(by: "SEC", "Strangers rummaged through Rimac Port, a smelter.", project: "Rimac Port", place: nil)
      )
      .first)
    #expect(event.project == "test" && event.countries == ["PE"] && event.locatedBy == .project)
  }

  @Test("an article of a quiet topic reports no incident")
  func quietIncident() throws {
    let text = "The striker from the smelter town scored two goals in Lima in the cup final for the league leaders."
    #expect(risks(try led(by: "SOC", text)).isEmpty)
    #expect(!risks(try led(by: "SOC", text) { $0.topic?.quiet = [] }).isEmpty)
  }

  @Test(
    "where title and first sentence report nothing, the risks of a short text are dropped, but those of projects stay")
  func nothing() throws {
    let text = "Rebels shelled Rimac Port."
    let found = try led(by: "NONE", text)
    #expect(risks(found).isEmpty && found.suppressed.contains { $0.reason == "nothing" })
    #expect(!risks(try led(by: "NONE", text) { $0.risk?.nothing = 2 }).isEmpty)
    #expect(!risks(try led(by: "NONE", text, project: "Rimac Port")).isEmpty)
  }

  @Test("the risks of a long text are dropped where its first sentence reports nothing, but those of integrity stay")
  func nothingLong() throws {
    let text = "Guests toured a smelter. Rebels shelled a village in Lima." + Self.filler
    let found = try led(by: "NONE", text) {
      $0.risk?.nothingLong = 0.9
      $0.risk?.story = 0
    }
    #expect(risks(found).isEmpty && found.suppressed.contains { $0.reason == "nothing" })
    let higher = try led(by: "NONE", text) {
      $0.risk?.nothingLong = 2
      $0.risk?.story = 0
    }
    #expect(!risks(higher).isEmpty)
    let accusation = "Guests toured a smelter. A minister in Lima was charged with bribery." + Self.filler
    let kept = try led(by: "NONE", accusation) {
      $0.risk?.nothingLong = 0.9
      $0.risk?.story = 0
      $0.conduct?.talk = 0
    }
    #expect(!risks(kept).isEmpty, "the conduct question decides on it")
  }

  @Test("a long text that is brief or reports risks of one category often is about them, until a higher share")
  func nothingSupported() throws {
    let text =
      "Guests toured a smelter. Rebels shelled a village in Lima. Rebels shelled a barracks in Cusco." + Self.filler
    func found(support: Int, share: Double, story: Int = 0) throws -> [Event] {
      risks(
        try led(by: "NONE", text) {
          $0.risk?.nothingLong = 0.5
          $0.risk?.nothingSupported = share
          $0.risk?.support = support
          $0.risk?.story = story
        })
    }
    #expect(try !found(support: 2, share: 2).isEmpty)
    #expect(try found(support: 3, share: 2).isEmpty)
    #expect(try !found(support: 3, share: 2, story: 7).isEmpty, "it has six sentences")
    #expect(try found(support: 3, share: 2, story: 6).isEmpty)
    #expect(try found(support: 2, share: 0.5).isEmpty)
  }

  @Test("a long text that is read as a case of wrongdoing keeps its other risks, until a higher share")
  func nothingInCase() throws {
    let text =
      "Guests toured a smelter. A minister was charged with bribery. Rebels shelled a village in Lima." + Self.filler
    func found(case share: Double) throws -> [Event] {
      risks(
        try led(by: "NONE", text) {
          $0.risk?.nothingLong = 0.5
          $0.risk?.nothingSupported = 2
          $0.risk?.story = 0
          $0.conduct?.talk = 0
          $0.conduct?.prosecution = share
        }
      ).filter { $0.category == "SEC" }
    }
    #expect(try !found(case: 0).isEmpty)
    #expect(try found(case: 2).isEmpty)
  }

  @Test("risks of a lead that reports another category are of that one, but those of projects stay")
  func otherCategory() throws {
    let text = "Rebels shelled Rimac Port in Lima."
    #expect(risks(try led(by: "FIN", text)).map(\.type) == ["FINANCIAL_STRAIN"])
    #expect(risks(try led(by: "FIN", text)).map(\.countries) == [["PE"]], "they stay where they are")
    for kept in [
      try led(by: "SEC", text), try led(by: "FIN", text) { $0.risk?.otherCategory = 2 },
      try led(by: "FIN", text, project: "Rimac Port"),
      try led(by: "FIN", "The smelter in Lima stands on a hill. " + text),
    ] {
      #expect(risks(kept).map(\.category) == ["SEC"])
    }
  }

  @Test("a text that names no asset needs the greater share")
  func incidentElsewhere() throws {
    let text = "Strangers rummaged through a kitchen in Lima."
    #expect(!risks(try led(by: "SEC", text)).isEmpty)
    #expect(risks(try led(by: "SEC", text) { $0.risk?.incidentElsewhere = 2 }).isEmpty)
    #expect(!risks(try led(by: "SEC", Self.odd) { $0.risk?.incidentElsewhere = 2 }).isEmpty)
  }
}
