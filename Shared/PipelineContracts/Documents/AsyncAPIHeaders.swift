/// The headers of records in the AsyncAPI document.
enum AsyncAPIHeaders {
  static let typeMeaning = "The type of what the record describes."

  static var schemas: JSONDocument {
    [
      "cloudEventHeaders": cloudEvent, "cloudEventHeadersGiven": cloudEventGiven, "deadLetterHeaders": deadLetter,
    ]
  }

  private static let version: JSONDocument = ["const": "1.0", "description": "The version of CloudEvents."]
  private static let contentType: JSONDocument = ["const": "application/json", "description": "What the value is."]
  private static let id: JSONDocument = [
    "type": "string", "minLength": 1,
    "description":
      "The record's own id, deterministic: what a fault repeats has the same, so that consumers can drop it.",
  ]
  private static let trace: JSONDocument = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  private static func text(_ meaning: String) -> JSONDocument {
    ["type": "string", "description": .text(meaning)]
  }

  private static func instant(_ definition: String, _ meaning: String) -> JSONDocument {
    ["$ref": .text("\(SchemaDocuments.definitionsFile)#/$defs/\(definition)"), "description": .text(meaning)]
  }

  private static func decimal(_ pattern: String, _ meaning: String) -> JSONDocument {
    ["type": "string", "pattern": .text(pattern), "description": .text(meaning)]
  }

  private static func required(_ names: [String]) -> JSONDocument { .array(names.map { .text($0) }) }

  private static let names = [
    "ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "content-type", "traceparent",
  ]

  private static var cloudEvent: JSONDocument {
    [
      "description": "CloudEvents 1.0, Kafka binding, binary mode. Values of headers are UTF-8.", "type": "object",
      "required": required(names),
      "properties": [
        "ce_specversion": version, "ce_id": id, "ce_type": text(typeMeaning),
        "ce_source": [
          "type": "string", "pattern": "^/beacon/[a-z][a-z-]*$", "examples": ["/beacon/notification"],
          "description": "The stage or command that wrote it.",
        ],
        "ce_time": instant("instant", "The log's time: when the article that caused it was appended."),
        "content-type": contentType,
        "traceparent": [
          "type": "string", "examples": [trace],
          "description":
            "W3C trace context: that of the record that caused it; where that has none, a trace that begins here.",
        ],
      ],
    ]
  }

  private static var cloudEventGiven: JSONDocument {
    [
      "description":
        "The same where a user writes the record, each as the writer likes: none is needed, and others are kept.",
      "type": "object",
      "properties": [
        "ce_specversion": version, "ce_id": id, "ce_type": text(typeMeaning),
        "ce_source": text("Who wrote it: a URI reference."),
        "ce_time": instant(
          "timeGiven", "When it was written; of an article informative, for the time of append is what counts."),
        "content-type": contentType,
        "traceparent": [
          "type": "string", "examples": [trace],
          "description":
            "W3C trace context, which all that comes of the record carries on. Where it is absent or malformed, a trace begins.",
        ],
      ],
    ]
  }

  private static var deadLetter: JSONDocument {
    let own = [
      "beacon_error_code", "beacon_error_message", "beacon_stage", "beacon_topic", "beacon_partition",
      "beacon_offset", "beacon_timestamp", "beacon_version", "beacon_attempts",
    ]
    let meanings = ErrorCode.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: " ")
    return [
      "description":
        "These, and the original record's own headers: the first 100 of them, 64 KiB at most. Those of CloudEvents and traceparent are as the original has them; where it has none, they are added.",
      "type": "object", "required": required(names + own),
      "properties": [
        "ce_specversion": text("The version of CloudEvents."), "ce_id": text("The original record's id."),
        "ce_type": text("The type of what the original record describes."),
        "ce_source": text("Who wrote the original; else the stage that refused it."),
        "ce_time": text("The original record's time, as it states it."),
        "content-type": text("The content type that the original record states."),
        "traceparent": text("W3C trace context of the original record."),
        "beacon_error_code": [
          "enum": .array(ErrorCode.allCases.map { .text($0.rawValue) }),
          "description": .text("What was wrong: a stable code. Others may be added. " + meanings),
        ],
        "beacon_error_message": text(
          "What was found where, and what was expected; at most 1,024 bytes of UTF-8."),
        "beacon_stage": [
          "type": "string", "examples": ["ingestion-identify"], "description": "The stage that refused it.",
        ],
        "beacon_topic": text("The topic that it came from."),
        "beacon_partition": decimal("^[0-9]+$", "The partition that it came from, in decimal."),
        "beacon_offset": decimal("^[0-9]+$", "The offset that it came from, in decimal."),
        "beacon_timestamp": instant("instant", "The original record's time."),
        "beacon_version": text("The version of the program that refused it."),
        "beacon_attempts": decimal("^[1-9][0-9]*$", "How many times it was tried, in decimal."),
        "beacon_cut_from": decimal(
          "^[0-9]+$",
          "Only where the record was too large to be kept whole: how many bytes its key and value had. The first 65,536 bytes of the key and 7 MiB of the value are kept."
        ),
      ],
    ]
  }
}
