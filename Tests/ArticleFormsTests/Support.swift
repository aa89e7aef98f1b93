import ArticleForms
import Foundation
import Models
import TestSupport
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
func changedReader(_ file: String, _ change: @escaping (String) -> String) throws -> ArticleFormReader {
  func changed(_ table: String) throws -> String {
    let changed = change(table)
    guard changed != table else { throw CocoaError(.fileReadCorruptFile) }
    return changed
  }
  return try withChangedFiles(of: tables, [file: changed]) { ArticleFormReader(try FormRules(tables: $0)) }
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
