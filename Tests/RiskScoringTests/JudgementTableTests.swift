import Models
import ReferenceData
import Testing

@testable import RiskScoring

/// Each row of each table of judgement moves a result.
@Suite("Judgement tables")
struct JudgementTableTests {
  @Test(
    "severity and half-life of every type move its score",
    arguments: testModel.types.all.filter { $0.ledger != .none }.map(\.type))
  func types(name: String) throws {
    let type = try #require(testModel.types[name])
    let scenario = Scenario([.report(type.type)]).seen(after: 12)
    let before = try scenario.figures()
    #expect(try scenario.figures { $0.change(type.type) { $0.severity *= 0.5 } } != before)
    switch type.duration {
    case .halfLife(let days):
      #expect(try scenario.figures { $0.change(type.type) { $0.duration = .halfLife(days * 0.5) } } != before)
    case .state: break
    case nil: Issue.record("\(type.type) has no duration")
    }
    for ender in type.endedBy {
      let ended = Scenario([.report(type.type), .report(ender, article: "e", day: 2)]).seen(after: 12)
      #expect(try ended.figures() != ended.figures { $0.change(type.type) { $0.endedBy = [] } })
    }
  }

  @Test(
    "the deaths from which a type warns move its warnings",
    arguments: testModel.types.all.filter { $0.warnDeaths != nil }.map(\.type))
  func warnDeaths(name: String) throws {
    let deaths = try #require(testModel.types[name]?.warnDeaths)
    let scenario = Scenario([.report(name, deaths: deaths)])
    #expect(try scenario.figures() != scenario.figures { $0.change(name) { $0.warnDeaths = deaths + 1 } })
  }

