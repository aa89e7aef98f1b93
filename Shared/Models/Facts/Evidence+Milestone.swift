extension Evidence {
  /// A milestone that the register of projects expects by a date, as evidence that the date is over.
  ///
  /// - Parameters:
  ///   - date: as the register writes it, for example `2025-06`.
  ///   - text: what the register says, as a sentence; `title` is the register's.
  package init(expected milestone: String, date: String, of project: SubjectKey, text: String, title: String) {
    self.init(
      articleId: "\(Self.register)\(project)", title: title,
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
