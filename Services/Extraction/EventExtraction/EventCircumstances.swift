import Models
import ReferenceData

/// What decides whether two mentions may be of one event: where and when it was, and whether it was. It is a small part
/// of a draft, because each comparison copies what it compares.
struct EventCircumstances {
  let plover: String?
  let isNegated: Bool
  let realis: Realis
  let project: String?
  let place: String?
  let countries: [String]
  let locatedBy: Event.Location?
  let when: PartialDate?
  let timeBasis: TimeBasis
  let sentence: Int

  /// Whether another mention may be of this event: they share a PLOVER category, and neither their projects, places,
  /// countries, dates nor readings contradict each other. A value that only one of them has contradicts nothing.
  func isSame(as other: EventCircumstances, _ weights: EventWeights) -> Bool {
    plover == other.plover && mayBeWhere(other, weights) && agrees(with: other)
  }

  /// Whether neither the projects, places nor countries of the two contradict each other.
  func mayBeWhere(_ other: EventCircumstances, _ weights: EventWeights) -> Bool {
    guard agree(project, other.project), agree(place, other.place) || isHeadline(of: other, weights) else {
      return false
    }
    return countries.isEmpty || other.countries.isEmpty || countries.contains(where: other.countries.contains)
      || isLocated(by: other, weights)
  }

  /// Whether this is in the first sentence (as a rule, the headline), which leaves the place open, and `other`, near
  /// the beginning, states it: `Beijing condemns attack`, then `an attack near Quetta`.
  func isLocated(by other: EventCircumstances, _ weights: EventWeights) -> Bool {
    sentence == 0 && (locatedBy == .article || locatedBy == .dateline) && other.statesPlace
      && other.sentence <= weights.headlineReach
  }

  /// Whether its sentence says where it happened.
  var statesPlace: Bool { locatedBy == .locative || locatedBy == .project }

  /// Whether this is in the first sentence without a stated day, and `other` soon after it in the same country: a
  /// headline may name the province where the report names the district.
  private func isHeadline(of other: EventCircumstances, _ weights: EventWeights) -> Bool {
    sentence == 0 && timeBasis != .stated && (1...max(1, weights.headlineReach)).contains(other.sentence)
      && countries.contains(where: other.countries.contains)
  }

  /// Whether both have the same realis and negation, and dates that overlap if both are stated.
  func agrees(with other: EventCircumstances) -> Bool {
    guard isNegated == other.isNegated, realis == other.realis else { return false }
    guard timeBasis == .stated, other.timeBasis == .stated, let mine = when, let its = other.when else { return true }
    return mine.firstDay <= its.lastDay && its.firstDay <= mine.lastDay
  }

  /// Whether it may have caused the harm: nothing that both state differs.
  func mayHaveCaused(_ harm: EventCircumstances) -> Bool {
    agree(project, harm.project) && agree(place, harm.place) && agrees(with: harm)
      && (countries.isEmpty || harm.countries.isEmpty || countries.contains(where: harm.countries.contains))
  }

  private func agree(_ one: String?, _ other: String?) -> Bool { one == nil || other == nil || one == other }
}

extension EventDraft {
  @inline(__always)
  var circumstances: EventCircumstances {
    EventCircumstances(
      plover: reading.plover, isNegated: reading.isNegated, realis: reading.realis, project: project, place: place,
      countries: countries, locatedBy: locatedBy, when: when, timeBasis: timeBasis, sentence: sentence)
  }
}
