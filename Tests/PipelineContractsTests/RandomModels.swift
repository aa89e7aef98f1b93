import Models
import TestSupport

/// Random values of every model, with every optional there and not there, and every word of every vocabulary.
extension SeededGenerator {
  mutating func maybe<Value>(_ make: (inout SeededGenerator) -> Value) -> Value? {
    oneIn(2) ? make(&self) : nil
  }

  mutating func some<Value>(_ make: (inout SeededGenerator) -> Value) -> [Value] {
    let count = int(0...3)
    return (0..<count).map { _ in make(&self) }
  }

  mutating func word<Word: CaseIterable>(_: Word.Type = Word.self) -> Word { pick(Array(Word.allCases)) }
  mutating func words<Word: CaseIterable>(_: Word.Type = Word.self) -> [Word] { some { $0.word() } }
  mutating func name() -> String { "n" + text() }

  mutating func timestamp() -> Timestamp {
    let milliseconds: Int64 =
      switch int(0...3) {
      case 0: Int64(int(-62_135_596_800_000...253_402_300_799_999))
      case 1: Int64(int(-62_135_596_800...253_402_300_799)) * 1000
      default: Int64(int(1_700_000_000_000...1_800_000_000_000))
      }
    return Timestamp(milliseconds: milliseconds)
  }

  mutating func date() -> PartialDate {
    let day = CivilDate(dayNumber: int(0...30_000))
    let date: PartialDate? =
      switch word(PartialDate.Precision.self) {
      case .day: PartialDate(day: day)
      case .week: PartialDate(weekOf: day)
      case .month: PartialDate(year: day.year, month: day.month)
      case .quarter: PartialDate(year: day.year, quarter: (day.month + 2) / 3)
      case .half: PartialDate(year: day.year, half: day.month > 6 ? 2 : 1)
      case .year: PartialDate(year: day.year)
      case .decade: PartialDate(decade: day.year / 10 * 10)
      }
    let later = PartialDate(day: day.adding(days: 4000))
    let interval = oneIn(4) ? date.flatMap { PartialDate(from: $0, through: later) } : nil
    return interval ?? date ?? PartialDate(day: day)
  }

  mutating func subject() -> SubjectKey { SubjectKey(word(), name()) }
  mutating func country() -> String { pick(["PE", "CN", "LA", "GE"]) }
  mutating func currency() -> String { pick(["USD", "CNY", "PEN"]) }

  /// From 0 to 1, the ends among them.
  mutating func fraction() -> Double {
    switch int(0...4) {
    case 0: 0
    case 1: 1
    default: Double.random(in: 0...1, using: &self)
    }
  }

  /// From 0 to 100, the ends among them.
  mutating func points() -> Double { fraction() * 100 }

  mutating func span() -> TextSpan {
    let start = int(0...100_000)
    return TextSpan(text: text(), start: start, end: start + int(0...500))
  }
}

// MARK: Articles
extension SeededGenerator {
  mutating func articleSource() -> ArticleSource {
    ArticleSource(name: text(), domain: maybe { $0.text() }, country: maybe { $0.text() })
  }

  mutating func article() -> Article {
    Article(
      id: maybe { $0.text() }, url: maybe { $0.text() }, title: maybe { $0.text() }, body: name(),
      html: maybe { $0.text() }, publishedAt: maybe { $0.timestamp() }, language: maybe { $0.text() },
      source: maybe { $0.articleSource() }, retracts: maybe { $0.text() })
  }

  mutating func normalised() -> NormalisedArticle {
    let text = text(upTo: 200)
    return NormalisedArticle(
      articleId: name(), sourceId: maybe { $0.text() }, url: maybe { $0.text() }, title: maybe { $0.text() },
      text: text, bodyStart: int(0...text.utf8.count), publishedAt: maybe { $0.timestamp() }, language: name(),
      source: maybe { $0.articleSource() }, contentHash: name(), flags: words())
  }

  mutating func retraction() -> Retraction {
    Retraction(
      articleId: name(), retractedBy: name(), source: maybe { $0.articleSource() },
      publishedAt: maybe { $0.timestamp() })
  }

  mutating func identified() -> IdentifiedArticle {
    oneIn(2) ? .article(normalised()) : .retraction(retraction())
  }

  mutating func accepted() -> AcceptedArticle {
    oneIn(2)
      ? .article(ArticleRevision(article: normalised(), revision: int(1...9), fingerprint: name()))
      : .retraction(retraction(), revision: int(1...9))
  }
}

