import Models
import ReferenceData

/// A rule, of grammar or of the article as a whole, that explains how an event was read where no row of a table does.
/// Its text is printed where the grounds for events are asked for.
enum ReadingRule {
  /// The grammar of the trigger's clause gives the reading with this reason.
  case grammar(SuppressionReason)
  case excludedCause
  /// The reason's text is what one step of a Chinese pattern matched.
  case patternStep
  /// The reason's text is what meets the condition of a Chinese pattern.
  case patternCondition
  case firstPerson
  /// A word in the reason's text shows the genre of a Chinese article.
  case genre(ChineseLexicon.Effect)
  case recalledStart
  case deniedAtStart
  /// `ending` is the text's words for it.
  case endingAtStart(ending: String)
  /// `cause` is the text's words for it.
  case causeAtStart(cause: String)
  case noTime
  case old(PartialDate, newsDays: Int)
  case future(PartialDate)

  /// The rule in words: a clause about the event.
  var text: String {
    switch self {
    case .grammar(let reason): Self.text(of: reason)
    case .excludedCause: "a phrase rules it out as the cause"
    case .patternStep: "the words match a step of its pattern"
    case .patternCondition: "the words meet the condition of its pattern"
    case .firstPerson: "the author writes in the first person and quotes nobody"
    case .genre(let effect): "a word marks the whole article as \(effect.rawValue)"
    case .recalledStart: "the article begins with a past event and reports no new one"
    case .deniedAtStart: "the title or first sentence denies it"
    case .endingAtStart(let ending): "the title or first sentence reports an ending: \(ending)"
    case .causeAtStart(let cause): "the first sentence reports what caused it: \(cause)"
    case .noTime: "neither the text nor the article has a date"
    case .old(let date, let days): "its date \(date.value) is more than \(days) days before publication"
    case .future(let date): "its date \(date.value) is in the future"
    }
  }

  private static func text(of reason: SuppressionReason) -> String {
    switch reason {
    case .negated: "its verb or noun is negated"
    case .attributive: "its verb is a participle that only describes a noun"
    case .conditional: "it is in a question or an if-clause, or depends on a modal verb"
    case .prescriptive: "it depends on an infinitive or on a modal verb of duty"
    case .threatened: "its actor only announces or threatens it"
    case .generic: "it names a kind of event, not a particular one"
    default: "the grammar of its clause makes it \(reason.rawValue)"
    }
  }
}

extension Reason {
  init(_ rule: ReadingRule, text: String? = nil) { self.init(.rule, by: rule.text, text: text) }
}
