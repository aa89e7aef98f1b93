import RiskReporting
import Testing

struct PositionTests {
  struct Pair: Sendable {
    let from: Position
    let to: Position
    let kilometres: Double
  }

  @Test(
    "distances along the great circle agree with published ones within half a percent",
    arguments: [
      Pair(
        from: Position(latitude: 51.5074, longitude: -0.1278), to: Position(latitude: 48.8566, longitude: 2.3522),
        kilometres: 343.6),
      Pair(
        from: Position(latitude: 0, longitude: 179.5), to: Position(latitude: 0, longitude: -179.5),
        kilometres: 111.2),
      Pair(from: Position(latitude: 10, longitude: 10), to: Position(latitude: 10, longitude: 10), kilometres: 0),
    ])
  func distances(_ pair: Pair) {
    #expect(abs(pair.from.distanceKm(to: pair.to) - pair.kilometres) <= pair.kilometres * 0.005 + 1e-9)
    #expect(pair.from.distanceKm(to: pair.to) == pair.to.distanceKm(to: pair.from))
  }
}
