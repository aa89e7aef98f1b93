import RiskReporting

extension ReportLanguage {
  /// The word of ICD 203 for a probability of 0 to 1.
  func likelihood(_ probability: Double) -> String {
    let step = settings.likelihoods.first { probability < $0.below }?.term ?? "almost_certain"
    return term("probability", step)
  }
}
