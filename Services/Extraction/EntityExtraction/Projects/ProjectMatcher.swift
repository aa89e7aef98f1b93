import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Finds the registered projects by name and alias.
package final class ProjectMatcher: Sendable {
  /// The project that a spelling names, as an index into the register.
  struct Target: Sendable {
    let project: Int
    /// Whether it is another name than the project's own, and not only another spelling of it.
    let isAlias: Bool
  }

  let register: ProjectRegister
  let matcher: PhraseMatcher
  let targets: [Target]

  /// - Parameter forms: how texts write the names besides as the register does.
  package init(register: ProjectRegister, forms: ProjectNameForms) {
    self.register = register
    var targets: [Target] = []
    var phrases: [PhraseMatcher.Phrase] = []
    func add(_ name: String, _ target: Target) {
      for spelling in Self.spellings(name, forms) {
        phrases.append(.init(spelling, targets.count, isCaseSensitive: Self.isShort(name)))
      }
      targets.append(target)
    }
    for (index, project) in register.projects.enumerated() {
      add(project.name, Target(project: index, isAlias: false))
      let name = Self.normalForm(project.name, forms)
      for alias in project.aliases {
        add(alias, Target(project: index, isAlias: Self.normalForm(alias, forms) != name))
      }
    }
    self.targets = targets
    matcher = PhraseMatcher(phrases)
  }

  /// Whether a name is a single word of fewer than six bytes, which matches only in its exact case.
  private static func isShort(_ name: String) -> Bool { name.utf8.count < 6 && !name.utf8.contains(UInt8(ascii: " ")) }

  /// The words of a name in lower case, split at spaces and hyphens, without an ending that may be left out: equal for
  /// names that differ only in spelling.
  private static func normalForm(_ name: String, _ forms: ProjectNameForms) -> [Substring] {
    let words = name.lowercased().split(whereSeparator: { " -–—".contains($0) })
    guard let last = words.last, forms.mayOmit(last) else { return words }
    return words.dropLast()
  }

  /// The spellings to look for: the name and its other forms, each with and without hyphens.
  static func spellings(_ name: String, _ forms: ProjectNameForms) -> [String] {
    var names = [name] + forms.others(of: name)
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
