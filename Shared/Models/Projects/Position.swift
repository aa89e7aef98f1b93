import Glibc

/// A point on the Earth, in degrees.
package struct Position: Hashable, Sendable {
  package var latitude: Double
  package var longitude: Double

  package init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The distance along the great circle, by the haversine formula on a sphere of 6,371 km radius.
  package func distanceKm(to other: Position) -> Double {
    let radians = Double.pi / 180
    let halfLatitude = sin((other.latitude - latitude) * radians / 2)
    let halfLongitude = sin((other.longitude - longitude) * radians / 2)
    let parallels = cos(latitude * radians) * cos(other.latitude * radians)
    let square = halfLatitude * halfLatitude + parallels * halfLongitude * halfLongitude
    return 2 * Self.earthRadiusKm * asin(min(1, square.squareRoot()))
  }

  /// Whether the other point is at most `kilometres` away. Points whose latitudes alone differ by more are decided
  /// without the formula.
  package func isWithin(_ kilometres: Double, of other: Position) -> Bool {
    abs(other.latitude - latitude) * .pi / 180 * Self.earthRadiusKm <= kilometres * 1.001
      && distanceKm(to: other) <= kilometres
  }

  private static let earthRadiusKm = 6_371.0
}

extension Site {
  package var position: Position { Position(latitude: latitude, longitude: longitude) }

  /// Whether a point lies within the site's radius, or within `kilometres` where that is more.
  package func contains(_ point: Position, within kilometres: Double = 0) -> Bool {
    position.isWithin(max(radiusKm, kilometres), of: point)
  }
}
