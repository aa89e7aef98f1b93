import FactExtraction
import Glibc
import Models
import ReferenceData

/// Reads the reference data once; without it there is nothing to fuzz.
private let extractor: FactExtractor = {
  guard let folder = getenv("BEACON_REFERENCE") else { fatalError("BEACON_REFERENCE names no reference data") }
  do {
    return try FactExtractor(
      reference: try ReferenceData(directory: String(cString: folder)), register: ProjectRegister())
  } catch {
    fatalError("\(error)")
  }
}()

/// The first byte chooses the language, the rest is the text. Whatever it is, each fact has its place in the text, on
/// the borders of characters, and the words that are there.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard count > 1 else { return 0 }
  let languages = ["en", "zh", "es", "id", "und", "fr"]
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
  let utf8 = Array(text.utf8)
  let article = NormalisedArticle(
    articleId: "fuzz", text: text, publishedAt: Timestamp(milliseconds: 1_795_680_000_000),
    language: languages[Int(bytes[0]) % languages.count], contentHash: "fuzz")
  var document = extractor.facts(of: article, revision: 1)
  let original = document
  document.mapPlaces { (range: TextRange) in
    precondition(0 <= range.start && range.start <= range.end && range.end <= utf8.count, "a place outside of the text")
    for edge in [range.start, range.end] where edge < utf8.count {
      precondition(utf8[edge] & 0xC0 != 0x80, "a place within a character")
    }
    return range
  } _: { range in
    String(decoding: utf8[range.start..<range.end], as: UTF8.self)
  }
  precondition(document == original, "words that are not those of their place")
  return 0
}
