import ArticleForms
import Models
import Testing

@testable import ArticleIntake

@Suite("The check of an article's language")
struct LanguageCheckTests {
  private static let english =
    "The port operator said on Monday that dockers had stopped work and that the cranes would stand still until Friday."
  private static let chinese = "坦桑尼亚基卢瓦港工人24日举行罢工,要求提高工资。"
  private static let swahili = "Wafanyakazi wa bandari ya Kilwa wamegoma leo wakidai malipo yao ya miezi miwili."

  private static let indonesian =
    "Pekerja pelabuhan di Jakarta mogok kerja pada hari Senin karena upah mereka belum dibayar selama dua bulan, kata "
    + "serikat pekerja."
  private static let french =
    "Les ouvriers du port ont cessé le travail lundi parce que leurs salaires ne sont pas payés depuis deux mois, selon "
    + "le syndicat."

  @Test(
    "an article is reported if its events are not read, or if its text is in another language than stated",
    arguments: [
      ("en", english, nil), (nil, english, nil), ("zh-Hans", chinese, nil), (nil, chinese, nil),
      ("en-GB", chinese, .doubted(stated: "en", found: "zh")), ("zh", english, .doubted(stated: "zh", found: "en")),
      ("sw", swahili, .unread("sw")), ("Swahili", swahili, .unread("sw")), (nil, "W", nil),
      // Indonesian is read, but has no events. Where neither language has any, the stated one is reported.
      ("id", indonesian, .unread("id")), (nil, french, .unread("fr")), ("de", french, .unread("de")),
    ] as [(String?, String, LanguageCheck.Problem?)])
  func problems(_ language: String?, _ text: String, _ expected: LanguageCheck.Problem?) throws {
    let article = Article(body: text, language: language)
    #expect(rules.languageCheck.problem(of: article) == expected)
    #expect(try normaliser.identify(ReadArticle(article), at: nil).languageProblem == expected)
  }

  @Test("the text of an article is read only where its publisher stated a language")
  func detectedOnce() throws {
    var article = try normaliser.normalise(Article(body: Self.english), at: nil)
    article.language = "fr"
    #expect(rules.languageCheck.problem(of: article, isStated: false) == .unread("fr"))
    #expect(rules.languageCheck.problem(of: article, isStated: true) == .doubted(stated: "fr", found: "en"))
  }
}
