import Models
import ReferenceData

/// Who asserts an incident. Near-identical texts are one text, and all texts of one owner are one voice.
struct Voices: Hashable, Sendable {
  private(set) var texts: [Text] = []
  /// Whether the texts that name the place or the project are together at least as credible as those that name at most
  /// a country: then they name the incident, and of the others those count that agree with one of them.
  private(set) var areNamedByPlaced = false
  /// The greatest severity of a text of a country that counts because it agrees with one that names the place or the
  /// project; 0 without one.
  private(set) var agreeingSeverity = 0.0

  /// A text and its copies, which add nothing: owner, grade and belief are those of the first report of the text.
  struct Text: Hashable, Sendable {
    var fingerprint: UInt64
    /// The fingerprints of copies that differ from the first, up to `kept` with it.
    fileprivate(set) var further: [UInt64] = []
    var owner: String
    var grade: Source.Grade
    var belief: Double
    var isAuthoritative: Bool
    /// The most severe event in the text's first article, or in a later one that says more (`saysMore`) and is of its
    /// owner, or that alone names the place.
    var evidence: EvidenceReference
    /// The severity of that event.
    var severity: Double
    /// The types of the text's events.
    var types: [String]
    /// The actors of the text's events.
    var actors: Actors
    /// Whether the text names at most a country as the place of its events.
    var isVague: Bool
    /// How real the article of `evidence` says that the incident is, as the model's value.
    var realis: Double
    /// The most deaths that the article of `evidence` gives.
    var deaths: Int
  }

  init() {}

  /// Who says that an incident has ended. All ends are of the incident, however exactly they name its place. A text has
  /// the best grade of its copies, and the owner of the first report with that grade.
  init(ofEnds ends: [Report], _ model: RiskModel) {
    let bestFirst = ends.enumerated().sorted { left, right in
      (left.element.grade.rank, left.offset) < (right.element.grade.rank, right.offset)
    }
    for (_, end) in bestFirst {
      var text = Text(end, severity: 0, realis: 0)
      text.isVague = false
      add(text, model)
    }
  }

  /// Adds a text that has one fingerprint; a copy joins the text that it copies.
  mutating func add(_ text: Text, _ model: RiskModel) {
    insert(text, within: model.constants.familyDistance)
    areNamedByPlaced =
      texts.contains { !$0.isVague }
      && (!haveVague || credibility(isVague: false, model) >= credibility(isVague: true, model))
    agreeingSeverity = areNamedByPlaced ? agreeing(model.constants).map(\.severity).max() ?? 0 : 0
  }

  /// Whether some texts name at most a country.
  var haveVague: Bool { texts.contains(where: \.isVague) }

  /// The credibility of the texts that name the place or the project, or of those that name at most a country.
  private func credibility(isVague: Bool, _ model: RiskModel) -> Double {
    Formulas.credibility(
      of: Self.voices(texts.filter { $0.isVague == isVague }), ceilings: model.credibilityCeilings, model.constants)
  }

  /// Adds a text, or joins it to the text that it copies.
  ///
  /// - Parameter distance: the largest number of bits in which the fingerprints of copies differ.
  private mutating func insert(_ text: Text, within distance: Int) {
    let fingerprint = text.fingerprint
    guard let first = texts.firstIndex(where: { $0.isCopied(by: fingerprint, within: distance) }) else {
      return append(text)
    }
    texts[first].add(fingerprint)
    if texts[first].evidence.articleId == text.evidence.articleId {
      texts[first].note(text)
    } else if !text.owner.isEmpty, texts[first].owner == text.owner {
      texts[first].update(with: text)
    }
    for index in texts.indices.dropFirst(first + 1).reversed()
    where texts[index].isCopied(by: fingerprint, within: distance) {
      texts[first].join(copy: texts.remove(at: index))
    }
  }

  /// Adds a new text. At `keptTexts` it joins a text of the same owner that is as exact; without one it replaces the
  /// least credible text, if that is less credible.
  private mutating func append(_ text: Text) {
    guard texts.count >= Self.keptTexts else { return texts.append(text) }
    let isSame = { (other: Text) in !text.owner.isEmpty && other.owner == text.owner && other.isVague == text.isVague }
    if let same = texts.firstIndex(where: isSame) {
      texts[same].join(text)
      texts[same].noteEvents(of: text)
      texts[same].append(text.fingerprint)
    } else if let least = texts.indices.min(by: { texts[$1].isMoreCredible(than: texts[$0]) }),
      text.isMoreCredible(than: texts[least])
    {
      texts.remove(at: least)
      texts.append(text)
    }
  }

  /// The largest number of texts, which bounds the cost of a report: so many voices have long reached the ceiling of
  /// their best grade.
  static let keptTexts = 32

  /// The independent voices that count, in order of their first text; where those that name the place or the project
  /// name the incident, these come first.
  func independent(_ constants: RiskModel.Constants) -> [Text] {
    guard areNamedByPlaced, haveVague else { return Self.voices(texts) }
    return Self.voices(texts.filter { !$0.isVague } + agreeing(constants))
  }

  /// The texts that name at most a country and agree with one that names the place or the project.
  private func agreeing(_ constants: RiskModel.Constants) -> [Text] {
    guard haveVague else { return [] }
    let placed = texts.filter { !$0.isVague }
    return texts.filter { text in
      text.isVague && placed.contains { text.agrees(with: $0, factor: constants.newOccurrenceFactor) }
    }
  }

