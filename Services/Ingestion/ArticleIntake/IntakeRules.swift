import ArticleForms
import ReferenceData

/// The tables that intake works by.
package struct IntakeRules: Sendable {
  package let forms: FormRules
  package let tracking: TrackingParameters

  /// Reads the tables in the folder `Tables` of the reference data.
  package init(tables: String) throws(TableError) {
    forms = try FormRules(tables: tables)
    tracking = try TrackingParameters(path: "\(tables)/tracking-parameters.tsv")
  }
}
