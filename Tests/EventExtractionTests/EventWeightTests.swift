import ExtractionFixtures
import ReferenceData
import Testing

/// Each row of `event-weights.tsv`, with an article whose events it changes.
extension MovedWeight {
  fileprivate static let events: [MovedWeight] = [
    MovedWeight("actual", "0.5", "Rebels attacked a plant in Peru. The union threatened to strike in Peru."),
    MovedWeight("imminent", "2", "Peru is about to suspend the permit. Peru praised its crews."),
    MovedWeight("threatened", "0.5", "If talks fail, Peru will impose sanctions on Chile. Peru praised its crews."),
    MovedWeight("conditional", "2", "The dam in Peru could burst. Workers went on strike in Lima."),
    MovedWeight("prescriptive", "1", "Peru must impose sanctions on Chile, the senator said. Peru praised its crews."),
    MovedWeight("historical", "1", "In 2011 rebels attacked a plant in Peru. Peru praised its crews."),
    MovedWeight("negated", "1", "Rebels did not attack the plant in Peru. Peru praised its crews."),
    MovedWeight("risk_gravity", "0.5", "If talks fail, Peru will impose sanctions on Chile. Peru praised its crews."),
    MovedWeight(
      "opportunity_gravity", "0.5",
      "Peru signed a deal with Chile to build a port. Workers went on strike in Lima."),
    MovedWeight(
      "severity_gravity", "0.05",
      "If talks fail, Peru will impose sanctions on Chile. Peru praised its crews."),
    MovedWeight("plain_gravity", "0.5", "Peru accused Chile of blocking the port. Workers went on strike in Lima."),
    MovedWeight("short_text", "1", "Peru accused Chile of blocking the port. Workers went on strike in Lima."),
    MovedWeight("repeat_weight", "0", strikes),
    MovedWeight("repeats_counted", "2", strikes),
    MovedWeight("project_weight", "0.5", "Rebels struck the Toro Port on Monday. Workers went on strike in Lima."),
    MovedWeight(
      "confidence_share", "1",
      "Peru must impose sanctions on Chile, the senator said. Peru praised its crews."),
    MovedWeight("joined_confidence", "0", strikes),
    MovedWeight("highest_confidence", "0.5", strikes),
    MovedWeight("unreal_confidence", "0.5", "Peru is about to suspend the permit."),
    MovedWeight("title_position", "0.5", title: "Rebels attack a village in Mali", "Workers went on strike in Lima."),
    MovedWeight(
      "near_decline", "0.5",
      "Peru must impose sanctions on Chile, the senator said. Peru praised its crews."),
    MovedWeight("near_sentences", "0", "Peru accused Chile of blocking the port. Workers went on strike in Lima."),
    MovedWeight(
      "far_decline", "0.4",
      "The night was cold after Peru praised its crews. The night was cold. The night was cold. The night was cold. The "
        + "night was cold. Rebels attacked a village in Mali."),
    MovedWeight("least_position", "1", "Peru accused Chile of blocking the port. Workers went on strike in Lima."),
    MovedWeight("word_decline", "0.05", "If talks fail, Peru will impose sanctions on Chile. Peru praised its crews."),
    MovedWeight(
      "words_counted", "0",
      "In the long and very cold and quite wet long and very cold and quite wet long and very "
        + "cold and quite wet long and very cold and quite wet long and very cold and quite wet "
        + "long and very cold and quite wet winter workers went on strike in Lima. Rebels attacked "
        + "a village in Mali."),
    MovedWeight("dependent_clause", "1", "After rebels attacked a village in Mali, workers went on strike in Lima."),
    MovedWeight(
      "infinitive", "1", "The flood forced Peru to declare a state of emergency. Workers went on strike in Lima."),
    MovedWeight("gerund", "1", "Peru accused Chile of blocking the port. Workers went on strike in Lima."),
    MovedWeight("governed_noun", "1", "Police spoke of an attack in Lima. Workers went on strike in Lima."),
    MovedWeight("main_country", "0.6", "Rebels attacked a village."),
    MovedWeight(
      "setting_decline", "2",
      "\u{5728}\u{79D8}\u{9C81}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{5728}\u{667A}\u{5229}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{5728}\u{667A}\u{5229}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{4E00}\u{4F19}\u{6B66}\u{88C5}\u{5206}\u{5B50}\u{88AD}\u{51FB}\u{4E86}\u{4E00}\u{5EA7}\u{6751}\u{5E84}\u{3002}"
    ),
    MovedWeight(
      "setting_sentences", "1",
      "\u{5728}\u{79D8}\u{9C81}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{5728}\u{667A}\u{5229}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{5728}\u{667A}\u{5229}\u{FF0C}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{4E00}\u{4F19}\u{6B66}\u{88C5}\u{5206}\u{5B50}\u{88AD}\u{51FB}\u{4E86}\u{4E00}\u{5EA7}\u{6751}\u{5E84}\u{3002}"
    ),
    MovedWeight(
      "setting_host", "0",
      "\u{6211}\u{9A7B}\u{79D8}\u{9C81}\u{4F7F}\u{9986}\u{53D1}\u{5E03}\u{6D88}\u{606F}\u{3002}\u{667A}\u{5229}\u{5929}\u{6C14}\u{5F88}\u{597D}\u{3002}\u{4E00}\u{4F19}\u{6B66}\u{88C5}\u{5206}\u{5B50}\u{88AD}\u{51FB}\u{4E86}\u{4E00}\u{5EA7}\u{6751}\u{5E84}\u{3002}"
    ),
    MovedWeight("again_reach", "0", "秘鲁矿工周一结束罢工，周三再次在北部罢工。"),
    MovedWeight("record_reach", "0", "秘鲁霍乱新增人数为疫情暴发以来的单日最高。"),
    MovedWeight("involvement_reach", "0", "秘鲁工厂遭攻击，尚无黑客组织认领。"),
    MovedWeight("other_reach", "0", "秘鲁说，其他两个口岸没有关闭。"),
    MovedWeight("firm_place", "0", "武装分子袭击浙江铜业在秘鲁的矿山。"),
    MovedWeight("scene_reach", "0", "The night was cold. It was hot in Kenya. Rebels attacked a village."),
    MovedWeight(
      "headline_reach", "0", title: "Rebels attack a village",
      "It was hot in Kenya. Rebels attacked a village in Mali."),
    MovedWeight(
      "lead_reach", "0", title: "A long night in Mali",
      "On 8 March the night was cold in Mali. Rebels attacked a village in Mali."),
    MovedWeight("lead_days", "0", title: "Rebels attack a village in Mali", "On 8 March the night was cold in Mali."),
    MovedWeight(
      "project_reach", "5",
      "The Toro Port in Peru is large. The night was cold. The night was cold. The night was "
        + "cold. Gunmen attacked the port."),
    MovedWeight(
      "cause_reach", "0", "Gunmen attacked the Toro Port. Workers halted work at the Toro Port."),
    MovedWeight(
      "genre_reach", "20",
      "The night was cold. The night was cold. The night was cold. The night was cold. The "
        + "night was cold. The night was cold. It was only a drill. Rebels attacked a village in Mali."),
    MovedWeight(
      "footer_reach", "0",
      "Rebels attacked a village in Mali. The night was cold. The night was cold. The night "
        + "was cold. The night was cold. The night was cold. The night was cold. First published "
        + "on 3 May 2019."),
    MovedWeight(
      "recall_reach", "0",
      "The night was cold. Families remembered labourers who were killed five years ago when gunmen attacked a bus in "
        + "Mali. The night was cold. The night was cold. Rebels attacked a village in Mali."),
    MovedWeight("argument_reach", "0", "Rebels attacked a plant in Peru."),
    MovedWeight(
      "opener_reach", "0", "Two workers were killed at a mine in Peru two days after floods killed 40 people."),
    MovedWeight("institution_reach", "1", "The foreign trade ministry suspended work at a plant in Peru."),
    MovedWeight("unlocated_place", "0", "Gunmen attacked Lima buses outside a depot in Mali."),
    MovedWeight("country_place", "0", "Gunmen attacked a village in Mali near Lima."),
    MovedWeight(
      "apart_place", "0", "In the north of Mali late at night rebels attacked a bus while crowds sang in Lima."),
    MovedWeight("speaker_place", "0", "Agents in Lima said gunmen attacked a tanker at a quay in Mali."),
  ]

