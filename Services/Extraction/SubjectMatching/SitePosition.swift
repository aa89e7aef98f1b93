import Models

extension Site {
  /// Whether a place lies within the site's radius, or `kilometres` where that is more; false for a place without a
  /// position.
  func contains(_ place: Place, within kilometres: Double) -> Bool {
    guard let latitude = place.latitude, let longitude = place.longitude else { return false }
    let radius = max(radiusKm, kilometres)
    return squaredKilometres(toLatitude: latitude, longitude: longitude) <= radius * radius
  }

  /// The squared distance on a plane that touches the earth halfway: good to a few percent below 500 km, which is finer
  /// than the positions of cities.
  private func squaredKilometres(toLatitude other: Double, longitude: Double) -> Double {
    let kilometresPerDegree = 111.2
    let north = (other - self.latitude) * kilometresPerDegree
    var degrees = abs(longitude - self.longitude)
    if degrees > 180 { degrees = 360 - degrees }
    let east = degrees * kilometresPerDegree * cosine(ofDegrees: (other + self.latitude) / 2)
    return north * north + east * east
  }

  /// By its Taylor series to the eighth power, exact to 4 digits from pole to pole.
  private func cosine(ofDegrees degrees: Double) -> Double {
    let square = degrees * degrees * (.pi / 180) * (.pi / 180)
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  }
}
