extension UInt8 {
  /// The byte; for a capital of ASCII, its small letter.
  @inlinable public var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension String {
  /// The text with the capitals of ASCII in lower case, and no other.
  package var lowercasedASCII: String { String(decoding: utf8.map(\.lowercasedASCII), as: UTF8.self) }

  /// The text with its first character in upper case.
  package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
