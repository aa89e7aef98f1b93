import Models
import ReferenceData
import TextAnalysis
import TextMatching

extension EntityScan {
  /// Finds bodies named by a country or an organisation and a common noun: "Iraqi forces", "ISIL fighters", "the
  /// government of Iraq".
  mutating func findNominals(_ mentions: [PlaceMention]) {
    let heads = nominalHeads()
    for mention in mentions {
      guard let entry = mention.entry.map({ data.entries[$0] }), !mention.isInOrganisation else { continue }
      switch entry.kind {
      case .country, .demonym:
        if let head = heads[mention.tokens.upperBound], text.tokens[mention.tokens.upperBound].isSpaced {
          add(Name(tokens: mention.tokens.lowerBound..<head.end, kind: head.kind, country: entry.country))
        } else if entry.kind == .country, let head = nominalBefore(mention.tokens.lowerBound, heads) {
          add(Name(tokens: head.start..<mention.tokens.upperBound, kind: head.kind, country: entry.country))
        }
      case .city:
        if let country = governmentSeat(mention) {
          add(Name(tokens: mention.tokens, kind: .government, country: country))
        }
      default: continue
      }
    }
    for name in organisations where !name.isReplaced {
      guard let head = heads[name.tokens.upperBound], head.kind != .company, name.kind != .company else { continue }
      add(Name(tokens: name.tokens.lowerBound..<head.end, kind: head.kind, country: name.country))
    }
  }

  private struct Nominal {
    var start: Int
    var end: Int
    var kind: ActorKind
  }

  private func nominalHeads() -> [Int: Nominal] {
    var heads: [Int: Nominal] = [:]
    for match in phrases {
      guard case .nominal(let kind) = data.phrases[match.value] else { continue }
      heads[match.tokens.lowerBound] = Nominal(start: match.tokens.lowerBound, end: match.tokens.upperBound, kind: kind)
    }
    return heads
  }

  /// The common noun directly before "of" and a place: "government" in "government of Iraq".
  private func nominalBefore(_ place: Int, _ heads: [Int: Nominal]) -> Nominal? {
    guard place >= 2, text.token(place - 1, is: .of), let head = heads[place - 2] else { return nil }
    return head
  }
}
