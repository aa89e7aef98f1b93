import Models
import ReferenceData
import Testing

@testable import ArticleForms

@Suite struct PublicationDateTests {
  private static let eight = "2026-11-26T08:00:00Z"

  @Test(
    "every form of feeds, pages and interfaces names its time and its clock",
    arguments: [
      ("2026-11-26T08:00:00Z", eight, 0), ("2026-11-26T08:00:00+0000", eight, 0), ("2026-11-26T08:00Z", eight, 0),
      ("2026-11-26T16:00:00+08:00", eight, 480), ("2026-11-26T16:00+08", eight, 480),
      ("2026-11-26 03:00:00 -0500", eight, -300), ("2026-11-26 08:00:00", eight, nil),
      ("2026-11-26T08:00:00.123456Z", "2026-11-26T08:00:00.123Z", 0),
      ("2026-11-26T08:00:00,5Z", "2026-11-26T08:00:00.500Z", 0),
      ("20261126T080000Z", eight, 0), ("20261126T0800", eight, nil), ("20261126080000", eight, nil),
      ("2026-11-26", "2026-11-26T00:00:00Z", nil), ("20261126", "2026-11-26T00:00:00Z", nil),
      ("2026/11/26 08:00", eight, nil), ("2026.11.26", "2026-11-26T00:00:00Z", nil),
      ("Thu, 26 Nov 2026 08:00:00 GMT", eight, 0), ("Thu, 26 Nov 2026 08:00:00 +0000", eight, 0),
      ("26 Nov 2026 08:00 UT", eight, 0), ("Thu, 26 Nov 2026 03:00:00 EST", eight, -300),
      ("Thu, 26 Nov 26 08:00:00 Z", eight, 0), ("Thu, 26 Nov 2026 16:00:00 +0800 (CST)", eight, 480),
      ("Thu, 26 Nov 2026 13:30 IST", eight, 330), ("Thu Nov 26 08:00:00 UTC 2026", eight, 0),
      ("Thu Nov 26 08:00:00 2026", eight, nil), ("Thursday, 26-Nov-26 08:00:00 GMT", eight, 0),
      ("November 26, 2026 8:00 AM", eight, nil), ("Nov. 26, 2026, 8:00 a.m.", eight, nil),
      ("Nov. 26, 2026, 12:30 p.m. GMT", "2026-11-26T12:30:00Z", 0),
      ("26 November 2026", "2026-11-26T00:00:00Z", nil), ("Sept 3, 2026", "2026-09-03T00:00:00Z", nil),
      ("Nov 26, 2026 12:05 AM EST", "2026-11-26T05:05:00Z", -300),
      ("Nov 26, 2026 12:05 PM UTC", "2026-11-26T12:05:00Z", 0),
      ("26.11.2026 09:00 CET", eight, 60), ("26/11/2026", "2026-11-26T00:00:00Z", nil),
      ("11/26/2026", "2026-11-26T00:00:00Z", nil), ("11/11/2026", "2026-11-11T00:00:00Z", nil),
      ("1795680000", "2026-11-26T08:00:00Z", nil), ("1795680000000", eight, nil), ("1795680000.5", eight, nil),
      ("1795680000000000", eight, nil),
      ("2026年11月26日", "2026-11-25T16:00:00Z", 480), ("2026年11月26日 16:00", eight, 480),
      ("2026年11月26日16时00分", eight, 480), ("2026年11月26日 下午4:00", eight, 480), ("2026-11-26 16:00 GMT+8", eight, 480),
      ("2026-11-26T24:00:00Z", "2026-11-27T00:00:00Z", 0), ("2026-12-31T23:59:60Z", "2026-12-31T23:59:59Z", 0),
      (" \n2026-11-26T08:00:00Z\t", eight, 0),
      ("2026-11-26+02:00", "2026-11-25T22:00:00Z", 120), ("2026-11-26+0200", "2026-11-25T22:00:00Z", 120),
      ("1 Mar 2026 +01:00", "2026-02-28T23:00:00Z", 60), ("2026-11-26T03:00-05", eight, -300),
      ("Thu Nov 26 03:00:00 -05 2026", eight, -300), ("26 Nov 2026 - 08:00", eight, nil), ("2026112608", eight, nil),
      ("10:30 - 5 Nov 2026", "2026-11-05T10:30:00Z", nil), ("08:00 - 05.11.2026", "2026-11-05T08:00:00Z", nil),
      ("08:00 - 26 November 2026", eight, nil), ("08:00 - 11/26/2026", eight, nil),
      ("10:30 - 5. November 2026", "2026-11-05T10:30:00Z", nil), ("2000000000", "2033-05-18T03:33:20Z", nil),
    ] as [(String, String, Int?)])
  func read(_ text: String, _ expected: String, _ offset: Int?) {
    let date = PublicationDate(text, names: reader.rules.dates)
    #expect(date?.instant.description == expected, "\(text)")
    #expect(date?.offset == offset, "\(text)")
  }

