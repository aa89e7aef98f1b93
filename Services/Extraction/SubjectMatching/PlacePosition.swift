import Models

extension Place {
  /// Nil where the gazetteer does not have it.
  var position: Position? {
    guard let latitude, let longitude else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }
}
