import ExtractionFixtures
import Models
import Testing

@testable import EventExtraction

@Suite("Event types")
struct EventTypeTests {
  @Test(
    "a sentence that reports an event gives that event, as one that happened",
    arguments: [
      ("ATTACK_ON_PROJECT", "Gunmen attacked a copper mine in Pakistan on Monday, killing two guards."),
      ("ATTACK_ON_PROJECT", "Militants opened fire on a bus that carried engineers of the dam near Lahore."),
      ("ATTACK_ON_PROJECT", "A roadside bomb attack on a convoy of Chinese engineers left three people dead."),
      ("ATTACK_ON_PROJECT", "The pipeline was blown up by separatists overnight."),
      ("ARMED_CLASH", "Rebels clashed with the army near Bamako on Tuesday."),
      ("ARMED_CLASH", "Artillery shelled the town throughout the night, residents said."),
      ("ARMED_CLASH", "A suicide bombing in Lahore killed nine people."),
      ("ARMED_CLASH", "Houthi rebels kill 22 soldiers in Yemen."),
      ("ARMED_CLASH", "Al-Shabaab gunmen storm a hotel in Mogadishu."),
      ("ARMED_CLASH", "Taliban militants ambush an army patrol in Kunduz, killing nine soldiers."),
      ("ARMED_CLASH", "Insurgents kill at least 14 soldiers near Gao."),
      ("ARMED_CLASH", "At least ten border guards are killed in an ambush near Quetta."),
      ("ARMED_CLASH", "Airstrikes kill more than twenty villagers in Yemen."),
      ("ARMED_CLASH", "The army carried out airstrikes near Kandahar on Friday."),
      ("VIOLENCE", "A shootout between two cartels killed 19 people in Mexico."),
      ("ARMED_CLASH", "At least ten people were killed and dozens were injured in clashes in Kenya."),
      ("ARMED_CLASH", "Bandits burned two villages in Zamfara, Nigeria, killing 18 people."),
      ("ARMED_CLASH", "A bomb kills at least three people in Kabul."),
      ("ARMED_CLASH", "A mosque was bombed in Herat, killing seven people."),
      ("ARMED_CLASH", "Rebels are said to have killed 30 villagers in northern Kenya."),
      ("VIOLENCE", "A massacre in a village in southern Angola killed 14 people."),
      ("VIOLENCE", "Nine villagers were hacked with machetes in eastern Uganda."),
      ("VIOLENCE", "Police kill 12 protesters in Sudan."),
      ("PROTEST", "Thousands of people demonstrated in Lima on Sunday."),
      ("PROTEST", "Residents staged a protest outside the ministry."),
      ("PROTEST", "Farmers took to the streets of Nairobi to demand lower prices."),
      ("STRIKE", "Dockers at the port went on strike on Thursday over pay."),
      ("STRIKE", "The union called an indefinite strike at the smelter."),
      ("STRIKE", "Miners downed tools at the Zambian mine."),
      ("COUP", "Soldiers seized power in Niger and suspended the constitution."),
      ("COUP", "The president was overthrown by his own guard."),
      ("COUP", "A military coup toppled the government of Mali on Friday."),
      ("SANCTION", "China imposed sanctions on two arms makers."),
      ("SANCTION", "The bank was placed under sanctions by the treasury."),
      ("SANCTION", "The ministry froze the assets of the shipping company."),
      ("LICENCE_REVOKED", "The ministry revoked the mining licence of the company."),
      ("LICENCE_REVOKED", "The firm was stripped of its permit on Monday."),
      ("LICENCE_REVOKED", "Its concession was cancelled by the Kenyan government."),
      ("CONTRACT_CANCELLED", "Kenya cancelled the railway contract."),
      ("CONTRACT_CANCELLED", "The government terminated its agreement with the builder."),
      ("CONTRACT_CANCELLED", "The airport deal was scrapped on Tuesday."),
      ("DEFAULT", "Zambia defaulted on its bonds."),
      ("DEFAULT", "Ghana missed a coupon payment and is in talks with lenders."),
      ("DEFAULT", "The country suspended payments on its foreign debt."),
      ("FINANCIAL_RESCUE", "Zambia asked the IMF for a bailout."),
      ("FINANCIAL_RESCUE", "Pakistan agreed on a $6 billion rescue package with the International Monetary Fund."),
      ("CORRUPTION_PROBE", "Prosecutors opened an investigation into bribery at the ministry."),
      ("CORRUPTION_PROBE", "Anti-corruption police raided the contractor's office over kickbacks."),
      ("CORRUPTION_PROBE", "The former minister was accused of corruption."),
      ("ACCIDENT", "A gas explosion at the plant injured five workers."),
      ("ACCIDENT", "A train derailed near Nairobi on Wednesday."),
      ("ACCIDENT", "A fire broke out at the refinery."),
      ("NATURAL_DISASTER", "Floods swept away a bridge in Pakistan."),
      ("NATURAL_DISASTER", "An earthquake struck the coast of Chile early on Sunday."),
      ("NATURAL_DISASTER", "The cyclone made landfall and destroyed hundreds of homes."),
      ("ROUTE_CLOSURE", "Iran closed its border with Pakistan."),
      ("ROUTE_CLOSURE", "The port was shut after the storm."),
      ("ROUTE_CLOSURE", "The canal was blocked by a grounded ship."),
      ("COMMISSIONING", "The first phase of the port was officially put into operation on Friday."),
      ("DEBARMENT", "The bank debarred the construction firm for three years."),
      ("DELAY", "The opening of the railway has been delayed."),
      ("TAX_CLAIM", "A court in Kenya ordered the miner to pay $190 million in back taxes."),
      ("ENTITY_LISTING", "The ministry added 28 Chinese firms to its entity list."),
      ("EXPROPRIATION", "The government nationalised the cement plant."),
      ("CYBER_ATTACK", "Hackers breached the computer systems of the port operator."),
      ("EPIDEMIC", "An outbreak of cholera has killed 120 people in Mali."),
      ("DEVALUATION", "The central bank devalued the naira on Tuesday."),
      ("ABDUCTION", "Five Chinese workers were kidnapped near Bamako."),
      ("ABDUCTION", "Gunmen seized six Chinese workers from a quarry and demanded a ransom."),
      ("ATTACK_ON_PROJECT", "A vehicle laden with explosives rammed into a convoy near Lahore."),
      ("ARMED_CLASH", "Militants killed 12 people in a village near Bamako."),
      ("EPIDEMIC", "Cholera has killed 45 people in Niger since January."),
      ("OVERRUN", "The railway cost 40 percent above the original budget."),
      ("LICENCE_REVOKED", "The court ruled that the concession to run the two terminals is unconstitutional."),
      ("CONTRACT_CANCELLED", "The presidency has annulled the contract for the dam."),
      ("ARREARS", "The power utility has not paid its contractor for seven months."),
      ("EMERGENCY_RULE", "Martial law was imposed in three provinces overnight."),
      ("EMERGENCY_RULE", "Kenya imposed a nationwide curfew on Friday."),
      ("EMERGENCY_RULE", "The government of Peru announced a total lockdown from Monday."),
      ("EMERGENCY_RULE", "Ghana went into a partial lockdown after the outbreak."),
      ("ROUTE_CLOSURE", "Chad suspended all international flights after the coup."),
      ("ROUTE_CLOSURE", "Bolivia sealed its land and air borders on Monday."),
      ("SHORTAGE", "The country's grid collapsed on Friday."),
      ("EPIDEMIC", "Niger reported 36 cases of Marburg fever."),
      ("DELAY", "Completion of the railway project has slipped by another year."),
      ("ATTACK_ON_PROJECT", "A bomb planted under a bus with engineers went off near Lahore."),
      ("ACCIDENT", "Seventeen workers died when a crane fell on them."),
      ("CAPITAL_CONTROLS", "The central bank barred importers from buying dollars on the official market."),
      ("CYBER_ATTACK", "Hackers knocked out the website of the state railway."),
      ("STRUCTURAL_FAILURE", "Thousands of cracks have been found in the dam."),
      ("COUP", "Soldiers said that they had removed the president from power."),
      ("CORRUPTION_PROBE", "The anti-graft agency has opened an investigation into payments to two former ministers."),
      ("CONTRACT_CANCELLED", "Peru has scrapped a $3.75 billion high-speed rail contract."),
      ("CYBER_ATTACK", "Hackers broke into the computer systems of the customs service."),
      ("STAFF_DETAINED", "Police detained 14 Chinese employees of a construction firm."),
      ("LITIGATION", "The builder has taken the government to arbitration over unpaid invoices."),
      ("INVESTMENT_BLOCKED", "The ministry ordered three Chinese companies to divest their stakes in miners."),
      ("SUSPENSION", "Protesters blocked the road to the mine, forcing the operator to halt shipments."),
      ("COMMISSIONING", "The president inaugurated the new bridge."),
      ("COMMISSIONING", "The power station was commissioned in June."),
      ("ARMED_CLASH", "Clashes between herders and farmers raged near the town of Mandera in Kenya."),
      ("NATURAL_DISASTER", "A family whose house was buried by a landslide died in Samar."),
      ("STAFF_DETAINED", "Police in Uganda are holding three Chinese engineers over a bribe."),
      ("STAFF_DETAINED", "Iran has seized a tanker with 21 crew."),
      ("ABDUCTION", "Pirates have seized a cargo ship off Somalia."),
      ("EXPORT_CONTROL", "Zambia has brought back an export levy on copper concentrate."),
      ("EXPORT_CONTROL", "Mozambique has suspended exports of raw timber."),
      ("VIOLENCE", "Police opened fire on a crowd that demanded jobs at the gas project."),
      ("CAPITAL_CONTROLS", "Bolivia has limited dollar withdrawals to $100 a week."),
    ])
  func happened(type: String, sentence: String) throws {
    let events = try EventFixture.findings(sentence).events
    #expect(events.contains { $0.type == type && $0.realis == .actual && !$0.negated }, "\(events.map(\.type))")
  }

