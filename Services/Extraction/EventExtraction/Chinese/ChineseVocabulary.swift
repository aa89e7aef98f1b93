import Models
import ReferenceData
import TextMatching

/// The Chinese lexicon compiled for look-up: every word once, with its pattern steps, classes and signals.
final class ChineseVocabulary: Sendable {
  /// A set of classes, one bit each: those of the table and two of entities.
  typealias Classes = UInt128

  /// The class of the entities with a country, other than projects.
  static let country: Classes = 1
  /// The class of the names of projects.
  static let projectName: Classes = 2

  struct Word: Sendable {
    var classes: Classes = 0
    /// The pattern steps that the word satisfies, as indices into `steps`.
    var steps: [Int] = []
    /// Indices into the lexicon's signals.
    var signals: [Int] = []
    /// Whether a step of a pattern names the word itself: a sentence without such a word has no event.
    var isCore = false
    /// Whether the words inside it say nothing: a guard word, or one that says how any event is to be read.
    var hides = false
    /// Whether a pattern can use the word.
    var isStep: Bool { !steps.isEmpty }
    /// Whether a class or a pattern has the word; a guard word says nothing.
    var isMeaningful: Bool { classes != 0 || isStep }
  }

  struct Pattern: Sendable {
    let source: ChineseLexicon.Pattern
    let steps: [Int]
    /// The index of the first step that names words rather than classes only.
    let anchor: Int
    /// The indices of all steps that name words.
    let named: [Int]
    let with: Condition
    let without: Condition
  }

  /// Words and classes, any one of which fulfils the condition.
  struct Condition: Sendable {
    private(set) var words: Set<Int> = []
    /// Of each of the words the lowest six bits, as one bit: most other words are ruled out by it.
    private var bits: UInt64 = 0
    var classes: Classes = 0
    var isEmpty: Bool { words.isEmpty && classes == 0 }

    mutating func insert(_ word: Int) {
      words.insert(word)
      bits |= 1 << UInt64(word & 63)
    }

    func contains(_ word: Int, _ classes: Classes) -> Bool {
      classes & self.classes != 0 || word >= 0 && bits & 1 << UInt64(word & 63) != 0 && words.contains(word)
    }
  }

  let lexicon: ChineseLexicon
  let matcher: PhraseMatcher
  let patterns: [Pattern]
  /// For each step, the patterns that begin with it.
  let patternsByStep: [[Int]]
  let words: [Word]
  /// The classes that the readers ask for by name.
  let named: NamedClasses
  /// The largest reach of the signals of ends, in characters.
  let endReach: Int
  /// The steps that an entity with a country satisfies.
  let countrySteps: [Int]
  /// The steps that the name of a project satisfies: those for project names and for sites.
  let projectSteps: [Int]
  /// Characters that mark the object after them: `对`.
  let objectMarks: WordTable
  /// Characters after a country's name that make it say where somebody is from: `驻`, `籍`.
  let originMarks: WordTable
  /// Characters after a country's name that make it say whose companies are meant: `资`, `企`.
  let ownerMarks: WordTable
  /// Characters before a country's name that make it the host of a mission: `驻`.
  let missionMarks: WordTable
  /// Characters after a country's name that make it a strain of a virus: `苏丹型`.
  let strainMarks: WordTable
  /// Characters before a verb of speech that end its occasion: `记者会上说`, `接受采访时说`.
  let occasionEnds: WordTable
  /// Characters after the first of several firms: `浙江永丰等五家工厂`.
  let othersMarks: WordTable
  /// Characters that count firms: `五家`.
  let firmCounters: WordTable
  /// Words for an industry after a place, with which the name of a firm ends, as UTF-8 with three bytes a character.
  let firmNames: [[UInt8]]
  /// Words after a place with which the name of a river or lake ends (`河`), as UTF-8 with three bytes a character.
  let waters: [[UInt8]]
  /// Words that count the countries before them (`三国`), as UTF-8 with three bytes a character.
  let nations: [[UInt8]]
  /// Characters between an attribute and its noun: `的`.
  let attributiveMarks: WordTable
  /// Marks after a country that begin the title of its newspaper: `津巴布韦《先驱报》`.
  let outletMarks: WordTable
  /// Characters right before the name of those who act after something else: `停电后武装分子袭击`.
  let afterMarks: WordTable
  /// Characters between what is received and what is done then: `收到通知后`.
  let sequelMarks: WordTable
  /// Characters after `以来` by which it only ranks one act among many: `今年以来最严重的袭击`.
  let rankMarks: WordTable
  /// Characters between a number and people: `3名`, `12人`.
  let counters: WordTable
  /// Characters that make a casualty word the name of a count: `人` and `数` of `死亡人数`, `者` of `死者`.
  let tollNouns: WordTable
  /// Characters right before the number that such a count has reached: `至` of `升至27人`.
  let tollMarks: WordTable
  /// Characters between the parts of a list of people: `和`.
  let listMarks: WordTable
  /// Characters for digits and for units up to ten thousand, with their values.
  let numerals: WordTable
  /// Characters that the date of a dateline contains besides digits.
  let dateCharacters: WordTable
  /// Characters after the date of a dateline that mark a dispatch: `3月24日电`, `1日专电`.
  let dispatch: WordTable
  /// Characters between a verb and the date up to which it lasts or is put off: `推迟到2029年`.
  let endMarks: WordTable
  /// Characters before such a mark that make it another word: `截至`, `直到`.
  let notBeforeEnd: WordTable
  /// Characters after a date on which something begins: `自1月1日起`.
  let onset: WordTable
  /// Characters before a date since which something has continued: `自6月4日暴发以来`.
  let onsetMarks: WordTable
  /// Marks after the date of a dateline that begin the report: `路透利马3月4日 - `.
  let dispatchDashes: WordTable
  /// Words after the place of a dateline without a date, as UTF-8 with three bytes a character: `利马消息：`, `卢萨卡讯`.
  let dispatchNotes: [[UInt8]]
  /// Words in the names of outlets and before reporters' names, as UTF-8 with three bytes a character.
  let outlets: [[UInt8]]
  /// Verbs of speech, as UTF-8 with three bytes a character.
  let speech: [[UInt8]]
  /// Last words of ministries and missions that speak for their people abroad, as bytes.
  let foreignService: [[UInt8]]

