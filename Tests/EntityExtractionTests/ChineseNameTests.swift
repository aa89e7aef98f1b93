import ExtractionFixtures
import Models
import Testing

@Suite("Names in Chinese texts")
struct ChineseNameTests {
  @Test(
    "countries by one letter are found in their contexts only",
    arguments: [
      ("中美关系进入新阶段。", ["CN", "US"]), ("美日韩三国举行会谈。", ["US", "JP", "KR"]), ("俄军继续推进。", ["RU"]),
      ("对华投资保持增长。", ["CN"]), ("驻美大使发表讲话。", ["US"]), ("其中日常开支下降。", []), ("这家公司增加中层岗位。", []),
      ("美丽的风景吸引游客。", []), ("马里中北部局势紧张。", ["ML"]), ("日前,法院作出判决。", []), ("他在德里工作。", ["IN"]), ("戈马机场关闭。", ["CD"]),
      ("马方表示欢迎。", ["MY"]), ("马里24日军营遇袭。", ["ML"]), ("会谈3日中方缺席。", ["CN"]), ("4日韩两国会谈。", ["KR"]),
      ("日军撤离。", ["JP"]), ("独立日军方举行阅兵。", []), ("枪战中法国教官受伤。", ["FR"]), ("磋商中俄方缺席。", ["RU"]),
      ("中俄磋商破裂。", ["CN", "RU"]), ("战火中德黑兰停电。", ["IR"]), ("中美国防部长通话。", ["CN", "US"]),
    ])
  func letters(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "cities, provinces and other places have their countries, in simplified and in traditional characters",
    arguments: [
      ("内罗毕", "KE"), ("湖南省", "CN"), ("喀土穆", "SD"), ("德尔加杜角省", "MZ"), ("利馬", "PE"), ("雅加達", "ID"), ("瓜达尔港", "PK"),
      ("俾路支省", "PK"), ("刚果(金)", "CD"), ("阿联酋", "AE"), ("烏茲別克", "UZ"),
    ])
  func places(name: String, code: String) throws {
    let findings = EntityFixture.findings("代表团抵达\(name)。")
    let place = try #require(findings.places.first)
    #expect(place.span.text == name)
    #expect(place.country == code)
  }

  @Test(
    "a firm is known by a name before its industry or by the table, and an industry or a longer word is no firm",
    arguments: [
      ("政府终止与金川锂业的合同。", ["金川锂业"]), ("几内亚吊销了远山矿业的许可证。", ["远山矿业"]), ("智利铜业出口下降。", []), ("小型矿业受损。", []),
      ("天海锂业收到罚单。", ["天海锂业"]), ("天海锂业发布公告。", ["天海锂业"]),
      ("天海锂业发生爆炸。", ["天海锂业"]), ("天海锂业出售股权。", ["天海锂业"]), ("秘鲁全国矿业停产。", []), ("天海锂业收入下降。", []),
      ("国会修订矿业法。", []), ("淡水河谷停产。", ["淡水河谷"]), ("公司大力拓展市场。", []),
    ])
  func firms(text: String, names: [String]) {
    #expect(EntityFixture.findings(text).organisations.filter { $0.kind == .company }.map(\.span.text) == names)
  }

  @Test("names that only contain a country's name are no country", arguments: ["印度洋", "几内亚湾", "墨西哥湾", "约旦河"])
  func waters(name: String) {
    #expect(EntityFixture.countries("船队驶过\(name)。").isEmpty)
  }

  @Test(
    "the state right before a name says where it is, and a name that is only part of a longer one there is no place",
    arguments: [
      ("宾夕法尼亚州克莱尔顿的工厂停产。", ["US"]), ("宾夕法尼亚州和克莱尔郡的工厂停产。", ["US", "IE"]), ("克莱尔郡的工厂停产。", ["IE"]),
      ("安大略省伦敦的工厂停产。", ["CA"]), ("安大略省，伦敦的工厂停产。", ["CA", "GB"]), ("得克萨斯州维多利亚的工厂停产。", ["US"]),
    ])
  func states(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "a lake or a waterfall with the name of a state and of towns is in a country that the text names",
    arguments: [
      ("乌干达渡轮在维多利亚湖北岸倾覆。", ["UG"]), ("智利渡轮在维多利亚湖倾覆。", ["CL"]), ("赞比亚游船在维多利亚瀑布倾覆。", ["ZM"]),
      ("乌干达游客在维多利亚州受伤。", ["UG", "AU"]), ("赞比亚铜矿污染卡富埃河。", ["ZM"]), ("以色列军队轰炸加沙河谷。", ["IL", "PS"]),
      ("日本游客在青海湖受伤。", ["JP", "CN"]),
    ])
  func lakes(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "a name that begins in the middle of a word leaves its characters to the name after it",
    arguments: [
      ("许多哥伦比亚司机堵路。", ["CO"]), ("许多哥斯达黎加司机堵路。", ["CR"]), ("许多司机在多哥堵路。", ["TG"]), ("众多伦多司机堵路。", []),
    ])
  func afterWords(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "a region without a country, or across a border, leaves the place after it its meaning",
    arguments: [
      ("印控克什米尔查谟遭炮击。", ["IN"]), ("库尔德斯坦杜胡克停电。", ["IQ", "IR"]),
    ])
  func afterRegions(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "no word ends between two names",
    arguments: [
      ("巴西南里奥格兰德州发生洪灾。", ["巴西", "南里奥格兰德州"]), ("巴西南部发生洪灾。", ["巴西"]), ("西南里奥格兰德州发生洪灾。", []),
    ])
  func betweenNames(text: String, names: [String]) {
    #expect(EntityFixture.findings(text).places.map(\.span.text) == names)
  }

