import Testing

@testable import JSONCoding

private struct Probe: JSONCodable, Hashable {
  enum Colour: String, CaseIterable { case red, green }
  struct Inner: JSONCodable, Hashable {
    var n: Int
    init(json: inout JSONObject) throws(JSONError) { n = try json.int("n") }
    func write(to json: inout JSONWriter) {
      json.beginObject()
      json.field("n", n)
      json.endObject()
    }
  }

  var name: String
  var count: Int?
  var size: Double?
  var on: Bool
  var colour: Colour?
  var inner: Inner?
  var list: [Inner]

  init(json: inout JSONObject) throws(JSONError) {
    name = try json.string("name")
    count = try json.intIfPresent("count")
    size = try json.doubleIfPresent("size")
    on = try json.flag("on")
    colour = try json.wordIfPresent("colour")
    inner = try json.decodeIfPresent("inner")
    list = try json.list("list")
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("name", name)
    json.field("count", count)
    json.field("size", size)
    json.field("on", on)
    json.field("colour", colour)
    json.field("inner", inner)
    json.list("list", list)
    json.endObject()
  }
}

private func probe(_ text: String) throws(JSONError) -> Probe { try Probe(jsonBytes: Array(text.utf8)) }

@Suite struct JSONFieldTests {
  @Test("Fields are found in any order; unknown ones are ignored, whatever they contain")
  func order() throws {
    let read = try probe(
      #"{"zzz":{"name":[1,{"name":2}]},"list":[{"n":1},{"n":-2,"m":{}}],"on":true,"name":"a","size":2,"inner":{"n":3e2}}"#
    )
    #expect(read.name == "a" && read.on && read.size == 2 && read.inner?.n == 300 && read.list.map(\.n) == [1, -2])
  }

  @Test("Null counts as absent")
  func null() throws {
    let read = try probe(
      #"{"name":"a","count":null,"size":null,"on":null,"colour":null,"inner":null,"list":null}"#)
    #expect(read.count == nil && read.size == nil && !read.on && read.colour == nil && read.inner == nil)
    #expect(read.list.isEmpty)
  }

  @Test(
    "A value that does not fit names its code, its place, what was found and what was expected",
    arguments: [
      (#"{}"#, "missing_field", "$.name: this field is required"),
      (#"{"name":null}"#, "missing_field", "$.name: this field is required"),
      (#"{"name":1}"#, "wrong_type", "$.name: found the number 1; expected a string"),
      (#"[]"#, "wrong_type", "$: found an array; expected an object"),
      (#"7"#, "wrong_type", "$: found the number 7; expected an object"),
      (#"{"name":"a","count":"7"}"#, "wrong_type", #"$.count: found the string "7"; expected an integer"#),
      (#"{"name":"a","count":1.5}"#, "wrong_type", "$.count: found the number 1.5; expected an integer"),
      (#"{"name":"a","count":1e300}"#, "wrong_type", "$.count: found the number 1e+300; expected an integer"),
      (
        #"{"name":"a","count":9223372036854775808}"#, "json_number_range",
        "$.count: the number 9223372036854775808 is above 9223372036854775807, the largest that fits"
      ),
      (#"{"name":"a","size":true}"#, "wrong_type", "$.size: found true; expected a number"),
      (#"{"name":"a","on":0}"#, "wrong_type", "$.on: found the number 0; expected true or false"),
      (#"{"name":"a","colour":"blue"}"#, "invalid_value", #"$.colour: found "blue"; expected one of red, green"#),
      (#"{"name":"a","inner":[]}"#, "wrong_type", "$.inner: found an array; expected an object"),
      (#"{"name":"a","list":{}}"#, "wrong_type", "$.list: found an object; expected an array"),
      (
        #"{"name":"a","list":[{"n":1},{"n":""}]}"#, "wrong_type",
        #"$.list[1].n: found the string ""; expected an integer"#
      ),
      (#"{"name":"a","list":[{"n":1},{}]}"#, "missing_field", "$.list[1].n: this field is required"),
      (
        #"{"name":"a","a b":[{},{"x":1,"x":2}]}"#, "json_duplicate_key",
        #"$["a b"][1]: the key "x" occurs twice; each key may occur once"#
      ),
      (#"{"name":}"#, "json_syntax", "byte 8: found '}'; expected a JSON value"),
    ])
  func errors(text: String, code: String, message: String) {
    #expect {
      try probe(text)
    } throws: { error in
      guard let error = error as? JSONError else { return false }
      return error.code.rawValue == code && error.description == message
    }
  }

  @Test("A message quotes hostile text escaped and cut, on the boundary of a character")
  func quoting() {
    let long = String(repeating: "é\u{7}", count: 100_000)
    #expect {
      try probe(#"{"name":"a","colour":""# + long.replacing("\u{7}", with: "\\u0007") + #""}"#)
    } throws: { error in
      let message = (error as? JSONError)?.description ?? ""
      return message.utf8.count < 300 && message.contains(#"é\u0007"#) && message.contains("…")
        && !message.contains("\u{7}") && !message.contains("\u{FFFD}")
    }
  }

  @Test(
    "Whole numbers are read from every way of writing them",
    arguments: [
      ("-0", 0), ("5.0", 5), ("5e2", 500), ("-9223372036854775808", Int.min), ("9223372036854775807", Int.max),
      ("9007199254740992.0", 9_007_199_254_740_992),
    ])
  func wholeNumbers(text: String, value: Int) throws {
    #expect(try probe(#"{"name":"","count":\#(text)}"#).count == value)
  }
}
