extension String {
  /// Whether the text is only white space and invisible characters (U+00AD, U+200B to U+200D, U+2060, U+FEFF), as
  /// editors leave in fields that are empty.
  package var isBlank: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
      case ..<0x80: false
      default: scalar.properties.isWhitespace
      }
    }
  }
}
