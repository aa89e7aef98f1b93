// swift-tools-version: 6.2
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// Whether the tests are there: a build of the programs alone, as in the image, needs no Tests folder.
let hasTests = FileManager.default.fileExists(atPath: Context.packageDirectory + "/Tests")

/// A Swift module and, where `testsUse` is given, its tests in `Tests/<name>Tests`.
func module(
  _ name: String, in folder: String, uses: [Target.Dependency] = [], excluding: [String] = [],
  testsUse: [Target.Dependency]? = nil, testsExclude: [String] = []
) -> [Target] {
  let module = Target.target(
    name: name, dependencies: uses, path: "\(folder)/\(name)", exclude: excluding, swiftSettings: strict)
  guard hasTests, let testsUse else { return [module] }
  let tests = Target.testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + testsUse, path: "Tests/\(name)Tests",
    exclude: testsExclude, swiftSettings: strict)
  return [module, tests]
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
  // The C library's own, which every toolchain needs: nothing to install.
  .systemLibrary(name: "CMalloc", path: "Shared/CMalloc"),
  systemLibrary("CLibcurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
]

let sharedModules: [[Target]] = [
  module("Digest", in: "Shared", uses: ["CLibcrypto"], testsUse: []),
  module("Models", in: "Shared", uses: ["Digest"], testsUse: []),
  module("JSONCoding", in: "Shared", uses: ["CSimdjson"], testsUse: ["TestSupport"]),
  module("TextNormalisation", in: "Shared", uses: ["CUtf8proc"], testsUse: ["ChildProcesses"]),
  module("LanguageID", in: "Shared", uses: ["CCld2"], testsUse: []),
  module("DelimitedText", in: "Shared", testsUse: []),
  module("HostNames", in: "Shared", uses: ["CIdn2"]),
  module("Gzip", in: "Shared", uses: ["CZlib"], testsUse: []),
  module("Markup", in: "Shared", testsUse: []),
  module(
    "HTMLText", in: "Shared", uses: ["Markup", "ReferenceData"], testsUse: ["Markup", "ReferenceData", "TestSupport"]),
  module("SQLite", in: "Shared", uses: ["CSQLite"], testsUse: []),
  module("Files", in: "Shared", testsUse: ["TestSupport"]),
  module("ProcessMemory", in: "Shared", uses: ["CMalloc"]),
  module("Messaging", in: "Shared", uses: ["Models"], testsUse: ["MessagingConformance", "Models"]),
  module("KeyedState", in: "Shared", uses: ["Models"]),
  module(
    "StateStore", in: "Shared",
    uses: ["Messaging", "Models", "SQLite"],
    testsUse: ["Messaging", "Models", "SQLite", "TestSupport"]),
  module(
    "EmbeddedMessaging", in: "Shared",
    uses: ["Files", "Messaging", "Models", "SQLite", "StateStore"],
    testsUse: ["Files", "Messaging", "MessagingConformance", "Models", "SQLite", "StateStore", "TestSupport"]),
  module(
    "KafkaMessaging", in: "Shared",
    uses: ["CLibrdkafka", "Files", "Messaging", "Models", "SQLite", "StateStore"]),
  module(
    "PipelineContracts", in: "Shared",
    uses: ["JSONCoding", "Messaging", "Models"],
    excluding: ["Schemas"],
    testsUse: ["JSONCoding", "Messaging", "Models", "TestSupport"]),
  module("Observability", in: "Shared", uses: ["JSONCoding", "Models"], testsUse: ["Models"]),
  module("Configuration", in: "Shared", uses: ["CLibyaml"], testsUse: []),
  module("HTTPServer", in: "Shared", uses: ["CMicrohttpd"], testsUse: []),
  module("HTTPClient", in: "Shared", uses: ["CLibcurl", "Models"], testsUse: ["HTTPTestServer", "Models"]),
  module("ServiceRuntime", in: "Shared", uses: ["CommandLine", "Models"], testsUse: ["Models"]),
  module("CommandLine", in: "Shared", testsUse: []),
  module(
    "ReferenceData", in: "Shared",
    uses: ["Digest", "Models"],
    excluding: ["Tables", "Languages", "Reports", "RiskModel"],
    testsUse: ["ChildProcesses", "Models", "TestSupport"]),
  module(
    "ServiceHost", in: "Shared",
    uses: [
      "CommandLine", "Configuration", "Files", "HTTPServer", "KafkaConfiguration", "KafkaMessaging", "Messaging",
      "Models", "Observability", "PipelineComposition", "ProcessMemory", "ReferenceData", "ServiceRuntime",
    ],
    testsUse: ["Configuration", "KafkaMessaging", "TestSupport"]),
  module(
    "PipelineComposition", in: "Shared",
    uses: ["Configuration", "Messaging", "Models", "Observability", "PipelineContracts", "ReferenceData"]),
  module(
    "Effects", in: "Shared", uses: ["Files", "JSONCoding", "Models"],
    testsUse: ["JSONCoding", "Models"]),
  module(
    "KafkaConfiguration", in: "Shared",
    uses: ["Configuration", "Files", "KafkaMessaging"],
    testsUse: ["Configuration", "KafkaMessaging", "TestSupport"]),
]

