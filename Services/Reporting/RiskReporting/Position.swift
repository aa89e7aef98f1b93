import Glibc
import Models

/// A point on the Earth, in degrees.
package struct Position: Hashable, Sendable {
  package var latitude: Double
  package var longitude: Double

  package init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Along the great circle, by the haversine formula on a sphere of 6,371 km.
  package func distanceKm(to other: Position) -> Double {
    let radians = Double.pi / 180
    let halfLatitude = sin((other.latitude - latitude) * radians / 2)
    let halfLongitude = sin((other.longitude - longitude) * radians / 2)
    let parallels = cos(latitude * radians) * cos(other.latitude * radians)
    let square = halfLatitude * halfLatitude + parallels * halfLongitude * halfLongitude
    return 2 * 6_371 * asin(min(1, square.squareRoot()))
  }
}

extension Site {
  package var position: Position { Position(latitude: latitude, longitude: longitude) }
}

extension ReportIncident {
  /// Nil where no place with a position is known.
  package var position: Position? {
    guard let latitude, let longitude else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}
