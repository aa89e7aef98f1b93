// swift-tools-version: 6.2
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A Swift module; its tests, where it has some, are the target `<name>Tests`.
func module(_ name: String, in folder: String, uses: [Target.Dependency] = [], excluding: [String] = []) -> Target {
  .target(name: name, dependencies: uses, path: "\(folder)/\(name)", exclude: excluding, swiftSettings: strict)
}

func tests(of name: String, uses: [Target.Dependency] = [], excluding: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + uses, path: "Tests/\(name)Tests", exclude: excluding,
    swiftSettings: strict)
}

func systemLibrary(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
  .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

/// Debian's C and C++ libraries, each seen by one module only.
let cLibraries: [Target] = [
  systemLibrary("CLibcrypto", pkgConfig: "libcrypto", debian: "libssl-dev"),
  systemLibrary("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
  .target(name: "CSimdjson", path: "Shared/CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
  systemLibrary("CLibyaml", debian: "libyaml-dev"),
  systemLibrary("CUtf8proc", debian: "libutf8proc-dev"),
  systemLibrary("CZlib", debian: "zlib1g-dev"),
  systemLibrary("CIdn2", pkgConfig: "libidn2", debian: "libidn2-dev"),
  .target(name: "CCld2", path: "Shared/CCld2", linkerSettings: [.linkedLibrary("cld2")]),
  systemLibrary("CMicrohttpd", debian: "libmicrohttpd-dev"),
  systemLibrary("CLibrdkafka", pkgConfig: "rdkafka", debian: "librdkafka-dev"),
  systemLibrary("CLibcurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
]

let sharedModules: [Target] = [
  module("Digest", in: "Shared", uses: ["CLibcrypto"]),
  module("Models", in: "Shared", uses: ["Digest"]),
  module("JSONCoding", in: "Shared", uses: ["CSimdjson"]),
  module("TextNormalisation", in: "Shared", uses: ["CUtf8proc"]),
  module("LanguageID", in: "Shared", uses: ["CCld2"]),
  module("DelimitedText", in: "Shared"),
  module("HostNames", in: "Shared", uses: ["CIdn2"]),
  module("Gzip", in: "Shared", uses: ["CZlib"]),
  module("Markup", in: "Shared"),
  module("HTMLText", in: "Shared", uses: ["Markup", "ReferenceData"]),
  module("SQLite", in: "Shared", uses: ["CSQLite"]),
  module("Messaging", in: "Shared", uses: ["Models"]),
  module("KeyedState", in: "Shared", uses: ["Models"]),
  module("StateStore", in: "Shared", uses: ["Messaging", "Models", "SQLite"]),
  module("EmbeddedMessaging", in: "Shared", uses: ["Messaging", "Models", "SQLite", "StateStore"]),
  module("KafkaMessaging", in: "Shared", uses: ["CLibrdkafka", "Messaging", "Models", "SQLite", "StateStore"]),
  module("PipelineContracts", in: "Shared", uses: ["JSONCoding", "Messaging", "Models"], excluding: ["Schemas"]),
  module("Observability", in: "Shared", uses: ["JSONCoding", "Models"]),
  module("Configuration", in: "Shared", uses: ["CLibyaml"]),
  module("HTTPServer", in: "Shared", uses: ["CMicrohttpd"]),
  module("HTTPClient", in: "Shared", uses: ["CLibcurl", "Models"]),
  module("ServiceRuntime", in: "Shared", uses: ["CommandLine", "Models"]),
  module("CommandLine", in: "Shared"),
  module(
    "ReferenceData", in: "Shared", uses: ["Digest", "Models"],
    excluding: ["Tables", "Languages", "Reports", "RiskModel"]),
  module(
    "ServiceHost", in: "Shared",
    uses: [
      "CommandLine", "Configuration", "HTTPServer", "KafkaConfiguration", "KafkaMessaging", "Messaging", "Models",
      "Observability", "PipelineComposition", "ReferenceData", "ServiceRuntime",
    ]),
  module(
    "PipelineComposition", in: "Shared",
    uses: ["Configuration", "Messaging", "Models", "Observability", "PipelineContracts", "ReferenceData"]),
  module("Effects", in: "Shared", uses: ["JSONCoding", "Models", "PipelineContracts"]),
  module("KafkaConfiguration", in: "Shared", uses: ["Configuration", "KafkaMessaging"]),
]

/// A service as a process of its own, over Kafka.
func service(_ name: String, in folder: String, uses: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["ServiceHost"] + uses, path: "\(folder)/Executable",
    swiftSettings: strict)
}

let ingestion: [Target] = [
  service("beacon-ingestion", in: "Services/Ingestion", uses: ["IngestionService"]),
  module(
    "ArticleForms", in: "Services/Ingestion",
    uses: [
      "DelimitedText", "Gzip", "HTMLText", "JSONCoding", "Markup", "Models", "ReferenceData", "TextNormalisation",
    ]),
  module(
    "ArticleIntake", in: "Services/Ingestion",
    uses: [
      "ArticleForms", "HostNames", "LanguageID", "Markup", "Models", "ReferenceData", "TextNormalisation",
    ]),
  module("FeedPolling", in: "Services/Ingestion", uses: ["ArticleForms", "HTTPClient", "Models", "SQLite"]),
  module(
    "IngestionService", in: "Services/Ingestion",
    uses: ["ArticleIntake", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData"]),
]

let extraction: [Target] = [
  service("beacon-extraction", in: "Services/Extraction", uses: ["ExtractionService"]),
  module("TextMatching", in: "Services/Extraction"),
  module("TextClassification", in: "Services/Extraction", uses: ["ReferenceData", "TextMatching"]),
  module("TextAnalysis", in: "Services/Extraction", uses: ["Models", "ReferenceData", "TextMatching"]),
  module(
    "EntityExtraction", in: "Services/Extraction", uses: ["Models", "ReferenceData", "TextAnalysis", "TextMatching"]),
  module("MeasureExtraction", in: "Services/Extraction", uses: ["Models", "ReferenceData", "TextAnalysis"]),
  module(
    "DocumentExtraction", in: "Services/Extraction", uses: ["Models", "ReferenceData", "TextAnalysis", "TextMatching"]),
  module(
    "EventExtraction", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextAnalysis", "TextClassification", "TextMatching"]),
  module(
    "FactExtraction", in: "Services/Extraction",
    uses: [
      "DocumentExtraction", "EntityExtraction", "EventExtraction", "MeasureExtraction", "Models", "ReferenceData",
      "TextAnalysis", "TextNormalisation",
    ]),
  module("SubjectMatching", in: "Services/Extraction", uses: ["Models", "ReferenceData", "TextMatching"]),
  module(
    "ExtractionService", in: "Services/Extraction",
    uses: [
      "FactExtraction", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "SubjectMatching",
    ]),
]

let scoring: [Target] = [
  service("beacon-scoring", in: "Services/Scoring", uses: ["ScoringService"]),
  module("RiskScoring", in: "Services/Scoring", uses: ["KeyedState", "Models", "ReferenceData"]),
  module(
    "ScoringService", in: "Services/Scoring",
    uses: [
      "KeyedState", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData", "RiskScoring",
    ]),
]

let notification: [Target] = [
  service("beacon-notification", in: "Services/Notification", uses: ["NotificationService"]),
  module("Alerting", in: "Services/Notification", uses: ["Models"]),
  module(
    "NotificationService", in: "Services/Notification",
    uses: [
      "Alerting", "JSONCoding", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData",
    ]),
]

let reporting: [Target] = [
  service("beacon-reporting", in: "Services/Reporting", uses: ["ReportingService"]),
  module("RiskReporting", in: "Services/Reporting", uses: ["Models", "ReferenceData"]),
  module("ReportRendering", in: "Services/Reporting", uses: ["Models", "ReferenceData", "RiskReporting"]),
  module(
    "ReportingService", in: "Services/Reporting",
    uses: [
      "JSONCoding", "KeyedState", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "RiskReporting",
    ]),
]

/// A folder and a module for each kind of receiver of alerts.
let delivery: [Target] = [
  module(
    "Webhook", in: "Services/Delivery", uses: ["Digest", "Effects", "HTTPClient", "JSONCoding", "Models"])
]

let commandLine: [Target] = [
  module(
    "EmbeddedPipeline", in: "Services/Beacon",
    uses: ["EmbeddedMessaging", "Messaging", "Models", "PipelineComposition"]),
  module(
    "BeaconCommands", in: "Services/Beacon",
    uses: [
      "ArticleForms", "ArticleIntake", "CommandLine", "Configuration", "DelimitedText", "Effects", "EmbeddedMessaging",
      "EmbeddedPipeline", "ExtractionService", "FactExtraction", "FeedPolling", "IngestionService",
      "JSONCoding", "KafkaConfiguration", "KafkaMessaging", "Messaging", "Models", "NotificationService",
      "Observability", "PipelineComposition", "PipelineContracts", "ReferenceData", "ReportRendering",
      "ReportingService", "RiskReporting", "SQLite", "ScoringService", "ServiceRuntime",
      "TextNormalisation", "Webhook",
    ]),
  .executableTarget(
    name: "beacon", dependencies: ["BeaconCommands", "CommandLine"], path: "Services/Beacon/Executable",
    swiftSettings: strict),
]

/// None where a build needs only the programs and has no tests, as in the image.
let hasTests = FileManager.default.fileExists(atPath: Context.packageDirectory + "/Tests")

let testTargets: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["Messaging", "StateStore"], path: "Tests/TestSupport", swiftSettings: strict),
  tests(of: "Digest"),
  tests(of: "Models"),
  tests(of: "JSONCoding", uses: ["TestSupport"]),
  tests(of: "TextNormalisation"),
  tests(of: "LanguageID"),
  tests(of: "Markup"),
  tests(of: "HTMLText", uses: ["Markup", "ReferenceData"]),
  tests(of: "Gzip"),
  tests(of: "SQLite"),
  .target(
    name: "ReportSamples", dependencies: ["Models", "ReferenceData", "RiskReporting"], path: "Tests/ReportSamples",
    swiftSettings: strict),
  tests(of: "RiskReporting", uses: ["Models", "ReportSamples"]),
  tests(
    of: "ReportingService",
    uses: ["Messaging", "Models", "PipelineContracts", "ReportSamples", "RiskReporting", "StateStore"]),
  tests(of: "ReportRendering", uses: ["Models", "ReferenceData", "ReportSamples", "RiskReporting"]),
  tests(of: "DelimitedText"),
  .target(
    name: "MessagingConformance",
    dependencies: ["EmbeddedMessaging", "Messaging", "Models", "SQLite", "StateStore", "TestSupport"],
    path: "Tests/MessagingConformance", swiftSettings: strict),
  tests(of: "Messaging", uses: ["MessagingConformance", "Models"]),
  tests(of: "StateStore", uses: ["Messaging", "Models", "SQLite"]),
  tests(
    of: "EmbeddedMessaging",
    uses: ["Messaging", "MessagingConformance", "Models", "SQLite", "StateStore", "TestSupport"]),
  tests(of: "Observability", uses: ["Models"]),
  .target(name: "KafkaTestBroker", path: "Tests/KafkaTestBroker", swiftSettings: strict),
  .target(name: "CMockCluster", path: "Tests/CMockCluster", linkerSettings: [.linkedLibrary("rdkafka")]),
  .target(
    name: "ServiceProcesses",
    dependencies: [
      "BeaconCommands", "KafkaMessaging", "KafkaTestBroker", "Messaging", "Models", "PipelineComposition",
      "PipelineContracts",
    ],
    path: "Tests/ServiceProcesses", swiftSettings: strict),
  .executableTarget(
    name: "faulty-service", dependencies: ["BeaconCommands", "KafkaMessaging", "ServiceHost"],
    path: "Tests/FaultyService", swiftSettings: strict),
  .testTarget(
    name: "KafkaTests",
    dependencies: [
      "CLibrdkafka", "CMockCluster", "KafkaMessaging", "KafkaTestBroker", "Messaging", "MessagingConformance", "Models",
      "PipelineContracts", "ServiceProcesses", "SQLite", "StateStore", "TestSupport", "beacon", "beacon-extraction",
      "beacon-ingestion", "beacon-notification", "beacon-reporting", "beacon-scoring", "faulty-service",
    ],
    path: "Tests/KafkaTests", swiftSettings: strict),
  .testTarget(
    name: "KafkaFaultTests",
    dependencies: [
      "ArticleIntake", "IngestionService", "KafkaMessaging", "KafkaTestBroker", "Messaging", "Models",
      "PipelineContracts", "SQLite", "ServiceProcesses", "StateStore", "TestSupport", "beacon", "beacon-extraction",
      "beacon-ingestion", "beacon-notification", "beacon-reporting", "beacon-scoring",
    ],
    path: "Tests/KafkaFaultTests", swiftSettings: strict),
  tests(of: "PipelineContracts", uses: ["JSONCoding", "Messaging", "Models", "TestSupport"]),
  tests(of: "Configuration"),
  tests(of: "ServiceRuntime", uses: ["Models"]),
  tests(of: "CommandLine"),
  tests(of: "HTTPServer"),
  .target(name: "HTTPTestServer", path: "Tests/HTTPTestServer", swiftSettings: strict),
  tests(of: "HTTPClient", uses: ["HTTPTestServer", "Models"]),
  tests(of: "Effects", uses: ["Models"]),
  tests(of: "Webhook", uses: ["Effects", "HTTPClient", "HTTPTestServer", "JSONCoding", "Models"]),
  tests(of: "ReferenceData", uses: ["Models"]),
  tests(of: "FeedPolling", uses: ["ArticleForms", "HTTPClient", "HTTPTestServer", "Models", "TestSupport"]),
  tests(of: "ArticleForms", uses: ["Models", "ReferenceData"]),
  tests(of: "ArticleIntake", uses: ["ArticleForms", "Models", "ReferenceData"]),
  tests(
    of: "IngestionService",
    uses: ["ArticleIntake", "Messaging", "Models", "PipelineContracts", "ReferenceData", "StateStore"]),
  tests(of: "TextMatching", uses: ["TestSupport"]),
  tests(of: "TextClassification", uses: ["ReferenceData", "TextMatching"]),
  .target(
    name: "ExtractionFixtures",
    dependencies: [
      "DocumentExtraction", "EntityExtraction", "EventExtraction", "MeasureExtraction", "Models", "ReferenceData",
      "TextAnalysis",
    ],
    path: "Tests/ExtractionFixtures", swiftSettings: strict),
  tests(of: "TextAnalysis", uses: ["ExtractionFixtures", "TestSupport"]),
  tests(of: "EntityExtraction", uses: ["ExtractionFixtures", "Models", "TestSupport"]),
  tests(
    of: "MeasureExtraction", uses: ["ExtractionFixtures", "Models", "TestSupport"]),
  tests(
    of: "EventExtraction", uses: ["ExtractionFixtures", "Models", "ReferenceData", "TestSupport", "TextAnalysis"]),
  tests(of: "DocumentExtraction", uses: ["ExtractionFixtures", "Models", "TestSupport"]),
  tests(of: "FactExtraction", uses: ["ExtractionFixtures", "Models", "ReferenceData"]),
  tests(of: "SubjectMatching", uses: ["Models", "ReferenceData"]),
  tests(
    of: "ExtractionService",
    uses: ["Messaging", "Models", "PipelineContracts", "ReferenceData", "StateStore"]),
  tests(of: "RiskScoring", uses: ["KeyedState", "Models", "ReferenceData", "TestSupport"]),
  tests(of: "ScoringService", uses: ["Messaging", "Models", "PipelineContracts", "ReferenceData", "StateStore"]),
  tests(of: "Alerting", uses: ["Models"]),
  tests(
    of: "NotificationService",
    uses: [
      "Alerting", "JSONCoding", "Messaging", "Models", "PipelineContracts", "ReferenceData", "ScoringService",
      "StateStore",
    ]),
  tests(
    of: "BeaconCommands",
    uses: [
      "ArticleForms", "CommandLine", "DelimitedText", "EmbeddedMessaging", "EmbeddedPipeline", "HTTPTestServer",
      "Messaging", "Models", "NotificationService", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "ScoringService", "ServiceRuntime", "StateStore",
    ], excluding: ["Golden"]),
  tests(
    of: "EmbeddedPipeline",
    uses: ["EmbeddedMessaging", "Messaging", "MessagingConformance", "Models", "PipelineComposition"]),
  .executableTarget(
    name: "crash-subject",
    dependencies: [
      "EmbeddedMessaging", "EmbeddedPipeline", "Messaging", "MessagingConformance", "Models", "PipelineComposition",
    ],
    path: "Tests/CrashSubject", swiftSettings: strict),
  .testTarget(
    name: "FaultTests",
    dependencies: [
      "beacon", "crash-subject", "EmbeddedMessaging", "Messaging", "MessagingConformance", "TestSupport",
    ],
    path: "Tests/FaultTests", swiftSettings: strict),
]

/// Figures, not tests: `BEACON_BENCHMARKS=1 swift run -c release Benchmarks`.
let benchmarks: [Target] =
  Context.environment["BEACON_BENCHMARKS"] == nil
  ? []
  : [
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "ArticleIntake", "BeaconCommands", "CommandLine", "FactExtraction", "KafkaMessaging", "KafkaTestBroker",
        "KeyedState", "Messaging", "Models", "PipelineContracts", "ReferenceData", "RiskScoring", "ServiceProcesses",
        "SQLite",
        "StateStore", "TestSupport", "beacon",
        "beacon-extraction", "beacon-ingestion", "beacon-notification", "beacon-reporting", "beacon-scoring",
      ],
      path: "Tests/Benchmarks", exclude: ["streams-peer"], swiftSettings: strict),
    .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
    .executableTarget(
      name: "extraction-benchmark",
      dependencies: [
        "ArticleForms", "ArticleIntake", "CAllocationCount", "FactExtraction", "Models", "PipelineContracts",
        "ReferenceData",
      ],
      path: "Tests/ExtractionBenchmark", exclude: ["peers.py"], swiftSettings: strict),
  ]

let package = Package(
  name: "beacon",
  targets: cLibraries + sharedModules + ingestion + extraction + scoring + notification + reporting + delivery
    + commandLine + (hasTests ? testTargets + benchmarks : []),
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
