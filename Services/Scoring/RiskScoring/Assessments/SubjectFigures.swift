import Models

/// The scores of a subject and its accounts at one time: what its lanes and its assessment are computed from.
struct SubjectFigures {
  let time: Timestamp
  /// The exposure factor e of the subject.
  let exposure: Double
  let coverage: Coverage
  /// In the order of the subject's accounts.
  let accounts: [Account]
  /// The score of the risk ledger, 0 to 100.
  let risk: Double
  /// The score of the opportunity ledger, 0 to 100.
  let opportunity: Double

  struct Account {
    let state: AccountState
    let totals: ContributionSums.Totals
    /// The category's weight in the subject's score, 1 for the heaviest; 0 where the model has no such category.
    let weight: Double
    /// The category's score D, 0 to 100.
    let score: Double
    /// The account's part of its ledger's score, in points.
    var share = 0.0

    /// Points of the ledger's score for one unit of a contribution x.
    var pointsOfX: Double { totals.x > 0 ? share / totals.x : 0 }
  }
}
