import Models
import Testing

@testable import Alerting

/// An actor's name, kind and country.
typealias NamedActor = (String, ActorKind, String?)

@Suite("What an alert says")
struct AlertTextTests {
  private func headline(_ warnings: Warning...) -> String { Walk(warnings).decisions.last?.alert.headline ?? "" }

  private func description(_ warnings: Warning...) -> String { Walk(warnings).decisions.last?.alert.description ?? "" }

  @Test("the headline gives level, event, subject by name, place, date and the article's sentence")
  func headlines() {
    #expect(
      headline(warning(.triggered, .critical, sourceCount: 3))
        == "Critical: Attack on project at Gwadar Port, Gwadar, 10 March 2026: “Gunmen attacked the port.”")
    #expect(
      headline(warning(.triggered, .advisory, unconfirmed: true, contested: true)).hasSuffix(
        "“Gunmen attacked the port.” (contested, unconfirmed)"))
    #expect(
      headline(warning(.triggered, .advisory), warning(.changed, .critical, hours: 1))
        .hasPrefix("Escalated to critical: Attack on project at Gwadar Port"))
    #expect(
      headline(warning(.triggered, .advisory), warning(.changed, .advisory, hours: 30, articles: ["a2"]))
        .hasPrefix("Update (advisory): Attack on project at Gwadar Port"))
    #expect(
      headline(
        warning(.triggered, .advisory), warning(.withdrawn, .critical, hours: 2, articles: [], withdraws: ["a1"]))
        == "Cancelled: attack on project at Gwadar Port; the report was withdrawn")
    #expect(
      headline(
        warning(.triggered, .watch, subject: pakistan, projects: false),
        warning(.cleared, .watch, hours: 1, subject: pakistan))
        == "Resolved: security alert in Pakistan")
  }

  @Test("the texts are those of the policy, whatever a quotation looks like")
  func texts() {
    var moved = policy
    moved.phrases[.headlineRaised] = "{1} [{0}]"
    moved.phrases[.subjectProject] = "near {0}"
    moved.phrases[.list] = "{0} / {1}"
    moved.phrases[.report] = "{1} = {0}."
    var piece = evidence("a1")
    piece.quote = TextSpan(text: "Gunmen took {1} and {category}.", start: 0, end: 31)
    let (_, decisions) = Alerter(policy: moved).step(nil, warning(.triggered, .critical, evidence: [piece]))
    let alert = decisions.last?.alert
    #expect(
      alert?.headline
        == "Attack on project near Gwadar Port / Gwadar / 10 March 2026: “Gunmen took {1} and {category}.” [Critical]")
    #expect(
      alert?.description.hasPrefix(
        "“Gunmen took {1} and {category}.” (Port attacked) = Attack on project / Gwadar / 10 March 2026. ") == true)
  }

  @Test("the description says what happened, who and whom, why the level, how certain, how urgent, and what to do")
  func whole() {
    var piece = evidence("a1")
    piece.actors = [
      EventActor(role: .source, text: "gunmen", kind: .other),
      EventActor(role: .target, text: "the port", kind: .company),
    ]
    piece.deaths = 4
    piece.injured = 12
    #expect(
      description(warning(.triggered, .critical, evidence: [piece], sourceCount: 2)) == """
        Attack on project, Gwadar, 10 March 2026: “Gunmen attacked the port.” (Port attacked). By: gunmen. \
        Against: the port. 4 dead, 12 injured. Critical: a single severe event that a credible source reports. \
        Likely: reported by 2 independent sources. Immediate: act within 24 hours. \
        Recommended: close the perimeter; prepare evacuation; brief staff.
        """)
  }

  @Test(
    "a place has its English name, and one that English readers cannot read is left out",
    arguments: [
      ("瓜达尔", ", Gwadar, "), ("Turbat", ", Turbat, "), ("Müllheim–Ost 2", ", Müllheim–Ost 2, "), ("奎达", ", "),
    ])
  func places(name: String, words: String) {
    var piece = evidence("a1")
    piece.place = name
    var moved = policy
    moved.places = [Evidence.placeKey("瓜达尔", in: "PK"): "Gwadar"]
    let (_, decisions) = Alerter(policy: moved).step(nil, warning(.triggered, .critical, evidence: [piece]))
    let alert = decisions.first?.alert
    #expect(alert?.headline.contains("at Gwadar Port\(words)10 March 2026: “") == true, "\(alert?.headline ?? "")")
    #expect(alert?.description.hasPrefix("Attack on project\(words)10 March 2026: “") == true)
  }

  @Test("a headline does not repeat the country that the article names after the place")
  func placesWithCountry() {
    var piece = evidence("a1")
    piece.place = "Gwadar, Pakistan"
    let record = warning(.triggered, .critical, subject: pakistan, evidence: [piece], projects: false)
    let headline = Alerter(policy: policy).step(nil, record).decisions.first?.alert.headline ?? ""
    #expect(headline.contains(" in Pakistan, Gwadar, 10 March 2026: “"), "\(headline)")
  }

  @Test("actors that English readers cannot read, and names of one character, are left out")
  func unreadableActors() {
    var piece = evidence("a1")
    piece.actors = [
      EventActor(role: .source, text: "反政府武装", kind: .other), EventActor(role: .source, text: "gunmen", kind: .other),
      EventActor(role: .target, text: "P", country: "PE", kind: .government),
    ]
    let text = description(warning(.triggered, .critical, evidence: [piece]))
    #expect(text.contains(" By: gunmen. ") && !text.contains("Against"), "\(text)")
  }

  @Test(
    "a headline quotes a sentence without its dateline",
    arguments: [
      ("东方通讯社万象11月28日电 老挝实施管制。", "老挝实施管制。"), ("东方通讯社11月24日电（记者李航）工人罢工。", "工人罢工。"),
      ("11月25日停电 影响全国。", "11月25日停电 影响全国。"), ("新华社北京11月24日电 ", "新华社北京11月24日电 "), ("日电", "日电"),
      (String(repeating: "港", count: 40) + "28日电 遇袭。", String(repeating: "港", count: 40) + "28日电 遇袭。"), ("", ""),
    ])
  func datelines(sentence: String, quoted: String) {
    #expect(sentence.withoutDateline(ends: ["日电"]) == quoted)
    var piece = evidence("a1")
    piece.quote.text = sentence
    var moved = policy
    moved.datelineEnds = ["日电"]
    let (_, decisions) = Alerter(policy: moved).step(nil, warning(.triggered, .critical, evidence: [piece]))
    #expect(decisions.first?.alert.headline.hasSuffix("10 March 2026: “\(quoted)”") == true)
    #expect(decisions.first?.alert.description.contains("“\(sentence)”") == true)
  }

  @Test("what one sentence reports is told once, with the sentence, its actors and its dead")
  func sameSentence() {
    var (stop, attack) = (evidence("a1", event: "stop", type: "SUSPENSION"), evidence("a1"))
    stop.place = nil
    attack.actors = [EventActor(role: .source, text: "gunmen", kind: .other)]
    attack.deaths = 4
    let text = description(warning(.triggered, .critical, evidence: [stop, attack]))
    #expect(
      text.hasPrefix(
        "Suspension of works, attack on project, 10 March 2026: “Gunmen attacked the port.” (Port attacked). "
          + "By: gunmen. 4 dead. Critical: "), "\(text)")
  }

  @Test(
    "each further article that the evidence quotes is counted once; an entry of the register is not counted",
    arguments: [
      (["a1", "a1", "a1"], ""), (["a1", "a1", "a2"], "One more article is quoted."),
      (["a1", "a2", "a3", "a2"], "2 more articles are quoted."),
    ])
  func moreArticles(articles: [String], words: String) {
    let pieces = articles.enumerated().map { number, article in
      var piece = evidence(article, event: "e\(number)", start: 100 * number)
      piece.quote.text = "Sentence \(number)."
      return piece
    }
    let register = Evidence(
      expected: "COMMISSIONED", date: "2026-06", of: port, text: "Expected: June 2026.", title: "Register")
    var short = policy
    short.rules.describedReports = 1
    let (_, decisions) = Alerter(policy: short).step(
      nil, warning(.triggered, .warning, evidence: pieces + [register]))
    let text = decisions.first?.alert.description ?? ""
    #expect(text.contains("quoted.") == !words.isEmpty && text.contains("(Port attacked). \(words)"), "\(text)")
  }

  @Test("an actor that is only the place of the event, or the alert's country, is left out; a state that acts is not")
  func setting() {
    var piece = evidence("a1")
    piece.actors = [
      EventActor(role: .source, text: "Pakistan", country: "PK", kind: .government),
      EventActor(role: .target, text: "Gwadar", country: "PK", kind: .other),
      EventActor(role: .target, text: "PK", country: "PK", kind: .other),
      EventActor(role: .target, text: "Pakistan", country: "PK", kind: .other),
    ]
    let text = description(
      warning(.triggered, .watch, subject: pakistan, evidence: [piece], projects: false))
    #expect(text.contains("By: Pakistan.") && !text.contains("Against:"), "\(text)")
  }

  @Test(
    "a target that only says where it was, or that is the country that acts, is left out",
    arguments: [
      ([], ("Pakistan", .other, "PK"), false), ([], ("巴基斯坦", .government, "PK"), false),
      ([], ("guards", .other, nil), true), ([], ("Chinese engineers", .other, "CN"), true),
      ([], ("GWADAR", .other, "PK"), false),
      ([("India", .government, "IN")], ("Pakistan", .government, "PK"), true),
      ([("Pakistan", .government, "PK")], ("Pakistan's Ministry of Works", .government, "PK"), false),
      ([("Ministry of Works", .government, "PK")], ("Pakistan's Rangers", .government, "PK"), true),
    ] as [([NamedActor], NamedActor, Bool)])
  func targets(sources: [NamedActor], target: NamedActor, isNamed: Bool) {
    var piece = evidence("a1")
    piece.place = nil
    piece.actors =
      sources.map { EventActor(role: .source, text: $0.0, country: $0.2, kind: $0.1) }
      + [EventActor(role: .target, text: target.0, country: target.2, kind: target.1)]
    var moved = policy
    moved.countryCodes = ["pakistan": "PK", "巴基斯坦": "PK", "india": "IN"]
    let (_, decisions) = Alerter(policy: moved).step(nil, warning(.triggered, .critical, evidence: [piece]))
    let text = decisions.first?.alert.description ?? ""
    #expect(text.contains("Against: \(target.0).") == isNamed, "\(text)")
  }

  @Test(
    "each lane gives its reason",
    arguments: [
      (
        Warning.Lane.severity, true,
        "Advisory: a severe event that no second credible source or acting authority has confirmed yet."
      ),
      (.severity, false, "Advisory: a single severe event that a credible source reports."),
      (.level, false, "Advisory: the security score is 52 of 100; advisory begins at 45 (uncalibrated index)."),
      (.anomaly, false, "Advisory: more security incidents than is usual at Gwadar Port."),
      (.anomaly, true, "Advisory: more security incidents."),
      (.silence, false, "Advisory: a milestone {of} no table is past its date."),
      (.counterparty, false, "Advisory: a party is on a list."),
    ])
  func reasons(lane: Warning.Lane, isUnconfirmed: Bool, reason: String) {
    #expect(description(warning(.triggered, .advisory, lane: lane, unconfirmed: isUnconfirmed)).contains(reason))
  }

  @Test(
    "of a level that is held it is said how long it is kept, and of one below the score why it is no higher",
    arguments: [
      (66.0, "the security score is 66 of 100; warning begins at 65"),
      (58.0, "the security score is 58 of 100; warning is kept until below 52"),
      (40.0, "the security score is 40 of 100; warning is kept for at least 24 hours"),
      (84.0, "the security score is 84 of 100; warning begins at 65"),
      (
        86.0,
        "the security score is 86 of 100; critical begins at 85, but the incidents are too few or not grave enough for "
          + "it"
      ),
    ])
  func held(score: Double, words: String) throws {
    var held = policy
    held.levels[.warning] = AlertPolicy.LevelPolicy(expiresHours: 72, roles: [.enterprise], leave: 0.8, holdHours: 24)
    var kept = warning(.triggered, .warning, lane: .level)
    kept.score = score
    let alert = try #require(Alerter(policy: held).step(nil, kept).decisions.first?.alert)
    #expect(alert.description.contains("Warning: \(words) (uncalibrated index)."))
  }

  @Test("a quotation is followed by the outlet, or by the title where the outlet is not known")
  func outlet() {
    var piece = evidence("a1")
    #expect(description(warning(.triggered, .advisory, evidence: [piece])).contains("the port.” (Port attacked)."))
    piece.sourceName = "Coast Daily"
    #expect(description(warning(.triggered, .advisory, evidence: [piece])).contains("the port.” (Coast Daily)."))
  }

  @Test("an overdue milestone is quoted from the register, which nobody reports")
  func overdue() {
    let piece = Evidence(
      expected: "COMMISSIONED", date: "2026-06", of: port, text: "Expected: Commissioning, June 2026.",
      title: "Register of projects")
    #expect(piece.quote.text == "Expected: Commissioning, June 2026." && piece.title == "Register of projects")
    #expect(piece.expectedMilestone?.type == "COMMISSIONED" && piece.expectedMilestone?.date == "2026-06")
    #expect(evidence("a1").expectedMilestone == nil)
    let text = description(warning(.triggered, .advisory, lane: .silence, evidence: [piece]))
    #expect(text.contains("Likely: the register of projects expects it.") && !text.contains("reported by"))
  }

  @Test("an entry of a list of parties is not reported by a source")
  func listing() {
    let quote = TextSpan(text: "Lender A: X (debarred).", start: 0, end: 23)
    func text(_ pieces: Evidence...) -> String {
      description(warning(.triggered, .warning, lane: .counterparty, category: "OPS", evidence: pieces))
    }
    let entry = Evidence(listing: "party", quote: quote)
    #expect(text(entry).contains("Likely: a list of parties names it.") && !text(entry).contains("source"))
    // An article of which neither the date nor an address is known.
    let article = Evidence(articleId: "n", quote: quote)
    #expect(entry.isListing && !article.isListing && !evidence("a1").isListing)
    #expect(text(article).contains("Likely: reported by one source") && !text(article).contains("list of parties"))
  }

  @Test("a denial and a correction are said in the alert's own record")
  func corrections() {
    let denied = description(warning(.triggered, .warning), warning(.changed, .warning, hours: 1, contested: true))
    #expect(denied.contains("reported by one source; an official or an equally good source denies it."))
    let corrected = description(
      warning(.triggered, .warning, articles: ["a1", "a2"]),
      warning(.changed, .warning, hours: 1, articles: ["a2"], withdraws: ["a1"]))
    #expect(corrected.contains("A report that this alert quoted was withdrawn or corrected."))
  }

  @Test("a cancellation names the false fact and keeps its quotation")
  func cancellation() throws {
    let walk = Walk([
      warning(.triggered, .critical), warning(.withdrawn, .critical, hours: 1, articles: [], withdraws: ["a1"]),
    ])
    let cancelled = try #require(walk.decisions.last?.alert)
    #expect(cancelled.evidence.map(\.articleId) == ["a1"] && cancelled.certainty == .unlikely)
    #expect(
      cancelled.description
        == "Cancelled: the publisher withdrew or corrected the report behind this alert. Withdrawn: “Gunmen attacked the port.” (Port attacked)."
    )
  }

  @Test("a cancellation quotes the article's last edition")
  func cancellationOfRevision() throws {
    let walk = Walk([
      warning(.triggered, .warning, evidence: [toll(5)]),
      warning(.changed, .warning, hours: 1, evidence: [toll(7)]),
      warning(.withdrawn, .warning, hours: 2, articles: [], withdraws: ["a1"]),
    ])
    let cancelled = try #require(walk.decisions.last?.alert)
    #expect(cancelled.status == .cancelled && cancelled.evidence.map(\.deaths) == [7])
    #expect(cancelled.description.contains("Withdrawn: “Gunmen attacked the port, killing 7.”"))
  }

  @Test(
    "a text is cut after a word, never inside a character",
    arguments: [
      ("short", 10, "short"), ("one two three", 8, "one two…"), ("abcdefghij", 5, "abcde…"), ("港口遭袭", 7, "港口…"),
      ("a b", 2, "a…"),
    ])
  func cut(text: String, limit: Int, expected: String) {
    #expect(shortened(text, to: limit) == expected)
  }

  @Test("measures follow the type before the category, and a higher level before a lower")
  func measures() {
    #expect(
      policy.measures(type: "ATTACK_ON_PROJECT", category: "SEC", level: .critical)
        == ["close the perimeter", "prepare evacuation", "brief staff"])
    #expect(policy.measures(type: "ATTACK_ON_PROJECT", category: "SEC", level: .watch) == ["brief staff"])
    #expect(policy.measures(type: nil, category: "OPS", level: .critical) == [])
    var short = policy
    short.rules.measures = 1
    #expect(short.measures(type: nil, category: "SEC", level: .critical) == ["prepare evacuation"])
    var own = policy
    own.measures["CRIME"] = AlertLevel.allCases.map { LevelMeasure(level: $0, text: "lock at \($0.rawValue)") }
    #expect(own.measures(type: "CRIME", category: "SEC", level: .advisory) == ["lock at advisory", "lock at watch"])
    own.measures["CRIME"]?.removeFirst()
    #expect(own.measures(type: "CRIME", category: "SEC", level: .watch) == ["brief staff"])
  }

  @Test(
    "urgency follows realis and age",
    arguments: [
      (Realis.imminent, 500, Urgency.immediate), (.actual, 24, .immediate), (.actual, 25, .expected),
      (.actual, 72, .expected), (.actual, 73, .past), (.threatened, 0, .future), (.conditional, 0, .future),
      (.historical, 0, .past), (.generic, 0, .unknown),
    ])
  func urgency(realis: Realis, hours: Int, expected: Urgency) {
    let piece = evidence("a1", realis: realis)
    #expect(policy.urgency(of: piece, at: noon.adding(hours: hours), else: .unknown) == expected)
    #expect(
      policy.urgency(of: evidence("a1", type: "SUSPENSION"), at: noon.adding(hours: 9000), else: .past) == .immediate)
  }

  @Test("an actual event without a time keeps the urgency that it had")
  func urgencyWithoutTime() {
    var piece = evidence("a1", realis: nil)
    piece.eventTime = nil
    #expect(policy.urgency(of: piece, at: noon, else: .expected) == .expected)
  }
}
