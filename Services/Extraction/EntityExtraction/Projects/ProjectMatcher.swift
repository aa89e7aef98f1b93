import Models
import TextAnalysis
import TextMatching

/// Finds the registered projects by name and alias.
package final class ProjectMatcher: Sendable {
  enum Target: Sendable {
    case project(Int, isAlias: Bool)
  }

  let register: ProjectRegister
  let matcher: PhraseMatcher
  let targets: [Target]

  package init(register: ProjectRegister) {
    self.register = register
    var targets: [Target] = []
    var phrases: [PhraseMatcher.Phrase] = []
    func add(_ name: String, _ target: Target) {
      for spelling in Self.spellings(name) {
        phrases.append(.init(spelling, targets.count, isCaseSensitive: Self.isShort(name)))
      }
      targets.append(target)
    }
    for (index, project) in register.projects.enumerated() {
      add(project.name, .project(index, isAlias: false))
      let name = Self.normalForm(project.name)
      for alias in project.aliases { add(alias, .project(index, isAlias: Self.normalForm(alias) != name)) }
    }
    self.targets = targets
    matcher = PhraseMatcher(phrases)
  }

  /// Whether a name is a single word of fewer than six bytes, which matches only in its exact case.
  private static func isShort(_ name: String) -> Bool { name.utf8.count < 6 && !name.utf8.contains(UInt8(ascii: " ")) }

  /// The words of a name in lower case, split at spaces and hyphens, without "project" at the end: equal for names that
  /// differ only in spelling.
  private static func normalForm(_ name: String) -> [Substring] {
    let words = name.lowercased().split(whereSeparator: { " -–—".contains($0) })
    return words.last == "project" ? words.dropLast() : words
  }

  /// The spellings to look for: the name with and without hyphens, without "Project" at its end, and "Port of X" for "X
  /// Port".
  static func spellings(_ name: String) -> [String] {
    var names = [name]
    for ending in [" project", " Project"] where name.hasSuffix(ending) {
      names.append(String(name.dropLast(ending.utf8.count)))
    }
    let words = name.split(separator: " ")
    if words.count == 2, let last = words.last, ["port", "Port"].contains(last) { names.append("Port of \(words[0])") }
    for known in names {
      let spaced = known.split(whereSeparator: { "-–—".contains($0) }).joined(separator: " ")
      if spaced != known { names.append(spaced) }
    }
    return names
  }

  /// The index of the only registered project of a sector in exactly these countries, ignoring the builder's country;
  /// nil unless exactly one matches.
  func project(sector: String, countries: [String], builder: String) -> Int? {
    let wanted = Set(countries).subtracting([builder])
    guard !wanted.isEmpty else { return nil }
    let found = register.projects.indices.filter {
      register.projects[$0].sector == sector && Set(register.projects[$0].countries).subtracting([builder]) == wanted
    }
    return found.count == 1 ? found[0] : nil
  }
}
