import Foundation
import ReferenceData

private let tables =
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Shared/ReferenceData/Tables"

/// The committed tables.
let pageRules: PageRules = {
  do {
    return try PageRules(folder: tables)
  } catch {
    fatalError("\(error)")
  }
}()

/// The committed tables, in which the row of `page-blocks.tsv` that begins so begins otherwise; throws where none does.
func changedPageRules(_ row: String, to other: String) throws -> PageRules {
  let blocks = try String(contentsOfFile: "\(tables)/page-blocks.tsv", encoding: .utf8)
  guard blocks.contains("\n" + row) else { throw CocoaError(.fileReadCorruptFile) }
  return try PageRules(
    blocks: Table(
      bytes: Array(blocks.replacing("\n" + row, with: "\n" + other).utf8), file: "page-blocks.tsv",
      columns: ["effect", "match", "name", "why"]),
    fields: Table(path: "\(tables)/page-fields.tsv", columns: ["field", "match", "name"]))
}
