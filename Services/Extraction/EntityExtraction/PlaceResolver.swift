import Models
import ReferenceData
import TextAnalysis
import TextMatching

/// Decides which place each mention means: by its container, the other places that the article names, and population.
struct PlaceResolver {
  let scan: EntityScan
  private(set) var evidence: CountryEvidence
  private var grid = PlaceGrid()
  private let entries: [Gazetteer.Entry]
  private let weights: PlaceWeights

  init(scan: EntityScan) {
    self.scan = scan
    entries = scan.data.entries
    weights = scan.data.weights
    evidence = scan.evidence
    if let code = scan.metadata.sourceCountry, let country = scan.data.gazetteer.index(of: code) {
      evidence.add(1, country: country)
    }
  }

  mutating func resolve(_ mentions: inout [PlaceMention]) {
    for index in mentions.indices { takeContained(index, &mentions) }
    for mention in mentions where mention.entry == nil { takeEvidence(mention) }
    for mention in mentions { grid.add(mention.candidates, entries: entries) }
    let first = evidence
    for mention in mentions where mention.entry == nil { takeContestedCountry(mention, first) }
    for index in mentions.indices where mentions[index].entry == nil {
      mentions[index].entry = best(mentions[index])
    }
  }

  /// Decides a mention and its container together: "Paris, Texas".
  private mutating func takeContained(_ index: Int, _ mentions: inout [PlaceMention]) {
    guard let container = mentions[index].container else { return }
    let outers = mentions[container].candidates
    let fitting = mentions[index].candidates.filter { inner in outers.contains { scan.isInside(inner, $0) } }
    guard let inner = fitting.max(by: { entries[$0].population < entries[$1].population }),
      let outer = outers.first(where: { scan.isInside(inner, $0) })
    else { return }
    mentions[index].entry = inner
    mentions[container].entry = outer
    evidence.add(
      weights.containedEvidence, country: entries[outer].country,
      region: max(entries[outer].region, entries[inner].region))
  }

  private mutating func takeEvidence(_ mention: PlaceMention) {
    guard let strongest = mention.candidates.max(by: { prior($0) < prior($1) }) else { return }
    let entry = entries[strongest]
    let entries = entries
    let rivals = mention.candidates.lazy.filter { entries[$0].country != entry.country }
    switch entry.kind {
    case .country:
      if rivals.isEmpty, !mention.isPartOfName || !scan.roles[mention.tokens.lowerBound].contains(.givenName) {
        evidence.add(weights.countryEvidence, country: entry.country)
      }
    case .demonym: evidence.add(weights.demonymEvidence, country: entry.country)
    case .county, .abbreviation:
      evidence.add(weights.regionEvidence, country: entry.country, region: entry.region)
    case .region:
      if rivals.isEmpty, entry.otherUse != .word {
        evidence.add(weights.regionEvidence, country: entry.country, region: entry.region)
      }
    case .city:
      let isLarge = Double(entry.population) >= weights.evidentCity && entry.otherUse == .none
      let isUnrivalled = !rivals.contains {
        Double(entries[$0].population) * weights.evidentLead > Double(entry.population)
      }
      if isLarge, isUnrivalled {
        evidence.add(weights.cityEvidence, country: entry.country, region: entry.region)
      }
    case .physical, .facility: evidence.add(weights.featureEvidence, country: entry.country)
    case .area: break
    }
  }

  /// Counts a name that a country shares with small cities as evidence for the country, unless the article is about the
  /// region of such a city.
  private mutating func takeContestedCountry(_ mention: PlaceMention, _ first: CountryEvidence) {
    guard let country = mention.candidates.first(where: { entries[$0].kind == .country }).map({ entries[$0].country })
    else { return }
    let rivals = mention.candidates.filter { entries[$0].country != country }
    let isContested = rivals.contains {
      entries[$0].kind == .region || Double(entries[$0].population) > weights.rivalCity
        || first.weight(ofRegion: entries[$0].region) > weights.rivalRegion
    }
    if !rivals.isEmpty, !isContested { evidence.add(weights.countryEvidence, country: country) }
  }

  /// The decimal logarithm of an entry's prior weight, regardless of the article; for a city, of its population.
  private func prior(_ candidate: Int) -> Double {
    let entry = entries[candidate]
    switch entry.kind {
    case .country, .demonym: return weights.countryPrior
    case .region: return entry.region >= 0 ? weights.listedRegionPrior : weights.regionPrior
    case .county, .abbreviation, .area, .physical, .facility: return weights.regionPrior
    case .city: return logarithm(max(Double(entry.population), weights.leastCity))
    }
  }

