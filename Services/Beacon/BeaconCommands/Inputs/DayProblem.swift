import Models

extension CivilDate {
  /// Says that no such day exists, of a text in the form of a day: `there is no day 2026-11-31`. Nil for a day that
  /// exists and for a text in another form.
  static func problem(with text: String) -> String? {
    hasForm(text) && CivilDate(iso8601: text) == nil ? "there is no day \(text)" : nil
  }
}
