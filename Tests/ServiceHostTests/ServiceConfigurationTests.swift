import Configuration
import Foundation
import KafkaMessaging
import TestSupport
import Testing

@testable import ServiceHost

@Suite struct ServiceConfigurationTests {
  private func configuration(_ environment: [String: String] = [:]) throws -> ServiceConfiguration {
    let reader = try ConfigurationReader(
      keys: ServiceConfiguration.keys, arguments: [:], environment: environment, file: nil)
    return try ServiceConfiguration(reader: reader, client: "test")
  }

  @Test("a service starts without any setting, and accepts nothing that needs an operator")
  func defaults() throws {
    let settings = try configuration()
    #expect(settings.group == "beacon" && settings.instance == nil)
    #expect(settings.sessionTimeoutMilliseconds == 45_000)
    #expect(settings.allowances == [])
    #expect(settings.healthAddress == "127.0.0.1")
  }

  @Test(
    "a value outside its range stops the start, with the key's name",
    arguments: [
      ("BEACON_KAFKA_SESSION_TIMEOUT", "5999", "kafka.session-timeout"),
      ("BEACON_KAFKA_SESSION_TIMEOUT", "120001", "kafka.session-timeout"),
      ("BEACON_HEALTH_PORT", "65536", "health.port"), ("BEACON_HEALTH_PORT", "-1", "health.port"),
      ("BEACON_ACCEPT", "everything", "accept"),
    ])
  func ranges(name: String, value: String, key: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration([name: value]) }
    #expect(error?.key == key)
  }

  @Test("the ends of a range are in it")
  func ends() throws {
    #expect(try configuration(["BEACON_KAFKA_SESSION_TIMEOUT": "6000"]).sessionTimeoutMilliseconds == 6000)
    #expect(try configuration(["BEACON_KAFKA_SESSION_TIMEOUT": "120000"]).sessionTimeoutMilliseconds == 120_000)
    #expect(try configuration(["BEACON_HEALTH_PORT": "0"]).healthPort == 0)
  }

  @Test("a file of settings that is missing, a folder or too large stops the start with its path and the reason")
  func files() throws {
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/beacon.yaml"
    for (file, reason) in [(path, "No such file or directory"), (directory.path, "Is a directory")] {
      let error = #expect(throws: ConfigurationError.self) { try readBytes(of: file) }
      #expect(error?.place == file && error?.message == "the file cannot be read: \(reason)")
    }
    let limit = ConfigurationFile.maximumBytes
    try Data(repeating: UInt8(ascii: "#"), count: limit).write(to: URL(filePath: path))
    #expect(try readBytes(of: path).count == limit)
    try Data(repeating: UInt8(ascii: "#"), count: limit + 1).write(to: URL(filePath: path))
    let error = #expect(throws: ConfigurationError.self) { try readBytes(of: path) }
    #expect(error?.place == path && error?.message == "the file has more than \(limit) bytes")
  }

  @Test("each word of accept allows what it names")
  func accepted() throws {
    #expect(try configuration(["BEACON_ACCEPT": "lost-records"]).allowances == .lostRecords)
    #expect(try configuration(["BEACON_ACCEPT": "file-position"]).allowances == .filePosition)
    #expect(
      try configuration(["BEACON_ACCEPT": "lost-records+file-position"]).allowances == [.lostRecords, .filePosition])
  }
}
