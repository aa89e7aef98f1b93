import Testing

@testable import LanguageID

@Suite("Language identification")
struct LanguageIdentifierTests {
  @Test(
    "a sentence or two is enough",
    arguments: [
      ("en", "The ministry said on Monday that the port would stay closed until the inspection of the cranes is over."),
      ("zh", "外交部发言人周一表示,中方对袭击事件予以强烈谴责,要求有关国家彻查并严惩凶手,保护在当地的中国公民安全。"),
      ("es", "El ministro dijo el lunes que el puerto seguirá cerrado hasta que termine la inspección de las grúas."),
      ("fr", "Le ministre a déclaré lundi que le port resterait fermé jusqu'à la fin de l'inspection des grues."),
      ("ru", "Министр заявил в понедельник, что порт останется закрытым до окончания проверки кранов и складов."),
      ("ar", "قال الوزير يوم الاثنين إن الميناء سيظل مغلقا حتى انتهاء فحص الرافعات والمستودعات في المدينة."),
      ("id", "Menteri mengatakan pada hari Senin bahwa pelabuhan akan tetap ditutup sampai pemeriksaan selesai."),
      ("pt", "O ministro disse na segunda-feira que o porto ficará fechado até ao fim da inspeção dos guindastes."),
    ])
  func sentences(_ expected: String, _ text: String) {
    #expect(LanguageIdentifier.language(of: text) == expected)
  }

  @Test("text that no language claims is und", arguments: ["", "   \n", "12 345 67", "\u{FFFF}\u{1}", "zxq"])
  func undetermined(_ text: String) {
    #expect(LanguageIdentifier.language(of: text) == "und")
  }

  @Test(
    "names in a headline say nothing of its language",
    arguments: ["Kenya shells Uganda", "Kenya bombards Uganda", "Zambia kwacha in free fall"])
  func headlines(_ text: String) {
    #expect(["en", "und"].contains(LanguageIdentifier.language(of: text)))
  }

  @Test("a headline whose other words are of the language keeps it")
  func headlinesOfALanguage() {
    #expect(LanguageIdentifier.language(of: "El puerto del Callao cierra por una huelga indefinida") == "es")
    #expect(LanguageIdentifier.language(of: "肯尼亚港口罢工结束") == "zh")
  }

  @Test(
    "a text with names of another language is in the preferred language of its other words",
    arguments: [
      ("Italian rail builder Montagna Costruzioni files for insolvency", "en"),
      ("Italian rail builder Montagna Costruzioni files for insolvency. It filed in Milan, Costruzioni said.", "en"),
      ("French group Société Générale de Construction quits Mali", "en"),
      ("Zambia kwacha in free fall", "en"),
      ("Die Deutsche Bahn stoppt den Ausbau der Strecke. Der Vorstand teilte mit, dass die Arbeiten ruhen.", "de"),
      ("Il gruppo Webuild vince la gara per la diga in Etiopia", "it"),
      ("Cosco Shipping Ports Chancay Perú S.A. anuncia suspensión de obras", "es"),
      ("Três trabalhadores morrem em explosão em Angola", "pt"),
    ])
  func names(_ text: String, _ expected: String) {
    #expect(LanguageIdentifier.language(of: text, preferring: ["en", "zh", "id", "es"]) == expected)
  }

  @Test("without a preferred language the names count")
  func withoutPreference() {
    let text = "Italian rail builder Montagna Costruzioni Generali della Lombardia files for insolvency"
    #expect(LanguageIdentifier.language(of: text, preferring: ["en"]) == "en")
    #expect(LanguageIdentifier.language(of: text) != "en")
  }

  @Test(
    "a headline in Chinese characters alone is Chinese, one with kana or hangul is not",
    arguments: [
      ("阿克套港口吊机倒塌五人遇难", true), ("希腊阿提卡野火逼近雅典郊区", true), ("古巴比索黑市大跳水", true), ("首都断水断电", true),
      ("港湾労働者のストライキ続く", false), ("人々避難開始命令発令", false), ("항만 노동자 파업 港口罷工 계속", false), ("断水", false),
    ])
  func chineseHeadlines(_ text: String, _ isChinese: Bool) {
    #expect(LanguageIdentifier.language(of: text).hasPrefix("zh") == isChinese)
  }

  @Test("control characters, noncharacters and a byte order mark change nothing")
  func unreadable() {
    let text =
      "\u{FEFF}The ministry said on\u{1} Monday \u{FFFE}that the port\u{85} would stay closed \u{1FFFF}until the end."
    #expect(LanguageIdentifier.language(of: text) == "en")
  }

  @Test("the sample ends between two characters, wherever its limit falls", arguments: 0..<4)
  func limit(_ shift: Int) {
    let text = String(repeating: "x", count: shift) + " " + String(repeating: "中国企业在海外的项目风险预警", count: 60)
    #expect(LanguageIdentifier.language(of: text) == "zh")
  }
}