  /// One strike in seven sentences.
  private static let strikes =
    "Rebels attacked a village in Mali. Workers went on strike in Lima. Workers went on "
    + "strike in Lima again. It was Lima where workers went on strike. Workers went on strike "
    + "in Lima. In Lima workers went on strike. In Lima workers went on strike again. Again "
    + "workers went on strike in Lima."
}

@Suite("Weights of events")
struct EventWeightTests {
  @Test("each row of the table moves the events of an article", arguments: MovedWeight.events)
  func moves(_ moved: MovedWeight) throws {
    #expect(try events(moved, weight: nil) != events(moved, weight: (moved.row, moved.value)))
  }

  @Test("every row of the table has an article that it moves")
  func isComplete() throws {
    #expect(try ChangedTables.rows("event-weights.tsv") == MovedWeight.events.map(\.row))
  }

  @Test("a missing, unknown, repeated or invalid row is refused with the table's name and its own")
  func refused() throws {
    for (row, name, value) in [
      ("actual", "actuall", "1"), ("actual", "imminent", "1"), ("actual", "actual", "3"),
      ("scene_reach", "scene_reach", "1.5"),
    ] {
      let error = #expect(throws: TableError.self) {
        _ = try ChangedTables.load("event-weights.tsv", changing: row, to: value, name: name) { try EventWeights($0) }
      }
      #expect(error?.description.contains("event-weights.tsv") == true)
    }
  }

  private func events(_ moved: MovedWeight, weight: (row: String, value: String)?) throws -> [String] {
    try EventFixture.findings(
      moved.text, title: moved.title, project: "Toro Port", mostlyAbout: ("CL", 0.5),
      dates: ["2011": "2011", "3 May 2019": "2019-05-03", "8 March": "2026-03-08"], weight: weight
    ).events.map {
      "\($0.type) \($0.realis) \($0.when?.value ?? "-") \($0.confidence) \($0.countries) \($0.project ?? "-") \($0.causedBy ?? "-") \($0.actors.map(\.text))"
    }
  }
}
