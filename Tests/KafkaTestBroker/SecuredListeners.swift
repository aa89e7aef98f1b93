import Foundation

/// Two more listeners of a test broker: PLAIN without encryption for one user, and TLS.
package struct SecuredListeners: Sendable {
  package static let username = "beacon"
  package static let password = "correct horse"

  private let plainPort: Int
  private let encryptedPort: Int
  private let certificate: TestCertificate

  package init(certificate: TestCertificate) throws {
    plainPort = try KafkaTestBroker.freePort()
    encryptedPort = try KafkaTestBroker.freePort()
    self.certificate = certificate
  }

  package var plainAddress: String { "127.0.0.1:\(plainPort)" }
  package var encryptedAddress: String { "127.0.0.1:\(encryptedPort)" }

  var listeners: String { ",PASSWORD://\(plainAddress),ENCRYPTED://\(encryptedAddress)" }
  var protocols: String { ",PASSWORD:SASL_PLAINTEXT,ENCRYPTED:SSL" }

  var properties: String {
    let login = "org.apache.kafka.common.security.plain.PlainLoginModule"
    return """
      listener.name.password.sasl.enabled.mechanisms=PLAIN
      listener.name.password.plain.sasl.jaas.config=\(login) required user_\(Self.username)="\(Self.password)";
      listener.name.encrypted.ssl.keystore.type=PEM
      listener.name.encrypted.ssl.keystore.location=\(certificate.keyAndCertificate.path)
      """
  }
}

/// A certificate for 127.0.0.1 that is its own authority, made by the machine's openssl.
package struct TestCertificate: Sendable {
  /// What a client is to trust.
  package let authority: URL
  let keyAndCertificate: URL

  package static let openssl = "/usr/bin/openssl"
  package static var canBeMade: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

  package init(in folder: URL, name: String) throws {
    let key = folder.appendingPathComponent("\(name)-key.pem")
    authority = folder.appendingPathComponent("\(name).pem")
    keyAndCertificate = folder.appendingPathComponent("\(name)-both.pem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.openssl)
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key.path, "-out", authority.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try (Data(contentsOf: key) + Data(contentsOf: authority)).write(to: keyAndCertificate)
  }
}