/// A service as a process of its own, over Kafka.
func service(_ name: String, in folder: String, uses: [Target.Dependency]) -> [Target] {
  [
    .executableTarget(
      name: name, dependencies: ["ServiceHost"] + uses, path: "\(folder)/Executable", swiftSettings: strict)
  ]
}

let ingestion: [[Target]] = [
  service("beacon-ingestion", in: "Services/Ingestion", uses: ["IngestionService"]),
  module(
    "ArticleForms", in: "Services/Ingestion",
    uses: [
      "DelimitedText", "Gzip", "HTMLText", "JSONCoding", "Markup", "Models", "ReferenceData", "TextNormalisation",
    ],
    testsUse: ["Models", "ReferenceData", "TestSupport"]),
  module(
    "ArticleIntake", in: "Services/Ingestion",
    uses: [
      "ArticleForms", "HostNames", "JSONCoding", "LanguageID", "Markup", "Models", "ReferenceData", "TextNormalisation",
    ],
    testsUse: ["ArticleForms", "Models", "ReferenceData"]),
  module(
    "FeedPolling", in: "Services/Ingestion",
    uses: ["ArticleForms", "HTTPClient", "Models", "SQLite"],
    testsUse: ["ArticleForms", "HTTPClient", "HTTPTestServer", "Models", "TestSupport"]),
  module(
    "IngestionService", in: "Services/Ingestion",
    uses: [
      "ArticleForms", "ArticleIntake", "Messaging", "Models", "PipelineComposition", "PipelineContracts",
      "ReferenceData",
    ],
    testsUse: ["ArticleIntake", "Messaging", "Models", "PipelineContracts", "ReferenceData", "TestSupport"]),
]

let extraction: [[Target]] = [
  service("beacon-extraction", in: "Services/Extraction", uses: ["ExtractionService"]),
  module("TextMatching", in: "Services/Extraction", testsUse: ["TestSupport"]),
  module(
    "TextClassification", in: "Services/Extraction",
    uses: ["ReferenceData", "TextMatching"],
    testsUse: ["ReferenceData", "TextMatching"]),
  module(
    "TextAnalysis", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextMatching"],
    testsUse: ["ExtractionFixtures", "TestSupport"]),
  module(
    "EntityExtraction", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextAnalysis", "TextMatching"],
    testsUse: ["ExtractionFixtures", "Models", "TestSupport"]),
  module(
    "MeasureExtraction", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextAnalysis"],
    testsUse: ["ExtractionFixtures", "Models", "ReferenceData", "TestSupport"]),
  module(
    "DocumentExtraction", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextAnalysis", "TextMatching"],
    testsUse: ["ExtractionFixtures", "Models", "ReferenceData", "TestSupport", "TextAnalysis"]),
  module(
    "EventExtraction", in: "Services/Extraction",
    uses: ["Models", "ReferenceData", "TextAnalysis", "TextClassification", "TextMatching"],
    testsUse: ["ExtractionFixtures", "Models", "ReferenceData", "TestSupport", "TextAnalysis"]),
  module(
    "FactExtraction", in: "Services/Extraction",
    uses: [
      "DocumentExtraction", "EntityExtraction", "EventExtraction", "MeasureExtraction", "Models", "ReferenceData",
      "TextAnalysis", "TextNormalisation",
    ],
    testsUse: ["ExtractionFixtures", "Models", "ReferenceData", "TextAnalysis"]),
  module(
    "SubjectMatching", in: "Services/Extraction",
    uses: ["HostNames", "Models", "ReferenceData", "TextMatching"],
    testsUse: ["Models", "ReferenceData"]),
  module(
    "ExtractionService", in: "Services/Extraction",
    uses: [
      "FactExtraction", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "SubjectMatching",
    ],
    testsUse: ["Messaging", "Models", "PipelineContracts", "ReferenceData", "TestSupport"]),
]

