import JSONCoding

/// The stable codes of bad records, in dead letters and in the output of `beacon extract`.
///
/// A code, once given, keeps its meaning. New ones may be added.
package enum ErrorCode: String, CaseIterable, Sendable {
  case jsonSyntax = "json_syntax"
  case jsonDepth = "json_depth"
  case jsonTooLarge = "json_too_large"
  case jsonDuplicateKey = "json_duplicate_key"
  case jsonNumberRange = "json_number_range"
  case jsonUTF8 = "json_utf8"
  case jsonControlCharacter = "json_control_character"
  case missingField = "missing_field"
  case wrongType = "wrong_type"
  case invalidValue = "invalid_value"
  case unknownSchema = "unknown_schema"
  case nullValue = "null_value"
  case articleEmpty = "article_empty"
  case articleTooLarge = "article_too_large"
  case articleNullByte = "article_null_byte"
  case htmlTagTooLong = "html_tag_too_long"
  case htmlDepth = "html_depth"
  case retractionForeign = "retraction_foreign"
  case formUnknown = "form_unknown"
  case formUnreadable = "form_unreadable"
  case articlesMany = "articles_many"
  case gzipInvalid = "gzip_invalid"
  case outputTooLarge = "output_too_large"
  case recordUnreadable = "record_unreadable"

  /// One sentence for a person who meets the code.
  package var meaning: String {
    switch self {
    case .jsonSyntax: "The value is not JSON by RFC 8259; a byte order mark or a trailing comma is not either."
    case .jsonDepth: "Arrays and objects are nested deeper than 64 levels."
    case .jsonTooLarge: "The value has more bytes than its topic allows."
    case .jsonDuplicateKey: "An object names a key twice."
    case .jsonNumberRange: "A number fits neither a 64-bit integer nor a finite double, or not its field."
    case .jsonUTF8: "The value is not UTF-8, or escapes a surrogate without its pair."
    case .jsonControlCharacter: "An unescaped control character in a string."
    case .missingField: "A required field is absent or null."
    case .wrongType: "A field has another JSON type than its own."
    case .invalidValue: "A field has the right type and a value that it may not have."
    case .unknownSchema: "The value states a schema that this version does not read."
    case .nullValue: "The record has no value, in a topic where that means nothing."
    case .articleEmpty: "The article has no text: title, body and html are absent or contain only white space."
    case .articleTooLarge: "The article's text has more than 1,000,000 bytes, or the value more than 16 MiB."
    case .articleNullByte: "A text of the article contains a null character."
    case .htmlTagTooLong: "A tag of the article's HTML has more than 10,000 attributes."
    case .htmlDepth: "Elements of the article's HTML are nested deeper than 10,000 levels."
    case .formUnknown: "The value is in none of the forms in which articles are read."
    case .formUnreadable: "The value is in a known form and damaged."
    case .articlesMany: "The record has several articles, or none; each record carries one."
    case .gzipInvalid: "The value begins as gzip and is damaged or cut off."
    case .retractionForeign: "A retraction names an article that another source published."
    case .outputTooLarge: "What would be written has more bytes than its topic allows."
    case .recordUnreadable:
      "The batch that the record came in cannot be decompressed, or would have more than 100 MB: all its records are lost."
    }
  }
}

extension JSONError.Code {
  package static let unknownSchema = Self(.unknownSchema)
  package static let articleEmpty = Self(.articleEmpty)
  package static let articleTooLarge = Self(.articleTooLarge)
  package static let articleNullByte = Self(.articleNullByte)

  private init(_ code: ErrorCode) { self.init(rawValue: code.rawValue) }
}