  init(_ lexicon: ChineseLexicon) {
    self.lexicon = lexicon
    var ids: [String: Int] = [:]
    var texts: [String] = []
    var words: [Word] = []
    func id(_ text: String) -> Int {
      if let known = ids[text] { return known }
      ids[text] = words.count
      texts.append(text)
      words.append(Word())
      return words.count - 1
    }
    let perfectives = PerfectiveForms(lexicon)
    var formIDs: [String: [Int]] = [:]
    // Texts are folded onto simplified characters, and so are the words: `停電` and `停电` are one.
    func idsOfForms(_ word: String) -> [Int] {
      if let known = formIDs[word] { return known }
      let text = word.simplified
      let forms = ([text] + perfectives.forms(of: text)).map(id)
      formIDs[word] = forms
      return forms
    }
    var bits: [String: Classes] = ["country": Self.country, "project_name": Self.projectName]
    var classMembers: [(bit: Classes, words: [Int])] = []
    // Only a class that a reader or a pattern asks for has a bit: sentences are cut at its words.
    func classBit(_ name: String) -> Classes {
      if let known = bits[name] { return known }
      guard let texts = lexicon.classes[name] else { return 0 }
      precondition(bits.count < Classes.bitWidth, "event-classes.tsv has too many classes")
      let bit = Classes(1) << Classes(bits.count)
      bits[name] = bit
      let members = texts.flatMap(idsOfForms)
      for word in members { words[word].classes |= bit }
      classMembers.append((bit, members))
      return bit
    }
    named = NamedClasses(classBit)
    func condition(_ terms: [ChineseLexicon.Term]) -> Condition {
      var condition = Condition()
      for term in terms {
        switch term {
        case .word(let word): for form in idsOfForms(word) { condition.insert(form) }
        case .class(let name): condition.classes |= classBit(name)
        }
      }
      return condition
    }
    var steps: [[ChineseLexicon.Term]: Int] = [:]
    var stepTerms: [[ChineseLexicon.Term]] = []
    func step(_ terms: [ChineseLexicon.Term]) -> Int {
      if let known = steps[terms] { return known }
      steps[terms] = stepTerms.count
      stepTerms.append(terms)
      return stepTerms.count - 1
    }
    var patterns: [Pattern] = []
    for source in lexicon.patterns {
      let anchor = source.elements.firstIndex { !condition($0.terms).words.isEmpty } ?? 0
      patterns.append(
        Pattern(
          source: source, steps: source.elements.map { step($0.terms) }, anchor: anchor,
          named: source.elements.indices.filter {
            source.elements[$0].terms.contains { if case .word = $0 { true } else { false } }
          },
          with: condition(source.with), without: condition(source.without)))
    }
    var byStep = [[Int]](repeating: [], count: stepTerms.count)
    for (index, pattern) in patterns.enumerated() { byStep[pattern.steps[0]].append(index) }
    var countrySteps: [Int] = []
    var projectSteps: [Int] = []
    for (index, terms) in stepTerms.enumerated() {
      let needed = condition(terms)
      for word in needed.words { words[word].isCore = true }
      var satisfying = needed.words
      for member in classMembers where needed.classes & member.bit != 0 { satisfying.formUnion(member.words) }
      for word in satisfying { words[word].steps.append(index) }
      if needed.classes & Self.country != 0 { countrySteps.append(index) }
      if needed.classes & (Self.projectName | named.project) != 0 { projectSteps.append(index) }
    }
    for (index, signal) in lexicon.signals.enumerated() {
      for word in idsOfForms(signal.word) {
        words[word].signals.append(index)
        if !signal.scope.isOfEnds { words[word].hides = true }
      }
    }
    for word in lexicon.guards { words[id(word.simplified)].hides = true }
    endReach = lexicon.signals.filter(\.scope.isOfEnds).map(\.reach).max() ?? 0
    matcher = PhraseMatcher(texts.enumerated().map { PhraseMatcher.Phrase($1, $0) })
    self.patterns = patterns
    patternsByStep = byStep
    self.words = words
    self.countrySteps = countrySteps
    self.projectSteps = projectSteps
    func spellings(_ name: String) -> [[UInt8]] { (lexicon.classes[name] ?? []).map { Array($0.simplified.utf8) } }
    objectMarks = WordTable(lexicon.classes["object_mark"] ?? [])
    originMarks = WordTable(lexicon.classes["origin_mark"] ?? [])
    missionMarks = WordTable(lexicon.classes["mission_mark"] ?? [])
    strainMarks = WordTable(lexicon.classes["strain_mark"] ?? [])
    occasionEnds = WordTable(lexicon.classes["occasion_end"] ?? [])
    ownerMarks = WordTable(lexicon.classes["owner_mark"] ?? [])
    foreignService = spellings("foreign_service")
    outlets = spellings("outlet")
    dispatchNotes = ["dispatch", "dispatch_note"].flatMap(spellings)
    speech = spellings("speech")
    dateCharacters = WordTable(lexicon.classes["date_character"] ?? [])
    dispatch = WordTable(lexicon.classes["dispatch"] ?? [])
    dispatchDashes = WordTable(lexicon.classes["dispatch_dash"] ?? [])
    onset = WordTable(lexicon.classes["onset"] ?? [])
    onsetMarks = WordTable(lexicon.classes["onset_mark"] ?? [])
    endMarks = WordTable(lexicon.classes["end_mark"] ?? [])
    notBeforeEnd = WordTable(lexicon.classes["not_before_end"] ?? [])
    othersMarks = WordTable(lexicon.classes["others_mark"] ?? [])
    firmCounters = WordTable(lexicon.classes["firm_counter"] ?? [])
    firmNames = spellings("firm_name")
    waters = spellings("water")
    nations = spellings("nations")
    attributiveMarks = WordTable(lexicon.classes["attributive_mark"] ?? [])
    outletMarks = WordTable(lexicon.classes["outlet_mark"] ?? [])
    afterMarks = WordTable(lexicon.classes["after_mark"] ?? [])
    sequelMarks = WordTable(lexicon.classes["sequel_mark"] ?? [])
    rankMarks = WordTable(lexicon.classes["rank_mark"] ?? [])
    counters = WordTable(lexicon.classes["counter"] ?? [])
    tollNouns = WordTable(lexicon.classes["toll_noun"] ?? [])
    tollMarks = WordTable(lexicon.classes["toll_mark"] ?? [])
    listMarks = WordTable(lexicon.classes["list_mark"] ?? [])
    numerals = WordTable(lexicon.numerals.map { ($0.character, $0.value) })
  }
}

