import Models

/// How a language marks what a date or a place has to do with what its sentence tells.
protocol ArticleCues {
  /// Whether the token is a preposition before the place where something happened.
  func isLocative(_ token: Int) -> Bool
  func role(of date: DateMention) -> DateRole
  /// Whether something in its sentence happened at the place, and it is not only where somebody spoke.
  func isScene(_ place: Place) -> Bool
}

/// What a date says of what its sentence tells.
enum DateRole {
  /// When it happened or began.
  case event
  /// When somebody spoke of it, or when the report was sent.
  case statement
  /// Up to when it lasts or is counted.
  case bound
}
