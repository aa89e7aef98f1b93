import KeyedState
import Models

/// The identifiable actors of an event by role: country codes as `=PE`, names in lower case.
struct Actors: Hashable, Sendable {
  private(set) var sources: [String]
  private(set) var targets: [String]
  private(set) var sourceMarks: NameMarks
  private(set) var targetMarks: NameMarks

  static let none = Actors(sources: [], targets: [])

  /// Keeps only countries and named bodies: "gunmen" identifies nobody and cannot distinguish two events.
  init(_ actors: [EventActor]) {
    var sources: Set<String> = []
    var targets: Set<String> = []
    for actor in actors {
      var names: [String] = []
      if let country = actor.country { names.append("=" + country) }
      if actor.kind != .other { names.append(actor.text.lowercasedASCII) }
      if actor.role == .source { sources.formUnion(names) } else { targets.formUnion(names) }
    }
    self.init(sources: sources.sorted(), targets: targets.sorted())
  }

  init(sources: [String], targets: [String]) {
    self.sources = sources
    self.targets = targets
    sourceMarks = NameMarks(sources)
    targetMarks = NameMarks(targets)
  }

  /// Whether two reports may be about the same actors: they share one in some role, or have names to compare in no
  /// role. Names in different scripts are not compared, because a translation shares none.
  func isCompatible(with other: Actors) -> Bool {
    if sourceMarks.mayShare(other.sourceMarks), sources.contains(where: other.sources.contains) { return true }
    if targetMarks.mayShare(other.targetMarks), targets.contains(where: other.targets.contains) { return true }
    return !sourceMarks.haveScriptInCommon(other.sourceMarks) && !targetMarks.haveScriptInCommon(other.targetMarks)
  }

  /// Whether two reports may be about the same target: they share one, or have none to compare.
  func mayShareTarget(with other: Actors) -> Bool {
    if targetMarks.mayShare(other.targetMarks), targets.contains(where: other.targets.contains) { return true }
    return !targetMarks.haveScriptInCommon(other.targetMarks)
  }

  /// Whether two reports name the same body in the same role. A country is not a body.
  func shareBody(with other: Actors) -> Bool {
    func share(_ one: [String], _ two: [String]) -> Bool {
      one.contains { !$0.utf8.starts(with: "=".utf8) && two.contains($0) }
    }
    return share(sources, other.sources) || share(targets, other.targets)
  }

  /// Adds the names of another report, up to the number that is compared; returns whether there were any new ones.
  @discardableResult
  mutating func formUnion(_ other: Actors) -> Bool {
    let before = (sources.count, targets.count)
    for name in other.sources where sources.count < Self.kept && !sources.contains(name) {
      sources.append(name)
      sourceMarks.add(name)
    }
    for name in other.targets where targets.count < Self.kept && !targets.contains(name) {
      targets.append(name)
      targetMarks.add(name)
    }
    return (sources.count, targets.count) != before
  }

  /// The largest number of names in one role that an incident keeps for comparison.
  private static let kept = 40

  func encode(to row: inout RowWriter) {
    row.put(sources) { $0.put($1) }
    row.put(targets) { $0.put($1) }
  }

  init(from row: inout RowReader) throws(KeyedStateFailure) {
    self.init(sources: try row.strings(), targets: try row.strings())
  }
}
