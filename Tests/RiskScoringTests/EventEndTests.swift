import Models
import Testing

@testable import RiskScoring

/// Ends of events that last, such as a strike: their incidents decay, and a report ends them sooner.
@Suite("Ends of events that last")
struct EventEndTests {
  private static let union = EventActor(role: .source, text: "Harbour Union", kind: .company)
  private static let otherUnion = EventActor(role: .source, text: "Nurses Guild", kind: .company)

  /// Where a report says that something happened, and who did it.
  struct Scene: Sendable {
    var project: String?
    var place: String?
    var actors: [EventActor] = []
  }

  private func sum(of bench: Bench, at time: Timestamp) throws -> Double {
    _ = try bench.scores([pakistan], at: time)
    return try bench.sum("SOC", of: pakistan, at: time)
  }

  private func strike(_ scene: Scene, article: String = "a1", day: Int = 0) -> Signal {
    let time = noon.adding(days: day)
    return signal(
      "STRIKE", article: article, subject: pakistan, published: time, time: time, project: scene.project,
      place: scene.place, actors: scene.actors)
  }

  private func end(_ scene: Scene, day: Int, type: String = "PROTEST_ENDED") -> Signal {
    let time = noon.adding(days: day)
    return signal(
      type, article: "end", subject: pakistan, published: time, time: time, project: scene.project,
      place: scene.place, actors: scene.actors)
  }

  @Test(
    "the report of an end ends a strike if both may be about the same one, whichever comes first",
    arguments: [
      ("the same project", Scene(project: "gwadar-port"), Scene(project: "gwadar-port", place: "Quetta"), 5, true),
      ("another project", Scene(project: "gwadar-port"), Scene(project: "other-port"), 5, false),
      ("the same place", Scene(place: "Gwadar"), Scene(place: "Gwadar"), 5, true),
      (
        "the same place, another union", Scene(place: "Gwadar", actors: [union]),
        Scene(place: "Gwadar", actors: [otherUnion]), 5, false
      ),
      ("another place", Scene(place: "Gwadar"), Scene(place: "Quetta"), 5, false),
      ("somewhere in the country", Scene(place: "Gwadar"), Scene(), 5, false),
      (
        "the same union somewhere in the country", Scene(place: "Gwadar", actors: [union]), Scene(actors: [union]), 5,
        true
      ),
      ("too late", Scene(place: "Gwadar"), Scene(place: "Gwadar"), testModel.constants.endReachDays + 1, false),
      ("in time", Scene(place: "Gwadar"), Scene(place: "Gwadar"), testModel.constants.endReachDays, true),
      ("before it", Scene(place: "Gwadar"), Scene(place: "Gwadar"), -1, false),
    ] as [(String, Scene, Scene, Int, Bool)])
  func matching(name: String, began: Scene, ended: Scene, days: Int, isOver: Bool) throws {
    let now = noon.adding(days: max(days, 0))
    for isStraight in [true, false] {
      let bench = Bench()
      let signals = [strike(began), end(ended, day: days)]
      for signal in isStraight ? signals : signals.reversed() { try bench.fold(signal, at: now) }
      #expect(try (sum(of: bench, at: now) < 1e-9) == isOver, "\(name), in order: \(isStraight)")
    }
  }

  @Test(
    "an end needs sources that are credible enough, or as credible as those of what it ends, in any order",
    arguments: [
      ("an unknown blog", [.b, .b], [.f], false), ("two unknown blogs", [.b, .b], [.f, .f], true),
      ("a graded source", [.b, .b], [.c], true), ("a poor source", [.b, .b], [.d], false),
      ("the only blog", [.f], [.f], true), ("one of two blogs", [.f, .f], [.f], false),
      ("a poor source and a blog", [.a], [.d, .f], true),
    ] as [(String, [Source.Grade], [Source.Grade], Bool)])
  func credibility(name: String, reported: [Source.Grade], ended: [Source.Grade], isOver: Bool) throws {
    let now = noon.adding(days: 2)
    for (type, end, category) in [("STRIKE", "PROTEST_ENDED", "SOC"), ("ROUTE_CLOSURE", "REOPENED", "SUP")] {
      func signals(_ type: String, _ grades: [Source.Grade], at time: Timestamp) -> [Signal] {
        grades.enumerated().map { index, grade in
          signal(
            type, article: "\(type)-\(index)", subject: pakistan, published: time, time: time, grade: grade,
            project: nil)
        }
      }
      let all = signals(type, reported, at: noon) + signals(end, ended, at: noon.adding(days: 1))
      for order in [all, all.reversed()] {
        let bench = Bench()
        for signal in order { try bench.fold(signal, at: now) }
        _ = try bench.scores([pakistan], at: now)
        #expect(try (bench.sum(category, of: pakistan, at: now) < 1e-9) == isOver, "\(name): \(type)")
        try bench.fold(.withdrawn(Withdrawal(articleId: "\(end)-0", revision: 2, keeps: [])), at: now)
        _ = try bench.scores([pakistan], at: now)
        #expect(try bench.sum(category, of: pakistan, at: now) > 0.1, "\(name): \(type)")
      }
    }
  }

