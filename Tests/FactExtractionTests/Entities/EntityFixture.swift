import Foundation
import Models
import ReferenceData

@testable import FactExtraction

/// What the recogniser of entities finds by itself, over the committed reference data.
enum EntityFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let reference: ReferenceData = {
    do {
      return try ReferenceData(directory: root.appending(path: "Shared/ReferenceData").path)
    } catch {
      fatalError("\(error)")
    }
  }()

  static let bare = EntityRecogniser(reference: reference, register: ProjectRegister())

  static func findings(_ text: String, language: String = "en", register: [Project] = []) -> Findings {
    let recogniser = register.isEmpty ? bare : EntityRecogniser(bare, register: ProjectRegister(register))
    var findings = Findings()
    recogniser.recognise(
      ArticleText(text), ArticleContext(articleId: "a", language: language), into: &findings)
    return findings
  }

  static func countries(_ text: String, language: String = "en") -> Set<String> {
    Set(findings(text, language: language).countries.map(\.code))
  }
}
