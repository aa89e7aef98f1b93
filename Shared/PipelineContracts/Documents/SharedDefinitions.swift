/// The schemas of texts, numbers and times that the documents share, by name.
enum SharedDefinitions {
  /// The shared schema of texts under a rule, with its name; nil where the rule has none.
  static func text(_ rule: TextRule) -> (name: String, schema: JSONDocument)? {
    switch rule {
    case .plain, .nonEmpty, .published: nil
    case .id:
      (
        "id",
        [
          "type": "string", "minLength": 1,
          "description":
            "An opaque id. Beacon's own are hashes of content (32 lower-case hexadecimal digits), the same whenever the same thing is seen; compare them, read nothing out of them.",
        ]
      )
    case .country, .countryGiven:
      (
        "country",
        [
          "type": "string", "pattern": "^[A-Z]{2}$", "examples": ["PE", "CN"],
          "description": "An ISO 3166-1 alpha-2 code.",
        ]
      )
    case .currency:
      (
        "currency",
        [
          "type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD", "CNY"], "description": "An ISO 4217 code.",
        ]
      )
    case .category:
      (
        "category",
        [
          "type": "string",
          "examples": ["SEC", "POL", "GEO", "TRD", "LEG", "INT", "FIN", "OPS", "SUP", "SOC", "ENV", "HLT", "DIG"],
          "description":
            "A category of the risk model (Shared/ReferenceData/RiskModel/categories.tsv). Others may be added.",
        ]
      )
    case .eventType:
      (
        "eventType",
        [
          "type": "string", "examples": ["ATTACK_ON_PROJECT", "SANCTION", "COMMISSIONING"],
          "description":
            "A type of event of the risk model (Shared/ReferenceData/RiskModel/event-types.tsv). Others may be added.",
        ]
      )
    case .sector:
      (
        "sector",
        [
          "type": "string", "minLength": 1, "examples": ["port", "railway"],
          "description":
            "port railway road airport bridge power grid mine smelter oil_gas pipeline water hydropower industrial_park telecom digital health education agriculture housing finance other. An unknown one is kept.",
        ]
      )
    case .model: ("model", ["type": "string", "description": "The version of the risk model."])
    }
  }

  static func integer(_ rule: IntegerRule) -> (name: String, schema: JSONDocument)? {
    switch rule {
    case .count, .positive, .offsetInText, .minutesEast: nil
    case .revision:
      (
        "revision",
        [
          "type": "integer", "minimum": 1,
          "description":
            "1 for an article's first text; each change of it, and each retraction, takes the next number.",
        ]
      )
    case .start:
      (
        "start",
        [
          "type": "integer", "minimum": 0,
          "description": "Where the words begin: a UTF-8 byte offset into the accepted article's text.",
        ]
      )
    case .end:
      (
        "end",
        [
          "type": "integer", "minimum": 0,
          "description": "Where the words end: the UTF-8 byte offset after the last of them, not below start.",
        ]
      )
    }
  }

  static func number(_ rule: NumberRule) -> (name: String, schema: JSONDocument)? {
    switch rule {
    case .fraction:
      ("fraction", ["type": "number", "minimum": 0, "maximum": 1, "description": "From 0 to 1."])
    case .points:
      ("points", ["type": "number", "minimum": 0, "maximum": 100, "description": "Points, from 0 to 100."])
    default: nil
    }
  }

  static func instant(_ rule: InstantRule) -> (name: String, schema: JSONDocument) {
    switch rule {
    case .written:
      (
        "instant",
        [
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$",
          "examples": ["2024-11-30T08:15:00Z", "2024-11-30T08:15:00.250Z"],
          "description":
            "An instant as Beacon writes it: RFC 3339 in UTC with Z, with milliseconds only where they are not zero.",
        ]
      )
    case .given, .givenNotBeforeStart:
      (
        "timeGiven",
        [
          "type": "string",
          "pattern":
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2}))?$",
          "examples": ["2024-11-30T16:15:00+08:00", "2024-11-30"],
          "description":
            "An instant as people may write it: RFC 3339 with any offset, or a bare date, which means the start of that day in UTC.",
        ]
      )
    }
  }

  static let date: (name: String, schema: JSONDocument) = (
    "date",
    [
      "type": "string",
      "pattern":
        "^([0-9]{3}X|[0-9]{4}(-(H[12]|Q[1-4]|W[0-5][0-9]|[01][0-9](-[0-3][0-9])?))?)(/([0-9]{3}X|[0-9]{4}(-(H[12]|Q[1-4]|W[0-5][0-9]|[01][0-9](-[0-3][0-9])?))?))?$",
      "examples": ["2024-11-30", "2024-Q4", "2021/2025"],
      "description":
        "A date no more exact than its source: decade 202X, year 2024, half 2024-H2, quarter 2024-Q4, month 2024-11, ISO 8601 week 2024-W48, day 2024-11-30; or two of these as from/through.",
    ]
  )

  static let subject: (name: String, schema: JSONDocument) = (
    "subject",
    [
      "type": "string", "pattern": "^(project|country|sector|corridor|counterparty|portfolio)/[\\s\\S]+$",
      "examples": ["project/chancay-port", "country/PE", "portfolio/all"],
      "description":
        "What a score, a warning or an alert is about, as type/id. portfolio/all means everything together.",
    ]
  )
}