  @Test(
    "the words of an event without the event give no risk that happened or is about to",
    arguments: [
      "Zambia strikes a deal with bondholders.", "The court has to strike a balance between both rights.",
      "The trade war worries exporters.", "A price war broke out among supermarkets.",
      "The fund is fighting poverty in Ghana.", "The battle against corruption is a task for all.",
      "He declared a conflict of interest.", "The new ambassador presented his credentials.",
      "The memoir was a bombshell.", "The party ran an attack ad on television.",
      "The engineer died of a heart attack.", "Shares rallied after the stock market crash.",
      "The striker hit the bar twice in the second half.", "The board demonstrated that the plant was safe.",
      "The company launched a project to train teachers.", "The market for phones exploded in popularity.",
      "The party won a landslide victory.", "A flood of imports lowered prices.",
      "The bank offers fraud detection to its customers.", "The firm sells anti-money laundering software.",
      "Credit default swaps were little changed.", "It is the default setting of the browser.",
      "She has a driving licence.", "The minister visited the port.",
      "The shop bombarded its customers with e-mails.", "The share price crashed through the floor.",
      "The evening ended in an explosion of applause.", "The team is firing on all cylinders.",
      "The novel tells of a coup in an invented country.", "The fans were rioting with joy.",
      "The documentary on a hijacked tanker won the jury prize at the film festival.",
      "The runner won the marathon by launching his attack on the bridge.",
      "Copper prices eased after a mudslide at a mine in Indonesia.", "The flood of trade rumours worried the coach.",
      "The software firm declared war on spam.",
    ])
  func traps(sentence: String) throws {
    let events = try EventFixture.findings(sentence).events.filter(\.isLiveRisk)
    #expect(events.isEmpty, "\(events.map { "\($0.type) \($0.realis)" })")
  }

