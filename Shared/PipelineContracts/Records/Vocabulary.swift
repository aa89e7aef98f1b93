import Models

// The closed vocabularies of the contract, with what the schemas say of them.

extension Ledger: Word {
  package static let definition = Definition(
    "ledger",
    "The ledger of the event. Risk and opportunity are never netted; none is an act that carries neither.")
}

extension Realis: Word {
  package static let definition = Definition(
    "realis",
    "Whether it happened (actual), is about to (imminent), is threatened, depends on a condition (conditional), is planned or called for (prescriptive), is talk in general (generic), or is long past (historical)."
  )
}

extension ActorKind: Word {
  package static let definition = Definition(
    "actorKind", "What kind of body it is; igo is an intergovernmental organisation.")
}

extension Event.Location: Word {
  package static let definition = Definition(
    "locatedBy",
    "What its countries were derived from: a place next to the verb (locative), the dateline, the project, the target, the actor, or the article as a whole."
  )
}

extension EventActor.Role: Word {
  package static let definition = Definition("actorRole", "source: who acts; target: who is acted on.")
}

extension ClaimKind: Word {
  package static let definition = Definition(
    "claimKind",
    "Who makes the claim. official_party: an official of the acting or host state; official_other: another official.")
}

extension LegalLayer: Word {
  package static let definition = Definition("legalLayer", "The layer of law that a legal fact belongs to.")
}

extension TimeBasis: Word {
  package static let definition = Definition(
    "timeBasis",
    "What its time is based on: a date in the text (stated), the day on which it was reported (published), which is that of a statement about it where the text gives one, else that of publication, or nothing (none); then it contributes to no score."
  )
}

extension PartialDate.Precision: Word {
  package static let definition = Definition("precision", "How exact a date is; of an interval the coarser of its two.")
}

extension Comparator: Word {
  package static let definition = Definition(
    "comparator",
    "How the stated number relates to the true one: nearly is lt_approx, more than gt, at least ge.")
}

extension Place.Kind: Word {
  package static let definition = Definition("placeKind", "What kind of place.")
}

extension ProjectMention.Flag: Word {
  package static let definition = Definition(
    "projectFlag",
    "aliasNormalised: named by an alias, canonical is the registered name; translationDefect: a defect of translation was repaired."
  )
}

extension MilestoneFact.Flag: Word {
  package static let definition = Definition(
    "milestoneFlag",
    "aliasNormalised: named by an alias; translationDefect: a defect of translation was repaired; tenseConflict: a future tense for a past date; planned: expected or called for, not done."
  )
}

extension NormalisedArticle.Flag: Word {
  package static let definition = Definition(
    "articleFlag",
    "futureDated: the publisher gave a date farther ahead than future_after of intake.tsv, publishedAt is the time of intake; undated: the publisher gave no date; dateUnread: it gave one that could not be read; textUnread: a field of unknown name looked like text and was not read."
  )
}

extension Connectivity: Word {
  package static let definition = Definition(
    "connectivity", "What it connects by. hard: things built; soft: rules and standards; heart: people.")
}

extension ProjectScale: Word {
  package static let definition = Definition("scale", "The project's size.")
}

extension ProjectField: Word {
  package static let definition = Definition(
    "field", "Roads, power and the like are traditional; digital, green and health are emerging.")
}

extension ActorClass: Word {
  package static let definition = Definition(
    "actorClass", "Who builds: a state-owned enterprise (soe), a private one, or both (mixed).")
}

extension Source.Grade: Word {
  package static let definition = Definition(
    "grade", "How reliable the source is, from A (completely reliable) to E (unreliable); F is unknown.")
}

extension SubjectKey.Kind: Word {
  package static let definition = Definition("subjectType", "The type of a subject.")
}

extension AlertLevel: Word {
  package static let definition = Definition("level", "The level of alert, lowest first.")
}

extension Severity: Word {
  package static let definition = Definition(
    "severity", "CAP 1.2 severity; follows from level: watch, advisory, warning, critical.")
}

extension Urgency: Word {
  package static let definition = Definition("urgency", "CAP 1.2 urgency.")
}

extension Certainty: Word {
  package static let definition = Definition(
    "certainty",
    """
    CAP 1.2 certainty: Observed from a credibility of 0.85, Likely from 0.5, else Possible; Unlikely where a denial \
    leaves less than 0.25, and where an alert is cancelled.
    """)
}

extension AlertRole: Word {
  package static let definition = Definition(
    "alertRole", "enterprise: those who build and operate; competent_authority: those who supervise.")
}

extension Alert.Status: Word {
  package static let definition = Definition(
    "alertStatus",
    "raised: new; updated: new evidence or a lower level; escalated: a higher level; renewed: still open, nothing new but expiresAt; resolved: over; cancelled: its evidence was withdrawn."
  )
}

extension Warning.Lane: Word {
  package static let definition = Definition(
    "lane",
    "The rule that warns, by the name that the risk model's page describes it under (deploy/docs/risk-model.md)."
  )
}

extension Warning.Change: Word {
  package static let definition = Definition(
    "warningChange", "What happened in the lane; withdrawn: its articles were retracted or revised.")
}

extension Suppression.Reason: Word {
  package static let definition = Definition(
    "suppressionReason",
    "silenced: a person silenced the subject; inhibited: every incident behind the warning concerns a registered project, which has the alert; coolDown: no escalation, within 24 hours of the last record; hourlyCap: the subject had its hourly number of records, the rest comes as one when the hour is over; unchanged: neither evidence nor a level that the alert has not reported."
  )
}

extension Coverage: Word {
  package static let definition = Definition(
    "coverage", "How well the subject is watched; silence is never shown as safety.")
}
