/// Whether the event that a sentence mentions happened, may happen, or is only discussed.
package enum Realis: String, Hashable, Sendable, CaseIterable {
  case actual, imminent, threatened, conditional, prescriptive, generic, historical
}

/// The account to which an event counts. Risk and opportunity are never offset against each other.
package enum Ledger: String, Hashable, Sendable, CaseIterable {
  case risk, opportunity, none
}

/// How a stated number relates to the true one.
package enum Comparator: String, Hashable, Sendable, CaseIterable {
  case eq, approx, lt, ltApprox = "lt_approx", le, gt, gtApprox = "gt_approx", ge
}

/// The source of an event's time: a date in the text, the day on which it was reported (that of a statement about it,
/// else that of publication), or none.
package enum TimeBasis: String, Hashable, Sendable, CaseIterable {
  case stated, published, none
}

/// The layer of law that a legal fact belongs to.
package enum LegalLayer: String, Hashable, Sendable, CaseIterable {
  case home, host, international
}

/// What kind of body an organisation or an actor is.
package enum ActorKind: String, Hashable, Sendable, CaseIterable {
  case company, government, igo, party, military, media, ngo, other
}

/// Who vouches for a claim.
package enum ClaimKind: String, Hashable, Sendable, CaseIterable {
  case officialParty = "official_party"
  case officialOther = "official_other"
  case witness, media, anonymous
}

/// What a project connects its countries by: things built (hard), rules and standards (soft), or people (heart).
package enum Connectivity: String, Hashable, Sendable, CaseIterable {
  case hard, soft, heart
}

/// Whether a project is one of the large ones that stand for their country, or one of the many small ones.
package enum ProjectScale: String, Hashable, Sendable, CaseIterable {
  case landmark, small
}

/// Whether a project is in a traditional field, such as roads and power, or in an emerging one, such as digital, green
/// and health.
package enum ProjectField: String, Hashable, Sendable, CaseIterable {
  case traditional, emerging
}

/// Who builds: a state-owned enterprise, a private one, or both.
package enum ActorClass: String, Hashable, Sendable, CaseIterable {
  case soe, `private`, mixed
}