  @Test(
    "Chinese articles give the main event types, and what is denied or only possible gives none",
    arguments: [
      ("昨晚发生山体滑坡，列车临时停运。", "NATURAL_DISASTER", true), ("武装分子袭击了工地。", "ATTACK_ON_PROJECT", true),
      ("武装分子袭击了村庄。", "ARMED_CLASH", true),
      ("工人举行罢工。", "STRIKE", true), ("该港口正式投入使用。", "COMMISSIONING", true),
      ("公司否认发生爆炸。", "ACCIDENT", false), ("要防范债务违约风险。", "DEFAULT", false), ("工人可能罢工。", "STRIKE", false),
    ])
  func chinese(sentence: String, type: String, happened: Bool) throws {
    let events = try EventFixture.findings(sentence).events
    #expect(
      events.contains { $0.type == type && $0.realis == .actual && !$0.negated } == happened, "\(events.map(\.type))")
  }

  @Test(
    "an event of one type is not taken for another that shares its words",
    arguments: [
      ("A strike by dockers at Angola's port of Lobito has halted exports of copper from Congo.", "EXPORT_CONTROL"),
      ("A leak halted exports of crude from Nigeria's Forcados terminal.", "EXPORT_CONTROL"),
      ("The board of the miner has rejected a takeover bid by its Australian rival.", "INVESTMENT_BLOCKED"),
      ("Dozens of flights were cancelled at Kenya's main airport.", "CONTRACT_CANCELLED"),
      ("Gangs attacked two police stations in Trinidad.", "ATTACK_ON_PROJECT"),
      ("Garment workers blocked the highway over unpaid wages.", "ARREARS"),
      ("Iran has seized a tanker with 21 crew.", "ABDUCTION"),
      ("The traders bought ore from areas held by rebels.", "ABDUCTION"),
      ("Senegal ended the permits held by two miners.", "STAFF_DETAINED"),
      ("Talks were held with engineers of the dam.", "STAFF_DETAINED"),
      ("A family whose house was buried by a landslide died in Samar.", "ACCIDENT"),
      ("Zambia has brought back a levy of 15% on exports of copper concentrate.", "TARIFF"),
      ("An air strike hit a depot in Mali.", "STRIKE"), ("The jets carried out strikes on the base.", "STRIKE"),
      ("A port strike over wages entered its second week.", "ARMED_CLASH"),
      ("The dock strike over pay continued on Monday.", "ATTACK_ON_PROJECT"),
    ])
  func otherType(sentence: String, wrong: String) throws {
    #expect(try !EventFixture.findings(sentence).events.contains { $0.type == wrong })
  }
}