  @Test(
    "a short name is no place within a longer foreign name, of a river, a town or a person",
    arguments: [
      ("废水流入铜矿下游的达卡富埃河。", []), ("洪水冲毁比哈拉穆洛的桥梁。", []), ("马哈马特·杜戈上校宣读声明。", []),
      ("会议在达卡举行。", ["BD"]), ("货轮驶过拉穆港。", ["KE"]), ("叙利亚哈马恢复供水。", ["SY"]), ("肯尼亚拉穆的码头关闭。", ["KE"]),
      ("沿海地区发生洪灾。", []), ("企业增加纳税支出。", []), ("集中非法采矿点被查。", []), ("宪法国家法院作出裁决。", []),
      ("加纳提高税率。", ["GH"]), ("海地发生洪灾。", ["HT"]),
      ("代表团抵达莎拉合尔镇。", []), ("代表团抵达韦拉各斯村。", []), ("商人塔兹娅到场。", []),
      ("政府承诺内罗毕道路完工。", ["KE"]), ("外长抵伊德黑兰会谈。", ["IR"]), ("塞内加尔达喀尔举行会议。", ["SN"]),
      ("特拉法加广场关闭。", []), ("报社公布巴黎法院的裁决。", ["FR"]),
    ])
  func withinNames(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "a short name is no place across two words, for the side of a lake, or right after the name of another country",
    arguments: [
      ("大湖南岸发生洪水。", []), ("大湖南部发生洪水。", []), ("湖南部分地区发生洪水。", ["CN"]), ("湖南洪水消退。", ["CN"]),
      ("法院判定西部矿区停产。", []), ("甘肃定西恢复供水。", ["CN"]), ("名四平民获救。", []), ("四平民众获救。", ["CN"]),
      ("马拉维湖南岸发生洪水。", ["MW"]), ("埃及德州发生爆炸。", ["EG"]), ("美国德州发生爆炸。", ["US"]),
      ("以色列加沙行动升级。", ["IL", "PS"]), ("俄罗斯黑海港口关闭。", ["RU"]),
    ])
  func acrossWords(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "a name in quotation marks after a word for storms is the storm's, also where a place is within it",
    arguments: [
      ("台风“天利马”登陆。", []), ("飓风“利马”登陆。", []), ("颱風「新基多」逼近。", []), ("发表“利马宣言”。", ["PE"]),
      ("台风“天星”登陆利马。", ["PE"]),
    ])
  func storms(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "what has the name of a place and lies in none is no country",
    arguments: [
      ("朝日新闻刊登照片。", []), ("朝日關係緊張。", ["KP", "JP"]), ("布伦特原油上涨。", []), ("巴里克黄金发布年报。", []),
      ("意大利巴里恢复供水。", ["IT"]),
    ])
  func namesakes(text: String, codes: [String]) {
    #expect(EntityFixture.countries(text) == Set(codes))
  }

  @Test(
    "organisations are found by their last word, from the country or the nearest boundary on",
    arguments: [
      ("国家水务集团与巴西矿业部签署协议。", ["国家水务集团", "巴西矿业部"], [ActorKind.company, .government]),
      ("财政部表示,远东石油公司将缴纳税款。", ["财政部", "远东石油公司"], [.government, .company]),
      ("贷款由非洲开发银行提供。", ["非洲开发银行"], [.igo]),
    ])
  func organisations(text: String, names: [String], kinds: [ActorKind]) {
    let found = EntityFixture.findings(text).organisations
    #expect(found.map(\.span.text) == names)
    #expect(found.map(\.kind) == kinds)
  }
}
