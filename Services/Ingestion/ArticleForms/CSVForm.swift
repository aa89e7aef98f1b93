import DelimitedText
import Models
import ReferenceData
import TextNormalisation

/// Comma-separated values with a row of column names, of which the mapping table knows at least one for a title or
/// text.
enum CSVForm {
  /// - Parameter charset: the encoding that a header declares; nil without one.
  static func read(_ bytes: [UInt8], charset: String?, _ mapper: FieldMapper) throws(ArticleRefusal) -> FormReading {
    let text: DelimitedText
    do throws(DelimitedText.Problem) {
      text = try DelimitedText(Array(TextEncoding.decoded(bytes, declared: charset).text.utf8))
    } catch {
      throw ArticleRefusal(.unreadable("CSV: \(error)"))
    }
    let columns = text.columns.map(ArticleFields.folded)
    let texts: Set<ArticleFields.Field> = [.title, .text, .html]
    guard columns.contains(where: { mapper.fields.article[$0]?.place.map { texts.contains($0.field) } ?? false }) else {
      let names = text.columns.prefix(8).joined(separator: ", ")
      throw ArticleRefusal(.unknownForm("CSV with the columns \(names), none of them a title or a text"))
    }
    let items = text.rows.map { row -> FormItem in
      let fields = zip(text.columns, row.fields).filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
      do throws(ArticleRefusal) {
        if let extra = row.fields.dropFirst(text.columns.count).first(where: { !$0.isEmpty }) {
          throw ArticleRefusal(
            .unreadable(
              "there are more fields than the \(text.columns.count) columns, from \"\(extra.prefix(40))\" on: quote the "
                + "field that contains the separator"))
        }
        return .article(try mapper.article(.row(fields)))
      } catch {
        return .refused(error.inside("line \(row.line)"))
      }
    }
    if items.isEmpty { throw ArticleRefusal(.noArticles("CSV without a row below the column names")) }
    return FormReading(.csv, items: items)
  }
}
