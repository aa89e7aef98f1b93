/// A step in the life of a project.
package struct MilestoneFact: Hashable, Sendable {
  package enum Flag: String, Sendable, CaseIterable {
    case aliasNormalised, translationDefect
    /// A future tense with a past date ("will set off in June 2024" in an article of December).
    case tenseConflict
    /// Planned, expected or called for: not done.
    case planned
  }

  /// The registered project's name, else the text's own words.
  package var project: String
  package var projectId: String?
  package var type: String
  package var date: PartialDate?
  package var countries: [String]
  package var quote: TextSpan
  package var flags: [Flag]

  package init(
    project: String, projectId: String? = nil, type: String, date: PartialDate? = nil, countries: [String] = [],
    quote: TextSpan, flags: [Flag] = []
  ) {
    self.project = project
    self.projectId = projectId
    self.type = type
    self.date = date
    self.countries = countries
    self.quote = quote
    self.flags = flags
  }
}

/// A date after the article's own for which a sentence announces something: a hearing, an election, an opening.
package struct ScheduledDate: Hashable, Sendable {
  /// Exact to a day, a week or a month.
  package var date: PartialDate
  /// The milestone of a project that is announced, for example `COMMISSIONED`; nil for any other announcement.
  package var type: String?
  /// The id of the registered project that the sentence names.
  package var projectId: String?
  /// The countries that the sentence names, else the article's main one. ISO 3166-1 alpha-2.
  package var countries: [String]
  package var quote: TextSpan

  package init(
    date: PartialDate, type: String? = nil, projectId: String? = nil, countries: [String] = [], quote: TextSpan
  ) {
    self.date = date
    self.type = type
    self.projectId = projectId
    self.countries = countries
    self.quote = quote
  }
}

/// A law, plan, decision or strategy that the text names.
package struct PolicyDocument: Hashable, Sendable {
  /// The title with its own position in the text.
  package var title: TextSpan
  package var issuer: String?
  package var date: PartialDate?
  /// The sentence that names it.
  package var quote: String

  package init(title: TextSpan, issuer: String? = nil, date: PartialDate? = nil, quote: String) {
    self.title = title
    self.issuer = issuer
    self.date = date
    self.quote = quote
  }
}

/// A conference, forum, session or symposium that the text names.
package struct Meeting: Hashable, Sendable {
  package var title: String
  /// "third", "20th": kept as words, since an ordinal is no quantity.
  package var edition: String?
  package var date: PartialDate?
  package var quote: TextSpan

  package init(title: String, edition: String? = nil, date: PartialDate? = nil, quote: TextSpan) {
    self.title = title
    self.edition = edition
    self.date = date
    self.quote = quote
  }
}

/// A sentence in which somebody says something.
package struct Statement: Hashable, Sendable {
  package var speaker: String?
  /// The verb of saying, as written: `said`, `denied`.
  package var speech: String
  package var quote: TextSpan

  package init(speaker: String? = nil, speech: String, quote: TextSpan) {
    self.speaker = speaker
    self.speech = speech
    self.quote = quote
  }
}

/// A public notice with a rule that later articles can be checked against.
package struct Notice: Hashable, Sendable {
  package var kind: String
  package var rule: String
  package var subject: String
  package var quote: TextSpan

  package init(kind: String, rule: String, subject: String, quote: TextSpan) {
    self.kind = kind
    self.rule = rule
    self.subject = subject
    self.quote = quote
  }
}

/// Generic or prescriptive talk of risk or opportunity. It never raises an alert.
package struct Theme: Hashable, Sendable {
  package var ledger: Ledger
  package var category: String
  package var span: TextSpan
  package var realis: Realis

  package init(ledger: Ledger, category: String, span: TextSpan, realis: Realis) {
    self.ledger = ledger
    self.category = category
    self.span = span
    self.realis = realis
  }
}

/// A mention that was not taken for an event, with the reason. It shows why there was no alert.
package struct Suppressed: Hashable, Sendable {
  /// `idiom`, `negated`, `denied`, `generic`, `prescriptive`, `historical`, `undated`…
  package var reason: String
  package var span: TextSpan
  /// The grounds for the suppression; empty unless the caller asked for explanations.
  package var why: [Reason]

  package init(reason: String, span: TextSpan, why: [Reason] = []) {
    self.reason = reason
    self.span = span
    self.why = why
  }
}
