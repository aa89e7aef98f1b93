import JSONCoding
import Messaging
import Models
import PipelineContracts
import Testing

private func failure<Value>(_ topic: Topic<Value>, _ value: [UInt8]?) -> String? {
  let record = Record(
    topic: topic.name, partition: 0, offset: 0, key: nil, value: value, time: Timestamp(milliseconds: 0))
  do {
    _ = try topic.decode(record)
    return nil
  } catch {
    guard case .badRecord(let code, let message) = error else { return "\(error)" }
    return "\(code) | \(message)"
  }
}

@Suite struct ValidationTests {
  @Test(
    "A bad article is a bad record with the code and the place of its fault",
    arguments: [
      (#"{"title":"t"}"#, nil), (#"{"retracts":"a-1"}"#, nil),
      (#"{"html":"<p>x</p>","publishedAt":"2026-03-01"}"#, nil),
      (#"{"body":"b","publishedAt":null,"source":null,"id":null}"#, nil),
      (#"{"body":"b","publishedAt":"2026-03-01T10:00:00+08:00","unknown":{"a":[1]}}"#, nil),
      (#"{}"#, "article_empty | $: the article has no text; expected at least one of title, body, html"),
      (
        #"{"title":"","body":null}"#,
        "article_empty | $: the article has no text; expected at least one of title, body, html"
      ),
      (#"{"body":"a\u0000b"}"#, "article_null_byte | $.body: found a null character; expected text without any"),
      (#"{"body":"12345678\u0000"}"#, "article_null_byte | $.body: found a null character; expected text without any"),
      (#"{"body":"\u000012345678"}"#, "article_null_byte | $.body: found a null character; expected text without any"),
      (
        #"{"body":"b","publishedAt":"yesterday"}"#,
        #"invalid_value | $.publishedAt: found "yesterday"; expected an RFC 3339 date and time, such as 2024-11-30T08:15:00Z"#
      ),
      (
        #"{"body":"b","publishedAt":"2026-02-30T00:00:00Z"}"#,
        #"invalid_value | $.publishedAt: found "2026-02-30T00:00:00Z"; expected an RFC 3339 date and time, such as 2024-11-30T08:15:00Z"#
      ),
      (
        #"{"body":"b","publishedAt":"0001-01-01T00:00:00+01:00"}"#,
        #"invalid_value | $.publishedAt: found "0001-01-01T00:00:00+01:00"; expected an RFC 3339 date and time, such as 2024-11-30T08:15:00Z"#
      ),
      (
        #"{"body":"b","publishedAt":1772352900}"#,
        "wrong_type | $.publishedAt: found the number 1772352900; expected a string"
      ),
      (#"{"body":["b"]}"#, "wrong_type | $.body: found an array; expected a string"),
      (#"{"body":"b","source":{"domain":"d"}}"#, "missing_field | $.source.name: this field is required"),
      (#"{"body":"b","source":"Reuters"}"#, #"wrong_type | $.source: found the string "Reuters"; expected an object"#),
      (#"[{"body":"b"}]"#, "wrong_type | $: found an array; expected an object"),
      (
        #"{"body":"b","body":"c"}"#,
        #"json_duplicate_key | $: the key "body" occurs twice; each key may occur once"#
      ),
      (#"{"body":"b",}"#, "json_syntax | byte 12: found '}'; expected a key in quotation marks"),
    ] as [(String, String?)])
  func articles(text: String, expected: String?) {
    #expect(failure(TopicCatalogue.articles, Array(text.utf8)) == expected)
  }

  @Test("An article of more than a million bytes is too large, and one of exactly as many is read")
  func articleSize() {
    func article(_ bytes: Int) -> [UInt8] {
      Array(#"{"body":""#.utf8) + [UInt8](repeating: 0x61, count: bytes - 11) + Array(#""}"#.utf8)
    }
    #expect(failure(TopicCatalogue.articles, article(1_000_000)) == nil)
    #expect(failure(TopicCatalogue.articles, article(1_000_001))?.hasPrefix("article_too_large") == true)
    #expect(failure(TopicCatalogue.articles, article(20_000_000))?.hasPrefix("article_too_large") == true)
    #expect(failure(TopicCatalogue.accepted, article(20_000_000))?.hasPrefix("json_too_large") == true)
    #expect(throws: Never.self) { try TopicCatalogue.articles.decode(article(15_000_000), limit: 16 * 1_048_576) }
  }

  @Test("A hundred thousand levels are too deep, and a record without a value is refused")
  func depthAndNull() {
    let deep = Array((#"{"body":"# + String(repeating: "[", count: 100_000)).utf8)
    #expect(failure(TopicCatalogue.articles, deep)?.hasPrefix("json_depth") == true)
    #expect(failure(TopicCatalogue.articles, nil)?.hasPrefix("null_value") == true)
  }

  @Test(
    "A bad project, source, silence or document names what it should have been",
    arguments: [
      ("projects", #"{"id":"p","name":"P","countries":["PE"],"sector":"moon base"}"#, nil),
      ("projects", #"{"id":"p","name":"P","countries":["PE"]}"#, "missing_field | $.sector: this field is required"),
      (
        "projects", #"{"id":"","name":"P","countries":["PE"],"sector":"port"}"#,
        "invalid_value | $.id: found an empty string; expected some text"
      ),
      (
        "projects", #"{"id":"p","name":"P","countries":[],"sector":"port"}"#,
        "invalid_value | $.countries: found an empty list; expected at least one element"
      ),
      (
        "projects", #"{"id":"p","name":"P","countries":["PE","Peru"],"sector":"port"}"#,
        #"invalid_value | $.countries[1]: found "Peru"; expected an ISO 3166-1 alpha-2 code, such as PE"#
      ),
      (
        "projects", #"{"id":"p","name":"P","countries":["PE"],"sector":"port","scale":"huge"}"#,
        #"invalid_value | $.scale: found "huge"; expected one of landmark, small"#
      ),
      (
        "projects",
        #"{"id":"p","name":"P","countries":["PE"],"sector":"port","sites":[{"name":"s","lat":91,"lon":0,"radiusKm":1}]}"#,
        "invalid_value | $.sites[0].lat: found 91.0; expected -90.0 to 90.0"
      ),
      (
        "projects",
        #"{"id":"p","name":"P","countries":["PE"],"sector":"port","milestones":[{"type":"X","expected":"soon"}]}"#,
        #"invalid_value | $.milestones[0].expected: found "soon"; expected a date such as 2024, 2024-Q4, 2024-11 or 2024-11-30"#
      ),
      (
        "sources", #"{"id":"s","domain":"d","name":"n","grade":"G"}"#,
        #"invalid_value | $.grade: found "G"; expected one of A, B, C, D, E, F"#
      ),
      ("sources", #"{"id":"s","domain":"d","name":"n"}"#, "missing_field | $.grade: this field is required"),
      (
        "silences",
        #"{"id":"s","subject":"planet/earth","owner":"o","reason":"r","startsAt":"2026-03-01","endsAt":"2026-03-02"}"#,
        #"invalid_value | $.subject: found "planet/earth"; expected type/id, with a type of project, country, sector, corridor, counterparty, portfolio"#
      ),
      (
        "silences",
        #"{"id":"s","subject":"country/PE","owner":"o","reason":"r","startsAt":"2026-03-03","endsAt":"2026-03-02"}"#,
        "invalid_value | $: endsAt 2026-03-02T00:00:00Z is before startsAt 2026-03-03T00:00:00Z"
      ),
      (
        "facts", #"{"schema":"beacon.facts/2"}"#,
        #"unknown_schema | $.schema: found "beacon.facts/2"; expected "beacon.facts/1""#
      ),
      ("alerts", #"{"record":"r"}"#, "missing_field | $.schema: this field is required"),
      (
        "signals", #"{"kind":"rumour"}"#,
        #"invalid_value | $.kind: found "rumour"; expected one of event, withdrawn, registration, notice, coverage, schedule, tick"#
      ),
      (
        "identified", #"{"kind":"article","articleId":"a","text":"é","bodyStart":3,"language":"en","contentHash":"h"}"#,
        "invalid_value | $: found bodyStart 3; expected 0 to 2, the text's length"
      ),
    ] as [(String, String, String?)])
  func others(topic: String, text: String, expected: String?) {
    let bytes = Array(text.utf8)
    let found =
      switch topic {
      case "projects": failure(TopicCatalogue.projects, bytes)
      case "sources": failure(TopicCatalogue.sources, bytes)
      case "silences": failure(TopicCatalogue.silences, bytes)
      case "facts": failure(TopicCatalogue.facts, bytes)
      case "alerts": failure(TopicCatalogue.alerts, bytes)
      case "signals": failure(TopicCatalogue.signals, bytes)
      default: failure(TopicCatalogue.identified, bytes)
      }
    #expect(found == expected)
  }

  @Test("Every code of the codec is in the catalogue of codes")
  func codes() {
    let codes: [JSONError.Code] = [
      .syntax, .depth, .tooLarge, .duplicateKey, .numberRange, .utf8, .controlCharacter, .missingField, .wrongType,
      .invalidValue, .unknownSchema, .articleEmpty, .articleTooLarge, .articleNullByte,
    ]
    for code in codes { #expect(ErrorCode(rawValue: code.rawValue) != nil, "\(code.rawValue)") }
    #expect(Set(ErrorCode.allCases.map(\.meaning)).count == ErrorCode.allCases.count)
    #expect(ErrorCode(rawValue: Record.unreadableCode) == .recordUnreadable)
  }
}
