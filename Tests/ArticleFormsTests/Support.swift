import ArticleForms
import Foundation
import Models
import Testing

/// The folder of the committed tables.
let tables = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Shared/ReferenceData/Tables"

/// A reader over the committed tables.
let reader: ArticleFormReader = {
  do {
    return ArticleFormReader(try FormRules(tables: tables))
  } catch {
    fatalError("\(error)")
  }
}()

/// A reader over a copy of the committed tables in which one table is changed; throws where the change changes nothing.
func changedReader(_ file: String, _ change: (String) -> String) throws -> ArticleFormReader {
  let folder = FileManager.default.temporaryDirectory.appending(path: "beacon-tables-\(UUID())").path
  try FileManager.default.copyItem(atPath: tables, toPath: folder)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let table = try String(contentsOfFile: "\(tables)/\(file)", encoding: .utf8)
  let changed = change(table)
  guard changed != table else { throw CocoaError(.fileReadCorruptFile) }
  try changed.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
  return ArticleFormReader(try FormRules(tables: folder))
}

func read(_ text: String, _ form: ArticleFormReader.Form? = nil) -> FormReading {
  reader.read(Array(text.utf8), .init(form: form))
}

extension FormReading {
  var articles: [Article] {
    items.compactMap { (item) -> Article? in if case .article(let read) = item { read.article } else { nil } }
  }

  var codes: [String] {
    items.compactMap { (item) -> String? in if case .refused(let refusal) = item { refusal.code } else { nil } }
  }

  var notes: [ReadArticle.Note] {
    items.flatMap { (item) -> [ReadArticle.Note] in if case .article(let read) = item { read.notes } else { [] } }
  }
}

func time(_ text: String) -> Timestamp? { Timestamp(rfc3339: text) }
