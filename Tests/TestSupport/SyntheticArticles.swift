import Foundation

/// Invented news articles: a lead with an event in most of them, then reports, talk and background. As in real news, an
/// article is about few places, projects and companies, and seldom announces a date.
package struct SyntheticArticles {
  private var generator: SeededGenerator
  private let bytes: ClosedRange<Int>
  private var scene = Scene()

  /// What one article is about.
  private struct Scene {
    var countries: [String] = []
    var cities: [String] = []
    var projects: [String] = []
    var companies: [String] = []
  }

  /// - Parameter bytes: how long a body is, about.
  package init(seed: UInt64, bytes: ClosedRange<Int> = 5000...5000) {
    generator = SeededGenerator(seed: seed)
    self.bytes = bytes
  }

  /// The fields of an article as it is published. `number` makes id and address; dates of publication lie in the ten
  /// days before `newest`.
  package mutating func article(_ number: Int, newest: Date) -> [String: Any] {
    scene = Scene(
      countries: [pick(Self.countries), pick(Self.countries)], cities: [pick(Self.cities), pick(Self.cities)],
      projects: [pick(Self.projects)], companies: [company(), company()])
    let lead = pick(number % 4 == 3 ? Self.talk : Self.events)
    var sentences = [filled(lead)]
    if number % 2 == 0 { sentences.append(filled(pick(Self.announcements))) }
    var length = sentences.reduce(0) { $0 + $1.utf8.count + 1 } - 1
    let wanted = bytes.count == 1 ? bytes.lowerBound : Int.random(in: bytes, using: &generator)
    while length < wanted {
      let sentence = filled(pick(Self.background))
      sentences.append(sentence)
      length += sentence.utf8.count + 1
    }
    let paragraphs = stride(from: 0, to: sentences.count, by: 4).map {
      sentences[$0..<min($0 + 4, sentences.count)].joined(separator: " ")
    }
    let outlet = Int.random(in: 1...40, using: &generator)
    let age = Double(Int.random(in: 0..<864_000, using: &generator))
    return [
      "id": "synthetic-\(number)", "url": "https://outlet\(outlet).example/news/\(number)",
      "title": filled(pick(Self.titles)), "body": paragraphs.joined(separator: "\n\n"),
      "publishedAt": newest.addingTimeInterval(-age).ISO8601Format(),
      "source": ["name": "Outlet \(outlet)", "domain": "outlet\(outlet).example"],
    ]
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &generator)]
  }

  private mutating func filled(_ template: String) -> String {
    var text = ""
    for (index, part) in template.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
      text += index % 2 == 0 ? String(part) : word(String(part))
    }
    return text
  }

  private mutating func company() -> String { pick(Self.firstNames) + " " + pick(Self.trades) }

  private mutating func word(_ slot: String) -> String {
    switch slot {
    case "country": pick(scene.countries)
    case "city": pick(scene.cities)
    case "project": pick(scene.projects)
    case "company": pick(scene.companies)
    case "day": pick(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
    case "money": "$\(Int.random(in: 2...950, using: &generator)) million"
    case "percent": "\(Int.random(in: 1...99, using: &generator)).\(Int.random(in: 0...9, using: &generator)) percent"
    case "year": String(Int.random(in: 2012...2031, using: &generator))
    default: String(Int.random(in: 2...40, using: &generator))
    }
  }

  private static let countries = [
    "Peru", "Kenya", "Pakistan", "Indonesia", "Kazakhstan", "Laos", "Ethiopia", "Serbia", "Nigeria", "Sri Lanka",
    "Malaysia", "Egypt", "Zambia", "Greece", "Uzbekistan", "Bangladesh",
  ]
  private static let cities = [
    "Lima", "Nairobi", "Karachi", "Jakarta", "Almaty", "Vientiane", "Addis Ababa", "Belgrade", "Lagos", "Colombo",
    "Cairo", "Lusaka", "Athens", "Tashkent", "Dhaka", "Mombasa",
  ]
  private static let projects = [
    "Chancay Port", "the Jakarta-Bandung railway", "Gwadar Port", "Hambantota Port", "the Dasu Hydropower Project",
    "the East Coast Rail Link", "the Port of Piraeus", "Lekki Deep Sea Port", "a solar plant", "a cement works",
    "the northern ring road", "a fibre cable",
  ]
  private static let firstNames = ["Northern", "Orient", "Silver", "Delta", "Granite", "Meridian", "Baobab", "Harbour"]
  private static let trades = ["Holdings", "Construction Group", "Energy", "Mining", "Logistics", "Cement", "Rail"]

  private static let titles = [
    "|company| under pressure in |country|", "Work at |project| in the news again", "|country| looks at its ports",
    "What |city| expects of the year |year|", "Ministers meet in |city| over |project|",
  ]
  private static let events = [
    "Gunmen attacked a convoy near |project| on |day|, killing |number| workers, police in |country| said.",
    "Workers at |project| in |country| went on strike on |day| over unpaid wages.",
    "The government of |country| revoked the licence of |company| on |day|.",
    "|company| defaulted on a loan of |money| on |day|, its lenders said.",
    "Prosecutors in |country| opened a corruption investigation into |company| on |day|.",
    "Floods swept away a bridge near |city| on |day|, and |number| people died.",
    "|country| closed its border crossing near |city| on |day|.",
    "Protesters marched against |project| in |city| on |day|.",
    "|project| in |country| began operation on |day|.", "|country| imposed sanctions on |company| on |day|.",
  ]
  private static let talk = [
    "Experts in |city| spoke about the risks and opportunities of projects such as |project|.",
    "A five-year plan of |country| is to strengthen supervision of overseas projects by |year|.",
  ]
  private static let announcements = [
    "The project is expected to create about |number|,000 jobs by |year|.",
    "The ministry of transport of |country| said that talks with |company| would continue next month.",
    "Schools and clinics along the line were to open in the second half of |year|, according to the plan.",
  ]
  private static let background = [
    "Trade between China and |country| grew by |percent| in |year|, customs figures show.",
    "|company| has invested |money| in |country| since |year|.",
    "Residents of |city| have long asked for better roads and cleaner water.",
    "\u{201C}We will keep our promises,\u{201D} said a spokesman of |company| in |city|.",
    "Analysts at a bank in |city| expect growth of |percent| next year.",
    "Nearly |percent| of the loans come from banks in |country| and |country|.",
    "A delegation from |country| visited |city| in March |year| and toured |project|.",
    "The contractor, |company|, did not answer a request for comment on |day|.",
    "More than |number| ships called at the port in |year|, up from |number| a year earlier.",
    "Farmers near |city| say that land was taken without fair payment, which the company denies.",
    "The agreement, worth |money|, was signed in |city| on 12 May |year|.",
    "Observers recall that |country| postponed a similar plan in |year|.",
    "Prices of cement and steel rose by |percent| in |country|, adding to the cost of |project|.",
  ]
}