  @Test(
    "dates in words of other languages and scripts are read as those in English",
    arguments: [
      ("26 de noviembre de 2026, 8:00", eight, nil), ("26 novembre 2026 à 8h00", eight, nil),
      ("26. November 2026, 8.00 Uhr", eight, nil), ("26 de novembro de 2026 08:00", eight, nil),
      ("26 ноября 2026 г., 08:00", eight, nil), ("26 листопада 2026, 08:00", eight, nil),
      ("26 Kasım 2026 08:00", eight, nil), ("26 November 2026 08:00 WIB", "2026-11-26T01:00:00Z", 420),
      ("mar. 24 nov. 2026", "2026-11-24T00:00:00Z", nil), ("24 mar 2026", "2026-03-24T00:00:00Z", nil),
      ("1 Agustus 2026", "2026-08-01T00:00:00Z", nil), ("3 février 2026", "2026-02-03T00:00:00Z", nil),
      ("26 نوفمبر 2026 08:00", eight, nil), ("٢٦ نوفمبر ٢٠٢٦", "2026-11-26T00:00:00Z", nil),
      ("26 नवंबर 2026, 08:00", eight, nil), ("Thứ năm, 26/11/2026, 15:00 (GMT+7)", eight, 420),
      ("2026.11.26. 오후 5:00", "2026-11-26T17:00:00Z", nil), ("2026年11月26日 午後5時00分", eight, 540),
      ("2026년 11월 26일 오후 5:00", eight, 540),
      ("२६ नवंबर २०२६", "2026-11-26T00:00:00Z", nil), ("26 พฤศจิกายน 2569 08:00", eight, nil),
      ("๒๖ พฤศจิกายน พ.ศ. ๒๕๖๙", "2026-11-26T00:00:00Z", nil), ("26 พฤศจิกายน 2026", "2026-11-26T00:00:00Z", nil),
      ("26 พฤศจิกายน 69", "2026-11-26T00:00:00Z", nil),
      ("２０２６年１１月２６日 16:00", eight, 480), ("26 nov. 2026 8:00 a. m.", eight, nil),
    ] as [(String, String, Int?)])
  func languages(_ text: String, _ expected: String, _ offset: Int?) {
    let date = PublicationDate(text, names: reader.rules.dates)
    #expect(date?.instant.description == expected, "\(text)")
    #expect(date?.offset == offset, "\(text)")
  }

  @Test(
    "what is no date, or has two readings, is not read",
    arguments: [
      "", "yesterday", "2 hours ago", "03/04/2026", "2026-13-01", "2026-02-30", "2026-11-26T25:00:00Z", "26 Foo 2026",
      "26 Nov 2026 Dec",
      "2026", "2026-W10-4", "2026W104", "2026-W10-4T08:00:00Z",
      "11", "12:00", "Thu", "-1", "99999999999999999999", "2026-11-26T08:61:00Z", "1-2-3-4-5-6-7",
      String(repeating: "1", count: 500), "0000-00-00", "0000-00-00T00:00:00Z", "26 Nov 1026", "1899-12-31",
    ])
  func unread(_ text: String) { #expect(PublicationDate(text, names: reader.rules.dates) == nil, "\(text)") }

  @Test(
    "a row of time-words.tsv moves what a date is read as",
    arguments: [
      ("时\thour\t-", "刻\thour\t-", "2026年11月26日16时00分", nil, nil),
      ("h\thour\t-", "u\thour\t-", "26 novembre 2026 à 8h00", nil, nil),
      ("uhr\tend\t-", "ure\tend\t-", "26. November 2026, 8.00 Uhr GMT", eight, nil),
      ("uhr\tdotted\t-", "ure\tdotted\t-", "26. November 2026, 8.00 Uhr", nil, nil),
      ("下午\tbefore\t12", "下午\tbefore\t0", "2026年11月26日 下午4:00", "2026-11-25T20:00:00Z", 480),
      ("pm\tafter\t12", "pm\tafter\t0", "Nov. 26, 2026, 12:30 p.m. GMT", "2026-11-26T00:30:00Z", 0),
      ("年\tzone\t+08:00", "年\tzone\t+09:00", "2026年11月26日 16:00", "2026-11-26T07:00:00Z", 540),
      ("mar\tweekday\t-", "mer\tweekday\t-", "mar. 24 nov. 2026", nil, nil),
    ] as [(String, String, String, String?, Int?)])
  func moving(_ row: String, _ other: String, _ text: String, _ expected: String?, _ offset: Int?) throws {
    let names = try changedReader("time-words.tsv") { $0.replacing("\n" + row, with: "\n" + other) }.rules.dates
    let date = PublicationDate(text, names: names)
    #expect(date?.instant.description == expected)
    #expect(date?.offset == offset)
  }

  @Test("every name in the table is read")
  func zones() throws {
    #expect(PublicationDate("26 Nov 2026 13:45 NPT", names: reader.rules.dates)?.offset == 345)
    #expect(PublicationDate("26 Nov 2026 05:00 BRT", names: reader.rules.dates)?.instant == time(Self.eight))
  }
}
