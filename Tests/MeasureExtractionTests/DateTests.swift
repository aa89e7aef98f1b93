import ExtractionFixtures
import Models
import ReferenceData
import Testing

@testable import MeasureExtraction

/// Published on Sunday, 24 November 2024, unless said otherwise.
@Suite struct DateTests {
  @Test(
    "A date that says its year has that value, at its own precision",
    arguments: [
      ("It opened on 12 March 2024.", "12 March 2024=2024-03-12"),
      ("It opened on March 12, 2024.", "March 12, 2024=2024-03-12"),
      ("It opened in Nov. 2024.", "Nov. 2024=2024-11"),
      ("It opened on Nov. 29, 2016.", "Nov. 29, 2016=2016-11-29"),
      ("The 6th of March 2020 was calm.", "6th of March 2020=2020-03-06"),
      ("Signed 2024-11-30 in Lima.", "2024-11-30=2024-11-30"),
      ("Signed 2024/11/30 in Lima.", "2024/11/30=2024-11-30"),
      ("Signed 30/11/2024 in Lima.", "30/11/2024=2024-11-30"),
      ("Signed 11/30/2024 in Lima.", "11/30/2024=2024-11-30"),
      ("Signed 30.11.2024 in Lima.", "30.11.2024=2024-11-30"),
      ("Logged at 2024-11-30T14:05:00Z here.", "2024-11-30T14:05:00Z=2024-11-30"),
      ("It slowed in late 2023.", "late 2023=2023"),
      ("It slowed in mid-2022.", "mid-2022=2022"),
      ("In 2019 gunmen shelled it.", "2019=2019"), ("Since 2017 villagers have blocked it.", "2017=2017"),
      ("By 2019 workers had left.", "2019=2019"), ("In mid-2019 rebels fled.", "mid-2019=2019"),
      ("Sales fell in Q4 2023.", "Q4 2023=2023-Q4"),
      ("Sales fell in the fourth quarter of 2023.", "the fourth quarter of 2023=2023-Q4"),
      ("Sales fell in the first half of 2024.", "the first half of 2024=2024-H1"),
      ("Sales fell in the first nine months of 2024.", "the first nine months of 2024=2024-01/2024-09"),
      ("The plan for 2021-2025 is out.", "2021-2025=2021/2025"),
      ("The Iran-Iraq War of 1980-88 ended.", "1980-88=1980/1988"),
      ("Fiscal year 2023-24 was good.", "Fiscal year 2023-24=2023/2024"),
      ("In the 1990s roads were bad.", "the 1990s=199X"),
      ("By the end of 2023 it was built.", "the end of 2023=2023"),
      ("It has run since 2014.", "2014=2014"),
      ("On 5-6 April 2016 they met.", "5-6 April 2016=2016-04-05/2016-04-06"),
      ("October 25-26, 2016, was the drill.", "October 25-26, 2016=2016-10-25/2016-10-26"),
      ("January to March 2024 was dry.", "January to March 2024=2024-01/2024-03"),
      ("the summer of 2017 was hot", "the summer of 2017=2017"),
      ("They met from March 3 to March 5, 2024.", "March 3=2024-03-03 | March 5, 2024=2024-03-05"),
      ("Thursday, December 15, 2016 was cold.", "Thursday, December 15, 2016=2016-12-15"),
      ("It was built in 575 B.C. by kings.", "575 B.C.=?"),
    ])
  func absolute(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: nil) == expected)
    #expect(try MeasureFixture.dates(text, published: "2024-11-24") == expected)
  }

  @Test("A day and a month that could be either way round stay unresolved")
  func ambiguous() throws {
    #expect(try MeasureFixture.dates("Signed on 03/04/2024.", published: "2024-11-24") == "03/04/2024=?")
    #expect(try MeasureFixture.dates("Signed on 04/04/2024.", published: "2024-11-24") == "04/04/2024=2024-04-04")
  }

  @Test(
    "A relative date resolves against the day of publication and has no value without one",
    arguments: [
      ("He spoke today.", "today=2024-11-24"), ("He spoke yesterday morning.", "yesterday morning=2024-11-23"),
      ("They will meet tomorrow.", "tomorrow=2024-11-25"), ("The port closed on Monday.", "Monday=2024-11-18"),
      ("They will meet on Monday.", "Monday=2024-11-25"), ("They met last Friday.", "last Friday=2024-11-22"),
      ("They meet next Friday.", "next Friday=2024-11-29"), ("Prices fell last week.", "last week=2024-W46"),
      ("Prices fell this month.", "this month=2024-11"), ("It opens next month.", "next month=2024-12"),
      ("Exports rose last year.", "last year=2023"), ("It was cut last quarter.", "last quarter=2024-Q3"),
      ("He left a year ago.", "a year ago=2023"), ("He left three days ago.", "three days ago=2024-11-21"),
      ("He left two weeks ago.", "two weeks ago=2024-W45"), ("He left 18 months ago.", "18 months ago=2023-05"),
      ("It opened in February.", "February=2024-02"), ("It opened in December.", "December=2023-12"),
      ("It will open in December.", "December=2024-12"), ("It is to be opened in January.", "January=2025-01"),
      ("Rain is to blame for the crash in January.", "January=2024-01"),
      ("It was to be opened in January.", "January=2024-01"), ("It is due in March.", "March=2025-03"),
      ("It may lack coal beyond mid-December.", "mid-December=2024-12"),
      ("Coal is short beyond the end of January.", "the end of January=2025-01"),
      ("It lasted beyond December.", "December=2023-12"), ("It closed in mid-December.", "mid-December=2023-12"),
      ("It opened on 3 March.", "3 March=2024-03-03"), ("It opened on Dec. 10.", "Dec. 10=2024-12-10"),
      ("It opened on 10 June.", "10 June=2024-06-10"), ("It closed last July.", "last July=2024-07"),
      ("It closed in early March last year.", "early March last year=2023-03"),
      ("It closed on 5 May last year.", "5 May last year=2023-05-05"),
      ("It was agreed last weekend.", "last weekend=2024-11-16/2024-11-17"),
      ("It burned at the weekend.", "the weekend=2024-11-23/2024-11-24"),
      ("Attackers struck this morning.", "this morning=2024-11-24"),
      ("It shut in the third quarter.", "the third quarter=2024-Q3"),
      ("It snowed at the end of last year.", "the end of last year=2023"),
      ("Rain fell in the past 24 hours.", "the past 24 hours=2024-11-24"),
      ("Rain fell over the last two years.", "the last two years=2022/2024"),
      ("On Christmas Day they rested.", "Christmas Day=2024-12-25"),
    ])
  func relative(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24T10:00:00Z") == expected)
    let unresolved = expected.split(separator: "=")[0] + "=?"
    #expect(try MeasureFixture.dates(text, published: nil) == unresolved)
  }

  @Test(
    "The weekend is the last one that has begun, or the coming one where the sentence looks ahead",
    arguments: [
      ("It burned at the weekend.", "2024-11-16/2024-11-17"), ("It will open at the weekend.", "2024-11-23/2024-11-24"),
    ])
  func weekend(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-20") == "the weekend=\(expected)")
  }

  @Test(
    "A date told from another date counts from the last one named",
    arguments: [
      ("On 5 March 2024 it shut. Two days later it opened.", "5 March 2024=2024-03-05 | Two days later=2024-03-07"),
      (
        "On 5 March 2024 it shut; the following day it opened.",
        "5 March 2024=2024-03-05 | the following day=2024-03-06"
      ),
      ("On 5 March 2024 it shut. Two days prior it opened.", "5 March 2024=2024-03-05 | Two days prior=2024-03-03"),
      ("On 5 March 2024 it shut. Two days prior to that it opened.", "5 March 2024=2024-03-05 | Two days=?"),
      ("On 5 March 2024 it shut. Two days after the vote it opened.", "5 March 2024=2024-03-05 | Two days=?"),
      ("It shut on Tuesday, two days after the vote.", "Tuesday=2024-11-19 | two days after=2024-11-17"),
      ("It shut in June 2021, two days after the vote.", "June 2021=2021-06 | two days=?"),
      ("In June 2021 it shut. It opened a year earlier.", "June 2021=2021-06 | a year earlier=2020"),
    ])
  func anaphoric(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24") == expected)
  }

  @Test(
    "A weekday that its sentence looks ahead to is the next one, another the last one",
    arguments: [
      ("A march in Lima is set for Thursday.", "Thursday=2024-11-28"),
      ("Bakers called a walkout for Thursday morning after talks failed.", "Thursday morning=2024-11-28"),
      ("The ministry gave the quarry until Tuesday.", "Tuesday=2024-11-26"),
      ("The ferry line closes on Wednesday for dredging.", "Wednesday=2024-11-27"),
      ("The envoy apologised for Thursday's attack.", "Thursday=2024-11-21"),
      ("Crowds had gathered for Friday prayers.", "Friday=2024-11-22"),
      ("The siege lasted until Thursday.", "Thursday=2024-11-21"),
      ("The wreck was not found until Thursday.", "Thursday=2024-11-21"),
      ("The move comes after rebels raided the camp on Thursday.", "Thursday=2024-11-21"),
      ("The table was set and they ate on Thursday.", "Thursday=2024-11-21"),
    ])
  func weekdays(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24T10:00:00Z") == expected)
  }

  @Test(
    "What fell or was due is past, what is due or was due to happen is not",
    arguments: [
      ("It missed a coupon that fell due on 11 November.", "11 November=2024-11-11"),
      ("The loan was only due on 3 November.", "3 November=2024-11-03"),
      ("The loan came due on Thursday.", "Thursday=2024-11-21"),
      ("The loan is due on 3 November.", "3 November=2025-11-03"),
      ("The loan falls due on Thursday.", "Thursday=2024-11-28"),
      ("The bridge was due to open on 3 March.", "3 March=2025-03-03"),
    ])
  func due(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24T10:00:00Z") == expected)
  }

  @Test(
    "The day before yesterday and the week after next are two steps away",
    arguments: [
      ("It burned the day before yesterday.", "the day before yesterday=2024-11-22"),
      ("They vote the day after tomorrow.", "the day after tomorrow=2024-11-26"),
      ("Guns were heard the night before last.", "the night before last=2024-11-22"),
      ("It closed the week before last.", "the week before last=2024-W45"),
      ("It opens the month after next.", "the month after next=2025-01"),
      ("It closed the day before last week's vote.", "last week=2024-W46"),
    ])
  func twoSteps(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24T10:00:00Z") == expected)
  }

  @Test(
    "A date to or from which something is moved is a new deadline",
    arguments: [
      ("The lender pushed its instalments back to 2043.", ["2043"]),
      ("Work on the line has slipped from 2026 to 2029.", ["2026", "2029"]),
      ("The vote was postponed to 5 May.", ["5 May"]),
      ("The dispute dates back to 2014.", []), ("Trade grew from 2019 to 2023.", []),
      ("The road was delayed in 2022.", []),
    ] as [(String, [String])])
  func deadlines(text: String, expected: [String]) throws {
    let findings = try MeasureFixture.findings(text, published: "2024-11-24T10:00:00Z")
    #expect(findings.dates.filter { findings.newDeadlines.contains($0.span.start) }.map(\.span.text) == expected)
  }

  @Test(
    "What only looks like a date is not one",
    arguments: [
      "You may go. He may march 20 miles.", "March on, he said.", "The fall of Mosul.", "Spring water is clean.",
      "2000 workers left.", "In 25 cases it failed.", "He paid $2024 for it.", "Resolution 2334 passed.",
      "It is 2,024 km long.", "Call 555-2014-1999 now.", "May Kassem spoke.", "the second largest port",
      "He won 3-2.", "Boeing 737 planes", "the first half of the game", "at the end of the road", "this side",
      "Version 2.0.1 is out", "The pipe is 1990mm wide", "Sun shone on Mar a Lago",
    ])
  func none(text: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24") == "")
  }

  @Test(
    "Chinese dates are read",
    arguments: [
      ("2024年11月30日，秘鲁钱凯港开港。", "2024年11月30日=2024-11-30"), ("2024年11月开港", "2024年11月=2024-11"),
      ("去年开工，昨日竣工", "去年=2023 | 昨日=2024-11-23"), ("截至2023年底，", "2023年底=2023"),
      ("2023年第四季度增长", "2023年第四季度=2023-Q4"), ("2024年上半年", "2024年上半年=2024-H1"), ("上个月，", "上个月=2024-10"),
      ("11月14日", "11月14日=2024-11-14"),
      ("9日发生地震", "9日=2024-11-09"), ("代表团30日抵达", "30日=2024-11-30"),
      ("27日起封路", "27日=2024-11-27"), ("售价20日元", ""), ("周三开工", "周三=2024-11-20"),
      ("星期日", "星期日=2024-11-24"), ("上周五罢工", "上周五=2024-11-15"), ("禮拜一", "禮拜一=2024-11-18"),
      ("二〇二四年十一月三十日开港", "二〇二四年十一月三十日=2024-11-30"), ("一九九八年竣工", "一九九八年=1998"),
      ("明年三月起禁止出口", "明年三月=2025-03"), ("十月五日发生地震", "十月五日=2024-10-05"), ("二十三日抵达", "二十三日=2024-11-23"),
      ("3月底投产", "3月底=2024-03"), ("停工三日", ""), ("停工一百二十日", ""), ("二〇二四年代", ""),
      ("码头工人将于周四停工", "周四=2024-11-28"), ("定于星期二投票", "星期二=2024-11-26"),
      ("原定于周四开工", "周四=2024-11-21"), ("公司将周四的会议推迟", "周四=2024-11-21"),
      ("将于3月投产", "3月=2025-03"), ("可能3月停炉", "3月=2025-03"), ("拟3月停炉", "3月=2025-03"),
      ("原拟3月停炉", "3月=2024-03"), ("模拟3月停炉", "3月=2024-03"),
      ("拟于10日罢市", "10日=2024-12-10"), ("定于5月6日开庭", "5月6日=2025-05-06"),
      ("四天前塌方", "四天前=2024-11-20"), ("2周前停产", "2周前=2024-W45"), ("连续三天前往现场", ""),
      ("大前天起火", "大前天=2024-11-21"), ("前天起火", "前天=2024-11-22"), ("前晚停电", "前晚=2024-11-22"),
      ("昨夜起火", "昨夜=2024-11-23"), ("今年第16号台风登陆", "今年=2024"), ("16号登陆", "16号=2024-11-16"),
      ("（利马23日讯）秘鲁今日封路。", "23日=2024-11-23 | 今日=2024-11-23"),
      ("利马11月22日电 秘鲁昨日封路。", "11月22日=2024-11-22 | 昨日=2024-11-21"),
      ("22日电力中断，今日恢复。", "22日=2024-11-22 | 今日=2024-11-24"),
      ("每年约2000万美元", ""), ("产量2000多万吨", ""), ("2000至2100万吨", ""), ("共1998套", ""),
      ("2025元旦开工", "2025=2025"), ("2024至2025年", "2024=2024 | 2025年=2025"),
      ("今年三季度", "今年三季度=2024-Q3"), ("去年第四季度", "去年第四季度=2023-Q4"), ("第三季度增长", "第三季度=2024-Q3"),
    ])
  func chinese(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24") == expected)
  }

  @Test("A row says which letters are of quarters and halves, and which era is before the first year")
  func rows() throws {
    func dates(_ text: String, _ file: String, _ old: String, _ new: String) throws -> String {
      try MeasureFixture.dates(text, published: "2024-11-24", changing: [(file, old, new)])
    }
    let quarter = "Sales fell in Q4 2023."
    #expect(try !dates(quarter, "measure-words.tsv", "q\tquarter_letter", "z\tquarter_letter").contains("Q4"))
    let half = "Sales fell in 1H2023."
    #expect(try MeasureFixture.dates(half, published: "2024-11-24") == "1H2023=2023-H1")
    #expect(try !dates(half, "measure-words.tsv", "h\thalf_letter", "z\thalf_letter").contains("H1"))
    let era = "It was built in 1575 BC by kings."
    #expect(try MeasureFixture.dates(era, published: "2024-11-24") == "1575 BC=?")
    #expect(try dates(era, "en/date-words.tsv", "bc\tera\t-1", "bc\tera\t1") == "1575 BC=1575")
  }

  @Test(
    "The value of a word of the future says where it looks ahead",
    arguments: [
      ("The strike starts in March.", "starts\tfuture\tfixture", "2025-03"),
      ("The strike starts in March.", "starts\tfuture\tpast_before_due", "2024-03"),
      ("The strike is going to end in March.", "going\tfuture\tahead_before_to", "2025-03"),
      ("The strike is going to end in March.", "going\tfuture\tpast_before_due", "2024-03"),
      ("The loan is set for March.", "set\tfuture\tahead_before_to_or_for", "2025-03"),
      ("The loan is set for March.", "set\tfuture\tahead_before_to", "2024-03"),
      ("The loan is due in March.", "due\tfuture\tdue", "2025-03"),
      ("The loan fell due in March.", "due\tfuture\tdue", "2024-03"),
      ("The loan fell due in March.", "due\tfuture\t-", "2025-03"),
    ])
  func futureWords(text: String, row: String, date: String) throws {
    let word = String(row.prefix { $0 != "\t" })
    let committed = ["starts": "fixture", "going": "ahead_before_to", "set": "ahead_before_to_or_for", "due": "due"]
    let value = try #require(committed[word])
    let dates = try MeasureFixture.dates(
      text, published: "2024-11-24", changing: [("en/date-words.tsv", "\n\(word)\tfuture\t\(value)\n", "\n\(row)\n")])
    #expect(dates == "March=\(date)")
  }

  @Test(
    "A value that a word of the future or a part of the day cannot have is refused with its row",
    arguments: [
      ("starts\tfuture\tfixture", "starts\tfuture\t8", "one of fixture"),
      ("noon\tdaypart\tpoint_of_day", "noon\tdaypart\t1", "point_of_day"),
    ])
  func wrongValues(old: String, new: String, expected: String) {
    let error = #expect(throws: TableError.self) {
      try MeasureFixture.dates("It ended.", published: nil, changing: [("en/date-words.tsv", old, new)])
    }
    #expect(error?.problem.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test("A row of date-characters.tsv says what is between two amounts, and what ends a year")
  func chineseRows() throws {
    let amounts = "2000至2100万吨"
    #expect(try MeasureFixture.dates(amounts, published: "2024-11-24") == "")
    #expect(
      try MeasureFixture.dates(
        amounts, published: "2024-11-24", changing: [("zh/date-characters.tsv", "range\t至", "range\t又")]) == "2000=2000"
    )
    let share = "截至2023年底，公司产量达500吨。"
    let moved = try MeasureFixture.findings(share, changing: [("zh/date-characters.tsv", "year_end\t底", "year_end\t尾")])
    #expect(try MeasureFixture.findings(share).quantities.map(\.asOf) == ["2023-12-31"])
    #expect(moved.quantities.map(\.asOf) == ["2023"])
  }

  @Test(
    "A month whose name is no ordinary word needs no word before it",
    arguments: [
      ("Serangan itu terjadi Maret lalu.", "Maret=2024-03"), ("Serangan itu terjadi Mei lalu.", "Mei=2024-05"),
      ("Serangan itu terjadi Juni lalu.", "Juni=2024-06"),
    ])
  func indonesianMonths(text: String, expected: String) throws {
    #expect(try MeasureFixture.dates(text, published: "2024-11-24", language: "id") == expected)
  }

  @Test("A time of day is a date without a value")
  func timesOfDay() throws {
    #expect(
      try MeasureFixture.dates("It starts at 10 a.m. Nov. 29, 2016.", published: nil)
        == "10 a.m.=? | Nov. 29, 2016=2016-11-29")
    #expect(try MeasureFixture.dates("It starts at 14:30 GMT sharp.", published: nil) == "14:30 GMT=?")
    #expect(try MeasureFixture.dates("It starts at 5pm.", published: nil) == "5pm=?")
  }
}