let scoring: [[Target]] = [
  service("beacon-scoring", in: "Services/Scoring", uses: ["ScoringService"]),
  module(
    "RiskScoring", in: "Services/Scoring",
    uses: ["KeyedState", "Models", "ReferenceData"],
    testsUse: ["KeyedState", "Models", "ReferenceData", "TestSupport"]),
  module(
    "ScoringService", in: "Services/Scoring",
    uses: [
      "KeyedState", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData", "RiskScoring",
    ],
    testsUse: ["Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData", "TestSupport"]),
]

let notification: [[Target]] = [
  service("beacon-notification", in: "Services/Notification", uses: ["NotificationService"]),
  module("Alerting", in: "Services/Notification", uses: ["Models"], testsUse: ["Models", "ReferenceData"]),
  module(
    "NotificationService", in: "Services/Notification",
    uses: [
      "Alerting", "JSONCoding", "KeyedState", "Messaging", "Models", "PipelineComposition", "PipelineContracts",
      "ReferenceData",
    ],
    testsUse: [
      "Alerting", "JSONCoding", "Messaging", "Models", "PipelineContracts", "ReferenceData", "ScoringService",
      "TestSupport",
    ]),
]

let reporting: [[Target]] = [
  service("beacon-reporting", in: "Services/Reporting", uses: ["ReportingService"]),
  module(
    "RiskReporting", in: "Services/Reporting",
    uses: ["Models", "ReferenceData"],
    testsUse: ["Models", "ReferenceData", "ReportSamples"]),
  module(
    "ReportRendering", in: "Services/Reporting",
    uses: ["Models", "ReferenceData", "RiskReporting"],
    testsUse: ["Models", "ReferenceData", "ReportSamples", "RiskReporting", "TestSupport"]),
  module(
    "ReportingService", in: "Services/Reporting",
    uses: [
      "KeyedState", "Messaging", "Models", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "RiskReporting",
    ],
    testsUse: [
      "Messaging", "Models", "Observability", "PipelineComposition", "PipelineContracts", "ReferenceData",
      "ReportSamples", "RiskReporting", "TestSupport",
    ]),
]

/// The file that lists the receivers of alerts, and a folder and a module for each kind of receiver.
let delivery: [[Target]] = [
  module(
    "AlertReceivers", in: "Services/Delivery",
    uses: ["Effects", "JSONCoding", "Models", "PipelineContracts"],
    testsUse: ["Effects", "JSONCoding", "Models", "PipelineContracts"]),
  module(
    "Webhook", in: "Services/Delivery",
    uses: ["Digest", "Effects", "Files", "HTTPClient", "HostNames", "JSONCoding", "Models"],
    testsUse: ["AlertReceivers", "Effects", "Files", "HTTPClient", "HTTPTestServer", "JSONCoding", "Models"]),
]

let commandLine: [[Target]] = [
  module(
    "EmbeddedPipeline", in: "Services/Beacon",
    uses: ["EmbeddedMessaging", "Messaging", "Models", "PipelineComposition"],
    testsUse: ["EmbeddedMessaging", "Messaging", "MessagingConformance", "Models", "PipelineComposition"]),
  module(
    "BeaconCommands", in: "Services/Beacon",
    uses: [
      "AlertReceivers", "ArticleForms", "ArticleIntake", "CommandLine", "Configuration", "DelimitedText", "Effects",
      "EmbeddedMessaging", "EmbeddedPipeline", "ExtractionService", "FactExtraction", "FeedPolling", "Files",
      "HostNames",
      "IngestionService", "JSONCoding", "KafkaConfiguration", "KafkaMessaging", "Messaging", "Models",
      "NotificationService", "Observability", "PipelineComposition", "PipelineContracts", "ProcessMemory",
      "ReferenceData", "ReportRendering", "ReportingService", "RiskReporting", "SQLite", "ScoringService",
      "ServiceRuntime", "TextNormalisation", "Webhook",
    ],
    testsUse: [
      "ArticleForms", "ChildProcesses", "CommandLine", "DelimitedText", "EmbeddedMessaging", "EmbeddedPipeline",
      "Files", "HTTPTestServer", "Messaging", "Models", "NotificationService", "PipelineComposition",
      "PipelineContracts",
      "ReferenceData", "ReportRendering", "RiskReporting", "ScoringService", "ServiceRuntime", "TestSupport",
    ],
    testsExclude: ["Golden"]),
  [
    .executableTarget(
      name: "beacon", dependencies: ["BeaconCommands", "CommandLine"], path: "Services/Beacon/Executable",
      swiftSettings: strict)
  ],
]

