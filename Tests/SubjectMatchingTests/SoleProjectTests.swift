import Models
import ReferenceData
import Testing

@testable import SubjectMatching

@Suite("The only registered project of an article")
struct SoleProjectTests {
  @Test(
    "an article's main risk concerns the only registered project that it names before, where its type says so",
    arguments: [
      ("rask-dam", 0, SubjectRules.SoleProject.main, true), ("rask-dam", 0, .lead, true), ("rask-dam", 0, .no, false),
      ("rask-dam", 90, .main, false), ("far-port", 0, .main, true),
    ])
  func soleProject(project: String, start: Int, rule: SubjectRules.SoleProject, isFound: Bool) {
    var facts = SubjectMatcherTests.facts("Gunmen attacked the workers there.")
    facts.projects = [
      ProjectMention(span: TextSpan(text: "x", start: start, end: start + 1), id: project, sector: "hydropower")
    ]
    func found() -> Bool {
      SubjectMatcherTests.signals(facts) { $0.subjects = SubjectRules(["SEC": .init(soleProject: rule)]) }
        .contains { $0.subject.id == project && $0.proximity == 0.8 }
    }
    #expect(found() == isFound)
    facts.projects.append(
      ProjectMention(span: TextSpan(text: "y", start: 0, end: 1), id: "third", sector: "hydropower"))
    #expect(!found(), "two projects are named")
  }

  @Test(
    "what the lead reports after a project's main risk, and places nowhere else, concerns it, where its type says so",
    arguments: [
      (String?("rask-dam"), String?.none, 1, SubjectRules.SoleProject.lead, true), ("rask-dam", nil, 1, .main, false),
      ("rask-dam", "Quetta", 1, .lead, false), ("rask-dam", nil, 5, .lead, false), ("rask-dam", nil, 0, .lead, false),
      (nil, nil, 1, .lead, false),
    ])
  func afterMain(project: String?, place: String?, sentence: Int, rule: SubjectRules.SoleProject, isConcerned: Bool) {
    var facts = SubjectMatcherTests.facts("Gunmen attacked the dam.", project: project)
    facts.projects = [ProjectMention(span: TextSpan(text: "x", start: 0, end: 1), id: "rask-dam", sector: "hydropower")]
    var halt = facts.events[0]
    halt.id = "halt"
    halt.type = "SUSPENSION"
    halt.category = "OPS"
    halt.project = nil
    halt.place = place
    halt.sentence = sentence
    facts.events.append(halt)
    let found = SubjectMatcherTests.signals(facts) { $0.subjects = SubjectRules(["OPS": .init(soleProject: rule)]) }
      .first { $0.event.id == "halt" && $0.subject.kind == .project }
    #expect((found?.proximity == 0.8) == isConcerned)
  }
}
