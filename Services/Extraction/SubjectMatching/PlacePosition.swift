import Models

extension Place {
  /// The place's coordinates; nil where the gazetteer does not have the place.
  var position: Position? {
    guard let latitude, let longitude else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}
