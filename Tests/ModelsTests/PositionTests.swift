import Models
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

  @Test("a point is within a distance exactly when it is not farther away, from pole to pole and across the date line")
  func within() {
    let places = [-90.0, -89.9, -45, -0.1, 0, 30, 89.9].flatMap { latitude in
      [-180.0, -179.9, 0, 12, 179.9].map { Position(latitude: latitude, longitude: $0) }
    }
    for (from, to) in places.flatMap({ from in places.map { (from, $0) } }) {
      let distance = from.distanceKm(to: to)
      #expect(from.isWithin(distance, of: to) && !from.isWithin(distance * 0.99 - 0.001, of: to), "\(from) \(to)")
    }
  }
}
