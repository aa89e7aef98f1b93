import ReferenceData
import TextAnalysis

/// The function words of clauses, by name.
final class GrammarWords: Sendable {
  let to, by, of, `in`, on, against, from, with, at, near, `for`, and, that, unless, between, over, no, without: Int
  let `as`, into, toward, towards, outside, across, throughout, inside, around, upon, since, ago, about, off, along: Int

  /// Prepositions before the place where something happened.
  let locative: [Int]
  /// Prepositions that lead from an act to whom it strikes, and those of them that an act without an object takes.
  let governing, strictlyGoverning: [Int]
  /// Prepositions before a gerund that reports no act.
  let abstracting: [Int]
  /// What ends the search for a number of people behind a verb.
  let countBarriers: [Int]

  init(_ vocabulary: EventVocabulary, _ words: [FunctionWord: [String]]) {
    // A word that the language's lexicon lacks equals no word of a text.
    func id(_ word: FunctionWord) -> Int {
      let id = words[word]?.lazy.map(vocabulary.id).first { $0 != 0 } ?? 0
      return id == 0 ? -1 : id
    }
    to = id(.to)
    by = id(.by)
    of = id(.of)
    `in` = id(.in)
    on = id(.on)
    against = id(.against)
    from = id(.from)
    with = id(.with)
    at = id(.at)
    near = id(.near)
    `for` = id(.for)
    and = id(.and)
    that = id(.that)
    unless = id(.unless)
    between = id(.between)
    over = id(.over)
    no = id(.no)
    without = id(.without)
    `as` = id(.as)
    into = id(.into)
    toward = id(.toward)
    towards = id(.towards)
    outside = id(.outside)
    across = id(.across)
    throughout = id(.throughout)
    inside = id(.inside)
    around = id(.around)
    upon = id(.upon)
    since = id(.since)
    ago = id(.ago)
    about = id(.about)
    off = id(.off)
    along = id(.along)
    locative = [`in`, at, near, on, outside, across, throughout, inside, around, from, off, along]
    strictlyGoverning = [against, with, on, from, to]
    governing = strictlyGoverning + [at, `for`, of, between, over, into, toward, towards, upon]
    abstracting = [of, `in`, at, on, against, about, with]
    countBarriers = [`in`, by, with, on, `for`]
  }
}
