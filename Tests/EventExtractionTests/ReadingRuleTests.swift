import ExtractionFixtures
import Models
import Testing

@Suite("Rules that explain a reading")
struct ReadingRuleTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var title: String?
    let text: String
    var published = "2026-03-10T12:00:00Z"
    var language = "en"
    let rule: String
    /// The words of the triggers that the rule decides, and no other one of the text.
    let triggers: Set<String>

    var testDescription: String { rule }
  }

  static let samples = [
    Sample(
      text: "The army did not attack the mine in Mali.", rule: "its verb or noun is negated", triggers: ["attack"]),
    Sample(
      text: "The bombed port in Mali lies idle.", rule: "its verb is a participle that only describes a noun",
      triggers: ["bombed"]),
    Sample(
      text: "Did rebels attack the dam in Mali?",
      rule: "it is in a question or an if-clause, or depends on a modal verb", triggers: ["attack"]),
    Sample(
      text: "It is time for Peru to nationalise the mine.",
      rule: "it depends on an infinitive or on a modal verb of duty",
      triggers: ["nationalise"]),
    Sample(
      text: "Peru will nationalise the mine.", rule: "its actor only announces or threatens it",
      triggers: ["nationalise"]),
    Sample(
      text: "Kidnappings are a risk to firms in Mali.", rule: "it names a kind of event, not a particular one",
      triggers: ["Kidnappings"]),
    Sample(
      text: "No sign of sabotage was found after the train crash in Mali.", rule: "a phrase rules it out as the cause",
      triggers: ["sabotage"]),
    Sample(
      text: "Families in Mali remembered labourers who were killed five years ago when gunmen attacked a bus of the "
        + "project.\n\nThe attack stopped work at the site for a month.",
      rule: "the article begins with a past event and reports no new one", triggers: ["attack", "stopped work at"]),
    Sample(
      text: "Peru has no intention of nationalising the mine.\n\n"
        + "A leaflet had claimed that the mine in Peru would be nationalised in May.",
      rule: "the title or first sentence denies it", triggers: ["mine in Peru would be nationalised"]),
    Sample(
      title: "Road in Peru reopens", text: "A road in Peru reopened on Monday. Work on the mine stopped.",
      rule: "the title or first sentence reports an ending: reopens",
      triggers: ["Work on the mine stopped"]),
    Sample(
      text: "We must not forget. I think that our ministers failed us when gunmen attacked a convoy in Mali. "
        + "We believe that I am right, and we want our money back.",
      rule: "the author writes in the first person and quotes nobody", triggers: ["attacked"]),
    Sample(
      title: "Two killed in blast in Mali", text: "Gunmen attacked a convoy in Mali on Monday.",
      rule: "the first sentence reports what caused it: attacked", triggers: ["blast"]),
    Sample(
      text: "Gunmen attacked the mine in Mali.", published: "", rule: "neither the text nor the article has a date",
      triggers: ["attacked"]),
    Sample(
      text: "Workers went on strike in Mali in 2012.", rule: "its date 2012 is more than 180 days before publication",
      triggers: ["went on strike"]),
    Sample(
      text: "赞比亚12月5日发生罢工。", published: "2026-11-20T08:00:00Z", language: "zh",
      rule: "its date 2026-12-05 is in the future", triggers: ["罢工"]),
    Sample(
      title: "马里举行演练", text: "武装分子袭击马里一处营地。", language: "zh", rule: "a word marks the whole article as drill",
      triggers: ["袭击马里一处营地"]),
    Sample(text: "赞比亚克瓦查贬值三成。", language: "zh", rule: "the words match a step of its pattern", triggers: ["贬值"]),
    Sample(text: "加纳违约。", language: "zh", rule: "the words meet the condition of its pattern", triggers: ["违约"]),
  ]

  @Test("the grounds of an event name the rule that decided its reading", arguments: samples)
  func rules(sample: Sample) throws {
    let findings = try ArticleFixture.findings(
      sample.text, title: sample.title, published: sample.published, language: sample.language, explains: true)
    let grounds = findings.events.map(\.why) + findings.suppressed.map(\.why)
    let decided = grounds.filter { $0.contains { $0.kind == .rule && $0.by == sample.rule } }
    let triggers = decided.map { why in why.first { $0.kind == .pattern }?.text ?? "" }
    #expect(Set(triggers) == sample.triggers, "\(grounds.map { $0.map(\.by) })")
  }
}
