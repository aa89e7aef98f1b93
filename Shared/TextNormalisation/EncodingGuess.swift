/// Guesses the encoding of a text that declares none: the one in which its characters above ASCII are the most common.
enum EncodingGuess {
  /// The largest number of bytes that are examined, from the first byte above ASCII or shortly before it.
  private static let sampleBytes = 16_384

  static func best(for bytes: [UInt8]) -> String {
    let sample = sample(of: bytes)
    var best = (encoding: TextEncoding.latin, score: -Double.infinity)
    for candidate in candidates {
      let conversion = TextEncoding.converted(sample, from: candidate.encoding)
      // The sample's last character may be cut.
      guard conversion.isKnown, conversion.errors <= 1 + sample.count / 500 else { continue }
      let score = score(conversion.text, candidate) - Double(conversion.errors)
      if score > best.score + 1e-9 { best = (candidate.encoding, score) }
    }
    return best.encoding
  }

  /// At most `sampleBytes` bytes, from the start of the line with the first byte above ASCII, or from 64 bytes before
  /// that byte where the line starts earlier.
  private static func sample(of bytes: [UInt8]) -> [UInt8] {
    let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
    let line = bytes[..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Array(bytes[max(line, first - min(first, 64))...].prefix(sampleBytes))
  }

  /// A set of characters of the Basic Multilingual Plane, one bit for each.
  private struct ScalarSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 1024)

    init(_ text: String) {
      for scalar in text.unicodeScalars where scalar.value < 0x10000 {
        words[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
      }
    }

    func contains(_ value: UInt32) -> Bool {
      value < 0x10000 && words[Int(value >> 6)] >> UInt64(value & 63) & 1 == 1
    }
  }

  private struct Candidate: Sendable {
    let encoding: String
    /// The most frequent characters of its languages.
    let common: ScalarSet
    /// The ranges of the letters of its languages.
    let letters: [ClosedRange<UInt32>]

    init(_ encoding: String, common: String, letters: [ClosedRange<UInt32>]) {
      self.encoding = encoding
      self.common = ScalarSet(common)
      self.letters = letters
    }
  }

  /// The mean over all characters above ASCII: 1 for a common one, 0.3 for another letter of the candidate's languages,
  /// 0 for punctuation, −1 for any other. Neighbours that are unlikely in a word cost 1 each.
  private static func score(_ text: String, _ candidate: Candidate) -> Double {
    var sum = 0.0
    var count = 0.0
    var wasHigh = false
    var wasLetter = false
    let isLatin = candidate.letters.first?.lowerBound == 0xC0
    let isAlphabet = !isLatin && candidate.letters.first.map { $0.lowerBound < 0x1000 } ?? false
    for scalar in text.unicodeScalars {
      guard scalar.value >= 0x80 else {
        let isLetter = (0x61...0x7A).contains(scalar.value | 0x20)
        // Within a word, letters are of one script.
        if isAlphabet, wasHigh, isLetter { sum -= 1 }
        wasHigh = false
        wasLetter = isLetter
        continue
      }
      if isAlphabet, wasLetter { sum -= 1 }
      wasLetter = false
      count += 1
      if candidate.common.contains(scalar.value) {
        sum += 1
      } else if candidate.letters.contains(where: { $0.contains(scalar.value) }) {
        sum += 0.3
      } else if !marks.contains(scalar.value) {
        sum -= 1
      }
      // Accented letters seldom follow one another.
      if isLatin, wasHigh { sum -= 1 }
      wasHigh = true
    }
    return count == 0 ? 0 : sum / count
  }

  /// Punctuation of many languages, which counts neither for nor against an encoding.
  private static let marks = ScalarSet("“”‘’–—…«»•·©®°€ 、。，：；！？（）《》「」")

  private static let ideographs: ClosedRange<UInt32> = 0x4E00...0x9FFF

  /// The encodings to choose from. Their common characters are, for Chinese, from Jun Da's list of modern texts, and
  /// for alphabets the most frequent letters.
  private static let candidates: [Candidate] = [
    Candidate(
      "GB18030",
      common:
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运",
      letters: [ideographs]),
    Candidate(
      "BIG5-HKSCS",
      common:
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活",
      letters: [ideographs]),
    Candidate(
      "CP932", common: "のにはをたがでてとしれさいなうらりるまもよっんか日本年大国会人月東京", letters: [0x3040...0x30FF, ideographs]),
    Candidate("EUC-JP", common: "のにはをたがでてとしれさいなうらりるまもよっんか日本年大国会人月東京", letters: [0x3040...0x30FF, ideographs]),
    Candidate(
      "UHC", common: "이다는에을의가하고를은로기지한인대도사자어정해시수리보과일원전제스아장부서그국상주구나",
      letters: [0xAC00...0xD7A3]),
    Candidate("WINDOWS-1251", common: "оеаинтсрвлкм", letters: [0x410...0x44F, 0x400...0x45F]),
    Candidate("KOI8-R", common: "оеаинтсрвлкм", letters: [0x410...0x44F]),
    Candidate("WINDOWS-1256", common: "اليمنوترةبعد", letters: [0x600...0x6FF]),
    Candidate("WINDOWS-1253", common: "αοιετνσηρπκς", letters: [0x370...0x3FF]),
    Candidate("WINDOWS-1255", common: "יוהלאמרתבשנד", letters: [0x5D0...0x5EA]),
    Candidate("CP874", common: "าน่รอกเง้มยลวดทสตะปบค", letters: [0xE01...0xE5B]),
    Candidate("WINDOWS-1252", common: "éèàçêâîôûùëïüöäßñóíáúãõåøæœ", letters: [0xC0...0xFF]),
    Candidate("WINDOWS-1250", common: "ąćęłńóśźżáčďéěíňřšťúůýžőűăâîșţĺľŕäöüß", letters: [0xC0...0x17F]),
  ]
}
