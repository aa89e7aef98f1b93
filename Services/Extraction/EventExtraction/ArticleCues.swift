import Models

/// How a language marks how a date or a place relates to the event of its sentence.
protocol ArticleCues {
  /// Whether the token is a preposition before the place where something happened.
  func isLocative(_ token: Int) -> Bool
  /// Whether the word before the token denies it: `no arrest`, `not charged`.
  func isDenied(_ token: Int) -> Bool
  func role(of date: DateMention) -> DateRole
  /// Whether something in its sentence happened at the place, and it is not only where somebody spoke.
  func isScene(_ place: Place) -> Bool
  /// Whether its sentence names the place only as where somebody spoke or where shares are traded.
  func isIncidental(_ place: Place) -> Bool
}

/// How a date relates to its sentence's event: the day of the event, the day of a statement about it, or the end of a
/// period.
enum DateRole {
  /// The day on which the event happened or began.
  case event
  /// The day on which somebody spoke of the event, or the report was sent.
  case statement
  /// The end of the period for which the event lasts or is counted.
  case bound
}
