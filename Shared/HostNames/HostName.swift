import CIdn2

/// Converts host names to the form that the domain name system uses.
package enum HostName {
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
