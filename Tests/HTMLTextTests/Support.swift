import ReferenceData
import TestSupport

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
  try withChangedFiles(
    of: tables, ["page-blocks.tsv": { try $0.replacingPart("\n" + row, with: "\n" + other) }]
  ) { try PageRules(folder: $0) }
}
