import ReportRendering
import ReportSamples
import Testing

struct SectionTests {
  private static let sections = ReportText.allCases.filter { $0.rawValue.hasPrefix("section.") }
  private static let nothing = ReportText.allCases.filter { $0.rawValue.hasPrefix("none.") }
  private static let pictures: Set<ReportText> = [.sectionWaterfall, .sectionSeries, .sectionMap]

  @Test("every section appears, filled, in both languages", arguments: ReportLanguage.Code.allCases)
  func filled(_ code: ReportLanguage.Code) throws {
    let rendering = try Rendering(code)
    let html = rendering.html(ReportSamples.full())
    let markdown = rendering.markdown(ReportSamples.full())
    for section in Self.sections {
      #expect(html.contains("<h2>\(rendering.language(section))</h2>"), "\(section)")
      #expect(Self.pictures.contains(section) || markdown.contains("## \(rendering.language(section))"), "\(section)")
    }
    for text in Self.nothing { #expect(!html.contains(rendering.language(text)), "\(text)") }
    #expect(html.contains("Harbour Post") && markdown.contains("Harbour Post"))
  }

  @Test("a section without content says so, in both languages", arguments: ReportLanguage.Code.allCases)
  func empty(_ code: ReportLanguage.Code) throws {
    let rendering = try Rendering(code)
    let html = rendering.html(.empty)
    for text in Self.nothing { #expect(html.contains(rendering.language(text)), "\(text)") }
    #expect(html.contains(rendering.language(.judgementUnmonitored)))
  }

  @Test("a Chinese report has no English word outside quotes, names and codes")
  func chinese() throws {
    let rendering = try Rendering(.chinese)
    let hash = rendering.report(.empty).method.inputHash
    let markdown = rendering.markdown(.empty).split(separator: hash).joined()
    let words = markdown.split { !$0.isASCII || !$0.isLetter }.map(String.init).filter { $0.count > 3 }
    #expect(Set(words).isSubset(of: ["beacon", "explain", "country", "test"]), "\(words)")
  }
}
