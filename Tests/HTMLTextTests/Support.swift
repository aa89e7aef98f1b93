import ReferenceData

/// The committed tables.
let pageRules: PageRules = {
  let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  do {
    return try PageRules(folder: "\(root)/Shared/ReferenceData/Tables")
  } catch {
    fatalError("\(error)")
  }
}()
