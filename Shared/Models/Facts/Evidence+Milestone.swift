extension Evidence {
  /// A milestone that the register of projects expects by a date, as evidence that the date is over.
  ///
  /// - Parameters:
  ///   - label: the milestone's English name; nil where it has none besides its type.
  ///   - date: as the register writes it, for example `2025-06`.
  package init(expected milestone: String, label: String?, date: String, of project: SubjectKey) {
    let text = "Expected: \(label ?? milestone), \(PartialDate(iso8601: date)?.englishText ?? date)."
    self.init(
      articleId: "\(Self.register)\(project)", title: "Register of projects",
      quote: TextSpan(text: text, start: 0, end: text.utf8.count), subjects: [project], event: "\(milestone) \(date)")
  }

  /// The type of the milestone that the evidence is about, and its date; nil for evidence from an article.
  package var expectedMilestone: (type: String, date: String)? {
    guard articleId.utf8.starts(with: Self.register.utf8), let event, let space = event.firstIndex(of: " ") else {
      return nil
    }
    return (String(event[..<space]), String(event[event.index(after: space)...]))
  }

  /// What the article ids of evidence from the register begin with.
  private static let register = "register/"
}
