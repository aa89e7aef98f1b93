import Testing

@testable import LanguageID

@Suite struct BoundsTests {
  @Test("the first kilobyte decides: not a few words in another language, nor the text after it")
  func sample() {
    let spanish = "El ministro dijo el lunes que el puerto seguirá cerrado hasta nuevo aviso. "
    let english = "The minister said on Monday that the port would stay closed until further notice. "
    #expect(LanguageIdentifier.language(of: spanish + String(repeating: english, count: 12)) == "en")
    #expect(
      LanguageIdentifier.language(
        of: String(repeating: english, count: 13) + String(repeating: spanish, count: 100)) == "en")
  }
}
