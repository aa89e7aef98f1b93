import Models
import ReferenceData
import Testing

@testable import SubjectMatching

struct ProjectGroupsTests {
  private static func projects(_ count: Int, sector: String = "port", corridor: String? = nil) -> [Project] {
    (0..<count).map { Project(id: "p\($0)", name: "P\($0)", countries: ["PK"], sector: sector, corridor: corridor) }
  }

  private static func near(_ proximities: [Double]) -> [Nearness] {
    proximities.enumerated().map {
      Nearness(subject: SubjectKey(.project, "p\($0.offset)"), proximity: $0.element, closest: $0.element)
    }
  }

  private static func nearness(_ subject: SubjectKey, of projects: [Project], near: [Nearness]) -> Nearness? {
    ProjectGroups(projects).nearness(to: near).first { $0.subject == subject }
  }

  @Test(
    "a group is as near to an event as its projects in the mean, those that the event does not concern counted 0",
    arguments: [
      (1, [1.0], 1.0), (2, [1], 0.5), (20, [1], 0.05), (4, [1, 0.8, 0.5], 0.575), (3, [1, 1, 1], 1), (2, [0.5], 0.25),
    ])
  func mean(projects: Int, near: [Double], expected: Double) throws {
    let all = Self.projects(projects, corridor: "cpec")
    for group in ["portfolio/all", "sector/port", "corridor/cpec"] {
      let subject = try #require(SubjectKey(group))
      let found = try #require(Self.nearness(subject, of: all, near: Self.near(near)), "\(group)")
      #expect(abs(found.proximity - expected) < 1e-12 && found.closest == near.max())
    }
  }

  @Test("what concerns no registered project concerns no group, whatever the register", arguments: [0, 1, 20])
  func nothing(projects: Int) {
    let country = Nearness(subject: SubjectKey(.country, "PK"), proximity: 1, closest: 1)
    #expect(ProjectGroups(Self.projects(projects)).nearness(to: [country]).isEmpty)
    #expect(ProjectGroups([]).nearness(to: Self.near([1])).isEmpty)
  }

  @Test("an event is nearer to the sector of its project than to a portfolio with projects of other sectors")
  func sectors() {
    let other = Project(id: "dam", name: "Dam", countries: ["PE"], sector: "hydropower")
    let all = Self.projects(1) + [other]
    #expect(Self.nearness(SubjectKey(.sector, "port"), of: all, near: Self.near([1]))?.proximity == 1)
    #expect(Self.nearness(.portfolio, of: all, near: Self.near([1]))?.proximity == 0.5)
    #expect(Self.nearness(SubjectKey(.sector, "hydropower"), of: all, near: Self.near([1])) == nil)
  }

  @Test("without a registered project an event bears on no portfolio, and with one far away neither")
  func unregistered() {
    for register in [[], [Project(id: "far", name: "Far", countries: ["PE"], sector: "port")]] {
      let matcher = SubjectMatcher(
        register: ProjectRegister(register), sources: [], rules: SubjectMatcherTests.rules)
      let made = matcher.signals(
        of: SubjectMatcherTests.facts("Gunmen attacked."), in: SubjectMatcherTests.revision())
      let kinds = made.compactMap { made -> String? in
        switch made.value {
        case .event(let signal): "event \(signal.subject)"
        case .coverage(let signal): "coverage \(signal.subject)"
        default: nil
        }
      }
      #expect(kinds == ["event country/PK"])
    }
  }

  @Test("the signals of an event list a group that it concerns through one of its projects")
  func listed() {
    let facts = SubjectMatcherTests.facts("Gunmen attacked the dam.", project: "rask-dam")
    for case .event(let signal) in SubjectMatcherTests.maker.signals(of: facts, in: SubjectMatcherTests.revision())
      .map(\.value)
    {
      for group in ["portfolio/all", "sector/hydropower", "corridor/cpec"] {
        #expect(signal.subjects.map(\.description).contains(group), "\(signal.subject)")
      }
    }
  }
}
