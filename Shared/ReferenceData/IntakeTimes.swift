/// The times by which ingestion judges the dates of articles and remembers articles: `Tables/intake.tsv`.
package struct IntakeTimes: Hashable, Sendable {
  /// A stated first publication replaces an article's date if it is earlier by more than these hours.
  package var republishedAfterHours = 0
  /// A date more than these hours ahead of the log is in the future.
  package var futureAfterHours = 0
  /// The days after which an article that was not seen again is forgotten.
  package var memoryDays = 0

  package init(path: String) throws(TableError) {
    let fields: [NamedNumbers<Self>.Field<Int>] = [
      ("republished_after", \.republishedAfterHours, 0...8760), ("future_after", \.futureAfterHours, 0...8760),
      ("memory", \.memoryDays, 1...3650),
    ]
    try NamedNumbers(integers: fields).read(path: path, into: &self)
  }
}
