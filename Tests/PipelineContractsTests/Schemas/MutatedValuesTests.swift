import PipelineContracts
import Testing

/// The schemas against the decoders: what the one refuses, the other does.
@Suite struct MutatedValuesTests {
  private let checker = SchemaChecker(folder: .shared)

  /// Fields that are written for consumers and not read, or follow from another; as topic and path.
  private static let unread: Set = [
    "beacon.alerts.v1 $.severity", "beacon.assessments.v1 $.calibration",
    "beacon.facts.v1 $.dates[].precision", "beacon.facts.v1 $.milestones[].precision",
  ]

  /// Fields that are always written, and read as nothing where they are absent; lists are too.
  private static let defaulted: Set = [
    "beacon.facts.v1 $.events[].negated", "beacon.signals.v1 $.event.negated", "beacon.warnings.v1 $.families",
    "beacon.assessments.v1 $.categories[].others", "beacon.assessments.v1 $.categories[].older",
    "beacon.facts.v1 $.events[].when.precision", "beacon.signals.v1 $.event.when.precision",
  ]

  /// Lists that a reader needs.
  private static let requiredLists: Set = [
    "beacon.projects.v1 $.countries", "beacon.signals.v1 $.project.countries",
    "beacon.reports.v1 $.projects[].project.countries",
  ]

  @Test("A field of another type is refused by schema and decoder", arguments: TopicValue.golden)
  func wrongTypes(value: TopicValue) throws {
    let whole = try JSONTree(value.bytes)
    let file = try AsyncAPIDocument().schemaFile(of: value.topic)
    let others: [JSONTree] = [.bool(true), .integer(7), .number(7.5), .string("x"), .array([]), .object([])]
    var tried = 0
    for part in whole.parts where !Self.unread.contains("\(value.topic) \(part.path)") {
      for other in others where other.type != part.value.type && (other.double == nil || part.value.double == nil) {
        let changed = whole.replacing(part.place, by: other)
        tried += 1
        #expect(!isRead(changed, of: value.topic), "the decoder of \(value): \(part.path) is \(other)")
        #expect(!isValid(changed, file), "the schema of \(value): \(part.path) is \(other)")
      }
    }
    #expect(tried >= 8)
  }

  /// Fields whose form the schema states and a reader does not check.
  private static let loose = [".country", ".code", ".currency", ".countries[]"]

  @Test(
    "A word of no vocabulary and a fraction for a count are refused by both or by neither", arguments: TopicValue.golden
  )
  func wrongWords(value: TopicValue) throws {
    let whole = try JSONTree(value.bytes)
    let file = try AsyncAPIDocument().schemaFile(of: value.topic)
    for part in whole.parts where !Self.unread.contains("\(value.topic) \(part.path)") {
      guard part.value.text != nil || part.value.double != nil else { continue }
      let other: JSONTree =
        part.value.text == nil ? .number(0.5) : .string("no such word, and none as long as this in any vocabulary")
      let changed = whole.replacing(part.place, by: other)
      let isRead = isRead(changed, of: value.topic)
      let isValid = isValid(changed, file)
      let isLoose = Self.loose.contains { part.path.hasSuffix($0) }
      #expect(isRead == isValid || (isLoose && isRead), "\(value): \(part.path) is \(other)")
    }
  }

  @Test("A value without a field that is required is refused by schema and decoder", arguments: TopicValue.golden)
  func missingFields(value: TopicValue) throws {
    let whole = try JSONTree(value.bytes)
    let file = try AsyncAPIDocument().schemaFile(of: value.topic)
    for part in whole.parts where !part.path.hasSuffix("[]") {
      let cut = whole.replacing(part.place, by: nil)
      let name = "\(value.topic) \(part.path)"
      let isLenient =
        Self.defaulted.contains(name) || Self.unread.contains(name)
        || (part.value.type == "array" && !Self.requiredLists.contains(name))
      #expect(isRead(cut, of: value.topic) == (isValid(cut, file) || isLenient), "\(value) without \(part.path)")
    }
  }