/// What tests share, and tests of several modules together.
let testTargets: [Target] = [
  .target(name: "ChildProcesses", path: "Tests/ChildProcesses", swiftSettings: strict),
  .target(
    name: "TestSupport", dependencies: ["Messaging", "Models"], path: "Tests/TestSupport", swiftSettings: strict),
  .target(
    name: "ReportSamples", dependencies: ["Models", "ReferenceData", "RiskReporting"], path: "Tests/ReportSamples",
    swiftSettings: strict),
  .target(
    name: "MessagingConformance",
    dependencies: ["EmbeddedMessaging", "Messaging", "Models", "SQLite", "StateStore", "TestSupport"],
    path: "Tests/MessagingConformance", swiftSettings: strict),
  .target(
    name: "KafkaTestBroker", dependencies: ["ChildProcesses"], path: "Tests/KafkaTestBroker", swiftSettings: strict),
  .target(name: "CMockCluster", path: "Tests/CMockCluster", linkerSettings: [.linkedLibrary("rdkafka")]),
  .target(
    name: "ServiceProcesses",
    dependencies: [
      "BeaconCommands", "ChildProcesses", "KafkaMessaging", "KafkaTestBroker", "Messaging", "Models",
      "PipelineComposition", "PipelineContracts",
    ],
    path: "Tests/ServiceProcesses", exclude: ["fake-clock.c"], swiftSettings: strict),
  .executableTarget(
    name: "faulty-service", dependencies: ["BeaconCommands", "KafkaMessaging", "ServiceHost"],
    path: "Tests/FaultyService", swiftSettings: strict),
  .testTarget(
    name: "KafkaTests",
    dependencies: [
      "ChildProcesses", "CLibrdkafka", "CMockCluster", "HTTPTestServer", "KafkaMessaging", "KafkaTestBroker",
      "Messaging", "MessagingConformance", "Models", "PipelineContracts", "ServiceProcesses", "SQLite", "StateStore",
      "TestSupport", "beacon", "beacon-extraction", "beacon-ingestion", "beacon-notification",
      "beacon-reporting", "beacon-scoring", "faulty-service",
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
  .target(name: "HTTPTestServer", path: "Tests/HTTPTestServer", swiftSettings: strict),
  .target(
    name: "ExtractionFixtures",
    dependencies: [
      "DocumentExtraction", "EntityExtraction", "EventExtraction", "MeasureExtraction", "Models", "ReferenceData",
      "TestSupport", "TextAnalysis",
    ],
    path: "Tests/ExtractionFixtures", swiftSettings: strict),
  .executableTarget(
    name: "crash-subject",
    dependencies: [
      "EmbeddedMessaging", "EmbeddedPipeline", "Messaging", "MessagingConformance", "Models", "PipelineComposition",
    ],
    path: "Tests/CrashSubject", swiftSettings: strict),
  .testTarget(
    name: "FaultTests",
    dependencies: [
      "beacon", "ChildProcesses", "crash-subject", "EmbeddedMessaging", "Messaging", "MessagingConformance",
      "TestSupport",
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
        "ArticleForms", "ArticleIntake", "BeaconCommands", "CommandLine", "Digest", "FactExtraction", "Gzip",
        "KafkaMessaging", "KafkaTestBroker", "KeyedState", "Messaging", "Models", "PipelineContracts", "ReferenceData",
        "RiskScoring", "ServiceProcesses", "SQLite", "StateStore", "TestSupport", "beacon", "beacon-extraction",
        "beacon-ingestion", "beacon-notification", "beacon-reporting", "beacon-scoring",
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

let services = ingestion + extraction + scoring + notification + reporting + delivery + commandLine

let package = Package(
  name: "beacon",
  targets: cLibraries + (sharedModules + services).flatMap { $0 } + (hasTests ? testTargets + benchmarks : []),
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