  @Test("an end by copies of one text, or by one outlet twice, is that of one source")
  func copiedEnd() throws {
    for (family, owner) in [("one text", nil), (nil, "blog")] as [(String?, String?)] {
      let bench = Bench()
      for grade in [Source.Grade.a, .b] {
        try bench.fold(
          signal("STRIKE", article: "strike-\(grade)", subject: pakistan, grade: grade, project: nil), at: noon)
      }
      let later = noon.adding(days: 1)
      for index in 0..<3 {
        try bench.fold(
          signal(
            "PROTEST_ENDED", article: "end-\(index)", subject: pakistan, published: later, time: later,
            family: family, owner: owner, grade: .f, project: nil), at: later)
      }
      #expect(try sum(of: bench, at: later) > 1)
    }
  }

  /// A report of the end of a strike, whose text has the given similarity hash.
  struct TextOfEnd: Sendable {
    var article: String
    var fingerprint: UInt64
    var grade = Source.Grade.f
  }

  @Test(
    "whether a strike is over depends only on the set of reports of its end, with copies, and not on their order",
    arguments: [
      ("two texts", [.init(article: "e1", fingerprint: 0), .init(article: "e2", fingerprint: 0xff)], true),
      (
        "a copy by a worse source",
        [
          .init(article: "e1", fingerprint: 0), .init(article: "e2", fingerprint: 0xff),
          .init(article: "e3", fingerprint: 0, grade: .e),
        ], true
      ),
      (
        "a text that both may copy",
        [
          .init(article: "e1", fingerprint: 0), .init(article: "e2", fingerprint: 0b1111),
          .init(article: "e3", fingerprint: 0b11),
        ], false
      ),
    ] as [(String, [TextOfEnd], Bool)])
  func orderOfEnds(name: String, ends: [TextOfEnd], isOver: Bool) throws {
    let now = noon.adding(days: 2)
    var orders: [[TextOfEnd]] = [[]]
    for end in ends {
      orders = orders.flatMap { order in
        (0...order.count).map { place -> [TextOfEnd] in
          var longer = order
          longer.insert(end, at: place)
          return longer
        }
      }
    }
    for order in orders {
      let bench = Bench()
      for grade in [Source.Grade.a, .b] {
        try bench.fold(
          signal("STRIKE", article: "strike-\(grade)", subject: pakistan, grade: grade, project: nil), at: now)
      }
      for end in order {
        // Later articles are published later, whenever they arrive.
        let time = noon.adding(days: 1).adding(hours: Int(end.article.suffix(1)) ?? 0)
        guard
          case .event(var event) = signal(
            "PROTEST_ENDED", article: end.article, subject: pakistan, published: time, time: time, grade: end.grade,
            project: nil)
        else { continue }
        event.family = String(end.fingerprint, radix: 16)
        try bench.fold(.event(event), at: now)
      }
      #expect(try (sum(of: bench, at: now) < 1e-9) == isOver, "\(name): \(order.map(\.article))")
      guard ends.count == 3 else { continue }
      try bench.fold(.withdrawn(Withdrawal(articleId: "e3", revision: 2, keeps: [])), at: now)
      #expect(try sum(of: bench, at: now) < 1e-9, "\(name) without e3: \(order.map(\.article))")
    }
  }

  @Test("what is over by two sources quotes both of them, however many copies one of them has")
  func quotedEnds() throws {
    let bench = Bench { $0.constants.warnSeverity = 0.1 }
    for grade in [Source.Grade.a, .b] {
      try bench.fold(
        signal("STRIKE", article: "strike-\(grade)", subject: pakistan, grade: grade, project: nil), at: noon)
    }
    // The other source reported first and arrives last.
    let reports: [(String, String, Int)] =
      (0..<6).map { ("copy-\($0)", "blog", 30 + $0) } + [("other", "gazette", 24)]
    for (article, owner, hours) in reports {
      let time = noon.adding(hours: hours)
      try bench.fold(
        signal(
          "PROTEST_ENDED", article: article, subject: pakistan, published: time, time: time, owner: owner, grade: .f,
          project: nil), at: noon.adding(hours: 40))
    }
    let cleared = try #require(bench.warnings.last { $0.lane == .severity })
    #expect(cleared.change == .cleared)
    let ends = cleared.evidence.filter { $0.type == "PROTEST_ENDED" }.map(\.articleId)
    #expect(ends.first == "other" && ends.count == 2 && ends.last?.hasPrefix("copy") == true, "\(ends)")
  }