/// Words with an aspect mark after the verb with which they begin: `解除了对` of `解除对`, `恢复了供电` of `恢复供电`.
struct PerfectiveForms {
  private let verbs: [String]
  private let marks: [String]

  init(_ lexicon: ChineseLexicon) {
    verbs = (lexicon.classes["aspect_verb"] ?? []).map(\.simplified)
    marks = lexicon.classes["aspect_mark"] ?? []
  }

  /// Such forms of the word; none if it does not begin with a verb of the table.
  func forms(of word: String) -> [String] {
    verbs.filter { word.utf8.starts(with: $0.utf8) }.flatMap { verb in
      marks.map { verb + $0 + String(decoding: word.utf8.dropFirst(verb.utf8.count), as: UTF8.self) }
    }
  }
}

extension ChineseVocabulary {
  /// Classes of `event-classes.tsv`, looked up once; empty for a class that the table lacks.
  struct NamedClasses: Sendable {
    let dead: Classes
    let hurt: Classes
    /// Longer words for deaths and injuries, which hide the words for them: `袭击中丧生`.
    let deadPhrase: Classes
    let hurtPhrase: Classes
    /// Words for lives (`条人命`) and verbs of taking them (`夺走`), which together say that people died.
    let lives: Classes
    let lifeTaker: Classes
    /// Verbs of what else happens to lives: `威胁`, `救出`.
    let lifeSpared: Classes
    let passive: Classes
    let actor: Classes
    let people: Classes
    let company: Classes
    let site: Classes
    let structure: Classes
    let route: Classes
    let report: Classes
    let oncePlanned: Classes
    let otherDay: Classes
    /// Words after something that has continued since a date: `以来`.
    let sinceThen: Classes
    /// Words after the beginning of a time over which casualties are summed up: `以来`.
    let tollPeriod: Classes
    let audience: Classes
    let anonymity: Classes
    let speech: Classes
    let witness: Classes
    let media: Classes
    let authority: Classes
    let project: Classes
    let stationed: Classes
    let objectMark: Classes
    let national: Classes
    let locus: Classes
    let locative: Classes
    let foreignService: Classes
    let ownership: Classes
    let destination: Classes
    let border: Classes
    let title: Classes
    let quantity: Classes
    let recency: Classes
    let provenance: Classes
    let neighbour: Classes
    let holding: Classes
    let armedGroup: Classes
    let goods: Classes
    let court: Classes
    let hospital: Classes
    /// Verbs of receiving: `收到`.
    let receive: Classes
    /// Verbs of accusing: `指责`.
    let accuse: Classes
    /// Words right before the name of those held responsible: `归咎于`.
    let blame: Classes
    /// Verbs by which those who did it say so: `声称`.
    let claim: Classes
    /// Words after the name of those who did it: `所为`, `负责`.
    let deed: Classes
    /// Words for attacks, and words for abductions and arrests.
    let assault: Classes
    let captivity: Classes
    /// Verbs between an event and its result: `造成`.
    let resultVerb: Classes
    /// Words for attacks whose subject suffers them: `遇袭`.
    let suffering: Classes
    /// Words by which something does not come about (`拒绝`, `未能`), and verbs by which somebody else is to bring it
    /// about.
    let refusal: Classes
    let demand: Classes
    /// Words before an event that is a further one of its kind: `再次`.
    let again: Classes
    /// Verbs that say what somebody has to do with an event, or says of it: `参与`, `认领`.
    let involvement: Classes
    /// Words for what was never so high or so low: `新高`.
    let record: Classes
    /// Words by which an event that is announced keeps to its day: `如期`.
    let scheduled: Classes
    /// Words before things other than those spoken of: `其他`.
    let otherThan: Classes
    /// Verbs by which somebody says after a denial that it happened: `承认`.
    let admission: Classes
    /// The classes of verbs that only conditions of patterns for ends name; those of `leisure` are nouns.
    let endConditions: Classes

