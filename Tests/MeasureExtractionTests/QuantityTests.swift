import ExtractionFixtures
import Models
import ReferenceData
import Testing

@testable import MeasureExtraction

@Suite struct QuantityTests {
  @Test(
    "Money is read with its full value and its ISO 4217 currency",
    arguments: [
      ("It cost 78.46 billion US dollars.", "78.46 billion US dollars=78460000000 USD"),
      ("It cost $135 million.", "$135 million=135000000 USD"), ("It cost US$5bn.", "US$5bn=5000000000 USD"),
      ("It cost A$2.5m.", "A$2.5m=2500000 AUD"),
      ("It is a $1.4 billion contract.", "$1.4 billion=1400000000 USD"),
      ("It cost over 9 billion euros.", "over 9 billion euros=9000000000 EUR gt"),
      ("It cost £59.5 million.", "£59.5 million=59500000 GBP"), ("It cost €1,250.50.", "€1,250.50=1250.5 EUR"),
      ("It cost 500 million yuan.", "500 million yuan=500000000 CNY"),
      ("It cost RMB 3 billion.", "RMB 3 billion=3000000000 CNY"),
      ("It cost Rs 5,000 crore.", "Rs 5,000 crore=50000000000 INR"),
      ("It cost Rs.70 crore.", "Rs.70 crore=700000000 INR"),
      ("It cost 3 billion birr.", "3 billion birr=3000000000 ETB"),
      ("It cost 5 million Ghana cedis.", "5 million Ghana cedis=5000000 GHS"),
      ("It cost USD 12.5 million.", "USD 12.5 million=12500000 USD"),
      ("It cost 40 million USD.", "40 million USD=40000000 USD"),
      ("It cost 1.2 trillion yen.", "1.2 trillion yen=1200000000000 JPY"),
      ("It cost nearly half a million dollars.", "nearly half a million dollars=500000 USD lt_approx"),
      ("It cost two and a half million euros.", "two and a half million euros=2500000 EUR"),
      ("It cost a million and a half euros.", "a million and a half euros=1500000 EUR"),
      ("It cost at least KSh 300.", "at least KSh 300=300 KES ge"),
      ("It cost up to ¥200 billion.", "up to ¥200 billion=200000000000 JPY le"),
      ("It cost R500.", "R500=500 ZAR"),
      ("It cost 300 billion Kazakh tenge.", "300 billion Kazakh tenge=300000000000 KZT"),
      ("It cost a 5-million-dollar loan.", "5-million-dollar=5000000 USD"), ("耗资78.46亿美元。", "78.46亿美元=7846000000 USD"),
      ("They won 5 medals.", "5 medals=5 medals"), ("It took 500 pounds of explosives.", "500 pounds=500 pounds"),
    ])
  func money(text: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text) == expected)
  }

  @Test(
    "A letter is money only before a large sum, where the article names the country",
    arguments: [
      ("It cost N150m.", "NG", "N150m=150000000 NGN"), ("It cost K620 million.", "ZM", "K620 million=620000000 ZMW"),
      ("It cost K620 million.", "PG", "K620 million=620000000 PGK"),
      ("It cost P2.5 billion.", "BW", "P2.5 billion=2500000000 BWP"),
      ("It cost P45,000.", "PH", "P45,000=45000 PHP"), ("It cost Sh95.6bn.", "KE", "Sh95.6bn=95600000000 KES"),
      ("It cost Sh 3 billion.", "TZ", "Sh 3 billion=3000000000 TZS"),
      ("It cost S/40 million.", "PE", "S/40 million=40000000 PEN"), ("It cost K620 million.", "PE", ""),
      ("The K9 team left.", "ZM", ""), ("The N95 masks left.", "NG", ""), ("The P5+1 powers met.", "PH", ""),
      ("The S400 batteries left.", "PE", ""), ("The R2 robots left.", "ZA", ""), ("S/2024/300 was adopted.", "PE", ""),
    ])
  func letters(text: String, country: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text, countries: [country]) == expected)
  }

  @Test(
    "Chinese sums and capacities are read whole",
    arguments: [
      ("耗资3亿2500万美元", "3亿2500万美元=325000000 USD"), ("预算2兆1500億日圓", "2兆1500億日圓=2150000000000 JPY"),
      ("拖欠13亿肯先令", "13亿肯先令=1300000000 KES"), ("拖欠7億披索", "7億披索=700000000 PHP"),
      ("每年约2000万美元", "约2000万美元=20000000 USD approx"), ("装机300兆瓦", "300兆瓦=300 megawatts"),
      ("装机40万千瓦", "40万千瓦=400000 kilowatts"), ("总值2兆美元", "2兆美元=2000000000000 USD"),
      ("6万8千人", "6万8千人=68000 people"), ("3万5200人", "3万5200人=35200 people"), ("5万亿元", "5万亿元=5000000000000 CNY"),
      ("企业签约30家", "30家=30 companies"), ("附近40名村民", "40名=40 people"), ("近40名村民", "近40名=40 people lt_approx"),
    ])
  func chinese(text: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text) == expected)
  }

  @Test("A currency's name that several countries share is read by the countries of the article")
  func sharedNames() throws {
    #expect(
      try MeasureFixture.quantities("It cost 10 billion rupees.", countries: ["PK"])
        == "10 billion rupees=10000000000 PKR")
    #expect(try MeasureFixture.quantities("It cost 10 billion rupees.") == "10 billion rupees=10000000000 INR")
    #expect(
      try MeasureFixture.quantities("It cost 10 million pesos.", countries: ["PH"]) == "10 million pesos=10000000 PHP")
  }

  @Test(
    "Percentages and fractions keep what they say",
    arguments: [
      ("It rose 44.2% on the year.", "44.2%=44.2 percent"), ("It rose 12 per cent.", "12 per cent=12 percent"),
      ("It rose by about 3 percentage points.", "about 3 percentage points=3 percentage_points approx"),
      ("Two-thirds of members agreed.", "Two-thirds=0.6666666666666666 fraction"),
      ("A third of them left.", "A third=0.3333333333333333 fraction"),
      ("More than half of them left.", "More than half=0.5 fraction gt"),
      ("Some 15 to 20 percent is gone.", "15=15 percent ge | 20 percent=20 percent le"),
      ("同比增长12.5%", "12.5%=12.5 percent"),
    ])
  func shares(text: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text) == expected)
  }

  @Test(
    "Counted and measured things have their unit and comparator",
    arguments: [
      (
        "They set up 48,000 overseas enterprises in 189 countries and regions.",
        "48,000 overseas enterprises=48000 enterprises | 189 countries and regions=189 countries and regions"
      ),
      ("It trained more than 31,000 people.", "more than 31,000 people=31000 people gt"),
      ("It trained nearly 10,000 students.", "nearly 10,000 students=10000 students lt_approx"),
      ("A 250 MW plant runs.", "250 MW=250 megawatts"), ("A 100-megawatt plant runs.", "100-megawatt=100 megawatts"),
      ("A road of 1 500 km runs.", "1 500 km=1500 kilometres"),
      ("Over 700 square miles burned.", "Over 700 square miles=700 square_miles gt"),
      ("It ships 1.5 million tonnes.", "1.5 million tonnes=1500000 tonnes"),
      ("Twenty-five miners died.", "Twenty-five miners=25 miners"),
      ("Nine hundred villagers fled.", "Nine hundred villagers=900 villagers"),
      ("A dozen villages flooded.", "A dozen villages=12 villages"),
      ("At least nine were killed.", "At least nine=9 people ge"),
      ("The blast killed three and wounded 17.", "three=3 people | 17=17 people"),
      ("One soldier was hurt.", "One soldier=1 soldier"),
      ("Just over 40 ships wait.", "Just over 40 ships=40 ships gt_approx"),
      ("No fewer than 6 trains run.", "No fewer than 6 trains=6 trains ge"),
      ("Fewer than 6 trains run.", "Fewer than 6 trains=6 trains lt"),
      ("It lasted more than 10 years.", "more than 10 years=10 years gt"),
      ("The list has been reduced to 29, and falls.", "29=29 items"),
      ("Restrictions have been \"zero.\" Good.", "\"zero.\"=0 items"),
      ("It has six corridors, six roads.", "six corridors=6 corridors | six roads=6 roads"),
      ("The three countries' plan works.", "three countries=3 countries"),
      ("50 or more workers left.", "50 or more workers=50 workers ge"),
      ("Between 5 and 7 million people fled.", "Between 5=5000000 people ge | 7 million people=7000000 people le"),
      ("It takes 5-7 days.", "5=5 days ge | 7 days=7 days le"),
      ("It costs $5 million to $7 million.", "$5 million=5000000 USD ge | $7 million=7000000 USD le"),
      (
        "Trade rose 12.8 percent to 519.7 billion yuan.",
        "12.8 percent=12.8 percent | 519.7 billion yuan=519700000000 CNY"
      ),
      ("It grew from 10 to 12 percent.", "10=10 percent | 12 percent=12 percent"),
      ("共有4.8万家企业", "4.8万家=48000 companies"), ("约3000人死亡", "约3000人=3000 people approx"),
      ("全长142公里", "142公里=142 kilometres"),
    ])
  func counts(text: String, expected: String) throws {
    #expect(try MeasureFixture.quantities(text) == expected)
  }

  @Test(
    "Ordinals, names, codes, scores, ages and definite pairs are no quantities",
    arguments: [
      "The fourth symposium met.", "The Third Plenary Session of the 20th CPC Central Committee met.",
      "One of the reasons is known.", "The two complement and support each other.", "The two sides met.",
      "No one came.",
      "Article 29 applies.", "Boeing 737 crashed.", "Resolution 2334 passed.", "A 35-year-old man fell.",
      "Smith, 35, fell.",
      "The G20 met.", "An F-16 flew.", "COVID-19 spread.", "They won 3-2.", "See note [3].", "Call 3080897.",
      "Version 2.0.1 is out.", "On 24/7 duty.", "On 9/11 they fell.", "At 10:30 it began.", "In 2024 it began.",
      "In 2019 rebels left.",
      "Three Gorges Dam leaks.",
      "Zero tolerance applies.", "A five-year plan begins.", "On May 5 it began.", "Agent 007 left.",
      "A third party came.",
      "One country, one system.", "Page 14 is torn.", "No. 5 is alive.", "http://a.b/12/345",
      "a one-sided, two-way, three-fold game",
    ])
  func none(text: String) throws {
    #expect(try MeasureFixture.quantities(text) == "")
  }

  @Test(
    "A currency whose row says that it is another word too is money only where nothing else is meant",
    arguments: [
      ("They won 500 won.", "won\tlarge_sum\tKRW", "yen\tlarge_sum\tKRW", "KRW"),
      ("It took 500 pounds of explosives.", "pounds\tweight\tGBP", "yen\tweight\tGBP", "GBP"),
    ])
  func otherWords(text: String, row: String, other: String, currency: String) throws {
    #expect(try !MeasureFixture.quantities(text).contains(currency))
    let moved = try MeasureFixture.quantities(text, changing: [("en/measure-currencies.tsv", row, other)])
    #expect(moved.contains(currency))
  }

  @Test("The row of endings that are singular after a number decides what is counted")
  func countedNouns() throws {
    let text = "They built 48 oasis in Peru."
    #expect(try MeasureFixture.quantities(text) == "")
    let moved = try MeasureFixture.quantities(
      text, changing: [("word-endings.tsv", "singular_counted\tus is", "singular_counted\tus")])
    #expect(moved.hasPrefix("48 oasis=48"))
  }

  @Test("An ISO code is money whatever follows, unlike the word for the same currency")
  func codesThatAreWords() throws {
    #expect(try MeasureFixture.quantities("It paid 500 GBP of tax.") == "500 GBP=500 GBP")
    #expect(try MeasureFixture.quantities("It took 500 KRW.") == "500 KRW=500 KRW")
    #expect(try !MeasureFixture.quantities("It took 500 pounds of tax.").contains("GBP"))
  }

  @Test(
    "A row that restricts a currency's form is refused where no row has that form after a number",
    arguments: ["arvens\tlarge_sum\tKRW", "us$\tlarge_sum\tUSD"])
  func restrictionsOfNothing(row: String) {
    #expect(throws: TableError.self) {
      try MeasureFixture.quantities("x", changing: [("en/measure-currencies.tsv", "won\tlarge_sum\tKRW", row)])
    }
  }

  @Test("A quantity takes the date of its sentence; the end of a year is its last day")
  func asOf() throws {
    let findings = try MeasureFixture.findings("By the end of 2023, they ran 48 ports. They ran 50 ports.")
    #expect(findings.quantities.map(\.asOf) == ["2023-12-31", nil])
  }

  @Test("An amount with its share implies the whole")
  func checks() throws {
    let text = "The income is 78.46 billion US dollars, accounting for 44.2% of China's outbound flow in the period."
    let check = try #require(try MeasureFixture.findings(text).checks.first)
    #expect(check.formula == "78460000000 / 0.442")
    #expect(abs(check.value - 1.775e11) < 1e8)
    #expect(check.unit == "USD")
    #expect(check.label == "total of China's outbound flow")
    #expect(try MeasureFixture.findings("It cost $5 million. It rose 10% on the year.").checks.isEmpty)
  }

  @Test("Numbers that pile up stay finite")
  func finite() throws {
    for piece in ["1 500 ", "5 million ", "million ", "500 ", "two hundred thousand "] {
      let text = "It cost 1 " + String(repeating: piece, count: 400) + "dollars."
      let quantities = try MeasureFixture.findings(text).quantities
      #expect(quantities.allSatisfy { $0.value.isFinite && $0.value < 1e40 })
    }
  }

  @Test("A number with decimals and a scale is rounded once")
  func exactness() throws {
    #expect(try MeasureFixture.findings("It cost 1.1 billion euros.").quantities.first?.value == 1_100_000_000)
    #expect(try MeasureFixture.findings("It cost 0.29 trillion euros.").quantities.first?.value == 290_000_000_000)
  }
}
