import Models
import ReferenceData
import TextAnalysis

/// Finds conferences, forums, sessions and symposia: by an ordinal before the head noun, or by a capitalised name.
struct MeetingFinder {
  let grammar: TitleGrammar

  private var text: ArticleText { grammar.text }

  func meetings(_ reading: SentenceReading) -> [Meeting] {
    var meetings: [Meeting] = []
    var last = -1
    for head in reading.meetingHeads where head > last {
      guard let meeting = meeting(head, reading) else { continue }
      meetings.append(meeting.value)
      last = meeting.end
    }
    return meetings
  }

  private func meeting(_ head: Int, _ reading: SentenceReading) -> (value: Meeting, end: Int)? {
    let tokens = reading.sentence.tokens
    if reading.meetingHeads.contains(head + 1) { return nil }
    let farEnd = grammar.end(after: head, limit: tokens.upperBound) { _ in false }
    let end = grammar.end(farEnd, before: reading.dates, after: head)
    if let ordinal = ordinal(before: head, tokens.lowerBound) {
      let title = ordinal.end..<end
      return (
        make(title, edition: text.span(tokens: ordinal.start..<ordinal.end).text, from: ordinal.start, reading), end
      )
    }
    guard grammar.isCapital(head), !grammar.vocabulary.strictHeads[Int(grammar.ids[head])] else { return nil }
    if head + 1 < tokens.upperBound, grammar.isCapital(head + 1), text.tokens[head + 1].isSpaced { return nil }
    let start = grammar.start(before: head, limit: tokens.lowerBound)
    guard start..<end != head..<head + 1, (start..<end).filter({ grammar.isCapital($0) }).count >= 2 else { return nil }
    if head - start == 1, text.token(start, is: .the) { return nil }
    return (make(start..<end, edition: nil, from: start, reading), end)
  }

  private func make(_ title: Range<Int>, edition: String?, from start: Int, _ reading: SentenceReading) -> Meeting {
    let span = text.span(tokens: title)
    let near = reading.dates.filter { $0.date != nil }
    func distance(_ date: DateMention) -> Int {
      date.span.end <= span.start ? span.start - date.span.end : max(0, date.span.start - span.end)
    }
    return Meeting(
      title: span.text, edition: edition, date: near.min { distance($0) < distance($1) }?.date,
      quote: text.span(tokens: start..<title.upperBound))
  }

  /// The tokens of the ordinal that numbers the meeting: at most ten tokens before the head noun, with no comma,
  /// semicolon, colon or bracket between. Otherwise nil.
  private func ordinal(before head: Int, _ limit: Int) -> (start: Int, end: Int)? {
    var index = head - 1
    while index >= max(limit, head - 10) {
      if grammar.vocabulary.ordinals[Int(grammar.ids[index])] { return (index, index + 1) }
      if text.tokens[index].kind == .number, !text.tokens[index + 1].isSpaced, text.tokens[index + 1].length == 2,
        text.tokens[index + 1].kind == .word
      {
        return (index, index + 2)
      }
      if text.tokens[index].kind == .punctuation, Clauses(text: text).isMark(index) { return nil }
      if grammar.vocabulary.boundaries[Int(grammar.ids[index])] || text.token(index, is: .of) { return nil }
      index -= 1
    }
    return nil
  }
}
