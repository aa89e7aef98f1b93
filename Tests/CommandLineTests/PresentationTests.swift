import Testing

@testable import CommandLine

@Suite struct PresentationTests {
  @Test(
    "Control, bidirectional and invisible characters of a text are written out",
    arguments: [
      ("plain text, 钱凯港, Perú", "plain text, 钱凯港, Perú"),
      ("a\u{1B}[2Jb", "a\\u{1B}[2Jb"),
      ("a\u{7F}\u{9B}b", "a\\u{7F}\\u{9B}b"),
      ("user\u{202E}txt.exe", "user\\u{202E}txt.exe"),
      ("a\u{2066}b\u{2069}\u{200F}\u{61C}", "a\\u{2066}b\\u{2069}\\u{200F}\\u{61C}"),
      ("two\nlines\tand a tab", "two lines and a tab"),
      ("\r\u{0}\u{2028}\u{E0041}", "\\u{D}\\u{0}\\u{2028}\\u{E0041}"),
    ])
  func escapes(text: String, shown: String) {
    #expect(terminalText(text) == shown)
  }

  @Test("A JSON line keeps its meaning when it is made safe to show")
  func jsonEscapes() {
    #expect(
      terminalJSON("{\"a\":\"x\u{202E}y\u{9B}\u{E0041}\"}") == "{\"a\":\"x\\u202ey\\u009b\\udb40\\udc41\"}")
  }

  @Test(
    "Wide characters take two columns and marks none",
    arguments: [("abc", 3), ("钱凯港", 6), ("e\u{301}", 1), ("👍", 2), ("", 0)])
  func widths(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test(
    "A cut text fits its width and says that it was cut",
    arguments: [("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("钱凯港口", 6, "钱凯…"), ("abc", 1, "…")])
  func truncation(text: String, width: Int, cut: String) {
    #expect(truncated(text, to: width) == cut)
    #expect(displayWidth(truncated(text, to: width)) <= width)
  }

  @Test("A table aligns its columns and cannot be broken out of")
  func table() {
    var table = Table([.init("name"), .init("score", .right), .init("note", limit: 8)])
    table.add("钱凯港", "7.5", "short")
    table.add("Rask\u{1B}[0m", "100", "a long remark")
    #expect(
      table.text(style: .plain) == """
        name           score  note
        钱凯港           7.5  short
        Rask\\u{1B}[0m    100  a long …

        """)
  }

  @Test("Style adds nothing where it is off")
  func style() {
    #expect(Style.plain.red("x") == "x")
    #expect(Style(isOn: true).red("x") == "\u{1B}[31mx\u{1B}[0m")
  }

  @Test(
    "A progress line shows the part that is done",
    arguments: [
      (0, 0, "reading  0 articles"),
      (5, 0, "reading  5 articles"),
      (0, 10, "reading  [....................]  0 %  0 of 10 articles"),
      (5, 10, "reading  [##########..........]  50 %  5 of 10 articles"),
      (10, 10, "reading  [####################]  100 %  10 of 10 articles"),
    ])
  func progress(done: Int, total: Int, line: String) {
    #expect(progressLine(label: "reading", done: done, total: total, unit: "articles") == line)
  }

  @Test("A progress bar writes nothing where standard error is no terminal")
  func silentProgress() {
    let capture = Capture()
    let bar = ProgressBar("reading", total: 2, unit: "articles", on: capture.channel(isTerminal: false))
    bar.advance()
    bar.finish()
    #expect(capture.text == "")
  }

  @Test("A progress bar on a terminal ends with a cleared line")
  func visibleProgress() {
    let capture = Capture()
    let bar = ProgressBar("reading", total: 1, unit: "articles", on: capture.channel(isTerminal: true))
    bar.advance()
    bar.finish()
    #expect(capture.text.contains("1 of 1 articles"))
    #expect(capture.text.hasSuffix("\r\u{1B}[K"))
  }

  @Test("Exit statuses have distinct numbers and meanings")
  func statuses() {
    #expect(Set(ExitCode.allCases.map(\.meaning)).count == ExitCode.allCases.count)
    #expect(ExitCode.misuse.rawValue == 64)
    #expect(ExitCode.configuration.rawValue == 78)
  }
}
