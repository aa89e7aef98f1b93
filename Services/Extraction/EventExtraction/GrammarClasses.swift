import TextAnalysis

/// The classes of `event-words.tsv` and of entities that the reading of clauses depends on; a class that a language's
/// file lacks is empty.
///
/// A new class is a property, named as in the table but in camel case, and its line in `init`.
final class GrammarClasses: Sendable {
  let be, have, `do`, will, would, could, must, not, adverb, determiner, preposition, pronoun: ClassSet
  /// Words before the noun of an institution: `electricity` of `electricity ministry`; and those of them that make it a
  /// part of the state: `central` of `central bank`.
  let institutionWord, publicWord: ClassSet
  let relative, subordinator, conditional, conjunction, complementiser, speech, actor, official: ClassSet
  let witness, mediaWord, anonymous, adjective, simultaneous, nobody: ClassSet
  let kill, wound, dead, toll, people, measureUnit, anonymity, dateWord, timeLimit, site, definite, becauseOf,
    leadingTo: ClassSet
  /// Determiners that count one: `a`.
  let indefinite: ClassSet
  /// What people lose (`lives`), the verbs of losing it (`claim`), and nouns for how many died (`deaths`).
  let lives, losing, deathCount: ClassSet
  /// Verbs for what happens to people in a collapse or a flood besides death and injury: `buried`, `trapped`.
  let engulf: ClassSet
  /// Spans of time (`days`), and words that put one event before or after another (`after`): what separates two events
  /// in time where the one follows the other, as in `two days after`.
  let timeSpan, timeOrder: ClassSet
  /// Nouns for several acts or accidents (`attacks`), words that rank one of many (`worst`), and nouns for a year: what
  /// distinguishes a total over a time from the toll of one act.
  let repeatedAct, superlative, year: ClassSet
  /// Nouns for what happened: `attack`, `flood`, `walkout`.
  let happening: ClassSet
  /// Nouns for disasters (`flood`), mishaps (`crash`), stoppages (`strike`) and the voicing of grievances (`protest`).
  let disaster, mishap, stoppage, grievance: ClassSet
  /// Nouns for a period (`year`), and words before it that make a number one of each period (`a`, `every`).
  let period, perPeriod: ClassSet
  /// What makes a date after `to` the beginning of a period: `back`.
  let goingBack: ClassSet
  /// What precedes a number that does not count people: a currency, a month (`monthName`).
  let numberPrefix, monthName: ClassSet
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
  /// Verbs that say whose fault something is: `blamed`.
  let blame: ClassSet
  /// Nouns for armed people (`gunmen`), and for what they do (`attack`).
  let rebel, violentAct: ClassSet
  /// Participles before `dead`: `shot`.
  let beforeDead: ClassSet
  /// Participles for what is done from elsewhere: `directed` in `a plot directed from exile`.
  let directed: ClassSet
  /// Participles for what is still to be done: `planned` in `an attack planned for Friday`.
  let intended: ClassSet
  /// What is traded at an exchange, and what is said of it: `shares`.
  let markettalk: ClassSet
  /// People who may be held: `hostage`.
  let detainee: ClassSet
  let country, demonym, place, person, project, company, government, military, party, igo, media: ClassSet
  let organisation, number: ClassSet
  /// Anything that can have a country or act.
  let anyEntity: ClassSet
  let modal: ClassSet
  /// Nouns for somebody who acts or speaks (`actorNoun`), and these or any entity (`anyActor`).
  let actorNoun, anyActor: ClassSet
  /// Words of a clause that no name or title contains.
  let functionWord: ClassSet
  /// Words that report no event by themselves: those of `functionWord` without verbs of speech, adverbs and numbers.
  let joining: ClassSet
  /// Classes that a word has in a clause but not within a name: `South` of `South Africa`, `and` of `Trinidad and
  /// Tobago`.
  let outsideNames: ClassSet

  /// The names of all classes in the tables.
  static let names: [String] = {
    var names: [String] = []
    _ = GrammarClasses { name in
      names.append(name)
      return 0
    }
    return names
  }()

  convenience init(_ words: EventVocabulary) { self.init { words.set($0) } }

  /// - Parameter words: the set of the class that has this name in the tables.
  private init(_ words: (String) -> ClassSet) {
    be = words("be")
    have = words("have")
    `do` = words("do")
    will = words("will")
    would = words("would")
    could = words("could")
    must = words("must")
    not = words("not")
    adverb = words("adverb")
    determiner = words("determiner")
    indefinite = words("indefinite")
    preposition = words("preposition")
    pronoun = words("pronoun")
    relative = words("relative")
    subordinator = words("subordinator")
    conditional = words("conditional")
    conjunction = words("conjunction")
    complementiser = words("complementiser")
    speech = words("speech")
    actor = words("actor")
    official = words("official")
    witness = words("witness")
    mediaWord = words("media_word")
    anonymous = words("anonymous")
    adjective = words("adjective")
    simultaneous = words("simultaneous")
    nobody = words("nobody")
    kill = words("kill")
    wound = words("wound")
    dead = words("dead")
    toll = words("toll")
    lives = words("lives")
    losing = words("losing")
    deathCount = words("death_count")
    engulf = words("engulf")
    timeSpan = words("time_span")
    timeOrder = words("time_order")
    repeatedAct = words("repeated_act")
    superlative = words("superlative")
    year = words("year")
    period = words("period")
    perPeriod = words("per_period")
    people = words("people")
    measureUnit = words("measure_unit")
    anonymity = words("anonymity")
    dateWord = words("date_word")
    timeLimit = words("time_limit")
    goingBack = words("going_back")
    site = words("site")
    definite = words("definite")
    becauseOf = words("because_of")
    leadingTo = words("leading_to")
    currency = words("currency")
    firstPerson = words("first_person")
    publicMatter = words("public_matter")
    privateMatter = words("private_matter")
    plural = words("plural")
    quantifier = words("quantifier")
    countryPart = words("country_part")
    reaction = words("reaction")
    mission = words("mission")
    army = words("army")
    asset = words("asset")
    ownAffair = words("own_affair")
    counting = words("counting")
    anybody = words("anybody")
    personNoun = words("person_noun")
    onePerson = words("one_person")
    singling = words("singling")
    furtherOne = words("further_one")
    partOf = words("part_of")
    court = words("court")
    penalty = words("penalty")
    blame = words("blame")
    rebel = words("rebel")
    violentAct = words("violent_act")
    beforeDead = words("before_dead")
    institutionWord = words("institution_word")
    publicWord = words("public_word")
    directed = words("directed")
    intended = words("intended")
    markettalk = words("markettalk")
    detainee = words("detainee")
    monthName = words("month_name")
    numberPrefix = words("currency_sign") | monthName
    country = words("country")
    demonym = words("demonym")
    place = words("place")
    person = words("person")
    project = words("project")
    company = words("company")
    government = words("government")
    military = words("military")
    party = words("party")
    igo = words("igo")
    media = words("media")
    organisation = words("organisation")
    number = words("number")
    anyEntity =
      country | demonym | place | person | company | government | military | party | igo | media | organisation
    modal = will | would | could | must
    disaster = words("disaster")
    mishap = words("mishap")
    stoppage = words("stoppage")
    grievance = words("grievance")
    happening = repeatedAct | violentAct | disaster | mishap | stoppage | grievance
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
