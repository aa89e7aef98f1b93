import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("How far a late report changes decisions on later ones")
struct MatchingChangeTests {
  private func report(day: Int, deaths: Int) throws -> Report {
    let time = noon.adding(days: day)
    let signal = signal(article: "a\(day)", published: time, time: time, deaths: deaths)
    guard case .event(let event) = signal else { throw ChangeFailure.noEvent }
    return try #require(Report(event, reading: ReportReading(model: testModel, regionNames: []), at: noon))
  }

  private enum ChangeFailure: Error {
    case noEvent
  }

  /// What a report of day 1 with `deaths` changes, in deaths and in the last day, in an incident of 2 deaths on day 0
  /// and then of `later` from day 2 on.
  private func change(deaths: Int, later: [Int]) throws -> MatchingChange? {
    var before = MatchingState()
    before.add(try report(day: 0, deaths: 2))
    let followers = try later.enumerated().map { try report(day: 2 + $0, deaths: $1) }
    return MatchingChange(
      joining: try report(day: 1, deaths: deaths), to: before, followedBy: followers[...], testModel.constants)
  }

  @Test(
    "the change lasts until a later report makes the incident what it would have been anyway",
    arguments: [
      (10, [2, 3], true), (10, [2, 10], false), (10, [10], false), (10, [], true), (2, [2], false), (1, [3], false),
      (1, [], true),
    ])
  func reach(deaths: Int, later: [Int], isLasting: Bool) throws {
    let change = try #require(try change(deaths: deaths, later: later))
    #expect(change.reaches(try report(day: 9, deaths: 25).order) == isLasting)
  }

  @Test("a later report joins by the deaths that the late one brought, not by those before")
  func compatibility() throws {
    let change = try #require(try change(deaths: 10, later: [2, 3]))
    #expect(change.isCompatible(with: try report(day: 9, deaths: 25), testModel.constants))
    #expect(!change.isCompatible(with: try report(day: 9, deaths: 60), testModel.constants))
  }

  @Test("where a report that follows would no longer be of the incident, there is no simple change")
  func split() throws {
    #expect(try change(deaths: 1, later: [60]) == nil)
  }
}
