import Models
import ReferenceData
import Testing

@testable import RiskScoring

@Suite("What the anomaly lane counts")
struct AnomalyNewsTests {
  private let bench = Bench()
  private let start = noon.adding(days: 181)

  /// A theft a month for half a year, with an article a day.
  private func quietHalfYear() throws {
    for day in 0..<180 {
      let time = noon.adding(days: day)
      try bench.fold(.coverage(CoverageSignal(subject: pakistan, publishedAt: time)), at: time)
      if day % 30 == 0 { try theft("q\(day)", at: time) }
    }
  }

  private func theft(_ article: String, at time: Timestamp, owner: String? = nil, realis: Realis = .actual) throws {
    try bench.fold(
      signal(
        "CRIME", article: article, subject: pakistan, published: time, time: time, owner: owner, grade: .b,
        realis: realis, project: nil, place: "Town \(article)"), at: time)
  }

  private var news: [Warning] { bench.warnings.filter { $0.lane == .anomaly } }

  @Test("an anomaly whose reports are withdrawn ends with them")
  func withdrawn() throws {
    try quietHalfYear()
    for index in 0..<8 { try theft("b\(index)", at: start.adding(hours: 6 * index), owner: "outlet \(index % 3)") }
    #expect(news.last?.change == .triggered && news.last?.level == .advisory)
    for index in 0..<8 {
      try bench.fold(
        .withdrawn(Withdrawal(articleId: "b\(index)", revision: 2, keeps: [])), at: start.adding(hours: 50))
    }
    #expect(news.last?.change == .withdrawn)
    #expect(news.filter { $0.change == .withdrawn }.allSatisfy { !$0.withdraws.isEmpty })
  }

  @Test("what is only conditional is not counted beside what happened")
  func conditional() throws {
    try quietHalfYear()
    for index in 0..<8 {
      try theft(
        "b\(index)", at: start.adding(hours: 6 * index), owner: "outlet \(index % 3)",
        realis: index < 2 ? .actual : .conditional)
    }
    #expect(!news.contains { $0.level == .advisory })
  }
}
