import Models
import TextMatching

/// Finds the registered projects' counterparties in a sentence, by name and alias.
package struct CounterpartyMatcher: Sendable {
  /// A counterparty as one project lists it.
  package struct ProjectCounterparty: Hashable, Sendable, Comparable {
    /// The id of the project that the counterparty belongs to.
    package let project: String
    package let name: String
    /// The subject that represents the counterparty, by its registered name.
    package let subject: SubjectKey

    package static func < (left: ProjectCounterparty, right: ProjectCounterparty) -> Bool {
      (left.project, left.subject) < (right.project, right.subject)
    }
  }

  private let matcher: PhraseMatcher
  private let counterparties: [ProjectCounterparty]
  private let names: [SubjectKey: String]

  package init(register: ProjectRegister) {
    var counterparties: [ProjectCounterparty] = []
    var phrases: [PhraseMatcher.Phrase] = []
    for project in register.projects {
      for counterparty in project.counterparties {
        for name in [counterparty.name] + counterparty.aliases {
          let isShort = name.utf8.count < 8 && !name.utf8.contains(UInt8(ascii: " "))
          phrases.append(.init(name, counterparties.count, isCaseSensitive: isShort))
        }
        let subject = SubjectKey.counterparty(named: counterparty.name)
        counterparties.append(ProjectCounterparty(project: project.id, name: counterparty.name, subject: subject))
      }
    }
    self.counterparties = counterparties
    names = Dictionary(counterparties.map { ($0.subject, $0.name) }, uniquingKeysWith: { first, _ in first })
    matcher = PhraseMatcher(phrases)
  }

  /// The registered name of a counterparty; nil for another subject.
  package func name(of subject: SubjectKey) -> String? { names[subject] }

  /// The counterparties that the text names, each once, in order of project and subject.
  package func counterparties(in text: String) -> [ProjectCounterparty] {
    let bytes = Array(text.utf8)
    let tokenised = TokenisedText(bytes)
    let found = matcher.matches(bytes: bytes, folded: tokenised.folded, tokens: tokenised.tokens)
    if found.isEmpty { return [] }
    return Set(found.map { counterparties[$0.value] }).sorted()
  }
}