// MARK: Facts
extension SeededGenerator {
  mutating func event() -> Event {
    Event(
      id: name(), type: name(), plover: maybe { $0.text() }, cameo: maybe { $0.text() }, category: maybe { $0.text() },
      ledger: word(), realis: word(), negated: oneIn(2),
      actors: some {
        EventActor(role: $0.word(), text: $0.text(), country: $0.maybe { $0.country() }, kind: $0.word())
      },
      countries: some { $0.country() }, project: maybe { $0.text() }, place: maybe { $0.text() },
      when: maybe { $0.date() }, timeBasis: word(), deaths: maybe { $0.int(0...900) }, injured: maybe { $0.int(0...9) },
      amount: maybe { Money(value: $0.double(), currency: $0.currency()) },
      attribution: maybe { Attribution(speaker: $0.maybe { $0.text() }, kind: $0.word()) }, layer: maybe { $0.word() },
      confidence: fraction(), quote: span(), sentence: int(0...99))
  }

  mutating func notice() -> Notice { Notice(kind: text(), rule: text(), subject: text(), quote: span()) }

  mutating func facts() -> FactsDocument {
    var facts = FactsDocument(
      articleId: name(), sourceId: maybe { $0.text() }, revision: int(1...9), language: text(),
      extractor: ExtractorVersion(version: text(), lexicon: text(), reference: text(), register: text()))
    facts.countries = some { CountryMention(code: $0.country(), salience: $0.fraction(), mentions: $0.int(0...99)) }
    facts.places = some {
      Place(
        span: $0.span(), country: $0.maybe { $0.country() }, kind: $0.word(),
        latitude: $0.maybe { Double($0.int(-900...900)) / 10 },
        longitude: $0.maybe { Double($0.int(-1800...1800)) / 10 })
    }
    facts.organisations = some { Organisation(span: $0.span(), kind: $0.word(), country: $0.maybe { $0.country() }) }
    facts.projects = some {
      ProjectMention(
        span: $0.span(), id: $0.maybe { $0.text() }, canonical: $0.maybe { $0.text() }, sector: $0.text(),
        connectivity: $0.words(), scale: $0.maybe { $0.word() }, field: $0.maybe { $0.word() },
        actorClass: $0.maybe { $0.word() }, countries: $0.some { $0.country() }, flags: $0.words())
    }
    facts.quantities = some {
      Quantity(
        span: $0.span(), value: $0.double(), unit: $0.text(), currency: $0.maybe { $0.currency() },
        comparator: $0.word(),
        subject: $0.text(), asOf: $0.maybe { $0.text() })
    }
    facts.dates = some { DateMention(span: $0.span(), date: $0.maybe { $0.date() }) }
    facts.milestones = some {
      MilestoneFact(
        project: $0.text(), projectId: $0.maybe { $0.text() }, type: $0.text(), date: $0.maybe { $0.date() },
        countries: $0.some { $0.country() }, quote: $0.span(), flags: $0.words())
    }
    facts.documents = some {
      PolicyDocument(
        title: $0.span(), issuer: $0.maybe { $0.text() }, date: $0.maybe { $0.date() }, quote: $0.text())
    }
    facts.meetings = some {
      Meeting(
        title: $0.text(), edition: $0.maybe { $0.text() }, date: $0.maybe { $0.date() }, quote: $0.span())
    }
    facts.statements = some { Statement(speaker: $0.maybe { $0.text() }, speech: $0.text(), quote: $0.span()) }
    facts.notices = some { $0.notice() }
    facts.events = some { $0.event() }
    facts.themes = some { Theme(ledger: $0.word(), category: $0.text(), span: $0.span(), realis: $0.word()) }
    facts.checks = some {
      NumberCheck(formula: $0.text(), value: $0.double(), unit: $0.text(), label: $0.maybe { $0.text() })
    }
    facts.suppressed = some { Suppressed(reason: $0.text(), span: $0.span()) }
    facts.truncated = oneIn(2)
    return facts
  }
}

// MARK: Signals, scores, alerts
extension SeededGenerator {
  mutating func signal() -> Signal {
    switch word(Signal.Kind.self) {
    case .event:
      .event(
        EventSignal(
          id: name(), subject: subject(), subjects: some { $0.subject() }, articleId: name(),
          sourceId: maybe { $0.text() }, revision: int(1...9), publishedAt: maybe { $0.timestamp() },
          url: maybe { $0.text() }, title: maybe { $0.text() },
          source: SignalSource(
            id: maybe { $0.text() }, name: maybe { $0.text() }, domain: maybe { $0.text() }, owner: maybe { $0.text() },
            grade: word()), family: text(), eventTime: maybe { $0.timestamp() }, precision: maybe { $0.word() },
          proximity: 0.5 + fraction() / 2, event: event()))
    case .withdrawn:
      .withdrawn(Withdrawal(articleId: name(), revision: int(1...9), keeps: some { $0.name() }))
    case .registration: .registration(Registration(project: project(), removed: oneIn(2)))
    case .notice:
      .notice(
        NoticeSignal(
          id: name(), subject: subject(), articleId: name(), sourceId: maybe { $0.text() }, revision: int(1...9),
          publishedAt: maybe { $0.timestamp() }, notice: notice()))
    case .tick: .tick(asOf: timestamp())
    }
  }

