import Glibc

/// Which addresses a client may connect to. It is applied to each address after name resolution, whatever the
/// spelling in the URL, to redirects too, and once more to the connected peer.
package struct AddressPolicy: Hashable, Sendable {
  package enum Reach: Hashable, Sendable {
    /// Addresses of the public Internet only.
    case publicOnly
    /// Private, loopback and link-local addresses too: an explicit choice of the operator.
    case any
  }

  package var reach: Reach
  /// Whether plain http is allowed in addition to https.
  package var allowsPlainHTTP: Bool

  package init(reach: Reach = .publicOnly, allowsPlainHTTP: Bool = false) {
    self.reach = reach
    self.allowsPlainHTTP = allowsPlainHTTP
  }

  /// Why an address is refused; nil where it is allowed.
  package func refusal(of address: IPAddress) -> String? {
    switch reach {
    case .any: nil
    case .publicOnly: address.specialPurpose
    }
  }
}

/// An IPv4 or IPv6 address as its bytes in network order.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 bytes for IPv4, 16 for IPv6.
  package let bytes: [UInt8]

  /// Parses an address in digits, as `inet_pton` does; nil for any other text.
  package init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  /// Reads a socket's address; nil for families other than IPv4 and IPv6, and where `length` is too short.
  init?(_ address: UnsafePointer<sockaddr>, length: Int) {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      var four = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      var six = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    default: return nil
    }
  }

  package var description: String {
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The purpose of an address that is not of the public Internet; nil for a public one.
  ///
  /// Source: the special-purpose address registries of IANA for IPv4 and IPv6. An IPv6 address that carries an IPv4
  /// one (mapped, NAT64, 6to4) is as public as that one.
  package var specialPurpose: String? {
    if bytes.count == 4 { return Self.purpose(of: bytes, among: Self.special4) }
    for (prefix, start) in Self.carriers where Self.matches(bytes, prefix.bytes, prefix.bits) {
      return Self.purpose(of: Array(bytes[start..<start + 4]), among: Self.special4)
    }
    guard bytes[0] & 0xE0 == 0x20 else {
      return Self.purpose(of: bytes, among: Self.special6) ?? "it is not a global unicast address"
    }
    return Self.purpose(of: bytes, among: Self.special6)
  }

  private typealias Prefix = (bytes: [UInt8], bits: Int)

  private static func prefix(_ address: String, _ bits: Int) -> Prefix {
    guard let address = IPAddress(address) else { preconditionFailure("\(address) is not an address") }
    return (address.bytes, bits)
  }

  private static let carriers: [(Prefix, start: Int)] = [
    (prefix("::ffff:0:0", 96), 12), (prefix("64:ff9b::", 96), 12), (prefix("2002::", 16), 2),
  ]

  private static let special4: [(Prefix, String)] = [
    (prefix("0.0.0.0", 8), "this network"), (prefix("10.0.0.0", 8), "private use"),
    (prefix("100.64.0.0", 10), "shared address space"), (prefix("127.0.0.0", 8), "loopback"),
    (prefix("169.254.0.0", 16), "link local"), (prefix("172.16.0.0", 12), "private use"),
    (prefix("192.0.0.0", 24), "IETF protocol assignments"), (prefix("192.0.2.0", 24), "documentation"),
    (prefix("192.88.99.0", 24), "6to4 relay"), (prefix("192.168.0.0", 16), "private use"),
    (prefix("198.18.0.0", 15), "benchmarking"), (prefix("198.51.100.0", 24), "documentation"),
    (prefix("203.0.113.0", 24), "documentation"), (prefix("224.0.0.0", 4), "multicast"),
    (prefix("240.0.0.0", 4), "reserved"),
  ]

  private static let special6: [(Prefix, String)] = [
    (prefix("::", 128), "unspecified"), (prefix("::1", 128), "loopback"), (prefix("fc00::", 7), "private use"),
    (prefix("fe80::", 10), "link local"), (prefix("fec0::", 10), "site local"), (prefix("ff00::", 8), "multicast"),
    (prefix("64:ff9b:1::", 48), "local translation"), (prefix("100::", 64), "discard only"),
    (prefix("2001::", 23), "IETF protocol assignments"), (prefix("2001:db8::", 32), "documentation"),
    (prefix("3fff::", 20), "documentation"),
  ]

  private static func purpose(of bytes: [UInt8], among table: [(Prefix, String)]) -> String? {
    table.first { matches(bytes, $0.0.bytes, $0.0.bits) }?.1
  }

  private static func matches(_ bytes: [UInt8], _ prefix: [UInt8], _ bits: Int) -> Bool {
    let whole = bits / 8
    guard bytes[..<whole] == prefix[..<whole] else { return false }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
    return bits % 8 == 0 || bytes[whole] & mask == prefix[whole] & mask
  }
}
