import ChildProcesses
import Foundation
import Testing

@testable import TextNormalisation

@Suite struct TextEncodingTests {
  /// A text, the encoding that its bytes are in, by its name for iconv.
  private static let samples: [(String, String)] = [
    ("据新华社报道，钱凯港的工人在周四开始罢工，要求提高工资和改善工作条件。", "GB18030"),
    ("據報導，港口工人在週四開始罷工，要求提高工資和改善工作條件，政府表示關注。", "BIG5-HKSCS"),
    ("港の労働者が木曜日にストライキを始めたと政府は発表した。賃金の引き上げを求めている。", "CP932"),
    ("항만 노동자들이 목요일에 파업을 시작했다고 정부가 밝혔다. 임금 인상을 요구하고 있다.", "UHC"),
    ("Работники порта Пирей начали забастовку в четверг, сообщил профсоюз, требуя повышения зарплаты.", "WINDOWS-1251"),
    ("Работники порта Пирей начали забастовку в четверг, сообщил профсоюз, требуя повышения зарплаты.", "KOI8-R"),
    (
      "Los trabajadores del puerto iniciaron una huelga; el señor Muñoz pidió diálogo y atención médica.",
      "WINDOWS-1252"
    ),
    ("أعلن عمال الميناء إضرابا يوم الخميس وطالبوا بزيادة الأجور وتحسين ظروف العمل في البلاد", "WINDOWS-1256"),
    ("Οι εργαζόμενοι στο λιμάνι του Πειραιά ξεκίνησαν απεργία την Πέμπτη ζητώντας αυξήσεις", "WINDOWS-1253"),
    (
      "Pracownicy portu rozpoczęli w czwartek strajk, żądając podwyżek – powiedział związek. Źródło: łączność",
      "WINDOWS-1250"
    ),
    ("คนงานท่าเรือเริ่มนัดหยุดงานเมื่อวันพฤหัสบดีเพื่อเรียกร้องค่าแรงเพิ่มขึ้น", "CP874"),
  ]

  @Test("a text is read by what it declares, and without that by what it looks like", arguments: samples.indices)
  func decoded(_ index: Int) throws {
    let (text, encoding) = Self.samples[index]
    let bytes = try encode(text, encoding)
    #expect(TextEncoding.decoded(bytes, declared: encoding).text == text)
    #expect(TextEncoding.decoded(bytes).text == text, "guessed \(TextEncoding.decoded(bytes).encoding)")
    // UTF-8 that is not, and Latin-1 as a default, are the usual wrong declarations.
    #expect(TextEncoding.decoded(bytes, declared: "utf-8").text == text)
    #expect(TextEncoding.decoded(bytes, declared: "iso-8859-1").text == text)
    #expect(TextEncoding.decoded(Array(text.utf8), declared: encoding).text == text)
  }

  @Test(
    "the last letter is kept, also of an encoding whose letters may take a mark",
    arguments: [("WINDOWS-1255", "שלום"), ("WINDOWS-1258", "Việt Nam xa"), ("GB18030", "港"), ("WINDOWS-1251", "Порт")])
  func lastLetter(_ encoding: String, _ text: String) throws {
    #expect(TextEncoding.converted(try encode(text, encoding), from: encoding).text == text)
    #expect(TextEncoding.converted([], from: encoding).text == "")
  }

  @Test("a byte order mark decides")
  func marks() {
    #expect(TextEncoding.decoded([0xEF, 0xBB, 0xBF, 0x61], declared: "gbk").text == "a")
    #expect(TextEncoding.decoded([0xFE, 0xFF, 0x4E, 0x2D], declared: "utf-8").text == "中")
    #expect(TextEncoding.decoded([0xFF, 0xFE, 0x2D, 0x4E]).text == "中")
  }

  @Test("a broken byte in UTF-8 costs that byte")
  func broken() {
    let bytes = Array("Café in Perú, señor".utf8) + [0xFF] + Array(" and more: é".utf8)
    #expect(TextEncoding.decoded(bytes, declared: "utf-8").text == "Café in Perú, señor\u{FFFD} and more: é")
  }

  @Test(
    "a label is the encoding that browsers read by it",
    arguments: [
      ("gbk", "GB18030"), ("gb2312", "GB18030"), ("x-sjis", "CP932"), ("euc-kr", "UHC"), ("iso-8859-9", "WINDOWS-1254"),
      ("Big5", "BIG5-HKSCS"), ("latin1", "WINDOWS-1252"),
    ])
  func labels(_ label: String, _ encoding: String) { #expect(TextEncoding.name(ofLabel: label) == encoding) }

  @Test(
    "the declared label is found where pages and XML have it",
    arguments: [
      ("<html><head><meta charset=\"GB2312\">", "gb2312"),
      ("<meta http-equiv=x content='text/html; charset=windows-1251'>", "windows-1251"),
      ("<?xml version='1.0' encoding='ISO-8859-1'?>", "iso-8859-1"), ("<meta charset = big5 >", "big5"),
      ("no charset here", nil),
      ("", nil),
    ])
  func label(_ text: String, _ expected: String?) {
    #expect(TextEncoding.declaredLabel(in: Array(text.utf8)) == expected)
  }

  @Test("no bytes crash or are lost without a mark", arguments: 1...10)
  func noise(_ seed: UInt64) {
    var state = seed
    let bytes = (0..<500).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    for label in [nil, "gbk", "shift_jis", "no-such-encoding", "utf-16", "hz-gb-2312"] {
      #expect(!TextEncoding.decoded(bytes, declared: label).text.isEmpty)
    }
  }

  /// By the iconv program, the reference.
  private func encode(_ text: String, _ encoding: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/iconv")
    process.arguments = ["-f", "UTF-8", "-t", encoding]
    let input = ChildProcess.pipe()
    let output = ChildProcess.pipe()
    process.standardInput = input
    process.standardOutput = output
    try ChildProcess.start(process)
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    ChildProcess.waitForEnd(of: process)
    return bytes
  }
}