  @Test("the resumption of work ends a strike too, and the end of a protest ends no attack")
  func types() throws {
    let scene = Scene(place: "Gwadar")
    let bench = Bench()
    try bench.fold(strike(scene), at: noon)
    try bench.fold(end(scene, day: 1, type: "RESUMED"), at: noon.adding(days: 1))
    #expect(try sum(of: bench, at: noon.adding(days: 1)) < 1e-9)
    let attacked = Bench()
    try attacked.fold(signal(subject: pakistan, project: nil), at: noon)
    try attacked.fold(end(scene, day: 1), at: noon.adding(days: 1))
    _ = try attacked.scores([pakistan], at: noon.adding(days: 1))
    #expect(try attacked.sum("SEC", of: pakistan, at: noon.adding(days: 1)) > 1)
  }

  @Test("a strike that goes on after its end counts again, and so does one whose end is withdrawn")
  func reopened() throws {
    let scene = Scene(place: "Gwadar")
    let going = Bench()
    try going.fold(strike(scene), at: noon)
    try going.fold(end(scene, day: 1), at: noon.adding(days: 1))
    try going.fold(strike(scene, article: "a2", day: 2), at: noon.adding(days: 2))
    #expect(try sum(of: going, at: noon.adding(days: 2)) > 1)
    let withdrawn = Bench()
    try withdrawn.fold(strike(scene), at: noon)
    let before = try sum(of: withdrawn, at: noon.adding(days: 1))
    try withdrawn.fold(end(scene, day: 1), at: noon.adding(days: 1))
    try withdrawn.fold(
      .withdrawn(Withdrawal(articleId: "end", revision: 2, keeps: [])), at: noon.adding(days: 1))
    #expect(try sum(of: withdrawn, at: noon.adding(days: 1)) == before && before > 1)
  }

  @Test("a strike that begins again later on the day of its end counts, unless the report of the end states the day")
  func sameDay() throws {
    for isDayStated in [false, true] {
      let bench = Bench()
      let ended = noon.adding(days: 1)
      try bench.fold(strike(Scene(place: "Gwadar")), at: noon)
      try bench.fold(
        signal(
          "PROTEST_ENDED", article: "end", subject: pakistan, published: ended, time: ended, isDayStated: isDayStated,
          project: nil, place: "Gwadar"), at: ended)
      let again = ended.adding(hours: 6)
      try bench.fold(
        signal(
          "STRIKE", article: "a2", subject: pakistan, published: again, time: again, project: nil, place: "Gwadar"),
        at: again)
      #expect(try (sum(of: bench, at: again) > 1) == !isDayStated)
    }
  }

  @Test(
    "a protest with so many deaths that they alone raise a warning still counts when it is over, in any order",
    arguments: [-1, 0])
  func deadly(more: Int) throws {
    let limit = try #require(testModel.types["PROTEST"]?.warnDeaths)
    let deaths = limit + more
    let ended = noon.adding(days: 1)
    let signals = [
      signal("PROTEST", subject: pakistan, project: nil, deaths: deaths),
      signal("PROTEST_ENDED", article: "end", subject: pakistan, published: ended, time: ended, project: nil),
    ]
    for order in [signals, signals.reversed()] {
      let bench = Bench()
      for signal in order { try bench.fold(signal, at: ended) }
      _ = try bench.scores([pakistan], at: ended)
      #expect(try (bench.sum("POL", of: pakistan, at: ended) > 1) == (deaths >= limit), "\(deaths)")
    }
  }

  @Test("the end of a strike clears what it raised, and quotes the report of the end")
  func cleared() throws {
    let bench = Bench { $0.constants.warnSeverity = 0.1 }
    let scene = Scene(place: "Gwadar")
    let raised = try bench.fold(strike(scene), at: noon)
    #expect(!raised.warnings.isEmpty && raised.warnings.allSatisfy { $0.change == .triggered })
    let cleared = try bench.fold(end(scene, day: 1), at: noon.adding(days: 1)).warnings
    #expect(cleared.map(\.lane) == raised.warnings.map(\.lane))
    #expect(cleared.allSatisfy { $0.change == .cleared && $0.evidence.first?.type == "PROTEST_ENDED" })
  }
}