  mutating func evidence() -> Evidence {
    Evidence(
      cluster: maybe { $0.name() }, articleId: name(), sourceId: maybe { $0.text() },
      publishedAt: maybe { $0.timestamp() }, url: maybe { $0.text() }, title: maybe { $0.text() }, quote: span(),
      share: maybe { $0.points() }, subjects: some { $0.subject() }, type: maybe { $0.text() },
      place: maybe { $0.text() }, eventTime: maybe { $0.timestamp() })
  }

  mutating func rest() -> ContributionRest { ContributionRest(count: int(0...99), share: points(), x: points() * 9) }

  mutating func categoryScore() -> CategoryScore {
    CategoryScore(
      category: text(), score: points(), share: points(), level: maybe { $0.word() }, trend: points() - points(),
      contributions: some {
        Contribution(
          cluster: $0.name(), type: $0.text(), share: $0.points(), x: $0.points(), s: $0.fraction(), c: $0.fraction(),
          m: $0.fraction(), n: $0.fraction(), p: $0.fraction(), ageDays: $0.points() * 9,
          halfLifeDays: $0.maybe { $0.points() },
          reports: $0.int(1...99), evidence: $0.some { $0.evidence() })
      }, others: rest(), older: rest())
  }

  mutating func assessment() -> Assessment {
    Assessment(
      id: name(), subject: subject(), subjectName: maybe { $0.text() }, asOf: timestamp(), score: points(),
      confidence: fraction(), coverage: word(),
      baseline: maybe { Baseline(value: $0.points(), source: $0.text(), date: $0.text()) },
      categories: some { $0.categoryScore() },
      opportunity: LedgerScore(score: points(), confidence: fraction(), categories: some { $0.categoryScore() }),
      model: text())
  }

  mutating func warning() -> Warning {
    Warning(
      id: name(), subject: subject(), subjectName: text(), category: text(), lane: word(), change: word(),
      level: word(), previousLevel: maybe { $0.word() }, asOf: timestamp(), certainty: word(), urgency: word(),
      score: maybe { $0.points() }, confidence: fraction(), families: int(1...9), evidence: some { $0.evidence() },
      withdraws: some { $0.name() }, unconfirmed: oneIn(2), model: text())
  }

  mutating func alert() -> Alert {
    Alert(
      record: name(), id: name(), episode: name(), status: word(), subject: subject(), subjectName: text(),
      category: text(), lane: word(), level: word(), urgency: word(), certainty: word(), headline: text(),
      description: text(), score: maybe { $0.points() }, confidence: fraction(), unconfirmed: oneIn(2),
      exercise: oneIn(2), evidence: some { $0.evidence() }, references: some { $0.name() }, sentAt: timestamp(),
      expiresAt: timestamp(), roles: words(), model: text())
  }

  mutating func suppression() -> Suppression {
    Suppression(
      id: name(), warning: name(), subject: subject(), category: text(), reason: word(), detail: text(),
      asOf: timestamp())
  }
}

// MARK: Registers
extension SeededGenerator {
  mutating func project() -> Project {
    Project(
      id: name(), name: name(), aliases: some { $0.text() }, countries: [country()] + some { $0.country() },
      sector: name(), corridor: maybe { $0.text() }, connectivity: words(), scale: maybe { $0.word() },
      field: maybe { $0.word() }, actorClass: maybe { $0.word() }, phase: maybe { $0.text() },
      counterparties: some { Counterparty(name: $0.name(), aliases: $0.some { $0.text() }, role: $0.text()) },
      sites: some {
        Site(
          name: $0.text(), latitude: Double($0.int(-900...900)) / 10, longitude: Double($0.int(-1800...1800)) / 10,
          radiusKm: Double($0.int(0...500)))
      },
      milestones: some {
        ExpectedMilestone(type: $0.text(), expected: $0.maybe { $0.date() }, actual: $0.maybe { $0.date() })
      }, protected: oneIn(2))
  }

  mutating func source() -> Source {
    Source(
      id: name(), domain: name(), name: name(), grade: word(), owner: maybe { $0.text() },
      country: maybe { $0.country() }, expectedEvery: maybe { $0.text() })
  }

  mutating func silence() -> Silence {
    let start = timestamp()
    return Silence(
      id: name(), subject: subject(), category: maybe { $0.text() }, owner: text(), reason: text(), startsAt: start,
      endsAt: Timestamp(milliseconds: min(start.milliseconds + Int64(int(0...90_000_000)), 253_402_300_799_999)))
  }
}