  @Test(
    "weights, scale, speed and thresholds of every category move its score or level",
    arguments: testModel.categories.map(\.code))
  func categories(code: String) throws {
    let category = try #require(testModel.category(code))
    // One whose decay differs at two speeds.
    let type = try #require(
      testModel.types.all.filter { type in
        guard case .halfLife(let days)? = type.duration else { return false }
        return type.category == category.code && type.ledger == .risk && days != testModel.constants.slowHalfLife
      }.max { $0.severity < $1.severity })
    let index = try #require(testModel.categories.firstIndex { $0.code == category.code })
    for (subject, weight) in [(project, \RiskModel.Category.weight), (pakistan, \.countryWeight)] {
      let scenario = Scenario([.report(type.type, subject: subject)], of: subject).seen(after: 12)
      let before = try scenario.figures()
      #expect(try scenario.figures { $0.categories[index][keyPath: weight] *= 0.5 } != before)
      #expect(try scenario.figures { $0.categories[index].scale *= 2 } != before)
      #expect(try scenario.figures { $0.categories[index].isTwoSpeed.toggle() } != before)
    }
    // A category without a type that warns by itself, so that only the level lane speaks.
    let scenario = Scenario([.report(type.type)]).with { $0.constants.warnSeverity = 1.1 }
    let never = try scenario.figures { $0.categories[index].thresholds = [101, 102, 103, 104] }
    #expect(try scenario.figures { $0.categories[index].thresholds = [0.1, 101, 102, 103] } != never)
  }

  @Test("every grade, ceiling and kind of claim moves a score")
  func credibility() throws {
    for grade in Source.Grade.allCases where grade != .e {
      let one = Scenario([.report(grade: grade)])
      #expect(try one.figures() != one.figures { $0.gradeCredibility[grade]? *= 0.5 }, "grade \(grade)")
      let many = Scenario((0..<30).map { .report(article: "a\($0)", grade: grade, claim: .witness) })
      #expect(try many.figures() != many.figures { $0.credibilityCeilings[grade]? *= 0.5 }, "ceiling \(grade)")
    }
    let worst = Scenario([.report(grade: .e)])
    #expect(
      try worst.figures { $0.credibilityCeilings[.e] = 1 }
        != worst.figures {
          $0.credibilityCeilings[.e] = 1
          $0.gradeCredibility[.e] = 0.5
        })
    for claim in ClaimKind.allCases {
      let one = Scenario([.report(grade: .b, claim: claim)])
      #expect(try one.figures() != one.figures { $0.claimCredibility[claim]? *= 0.5 }, "claim \(claim)")
    }
  }

  @Test("the rank of grades is the order of their credibility")
  func ranks() {
    let credibilities = Source.Grade.allCases.sorted { $0.rank < $1.rank }.map { testModel.gradeCredibility[$0] ?? 0 }
    #expect(zip(credibilities, credibilities.dropFirst()).allSatisfy { $0 > $1 }, "\(credibilities)")
  }

  @Test("every realis that counts moves a score, its urgency a warning, and one that counts nothing would count")
  func realis() throws {
    for (realis, rule) in testModel.realis {
      let one = Scenario([.report("COUP", realis: realis)]).with { $0.constants.warnRealis = 0 }
      #expect(try one.figures() != one.figures { $0.realis[realis]?.value = rule.value > 0 ? 0.4 : 0.9 }, "\(realis)")
      guard rule.value > 0, realis != .actual else { continue }
      #expect(try one.figures() != one.figures { $0.realis[realis]?.urgency = .unknown }, "urgency of \(realis)")
    }
    let now = Scenario([.report("COUP")])
    #expect(try now.figures() != now.figures { $0.realis[.actual]?.urgency = .unknown })
  }

  @Test("every currency's rate moves the weight of an amount")
  func currencies() throws {
    for (code, rate) in testModel.currencies {
      let one = Scenario([.report("DEFAULT", amount: 5e8 / rate, currency: code)])
      #expect(try one.figures() != one.figures { $0.currencies[code] = rate / 10 }, "\(code)")
    }
  }

  @Test("every phrase of a new occurrence splits an incident where it is said")
  func occurrences() throws {
    for phrase in testModel.occurrencePhrases {
      let one = Scenario([.report(), .report(article: "b", day: 1, quote: "Then \(phrase.text) there.")])
      #expect(try one.figures() != one.figures { $0.occurrencePhrases = [] }, "\(phrase.text)")
    }
  }

  @Test("every baseline moves its country's score")
  func baselines() throws {
    for (subject, baseline) in testModel.baselines {
      let one = Scenario([.report(subject: subject)], of: subject)
      #expect(try one.figures() != one.figures { $0.baselines[subject]?.value = baseline.value + 1 }, "\(subject)")
    }
  }

  @Test("the reference scores move a country's percentile")
  func quantiles() throws {
    let one = Scenario([.report(subject: pakistan)], of: pakistan)
    #expect(
      try one.figures()
        != one.figures { model in
          for index in model.scoreQuantiles.indices { model.scoreQuantiles[index].score *= 0.5 }
        })
  }

  @Test(
    "the category of a lane that warns in one category moves its warnings",
    arguments: [Warning.Lane.silence, .counterparty]
  )
  func laneCategories(lane: Warning.Lane) throws {
    let expected = PartialDate(day: try #require(CivilDate(iso8601: "2026-03-01")))
    let port = Project(
      id: "gwadar-port", name: "Gwadar Port", countries: ["PK"], sector: "port",
      milestones: [ExpectedMilestone(type: "COMMISSIONED", expected: expected)])
    let party = ListedParty(list: "Debarred firms", measure: .debarment, name: "HARBOUR COMPANY LTD")
    let listing = NoticeSignal(
      id: "l1", subject: SubjectKey(.counterparty, "harbour-company"), articleId: party.id, revision: 1,
      notice: Notice(kind: "list", rule: "listed", subject: "x", quote: TextSpan(text: "", start: 0, end: 0)),
      listing: PartyListing(party: party, match: "Harbour Company"))
    func categories(_ change: (inout RiskModel) -> Void) throws -> [String] {
      let bench = Bench(change)
      try bench.fold(.registration(Registration(project: port)), at: noon)
      try bench.fold(.notice(listing), at: noon)
      return bench.warnings.filter { $0.lane == lane }.map(\.category)
    }
    let own = try #require(testModel.alerting.lanes[lane]?.category)
    #expect(try categories { _ in } == [own])
    #expect(try categories { $0.alerting.lanes[lane]?.category = "ENV" } == ["ENV"])
  }

  @Test("severity, leaving share and hold of a level move what the level lane says")
  func levels() throws {
    for level in AlertLevel.allCases {
      // Eight riots in a country enter this level only: it begins at 60, those below at once, those above never.
      let riots = Scenario(
        (0..<8).map { .report("RIOT", article: "a\($0)", subject: pakistan, place: "P\($0)") }, of: pakistan
      ).with { model in
        let thresholds = (1...4).map { $0 < level.rank ? Double($0) : $0 == level.rank ? 60 : 100 + Double($0) }
        for index in model.categories.indices { model.categories[index].thresholds = thresholds }
        for index in model.levels.indices { model.levels[index].severity = 0 }
      }
      if level > .watch {
        #expect(try riots.figures() != riots.figures { $0.change(level) { $0.severity = 1 } }, "\(level)")
      }
      let fading = riots.seen(after: 20)
      let sharp = try fading.figures { $0.change(level) { $0.leave = 0.99 } }
      #expect(try fading.figures { $0.change(level) { $0.leave = 0.2 } } != sharp, "\(level)")
      let gone = riots.seen(after: 60)
      let short = try gone.figures { $0.change(level) { $0.holdHours = 0 } }
      #expect(try gone.figures { $0.change(level) { $0.holdHours = 2000 } } != short, "\(level)")
    }
  }
}

extension RiskModel {
  /// Changes one type of the taxonomy.
  fileprivate mutating func change(_ type: String, _ change: (inout EventType) -> Void) {
    types = EventTypes(
      types.all.map { one in
        var one = one
        if one.type == type { change(&one) }
        return one
      })
  }

  /// Changes the rule of one level.
  fileprivate mutating func change(_ level: AlertLevel, _ change: (inout LevelRule) -> Void) {
    for index in levels.indices where levels[index].level == level { change(&levels[index]) }
  }
}
