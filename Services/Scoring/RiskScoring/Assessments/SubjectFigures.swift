import Models

/// What the sums of a subject's accounts give at a time, from which its lanes, its score and its assessment are made.
struct SubjectFigures {
  let time: Timestamp
  /// e of the subject.
  let exposure: Double
  let coverage: Coverage
  /// In order.
  let accounts: [Account]
  /// The score of each ledger, 0 to 100.
  let risk: Double
  let opportunity: Double

  struct Account {
    let state: AccountState
    let totals: ContributionSums.Totals
    /// The category's weight in the subject's score, 1 for the heaviest; 0 where the model has no such category.
    let weight: Double
    /// D, 0 to 100.
    let score: Double
    /// The account's part of its ledger's score, in points.
    var share = 0.0

    /// Points of the ledger's score for one of x.
    var pointsOfX: Double { totals.x > 0 ? share / totals.x : 0 }
  }
}
