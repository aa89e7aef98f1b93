extension Evidence {
  /// The names of those who acted, or on whom they acted, each once, as the article has them; without an actor that is
  /// only the event's place, its country or the subject of the alert.
  ///
  /// - Parameter subjectName: the name of the alert's subject, which the alert names anyway.
  package func actorNames(_ role: EventActor.Role, besides subjectName: String) -> [String] {
    var seen: Set<String> = []
    return actors.filter { $0.role == role && !isSetting($0, besides: subjectName) }.map(\.text)
      .filter { seen.insert($0.lowercased()).inserted }
  }

  private func isSetting(_ actor: EventActor, besides subjectName: String) -> Bool {
    guard actor.kind == .other else { return false }
    return [place, subjectName, actor.country].contains { $0?.lowercased() == actor.text.lowercased() }
  }
}
