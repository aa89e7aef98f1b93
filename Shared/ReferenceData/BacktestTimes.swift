/// How a backtest replays the days without articles: `Tables/backtest.tsv`.
package struct BacktestTimes: Hashable, Sendable {
  /// The days after an article that are replayed one by one.
  package var dailyGapDays = 0
  /// Later, until the next article, every so many days are replayed.
  package var gapStepDays = 1

  package init(path: String) throws(TableError) {
    let fields: [NamedNumbers<Self>.Field<Int>] = [
      ("daily_gap", \.dailyGapDays, 0...36_500), ("gap_step", \.gapStepDays, 1...3650),
    ]
    try NamedNumbers(integers: fields).read(path: path, into: &self)
  }
}
