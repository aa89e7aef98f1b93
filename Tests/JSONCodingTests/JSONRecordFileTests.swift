import Testing

@testable import JSONCoding

private struct Number: JSONDecodable, Hashable {
  var n: Int
  init(json: inout JSONObject) throws(JSONError) { n = try json.int("n") }
}

private func read(_ text: String) throws(JSONRecordFile.Failure) -> [String] {
  try JSONRecordFile.decode(Array(text.utf8), as: Number.self).map { result in
    switch result {
    case .success(let number): "\(number.n)"
    case .failure(let failure): "\(failure.line) \(failure.error.code.rawValue)"
    }
  }
}

@Suite struct JSONRecordFileTests {
  @Test(
    "Records stand one a line or in one array, and each bad one is told with its line",
    arguments: [
      ("", []), ("\n \n", []), ("[]", []), ("{\"n\":1}", ["1"]), ("{\"n\":1}\r\n\r\n{\"n\":2}\n", ["1", "2"]),
      ("{\"n\":1}\n{\"n\":}\n\n{\"n\":\"x\"}\n{\"n\":3}", ["1", "2 json_syntax", "4 wrong_type", "3"]),
      ("{\"n\":1} {\"n\":2}", ["1 json_syntax"]), ("\n{\n  \"n\": 1\n}\n", ["1"]),
      ("\n{\n  \"n\": true\n}\n", ["2 wrong_type"]), ("{\"n\":\n{\"n\":2}", ["1 json_syntax", "2"]),
      ("x\n{\"n\":2}", ["1 json_syntax", "2"]),
      (
        " [ {\"n\":1},\n{\"n\":2,\"x\":[\"]},{\\\"\",{}]}\n,\n{\"n\":null}, 7\n, [1,[2]], \"a,b\" ]\n",
        ["1", "2", "4 missing_field", "4 wrong_type", "5 wrong_type", "5 wrong_type"]
      ),
      ("[{\"n\":1},{\"n\":1,\n\"n\":2},{\"n\":3}]", ["1", "1 json_duplicate_key", "3"]),
    ])
  func records(text: String, expected: [String]) throws {
    #expect(try read(text) == expected)
  }

  @Test("An array that is no JSON is refused as a whole, with the line of its fault")
  func brokenArray() {
    #expect {
      try read("[{\"n\":1},\n{\"n\":2},\n{\"n\" 3}]")
    } throws: { error in
      "\(error)" == "line 3: byte 24: found '3'; expected ':' after the key"
    }
  }

  @Test("An object over several lines that is no JSON is refused with the line of its fault")
  func brokenObject() {
    #expect {
      try read("{\n  \"n\": 1,\n}\n")
    } throws: { error in
      "\(error)" == "line 3: byte 12: found '}'; expected a key in quotation marks"
    }
  }
}
