import ArticleForms
import Glibc

/// Reads the tables once; without them there is nothing to fuzz.
private let reader: ArticleFormReader = {
  guard let folder = getenv("BEACON_REFERENCE") else { fatalError("BEACON_REFERENCE names no reference data") }
  do {
    return ArticleFormReader(try FormRules(tables: String(cString: folder) + "/Tables"))
  } catch {
    fatalError("\(error)")
  }
}()

/// The first byte chooses the form that a file's name would say; the rest is the input. Whatever it is, each item is an
/// article of text in UTF-8 or a refusal with a code.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 0 else { return 0 }
  let forms: [ArticleFormReader.Form?] = [nil, nil, .json, .xml, .html, .csv, .warc, .text]
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let hasForm = bytes[0] < 8
  let reading = reader.read(
    hasForm ? Array(bytes.dropFirst()) : bytes, .init(form: hasForm ? forms[Int(bytes[0])] : nil))
  precondition(!reading.items.isEmpty, "an input without an item")
  for item in reading.items {
    switch item {
    case .article(let read):
      let texts = [read.article.title, read.article.body, read.article.html].compactMap(\.self)
      precondition(read.article.retracts != nil || texts.contains { !$0.isEmpty }, "an article without text")
      precondition(!texts.contains { $0.utf8.contains(0) }, "a null character")
    case .refused(let refusal):
      precondition(!refusal.code.isEmpty && !refusal.message.isEmpty, "a refusal without its reason")
    }
  }
  return 0
}
