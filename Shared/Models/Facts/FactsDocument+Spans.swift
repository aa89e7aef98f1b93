extension FactsDocument {
  /// Moves every position from one form of the article's text to another, and takes the words from the new form.
  ///
  /// - Parameters:
  ///   - place: returns the range in the new form for a range in the old one.
  ///   - words: returns the words in a range of the new form.
  package mutating func mapPlaces(_ place: (TextRange) -> TextRange, _ words: (TextRange) -> String) {
    func move(_ span: inout TextSpan) {
      let range = place(TextRange(start: span.start, end: span.end))
      span = TextSpan(text: words(range), start: range.start, end: range.end)
    }
    for index in places.indices { move(&places[index].span) }
    for index in organisations.indices { move(&organisations[index].span) }
    for index in projects.indices { move(&projects[index].span) }
    for index in quantities.indices { move(&quantities[index].span) }
    for index in dates.indices { move(&dates[index].span) }
    for index in milestones.indices { move(&milestones[index].quote) }
    for index in scheduled.indices { move(&scheduled[index].quote) }
    for index in documents.indices { move(&documents[index].title) }
    for index in meetings.indices { move(&meetings[index].quote) }
    for index in statements.indices { move(&statements[index].quote) }
    for index in notices.indices { move(&notices[index].quote) }
    for index in themes.indices { move(&themes[index].span) }
    for index in suppressed.indices { move(&suppressed[index].span) }
    for index in events.indices {
      move(&events[index].quote)
      events[index].trigger = events[index].trigger.map(place)
      events[index].mentions = events[index].mentions.map(place)
    }
  }
}
