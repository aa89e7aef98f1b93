import Models

/// The grounds for events, which readers collect where `explains` is set.
extension SentenceEventReader {
  /// The table row of a match with the words found, and `rule` if given; empty unless `explains` is set.
  func explanation(
    _ kind: Reason.Kind, _ match: PhraseSearch.Match, _ collector: EventCollector, rule: ReadingRule? = nil
  ) -> [Reason] {
    guard collector.metadata.explains else { return [] }
    let found = reason(kind, pattern: match.pattern, match.start..<match.end, collector)
    return [found] + (rule.map { [Reason($0)] } ?? [])
  }

  /// Why a candidate was found and read as it was: its pattern, the phrases that changed its reading, or the rule of
  /// grammar that did.
  func grounds(
    of reading: RealisReader.Reading, _ candidate: Candidate, _ realis: RealisReader, kind: Int,
    _ collector: EventCollector
  ) -> [Reason] {
    var found = reason(
      .pattern, pattern: candidate.match.pattern, candidate.match.start..<candidate.match.end, collector)
    found.weight = candidate.trigger.confidence
    let modifiers = realis.grounds(of: reading, on: candidate.match, group: candidate.group, kind: kind)
    let changed = modifiers.map {
      reason(.modifier, pattern: $0.pattern, $0.start..<$0.end, collector)
    }
    if let reason = reading.reason, changed.isEmpty { return [found, Reason(.grammar(reason))] }
    return [found] + changed
  }

  private func reason(
    _ kind: Reason.Kind, pattern: Int, _ items: Range<Int>, _ collector: EventCollector
  ) -> Reason {
    let start = sentence.items[items.lowerBound].start
    let end = sentence.items[items.upperBound - 1].end
    return Reason(kind, by: knowledge.rules.rows[pattern], text: collector.text.string(start, end))
  }
}