    /// - Parameter classes: the bit of the class of that name.
    init(_ classes: (String) -> Classes) {
      dead = classes("dead")
      hurt = classes("hurt")
      deadPhrase = classes("dead_phrase")
      hurtPhrase = classes("hurt_phrase")
      lives = classes("lives")
      lifeTaker = classes("life_taker")
      lifeSpared = classes("life_spared")
      passive = classes("passive")
      actor = classes("actor")
      people = classes("people")
      company = classes("company")
      site = classes("site")
      structure = classes("structure")
      route = classes("route")
      report = classes("report")
      oncePlanned = classes("once_planned")
      otherDay = classes("other_day")
      sinceThen = classes("since_then")
      tollPeriod = classes("toll_period")
      audience = classes("audience")
      anonymity = classes("anonymity")
      speech = classes("speech")
      witness = classes("witness")
      media = classes("media")
      authority = classes("authority")
      project = classes("project")
      stationed = classes("stationed")
      objectMark = classes("object_mark")
      national = classes("national")
      locus = classes("locus")
      locative = classes("locative")
      foreignService = classes("foreign_service")
      ownership = classes("ownership")
      destination = classes("destination")
      border = classes("border")
      title = classes("title")
      quantity = classes("quantity")
      recency = classes("recency")
      provenance = classes("provenance")
      neighbour = classes("neighbour")
      holding = classes("holding")
      armedGroup = classes("armed_group")
      goods = classes("goods")
      court = classes("court")
      hospital = classes("hospital")
      receive = classes("receive")
      accuse = classes("accuse")
      blame = classes("blame")
      claim = classes("claim")
      deed = classes("deed")
      assault = classes("assault")
      captivity = classes("captivity")
      resultVerb = classes("result_verb")
      suffering = classes("suffering")
      refusal = classes("refusal")
      demand = classes("demand")
      again = classes("again")
      involvement = classes("involvement")
      otherThan = classes("other_than")
      admission = classes("admission")
      record = classes("record")
      scheduled = classes("scheduled")
      endConditions = classes("not_over") | classes("ordered") | classes("new_protest")
    }
  }
}
