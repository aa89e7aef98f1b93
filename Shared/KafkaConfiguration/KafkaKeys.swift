import Configuration
import Files
import Glibc
import KafkaMessaging

/// The configuration keys of the connection to Kafka, which are the same for every program.
package enum KafkaKeys {
  private enum Mechanism: String, Hashable, Sendable, CaseIterable {
    case none
    case plain = "PLAIN"
    case scramSHA256 = "SCRAM-SHA-256"
    case scramSHA512 = "SCRAM-SHA-512"
  }

  package static func bootstrap(default value: String?) -> ConfigurationKey<String> {
    .text(
      "kafka.bootstrap", type: "host:port, several separated by commas", default: value,
      "The bootstrap servers of the cluster.")
  }

  private static let securityProtocol = ConfigurationKey<KafkaSettings.SecurityProtocol>.choice(
    "kafka.security-protocol", default: .plaintext, "How the connection to the brokers is secured.")
  private static let authorityFile = ConfigurationKey.text(
    "kafka.ca-file", type: "a PEM file", default: nil, "The authorities to trust; unless set, the system's.")
  private static let certificateFile = ConfigurationKey.text(
    "kafka.certificate-file", type: "a PEM file", default: nil,
    "This program's certificate, for brokers that require one; needs kafka.key-file.")
  private static let keyFile = ConfigurationKey.text(
    "kafka.key-file", type: "a PEM file", default: nil, "The unencrypted key of kafka.certificate-file.")
  private static let mechanism = ConfigurationKey<Mechanism>.choice(
    "kafka.sasl-mechanism", default: .none, "How this program proves who it is.")
  private static let username = ConfigurationKey.text(
    "kafka.username", type: "a name", default: nil, "This program's own principal.")
  private static let password = ConfigurationKey.text(
    "kafka.password", type: "a secret", default: nil, isSecret: true,
    "The principal's password; kafka.password-file is the better place.")
  private static let passwordFile = ConfigurationKey.text(
    "kafka.password-file", type: "a file", default: nil, "A file with the password and nothing else.")

  /// The most bytes of a file with a password.
  private static let largestSecret = 64 << 10

  package static let security = [
    securityProtocol.description, authorityFile.description, certificateFile.description, keyFile.description,
    mechanism.description, username.description, password.description, passwordFile.description,
  ]

  fileprivate static func read(_ reader: ConfigurationReader, into settings: inout KafkaSettings)
    throws(ConfigurationError)
  {
    settings.securityProtocol = try reader.value(securityProtocol)
    settings.authorityFile = try reader.optional(authorityFile)
    if let certificate = try reader.optional(certificateFile) {
      settings.certificate = (file: certificate, keyFile: try reader.value(keyFile))
    }
    let chosen = try reader.value(mechanism)
    try check(reader, protocol: settings.securityProtocol, mechanism: chosen)
    guard let mechanism = KafkaSettings.Credentials.Mechanism(rawValue: chosen.rawValue) else { return }
    let name = try reader.value(username)
    let secret: String =
      if let file = try reader.optional(passwordFile) { try secret(in: file) } else { try reader.value(password) }
    settings.credentials = .init(mechanism: mechanism, username: name, password: secret)
  }

  /// Refuses settings of which one would be ignored: credentials that are never sent, certificates that are never
  /// shown.
  private static func check(
    _ reader: ConfigurationReader, protocol: KafkaSettings.SecurityProtocol, mechanism chosen: Mechanism
  ) throws(ConfigurationError) {
    let isSASL = `protocol` == .saslPlaintext || `protocol` == .saslSSL
    let isTLS = `protocol` == .ssl || `protocol` == .saslSSL
    if isSASL != (chosen != .none) {
      throw conflict(
        reader, isSASL ? mechanism.description : securityProtocol.description,
        "\(securityProtocol.description.name) \(`protocol`.rawValue) does not fit "
          + "\(mechanism.description.name) \(chosen.rawValue)",
        expected: "a mechanism exactly where the protocol is sasl_ssl or sasl_plaintext")
    }
    for key in [username.description, password.description, passwordFile.description]
    where chosen == .none && reader.isSet(key) {
      throw conflict(
        reader, key, "\(key.name) is set without \(mechanism.description.name)",
        expected: "\(mechanism.description.name) \(mechanism.description.expected), or no \(key.name)")
    }
    for key in [authorityFile.description, certificateFile.description, keyFile.description]
    where !isTLS && reader.isSet(key) {
      throw conflict(
        reader, key, "\(key.name) is set, and \(securityProtocol.description.name) \(`protocol`.rawValue) has no TLS",
        expected: "\(securityProtocol.description.name) ssl or sasl_ssl, or no \(key.name)")
    }
    if reader.isSet(keyFile.description), !reader.isSet(certificateFile.description) {
      throw conflict(
        reader, certificateFile.description,
        "\(keyFile.description.name) is set without \(certificateFile.description.name)",
        expected: certificateFile.description.expected)
    }
  }

  private static func conflict(
    _ reader: ConfigurationReader, _ key: KeyDescription, _ message: String, expected: String
  ) -> ConfigurationError {
    ConfigurationError(
      key: key.name, message, at: reader.setting(key).origin.description, expected: expected)
  }

  /// The secret in the file at `path`, without the line break that editors put at its end.
  private static func secret(in path: String) throws(ConfigurationError) -> String {
    let content: [UInt8]?
    do throws(FileError) {
      content = try OpenFile(path, O_RDONLY).rest(limit: largestSecret)
    } catch {
      throw ConfigurationError(
        key: passwordFile.description.name, "the file cannot be read: \(error.reason)", at: path,
        expected: "a file that this user may read")
    }
    guard var bytes = content else {
      throw ConfigurationError(
        key: passwordFile.description.name, "the file of a secret has more than \(largestSecret) bytes", at: path,
        expected: "the secret alone")
    }
    while bytes.last == UInt8(ascii: "\n") || bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else {
      throw ConfigurationError(
        key: passwordFile.description.name, "the file of a secret is empty or no text", at: path,
        expected: "the secret alone")
    }
    return text
  }
}

extension KafkaSettings {
  /// - Parameter client: the name of this process in the brokers' logs.
  package init(
    reader: ConfigurationReader, bootstrapServers: String, client: String
  ) throws(ConfigurationError) {
    self.init(bootstrapServers: bootstrapServers, clientId: client)
    try KafkaKeys.read(reader, into: &self)
  }
}
