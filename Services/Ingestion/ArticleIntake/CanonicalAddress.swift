import ReferenceData

/// The one spelling of a web address: scheme and host in lower case, no default port, no tracking parameters, escapes
/// in upper case. Paths and the order of the other parameters are kept. A fragment is dropped, unless it is the path of
/// a page that a script shows, such as `#!/story/1` and `#/story/1`.
package struct CanonicalAddress: Hashable, Sendable {
  package let text: String

  package static let maximumBytes = 4096

  /// Nil for anything but an absolute `http` or `https` address without user name and of at most `maximumBytes`.
  ///
  /// - Parameter tracking: the parameters to leave out; nil to keep all.
  package init?(_ address: String, dropping tracking: TrackingParameters?) {
    let bytes = Self.trimmed(Array(address.utf8))
    guard bytes.count <= Self.maximumBytes, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    guard scheme == "http" || scheme == "https", bytes[(colon + 1)...].starts(with: Array("//".utf8)) else {
      return nil
    }
    let afterScheme = bytes[(colon + 3)...]
    let rest = afterScheme.prefix { $0 != UInt8(ascii: "#") }
    let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let host = Self.host(authority, scheme: scheme) else { return nil }
    let target = rest[authority.endIndex...]
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    var text = "\(scheme)://\(host)"
    text += path.isEmpty ? "/" : Self.escaped(path)
    let parameters = target[path.endIndex...].dropFirst().split(separator: UInt8(ascii: "&"))
      .map { Self.escaped($0) }
      .filter { parameter in !(tracking?.contains(parameter.prefix { $0 != "=" }) ?? false) }
    if !parameters.isEmpty { text += "?" + parameters.joined(separator: "&") }
    let fragment = afterScheme[rest.endIndex...].dropFirst()
    if Self.isPath(fragment) { text += "#" + Self.escaped(fragment) }
    self.text = text
  }

  /// Whether a fragment begins with `!` or `/` and has more than these.
  private static func isPath(_ fragment: ArraySlice<UInt8>) -> Bool {
    let marks = [UInt8(ascii: "!"), UInt8(ascii: "/")]
    guard let first = fragment.first, marks.contains(first) else { return false }
    return fragment.contains { !marks.contains($0) }
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return bytes[first...last]
  }

  /// The host and, unless it is the scheme's default, the port.
  private static func host(_ authority: ArraySlice<UInt8>, scheme: String) -> String? {
    let bracket = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
    let colon = authority[bracket...].firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
    var host = authority[..<colon]
    if host.last == UInt8(ascii: ".") { host.removeLast() }
    guard !host.isEmpty, host.allSatisfy(isOfHost) else { return nil }
    let name = String(decoding: host, as: UTF8.self).lowercased()
    let digits = authority[colon...].dropFirst()
    if digits.isEmpty { return name }
    guard digits.count <= 5, let port = UInt16(String(decoding: digits, as: UTF8.self)) else { return nil }
    return port == (scheme == "http" ? 80 : 443) ? name : "\(name):\(port)"
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    default: ".-_[]:".utf8.contains(byte)
    }
  }

  private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var upperCase = 0
    for byte in bytes {
      if byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else if upperCase > 0, (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte) {
        result.append(byte - 0x20)
      } else {
        result.append(byte)
      }
      upperCase = byte == UInt8(ascii: "%") ? 2 : max(0, upperCase - 1)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
