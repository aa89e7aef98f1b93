/// Selects those who acted, or were acted on, whose names tell the reader of an alert something new.
package struct ActorNaming {
  /// The name of the alert's subject, which the alert names anyway.
  package let subjectName: String
  /// ISO 3166-1 alpha-2 codes by a country's name in lower case, in any language.
  package let countryCodes: [String: String]

  package init(subjectName: String, countryCodes: [String: String]) {
    self.subjectName = subjectName
    self.countryCodes = countryCodes
  }

  /// The names of those who acted, or on whom they acted, each once, as the article has them. Left out is an actor that
  /// is only the event's place, its country or the subject of the alert, a target that is the country whose act it is,
  /// or a body of it, and a name of one character, which says nothing outside its text (`巴阿`).
  package func names(_ role: EventActor.Role, in evidence: Evidence) -> [String] {
    var seen: Set<String> = []
    return evidence.actors.filter { actor in
      actor.role == role && actor.text.unicodeScalars.count > 1 && !isSetting(actor, of: evidence)
        && !isActingCountry(actor, in: evidence)
    }.map(\.text).filter { seen.insert($0.lowercased()).inserted }
  }

  private func isSetting(_ actor: EventActor, of evidence: Evidence) -> Bool {
    let name = actor.text.lowercased()
    let subject = subjectName.lowercased()
    if actor.kind == .other, [evidence.place?.lowercased(), subject, actor.country?.lowercased()].contains(name) {
      return true
    }
    guard actor.role == .target else { return false }
    if actor.kind == .other, actor.country != nil, subject.hasPrefix(name + " ") { return true }
    guard let country = countryCodes[name], evidence.subjects.contains(SubjectKey(.country, country)) else {
      return false
    }
    // A country that another one acts on is more than the setting.
    return !evidence.actors.contains { $0.role == .source && $0.country != nil && $0.country != country }
  }

  /// Whether the actor is a target that belongs to the country that acts: “Iraq” and “Iraq's Ministry of Electricity”.
  private func isActingCountry(_ actor: EventActor, in evidence: Evidence) -> Bool {
    guard actor.role == .target else { return false }
    return evidence.actors.contains { source in
      let name = source.text.lowercased()
      return source.role == .source && source.kind == .government && source.country == actor.country
        && countryCodes[name] != nil && actor.kind == .government && actor.text.lowercased().hasPrefix(name)
    }
  }
}
