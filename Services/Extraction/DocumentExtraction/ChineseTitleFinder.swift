import Models
import TextAnalysis

/// Finds Chinese titles in 《》 that contain the name of a kind of document.
struct ChineseTitleFinder {
  let text: ArticleText
  let heads: [String]

  func find(into findings: inout Findings) {
    let bytes = text.bytes
    var index = 0
    while index + 2 < bytes.count {
      guard bytes[index] == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x8A else {
        index += 1
        continue
      }
      let start = index + 3
      var end = start
      while end + 2 < bytes.count, end - start < 240,
        !(bytes[end] == 0xE3 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0x8B)
      {
        end += 1
      }
      index = start
      guard end + 2 < bytes.count, end - start < 240, end > start else { continue }
      let title = text.span(start, end)
      guard heads.contains(where: { title.text.utf8.containsSequence($0.utf8) }) else { continue }
      let sentence = text.sentences[text.sentenceIndex(at: start)]
      let date = lastDate(before: start, findings.dates).flatMap { $0.span.start >= sentence.start ? $0.date : nil }
      findings.documents.append(PolicyDocument(title: title, date: date, quote: text.span(sentence).text))
      index = end
    }
  }
}

extension ChineseTitleFinder {
  private func lastDate(before offset: Int, _ dates: [DateMention]) -> DateMention? {
    let next = dates.partitioningIndex { $0.span.start >= offset }
    return next > 0 ? dates[next - 1] : nil
  }
}

extension String.UTF8View {
  fileprivate func containsSequence(_ other: String.UTF8View) -> Bool {
    let needle = Array(other)
    let hay = Array(self)
    guard !needle.isEmpty, hay.count >= needle.count else { return false }
    return (0...(hay.count - needle.count)).contains { offset in
      hay[offset..<offset + needle.count].elementsEqual(needle)
    }
  }
}