  /// The voices that a warning quotes, in order of their first text. Where those that name the place or the project
  /// name the incident, they come first, and of the others those follow that count or report more deaths than any of
  /// them.
  func quotable(_ constants: RiskModel.Constants) -> [Text] {
    guard areNamedByPlaced, haveVague else { return Self.voices(texts) }
    let placed = Self.voices(texts.filter { !$0.isVague })
    let known = placed.map(\.deaths).max() ?? 0
    // A further text of an owner who is quoted with the place adds no source.
    let further = agreeing(constants).filter { text in
      text.owner.isEmpty || !placed.contains { $0.owner == text.owner }
    }
    return placed + Self.voices(texts.filter { $0.isVague && ($0.deaths > known || further.contains($0)) })
  }

  /// The voices of these texts: those of one owner are one.
  private static func voices(_ texts: [Text]) -> [Text] {
    var voices: [Text] = []
    for text in texts {
      if let same = voices.firstIndex(where: { !text.owner.isEmpty && $0.owner == text.owner }) {
        voices[same].join(text)
      } else {
        voices.append(text)
      }
    }
    return voices
  }

  var bestGrade: Source.Grade? { texts.map(\.grade).min { $0.rank < $1.rank } }
}

extension Voices.Text {
  /// The largest number of fingerprints of one text that are compared.
  private static let kept = 16

  /// The text of a report, whose event has the given severity and value of its realis.
  init(_ report: Report, severity: Double, realis: Double) {
    self.init(
      fingerprint: report.fingerprint, owner: report.owner, grade: report.grade, belief: report.belief,
      isAuthoritative: report.isAuthoritative,
      evidence: EvidenceReference(articleId: report.order.articleId, eventId: report.order.eventId), severity: severity,
      types: [report.type], actors: report.actors, isVague: report.location.isVague, realis: realis,
      deaths: report.deaths)
  }

  /// Whether both may tell of the same event whatever their places: of one type, with a named body in common, or with
  /// numbers of deaths of which neither is more than `factor` times the other.
  fileprivate func agrees(with other: Voices.Text, factor: Double) -> Bool {
    let (fewer, more) = (min(deaths, other.deaths), max(deaths, other.deaths))
    return types.contains(where: other.types.contains) || fewer > 0 && Double(more) <= factor * Double(fewer)
      || actors.shareBody(with: other.actors)
  }

  /// Whether a text with that fingerprint differs in at most `distance` bits from this one or a copy of it.
  fileprivate func isCopied(by other: UInt64, within distance: Int) -> Bool {
    (fingerprint ^ other).nonzeroBitCount <= distance
      || further.contains { ($0 ^ other).nonzeroBitCount <= distance }
  }

  /// Adds the fingerprint of a copy, unless it is known.
  fileprivate mutating func add(_ other: UInt64) {
    if other != fingerprint, !further.contains(other) { append(other) }
  }

  /// Adds a fingerprint, unless `kept` are compared already.
  fileprivate mutating func append(_ other: UInt64) {
    if 1 + further.count < Self.kept { further.append(other) }
  }

  /// Joins a text that turns out to be a copy of this one; it is quoted if it alone names the place or the project.
  fileprivate mutating func join(copy: Voices.Text) {
    append(copy.fingerprint)
    for other in copy.further { append(other) }
    if isVague, !copy.isVague { quote(copy) }
    isVague = isVague && copy.isVague
    noteEvents(of: copy)
  }

  /// Joins another text of the same owner to this voice.
  fileprivate mutating func join(_ other: Voices.Text) {
    belief = max(belief, other.belief)
    grade = grade.better(other.grade)
    isAuthoritative = isAuthoritative || other.isAuthoritative
    if other.saysMore(than: self) { quote(other) }
  }

  /// Adds another event of the article that `evidence` quotes: the gravest is quoted, of those that name the place or
  /// the project where one does.
  fileprivate mutating func note(_ other: Voices.Text) {
    if isVague == other.isVague ? other.severity > severity : isVague {
      evidence.eventId = other.evidence.eventId
      severity = other.severity
    }
    isVague = isVague && other.isVague
    noteEvents(of: other)
    realis = max(realis, other.realis)
    deaths = max(deaths, other.deaths)
  }

  /// Quotes a copy in another article of the same owner in place of this one, if it says more; a copy that names the
  /// place or the project says more than one that does not.
  fileprivate mutating func update(with copy: Voices.Text) {
    if isVague == copy.isVague ? copy.saysMore(than: self) : isVague { quote(copy) }
    isVague = isVague && copy.isVague
    noteEvents(of: copy)
  }

  private mutating func quote(_ other: Voices.Text) {
    evidence = other.evidence
    severity = other.severity
    realis = other.realis
    deaths = other.deaths
  }

  fileprivate mutating func noteEvents(of other: Voices.Text) {
    for type in other.types where !types.contains(type) { types.append(type) }
    actors.formUnion(other.actors)
  }

  /// Whether it reports the incident as more real, as done and not only imminent, or as equally real with more deaths.
  private func saysMore(than other: Voices.Text) -> Bool {
    realis == other.realis ? deaths > other.deaths : realis > other.realis
  }

  fileprivate func isMoreCredible(than other: Voices.Text) -> Bool {
    if isAuthoritative != other.isAuthoritative { return isAuthoritative }
    return grade.rank == other.grade.rank ? belief > other.belief : grade.rank < other.grade.rank
  }
}

extension Source.Grade {
  /// From 0, the best, to 5, the worst; F (unknown) comes between C and D, as its credibility does.
  var rank: Int {
    switch self {
    case .a: 0
    case .b: 1
    case .c: 2
    case .f: 3
    case .d: 4
    case .e: 5
    }
  }

  func better(_ other: Source.Grade) -> Source.Grade { other.rank < rank ? other : self }
}
