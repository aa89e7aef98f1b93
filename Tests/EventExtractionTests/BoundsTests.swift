import ExtractionFixtures
import Models
import Testing

@Suite struct BoundsTests {
  @Test("a consequence is linked to a cause at most five sentences away", arguments: [(4, true), (5, false)])
  func causeReach(between: Int, isLinked: Bool) throws {
    let filler = (0..<between).map { _ in "The weather was fine in the capital." }.joined(separator: " ")
    let events = try EventFixture.findings(
      "Gunmen attacked the camp in Peru and killed two guards. \(filler) Work at the mine in Peru was halted."
    ).events
    let halt = try #require(events.first { $0.type == "SUSPENSION" })
    #expect((halt.causedBy != nil) == isLinked)
  }
}
