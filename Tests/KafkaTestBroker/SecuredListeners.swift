import ChildProcesses
import Foundation

/// More listeners of a test broker: PLAIN without encryption, TLS, PLAIN over TLS, and TLS that asks for a certificate
/// of the client. The user of each principal is named like it; the broker refuses what no access right allows, but for
/// the listener without any of this.
package struct SecuredListeners: Sendable {
  package static let username = "beacon"
  package static let password = "correct horse"

  private let plainPort: Int
  private let encryptedPort: Int
  private let bothPort: Int
  private let mutualPort: Int
  private let certificate: TestCertificate
  private let users: [String]
  private let trustedClients: URL?

  /// - Parameters:
  ///   - users: they have the same password, and no right but those that access rules give them.
  ///   - trustedClients: the certificates of clients, in one PEM file; nil: none is let in.
  package init(certificate: TestCertificate, users: [String] = [], trustedClients: URL? = nil) throws {
    plainPort = try KafkaTestBroker.freePort()
    encryptedPort = try KafkaTestBroker.freePort()
    bothPort = try KafkaTestBroker.freePort()
    mutualPort = try KafkaTestBroker.freePort()
    self.certificate = certificate
    self.users = users
    self.trustedClients = trustedClients
  }

  package var plainAddress: String { "127.0.0.1:\(plainPort)" }
  package var encryptedAddress: String { "127.0.0.1:\(encryptedPort)" }
  /// PLAIN over TLS.
  package var bothAddress: String { "127.0.0.1:\(bothPort)" }
  /// TLS with a certificate of the client.
  package var mutualAddress: String { "127.0.0.1:\(mutualPort)" }

  var listeners: String {
    ",PASSWORD://\(plainAddress),ENCRYPTED://\(encryptedAddress),BOTH://\(bothAddress)"
      + (trustedClients == nil ? "" : ",MUTUAL://\(mutualAddress)")
  }
  var protocols: String {
    ",PASSWORD:SASL_PLAINTEXT,ENCRYPTED:SSL,BOTH:SASL_SSL" + (trustedClients == nil ? "" : ",MUTUAL:SSL")
  }

  var properties: String {
    let login = "org.apache.kafka.common.security.plain.PlainLoginModule required"
    let known = ([Self.username] + users).map { "user_\($0)=\"\(Self.password)\"" }.joined(separator: " ")
    var lines = [
      "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
      "super.users=User:ANONYMOUS;User:\(Self.username)",
    ]
    for name in ["password", "both"] {
      lines += [
        "listener.name.\(name).sasl.enabled.mechanisms=PLAIN",
        "listener.name.\(name).plain.sasl.jaas.config=\(login) \(known);",
      ]
    }
    for name in ["encrypted", "both", "mutual"] {
      lines += [
        "listener.name.\(name).ssl.keystore.type=PEM",
        "listener.name.\(name).ssl.keystore.location=\(certificate.keyAndCertificate.path)",
      ]
    }
    if let trustedClients {
      lines += [
        "listener.name.mutual.ssl.client.auth=required",
        "listener.name.mutual.ssl.truststore.type=PEM",
        "listener.name.mutual.ssl.truststore.location=\(trustedClients.path)",
        "listener.name.mutual.ssl.principal.mapping.rules=RULE:^CN=([^,]+).*$/$1/",
      ]
    }
    return lines.joined(separator: "\n")
  }
}

/// A certificate that is its own authority, for 127.0.0.1 or for a client, made by the machine's openssl.
package struct TestCertificate: Sendable {
  /// What the other side is to trust.
  package let authority: URL
  package let key: URL
  let keyAndCertificate: URL

  package static let openssl = "/usr/bin/openssl"
  package static var canBeMade: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

  package init(in folder: URL, name: String, commonName: String = "127.0.0.1") throws {
    key = folder.appendingPathComponent("\(name)-key.pem")
    authority = folder.appendingPathComponent("\(name).pem")
    keyAndCertificate = folder.appendingPathComponent("\(name)-both.pem")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.openssl)
    process.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=\(commonName)",
      "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key.path, "-out", authority.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try ChildProcess.start(process)
    ChildProcess.waitForEnd(of: process)
    try (Data(contentsOf: key) + Data(contentsOf: authority)).write(to: keyAndCertificate)
  }
}
