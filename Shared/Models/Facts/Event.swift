/// Something that somebody did, or that happened, with the sentence that reports it.
package struct Event: Hashable, Sendable {
  /// The hash of article id, type, project (else place, else country), day or `-`, and ordinal among equal events.
  package var id: String
  /// A type of the taxonomy, for example `ATTACK_ON_PROJECT`.
  package var type: String
  package var plover: String?
  /// The CAMEO root code, two digits.
  package var cameo: String?
  /// Nil for an event with ledger `none`.
  package var category: String?
  /// The second level of the taxonomy within the category, for example `abduction`.
  package var secondLevel: String?
  package var ledger: Ledger
  package var realis: Realis
  package var negated: Bool
  package var actors: [EventActor]
  /// ISO 3166-1 alpha-2 codes of the countries where it happened.
  package var countries: [String]
  /// The id of the registered project that it affects.
  package var project: String?
  package var place: String?
  package var when: PartialDate?
  package var timeBasis: TimeBasis
  package var deaths: Int?
  package var injured: Int?
  package var amount: Money?
  package var attribution: Attribution?
  package var layer: LegalLayer?
  /// The extractor's confidence in this reading, 0 to 1.
  package var confidence: Double
  package var quote: TextSpan
  /// The index, from 0, of the quote's sentence in the article.
  package var sentence: Int
  /// The position of the words that name what happened.
  package var trigger: TextRange?
  /// The positions of further mentions of the event, in order of the text, without those in the quote's sentence.
  package var mentions: [TextRange]
  /// The id of the event of the same article that caused this event.
  package var causedBy: String?
  /// What `countries` was derived from.
  package var locatedBy: Location?

  /// The grounds for this reading; empty unless the caller asked for explanations.
  package var why: [Reason]

  /// What an event's countries were derived from.
  package enum Location: String, Hashable, Sendable, CaseIterable {
    case locative, dateline, project, target, actor, article
  }

  package init(
    id: String, type: String, plover: String? = nil, cameo: String? = nil, category: String? = nil,
    ledger: Ledger, realis: Realis, negated: Bool = false, actors: [EventActor] = [], countries: [String] = [],
    project: String? = nil, place: String? = nil, when: PartialDate? = nil, timeBasis: TimeBasis = .none,
    deaths: Int? = nil, injured: Int? = nil, amount: Money? = nil, attribution: Attribution? = nil,
    layer: LegalLayer? = nil, confidence: Double, quote: TextSpan, sentence: Int, secondLevel: String? = nil,
    trigger: TextRange? = nil, mentions: [TextRange] = [], causedBy: String? = nil, locatedBy: Location? = nil,
    why: [Reason] = []
  ) {
    self.id = id
    self.type = type
    self.plover = plover
    self.cameo = cameo
    self.category = category
    self.ledger = ledger
    self.realis = realis
    self.negated = negated
    self.actors = actors
    self.countries = countries
    self.project = project
    self.place = place
    self.when = when
    self.timeBasis = timeBasis
    self.deaths = deaths
    self.injured = injured
    self.amount = amount
    self.attribution = attribution
    self.layer = layer
    self.confidence = confidence
    self.quote = quote
    self.sentence = sentence
    self.secondLevel = secondLevel
    self.trigger = trigger
    self.mentions = mentions
    self.causedBy = causedBy
    self.locatedBy = locatedBy
    self.why = why
  }
}

/// Who did it (`source`), or to whom it was done (`target`).
package struct EventActor: Hashable, Sendable {
  package enum Role: String, Sendable, CaseIterable {
    case source, target
  }

  package var role: Role
  package var text: String
  package var country: String?
  package var kind: ActorKind

  package init(role: Role, text: String, country: String? = nil, kind: ActorKind) {
    self.role = role
    self.text = text
    self.country = country
    self.kind = kind
  }
}

/// An amount of money, in units of its currency.
package struct Money: Hashable, Sendable {
  package var value: Double
  /// ISO 4217.
  package var currency: String

  package init(value: Double, currency: String) {
    self.value = value
    self.currency = currency
  }
}

/// Who vouches for a claim, and how they would know.
package struct Attribution: Hashable, Sendable {
  package var speaker: String?
  package var kind: ClaimKind

  package init(speaker: String? = nil, kind: ClaimKind) {
    self.speaker = speaker
    self.kind = kind
  }
}
