import TestSupport
import Testing

@testable import JSONCoding

private func written(_ body: (inout JSONWriter) -> Void) -> String {
  var writer = JSONWriter()
  body(&writer)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite struct JSONWriterTests {
  @Test(
    "Quotes, backslashes and control characters are escaped, and nothing else",
    arguments: [
      ("", #""""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{8}\u{C}\u{0}\u{1F}", #""\n\r\t\u0008\u000c\u0000\u001f""#),
      ("\u{7F}\u{2028}é钱😀", "\"\u{7F}\u{2028}é钱😀\""), ("12345678\"12345678", #""12345678\"12345678""#),
      ("1234567\u{1}", #""1234567\u0001""#), ("é\"é\\éééé\u{1}", #""é\"é\\éééé\u0001""#),
    ])
  func strings(text: String, json: String) {
    #expect(written { $0.write(text) } == json)
  }

  @Test(
    "Doubles are as short as can be, and whole ones have no point",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-17.0, "-17"), (0.1, "0.1"), (1.775e11, "177500000000"),
      (9_007_199_254_740_991.0, "9007199254740991"), (9_007_199_254_740_992.0, "9007199254740992.0"),
      (1e16, "1e+16"), (1e300, "1e+300"), (Double.leastNonzeroMagnitude, "5e-324"),
      (0.30000000000000004, "0.30000000000000004"),
      (-1.5e-7, "-1.5e-07"), (0.85, "0.85"), (-12.046_374, "-12.046374"), (0.001, "0.001"), (0.000_5, "0.0005"),
      (99_999_999.999_999, "99999999.999999"), (100_000_000.5, "100000000.5"), (7.05, "7.05"), (1e-6, "1e-06"),
    ])
  func doubles(value: Double, json: String) {
    #expect(written { $0.write(value) } == json)
  }

  @Test("Decimals of up to eight places are written as the standard library writes them", arguments: 0...8)
  func decimals(places: Int) {
    var random = SeededGenerator(seed: UInt64(places))
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    for _ in 0..<300 {
      let value = Double(Int.random(in: -999_999_999_999...999_999_999_999, using: &random)) / scale
      guard value != value.rounded() else { continue }
      for near in [value, value.nextUp, value.nextDown] { #expect(written { $0.write(near) } == near.description) }
    }
  }

  @Test(
    "Integers of every size are written whole",
    arguments: [(0, "0"), (-1, "-1"), (Int.max, "9223372036854775807"), (Int.min, "-9223372036854775808")])
  func integers(value: Int, json: String) {
    #expect(written { $0.write(value) } == json)
  }

  @Test("Commas are written between fields and elements, and nowhere else")
  func structure() {
    let json = written { json in
      json.beginObject()
      json.list("a", [String]())
      json.list("b", ["x", "y"])
      json.field("c", nil as String?)
      json.key("d")
      json.beginArray()
      json.beginObject()
      json.endObject()
      json.beginObject()
      json.field("e", true)
      json.endObject()
      json.beginArray()
      json.endArray()
      json.write(1)
      json.endArray()
      json.flag("f", false)
      json.flag("g", true)
      json.endObject()
    }
    #expect(json == #"{"a":[],"b":["x","y"],"d":[{},{"e":true},[],1],"g":true}"#)
  }

  @Test("Any text and any finite double read back as they were", arguments: 0..<40 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = (0..<50).map { _ in random.text(upTo: 80) }
    let doubles = (0..<200).map { _ in random.double() }
    var writer = JSONWriter()
    writer.beginObject()
    writer.list("texts", texts)
    writer.list("doubles", doubles) { $0.write($1) }
    writer.endObject()
    try JSONParser().parse(writer.bytes) { (root) throws(JSONError) in
      var object = try root.object()
      #expect(try object.strings("texts") == texts)
      let read = try object.list("doubles") { (value) throws(JSONError) in try value.double() }
      #expect(read == doubles)
    }
  }
}
