import CIdn2

/// Finds the host names of web addresses, and converts them to the form that the domain name system uses.
package enum HostName {
  /// The host of a web address, as it is written there, without its port; nil where the address has none.
  package static func host(of address: String) -> String? {
    let bytes = address.utf8
    guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let rest = bytes[bytes.index(after: slash)...]
    guard rest.first == UInt8(ascii: "/") else { return nil }
    let authority = rest.dropFirst().prefix { !"/?#".utf8.contains($0) }
    if authority.first == UInt8(ascii: "["), let end = authority.firstIndex(of: UInt8(ascii: "]")) {
      return String(Substring(authority[...end]))
    }
    let host = authority.drop { $0 == UInt8(ascii: ":") }.prefix { $0 != UInt8(ascii: ":") }
    return host.isEmpty ? nil : String(Substring(host))
  }

  /// The name as the domain name system spells it, in ASCII and lower case: international names by IDNA 2008 with the
  /// mapping of Unicode Technical Standard 46 (`bücher.example` is `xn--bcher-kva.example`). An invalid name is only
  /// converted to lower case.
  package static func ascii(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    var output: UnsafeMutablePointer<UInt8>?
    let flags = Int32(IDN2_NFC_INPUT.rawValue) | Int32(IDN2_NONTRANSITIONAL.rawValue)
    guard idn2_lookup_u8(name, &output, flags) == IDN2_OK.rawValue, let output else { return name.lowercased() }
    defer { idn2_free(output) }
    return String(cString: output)
  }
}
