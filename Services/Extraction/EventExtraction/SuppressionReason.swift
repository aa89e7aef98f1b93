/// Why a mention is listed as suppressed and raises no alert; the raw value is written to the facts. The reasons of
/// idioms, of topics and of the genres that phrases show are names of tables instead.
enum SuppressionReason: String {
  /// The effects of phrases, of signals and of grammar.
  case negated, denied, averted, ended, historical, conditional, prescriptive, threatened, generic, staged, opinion
  /// The genres of Chinese articles.
  case drill, fiction, sport
  /// A participle that describes a noun reports no act.
  case attributive
  /// Neither the text nor the article says when it happened.
  case undated
  /// The classifier finds that the article only talks of wrongdoing.
  case talk
  /// The classifier finds that the title and the first sentence report no risk.
  case nothing
}