  private func score(_ candidate: Int, namesCountry: Bool) -> Double {
    let entry = entries[candidate]
    let share = namesCountry && entry.kind == .city ? weights.namesakeShare : 1
    return prior(candidate) + share * weights.countryWeight * logarithm(1 + evidence.weight(of: entry.country))
      + weights.regionWeight * logarithm(1 + evidence.weight(ofRegion: entry.region))
  }

  /// Whether the candidate is a state or province for whose country nothing speaks, while something does for that of a
  /// city of its name: Segovia beside `Colombian`.
  private func isUnsupported(_ candidate: Int, _ mention: PlaceMention) -> Bool {
    let entry = entries[candidate]
    guard entry.kind == .region, entry.region >= 0, evidence.weight(of: entry.country) == 0 else { return false }
    return mention.candidates.contains {
      entries[$0].kind == .city && evidence.weight(of: entries[$0].country) > 0
    }
  }

  private func best(_ mention: PlaceMention) -> Int? {
    if let country = scan.governmentSeat(mention),
      let seat = mention.candidates.first(where: { entries[$0].kind == .city && entries[$0].country == country })
    {
      return seat
    }
    let namesCountry = mention.candidates.contains { entries[$0].kind == .country }
    var best: (candidate: Int, score: Double)?
    for candidate in mention.candidates {
      let near = grid.neighbours(of: candidate, among: mention.candidates, entries: entries)
      let score =
        score(candidate, namesCountry: namesCountry)
        + weights.neighbourWeight * Double(min(near, weights.neighboursCounted))
        - (isUnsupported(candidate, mention) ? weights.unsupportedRegion : 0)
      if score > best?.score ?? -1 { best = (candidate, score) }
    }
    guard let best else { return nil }
    if accepts(best.candidate, mention) { return best.candidate }
    // A region that is no place here may be the city of its name (Varna).
    let country = entries[best.candidate].country
    return mention.candidates.first {
      $0 != best.candidate && entries[$0].country == country && accepts($0, mention)
    }
  }

  private func accepts(_ candidate: Int, _ mention: PlaceMention) -> Bool {
    let entry = entries[candidate]
    let isGivenName = scan.roles[mention.tokens.lowerBound].contains(.givenName)
    let support = evidence.weight(of: entry.country)
    let regional = evidence.weight(ofRegion: entry.region)
    switch entry.kind {
    case .country: return !(isGivenName && mention.isPartOfName && !mention.hasPlaceContext)
    case .demonym, .county, .abbreviation, .physical, .facility, .area: return true
    case .region:
      switch entry.otherUse {
      case .none: return !mention.isPartOfName || support > 0
      case .person: return mention.hasPlaceContext || support > weights.support && !mention.isPartOfName
      case .word: return mention.hasPlaceContext && support > weights.support
      }
    case .city: return acceptsCity(entry, mention, support: support, regional: regional)
    }
  }

  private func acceptsCity(_ entry: Gazetteer.Entry, _ mention: PlaceMention, support: Double, regional: Double) -> Bool
  {
    let isForeign = evidence.total > weights.foreign && support == 0
    let population = Double(entry.population)
    switch entry.otherUse {
    case .none:
      if mention.isPartOfName, !mention.hasPlaceContext {
        return support > weights.support && population >= weights.knownCity
      }
      if population >= weights.knownCity { return true }
      return mention.hasPlaceContext ? !isForeign || population >= weights.foreignCity : support > weights.support
    case .person:
      if mention.isPartOfName, !mention.hasPlaceContext { return false }
      if population >= weights.knownPersonCity { return true }
      if mention.hasPlaceContext { return !isForeign || population >= weights.largeCity }
      return population >= weights.supportedPersonCity && support > weights.support
        || regional > weights.regionSupport && population >= weights.foreignCity
    case .word:
      return mention.hasPlaceContext && !mention.isPartOfName
        && (support > weights.support || population >= weights.wordCity)
    }
  }
}

/// The decimal logarithm to about three digits, which is enough to rank places and needs no libm; -300 unless positive.
func logarithm(_ value: Double) -> Double {
  guard value > 0 else { return -300 }
  // One is no evidence, which is all that there is for most countries and regions.
  guard value != 1 else { return 0 }
  let exponent = Double(value.exponent)
  let mantissa = value.significand
  let fraction = (mantissa - 1) / (mantissa + 1)
  let square = fraction * fraction
  let natural = 2 * fraction * (1 + square * (1.0 / 3 + square * (1.0 / 5 + square / 7)))
  return (exponent * 0.693_147_180_559_945_3 + natural) / 2.302_585_092_994_046
}
