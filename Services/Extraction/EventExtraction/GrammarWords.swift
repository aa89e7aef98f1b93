import ReferenceData
import TextAnalysis

/// The function words of clauses as numbers of the vocabulary; -1, which equals no word of a text, for one that the
/// language's lexicon lacks.
final class GrammarWords: Sendable {
  let to, by, of, `in`, `for`, at, on, against, from, with, and, unless, without, since, ago, the, which: Int

  /// Prepositions before the place where something happened; the narrow ones say nothing else.
  let locative, narrowlyLocative: [Int]
  /// Prepositions between an act and its target; the strict ones are those that an act without an object takes.
  let governing, strictlyGoverning: [Int]
  /// Prepositions before a gerund that reports no act.
  let abstracting: [Int]
  /// Adjectives that put an act before that of the report: `previous`.
  let earlierOne: [Int]
  /// Words that deny a clause with its auxiliary before its subject (`nor`), words that begin what is between `not` and
  /// its verb (`yet`), words that limit `not` (`only`), and determiners that point back (`those`).
  let nor, aside, limiting, distal: [Int]
  /// Verbs that say what is known (`recorded`), words before a noun that name no certain one (`any`), conjunctions that
  /// carry a negation on (`or`), and relative words for an owner (`whose`).
  let recording, unspecified, alternative, owner: [Int]
  /// What is left of the dead (`bodies`), and verbs of finding that (`recovered`).
  let bodies, recovering: [Int]
  /// Nouns for where somebody is (`base`).
  let seat: [Int]
  /// Words for a way before the place that it leads from or to (`home`), and for an exercise with ammunition (`live`).
  let journey, ammunition: [Int]
  /// What puts an event off: verbs (`postpone`), verbs with a particle (`put`) and the particle (`off`), nouns
  /// (`postponement`).
  let postponing, displacing, displaced, postponement: [Int]
  /// Verbs before the infinitive of what is then done (`agreed`), and words that govern what is not (`rejected`).
  let resolving, unfulfilled: [Int]
  /// Nouns for a part or a plan of what `of` or `for` names (`series`), and words before a planned time (`due`).
  let portion, upcoming: [Int]
  /// Nouns for what is told (`rumours`), and words before what they tell (`saying`); predicates that deny it
  /// (`untrue`), and those that do so after `not` (`true`).
  let hearsay, quoting, untrue, truth: [Int]
  /// Words before an act that has happened, whoever is said to have done it (`blame`), and prepositions between a
  /// report and what it is about (`about`).
  let answerable, topical: [Int]
  /// Conjunctions before what somebody says or does in spite of the clause before (`but`).
  let adversative: [Int]
  /// The word before the first of two subjects that `nor` joins (`neither`), and verbs of an origin (`came`).
  let neither, originating: [Int]
  /// Relative words for a place (`where`).
  let whereabouts: [Int]
  /// The noun for an act: `action` in `strike action`.
  let action: Int
  /// Prepositions that end the search for a number of people after a verb.
  let countBarriers: [Int]

  init(_ vocabulary: EventVocabulary, _ words: [FunctionWord: [String]]) {
    func id(_ word: FunctionWord) -> Int {
      let id = words[word]?.lazy.map(vocabulary.id).first { $0 != 0 } ?? 0
      return id == 0 ? -1 : id
    }
    func ids(_ words: FunctionWord...) -> [Int] { words.map(id) }
    func all(_ word: FunctionWord) -> [Int] { (words[word] ?? []).map(vocabulary.id).filter { $0 != 0 } }
    to = id(.to)
    by = id(.by)
    of = id(.of)
    `in` = id(.in)
    `for` = id(.for)
    at = id(.at)
    on = id(.on)
    against = id(.against)
    from = id(.from)
    with = id(.with)
    and = id(.and)
    unless = id(.unless)
    without = id(.without)
    since = id(.since)
    ago = id(.ago)
    the = id(.the)
    which = id(.which)
    narrowlyLocative = ids(.in, .at, .near, .outside, .across, .throughout, .inside, .around, .off, .along)
    locative = narrowlyLocative + ids(.on, .from)
    strictlyGoverning = ids(.against, .with, .on, .from, .to)
    governing = strictlyGoverning + ids(.at, .for, .of, .between, .over, .into, .toward, .towards, .upon)
    abstracting = ids(.of, .in, .at, .on, .against, .about, .with)
    earlierOne = ids(.earlier, .previous, .preceding)
    nor = all(.nor)
    aside = all(.aside)
    limiting = all(.limiting)
    distal = all(.distal)
    recording = all(.recording)
    unspecified = all(.unspecified)
    bodies = all(.bodies)
    recovering = all(.recovering)
    alternative = all(.alternative)
    owner = all(.owner)
    seat = all(.seat)
    journey = all(.journey)
    ammunition = all(.ammunition)
    postponing = all(.postponing)
    displacing = all(.displacing)
    displaced = all(.displaced)
    postponement = all(.postponement)
    resolving = all(.resolving)
    unfulfilled = all(.unfulfilled)
    portion = all(.portion)
    upcoming = all(.upcoming)
    hearsay = all(.hearsay)
    quoting = all(.quoting)
    untrue = all(.untrue)
    truth = all(.truth)
    answerable = all(.answerable)
    topical = all(.topical)
    adversative = all(.adversative)
    neither = all(.neither)
    originating = all(.originating)
    whereabouts = all(.whereabouts)
    action = id(.action)
    countBarriers = ids(.in, .by, .with, .on, .for)
  }
}