  @Test(
    "A value out of its range or form is refused by schema and decoder",
    arguments: [
      ("beacon.articles.v1", #"{}"#), ("beacon.articles.v1", #"{"title":"","body":null,"html":""}"#),
      ("beacon.articles.v1", #"{"body":"a\u0000"}"#), ("beacon.articles.v1", #"{"body":"b","publishedAt":"soon"}"#),
      ("beacon.articles.v1", #"{"body":"b","publishedAt":"2024-11-30T08:15:00"}"#),
      ("beacon.articles.v1", #"{"body":"b","source":{"name":null}}"#),
      ("beacon.articles.v1", #"{"retracts":null}"#),
      ("beacon.projects.v1", #"{"id":"","name":"n","countries":["PE"],"sector":"port"}"#),
      ("beacon.projects.v1", #"{"id":"p","name":"n","countries":[],"sector":"port"}"#),
      ("beacon.projects.v1", #"{"id":"p","name":"n","countries":["pe"],"sector":"port"}"#),
      ("beacon.projects.v1", #"{"id":"p","name":"n","countries":["PE"],"sector":""}"#),
      (
        "beacon.projects.v1",
        #"{"id":"p","name":"n","countries":["PE"],"sector":"port","sites":[{"name":"s","lat":91,"lon":0,"radiusKm":1}]}"#
      ),
      (
        "beacon.projects.v1",
        #"{"id":"p","name":"n","countries":["PE"],"sector":"port","milestones":[{"type":"t","expected":"late 2024"}]}"#
      ),
      ("beacon.sources.v1", #"{"id":"s","domain":"","name":"n","grade":"A"}"#),
      ("beacon.sources.v1", #"{"id":"s","domain":"d","name":"n","grade":"a"}"#),
      (
        "beacon.silences.v1",
        #"{"id":"s","subject":"country/","owner":"o","reason":"r","startsAt":"2026-03-01","endsAt":"2026-03-02"}"#
      ),
      ("beacon.signals.v1", #"{"kind":"tick"}"#),
      ("beacon.signals.v1", #"{"kind":"rumour","asOf":"2026-03-01T00:00:00Z"}"#),
    ])
  func outOfRange(topic: String, text: String) throws {
    let value = try JSONTree(text.utf8)
    let file = try AsyncAPIDocument().schemaFile(of: topic)
    #expect(!isRead(value, of: topic))
    #expect(!isValid(value, file))
  }

  @Test(
    "What a publisher may write in another form than Beacon is of the schema, and read",
    arguments: [
      (
        "beacon.articles.v1", #"{"body":"b","title":null,"source":null,"publishedAt":null,"retracts":null,"later":[1]}"#
      ),
      ("beacon.articles.v1", #"{"html":"<p>x</p>","publishedAt":"2024-11-30T16:15:00.123456+08:00"}"#),
      ("beacon.articles.v1", #"{"title":"t","publishedAt":"2024-11-30","source":{"name":"n","domain":null}}"#),
      ("beacon.articles.v1", #"{"retracts":"a-1"}"#),
      ("beacon.projects.v1", #"{"id":"p","name":"n","countries":["PE"],"sector":"spaceport"}"#),
      (
        "beacon.silences.v1",
        #"{"id":"s","subject":"country/PE","owner":"o","reason":"r","startsAt":"2026-03-01","endsAt":"2026-03-02"}"#
      ),
    ])
  func accepted(topic: String, text: String) throws {
    let file = try AsyncAPIDocument().schemaFile(of: topic)
    #expect(checker.check(try JSONTree(text.utf8), against: file).faults == [])
    #expect(throws: Never.self) { try TopicValue.rewrite(Array(text.utf8), of: topic) }
  }

  private func isRead(_ tree: JSONTree, of topic: String) -> Bool {
    (try? TopicValue.rewrite(tree.bytes, of: topic)) != nil
  }

  private func isValid(_ tree: JSONTree, _ file: String) -> Bool {
    checker.check(tree, against: file).faults.isEmpty
  }
}
