import TextAnalysis

/// The classes of `event-words.tsv` that the reading of clauses depends on; a class that a language's file lacks is
/// empty.
final class GrammarClasses: Sendable {
  static let names = [
    "be", "have", "do", "will", "would", "could", "must", "not", "adverb", "determiner", "preposition", "pronoun",
    "relative", "subordinator", "conditional", "conjunction", "complementiser", "speech", "actor", "official",
    "witness", "media_word", "anonymous", "adjective", "simultaneous", "nobody", "kill", "wound", "dead", "toll",
    "people", "measure_unit", "currency_sign", "month_name",
    "anonymity", "date_word", "time_limit", "site", "definite",
    "because_of", "leading_to", "currency", "first_person", "public_matter", "private_matter", "plural", "quantifier",
    "country_part", "reaction", "mission", "army", "asset",
    "own_affair", "counting", "anybody", "person_noun", "part_of", "directed", "court", "penalty", "before_dead",
    "one_person", "singling", "further_one", "lives", "losing", "death_count",
  ]

  let be, have, `do`, will, would, could, must, not, adverb, determiner, preposition, pronoun: ClassSet
  let relative, subordinator, conditional, conjunction, complementiser, speech, actor, official: ClassSet
  let witness, mediaWord, anonymous, adjective, simultaneous, nobody: ClassSet
  let kill, wound, dead, toll, people, measureUnit, anonymity, dateWord, timeLimit, site, definite, becauseOf,
    leadingTo: ClassSet
  /// What people lose (`lives`), the verbs of losing it (`claim`), and nouns for how many died (`deaths`).
  let lives, losing, deathCount: ClassSet
  /// What precedes a number that does not count people: a currency, a month.
  let numberPrefix: ClassSet
  let currency, firstPerson, plural, quantifier: ClassSet
  /// Words for what concerns a country (public) and for what concerns private parties; empty where a language has none.
  let publicMatter, privateMatter: ClassSet
  /// Nouns for a part of a country: `capital`, `coast`.
  let countryPart: ClassSet
  /// Verbs for a reaction to an event: `condemned`, `welcomed`.
  let reaction: ClassSet
  /// Nouns for what a state keeps in another: `embassy`.
  let mission: ClassSet
  /// Nouns for forces: `troops`, `marines`.
  let army: ClassSet
  /// Nouns for works, industries and their people: `mine`, `contractor`, `copper`; empty in a language without such
  /// words.
  let asset: ClassSet
  /// Nouns for what only an organisation calls its own: `staff`, `customers`, `plant`.
  let ownAffair: ClassSet
  /// Nouns for how many there are: `number`.
  let counting: ClassSet
  /// Nouns for people of any kind (`people`), and more nouns for people than the lexicon's patterns ask for (`member`).
  let anybody, personNoun: ClassSet
  /// Words between a group and the part of it that they name: `among`.
  /// Nouns for one person (`driver`), and determiners that single one out before them (`their`).
  let onePerson, singling: ClassSet
  /// Words that make one person a further one of those counted elsewhere: `fourth`.
  let furtherOne: ClassSet
  /// What makes those before it a part of others: `among`.
  let partOf: ClassSet
  /// Nouns for those who judge: `judge`.
  let court: ClassSet
  /// Participles for a punishment: `jailed`.
  let penalty: ClassSet
  /// Participles before `dead`: `shot`.
  let beforeDead: ClassSet
  /// Participles for what is done from elsewhere: `directed` in `a plot directed from exile`.
  let directed: ClassSet
  let country, demonym, place, person, project, company, government, military, party, igo, media: ClassSet
  let organisation, number: ClassSet
  /// Anything that can have a country or act.
  let anyEntity: ClassSet
  let modal: ClassSet
  /// Nouns for somebody who acts or speaks (`actorNoun`), and these or any entity (`anyActor`).
  let actorNoun, anyActor: ClassSet
  /// Words of a clause that no name or title contains.
  let functionWord: ClassSet
  /// Words that tell of no event by themselves: those of `functionWord` without verbs of speech, adverbs and numbers.
  let joining: ClassSet
  /// Classes that a word has in a clause but not within a name: `South` of `South Africa`, `and` of `Trinidad and
  /// Tobago`.
  let outsideNames: ClassSet

  init(_ words: EventVocabulary) {
    be = words.set("be")
    have = words.set("have")
    `do` = words.set("do")
    will = words.set("will")
    would = words.set("would")
    could = words.set("could")
    must = words.set("must")
    not = words.set("not")
    adverb = words.set("adverb")
    determiner = words.set("determiner")
    preposition = words.set("preposition")
    pronoun = words.set("pronoun")
    relative = words.set("relative")
    subordinator = words.set("subordinator")
    conditional = words.set("conditional")
    conjunction = words.set("conjunction")
    complementiser = words.set("complementiser")
    speech = words.set("speech")
    actor = words.set("actor")
    official = words.set("official")
    witness = words.set("witness")
    mediaWord = words.set("media_word")
    anonymous = words.set("anonymous")
    adjective = words.set("adjective")
    simultaneous = words.set("simultaneous")
    nobody = words.set("nobody")
    kill = words.set("kill")
    wound = words.set("wound")
    dead = words.set("dead")
    toll = words.set("toll")
    lives = words.set("lives")
    losing = words.set("losing")
    deathCount = words.set("death_count")
    people = words.set("people")
    measureUnit = words.set("measure_unit")
    anonymity = words.set("anonymity")
    dateWord = words.set("date_word")
    timeLimit = words.set("time_limit")
    site = words.set("site")
    definite = words.set("definite")
    becauseOf = words.set("because_of")
    leadingTo = words.set("leading_to")
    currency = words.set("currency")
    firstPerson = words.set("first_person")
    publicMatter = words.set("public_matter")
    privateMatter = words.set("private_matter")
    plural = words.set("plural")
    quantifier = words.set("quantifier")
    countryPart = words.set("country_part")
    reaction = words.set("reaction")
    mission = words.set("mission")
    army = words.set("army")
    asset = words.set("asset")
    ownAffair = words.set("own_affair")
    counting = words.set("counting")
    anybody = words.set("anybody")
    personNoun = words.set("person_noun")
    onePerson = words.set("one_person")
    singling = words.set("singling")
    furtherOne = words.set("further_one")
    partOf = words.set("part_of")
    court = words.set("court")
    penalty = words.set("penalty")
    beforeDead = words.set("before_dead")
    directed = words.set("directed")
    numberPrefix = words.set("currency_sign", "month_name")
    country = words.set("country")
    demonym = words.set("demonym")
    place = words.set("place")
    person = words.set("person")
    project = words.set("project")
    company = words.set("company")
    government = words.set("government")
    military = words.set("military")
    party = words.set("party")
    igo = words.set("igo")
    media = words.set("media")
    organisation = words.set("organisation")
    number = words.set("number")
    anyEntity =
      country | demonym | place | person | company | government | military | party | igo | media | organisation
    modal = will | would | could | must
    actorNoun = actor | official | witness | mediaWord | anonymous
    anyActor = anyEntity | actorNoun
    functionWord =
      determiner | preposition | be | have | modal | conjunction | relative | subordinator | speech | pronoun
      | complementiser
    var joining = functionWord | `do` | not | adverb | quantifier | number
    joining.subtract(speech)
    self.joining = joining
    outsideNames = adjective | preposition | determiner | conjunction | adverb
  }
}
