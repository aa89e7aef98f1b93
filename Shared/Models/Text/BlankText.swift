extension String {
  /// Whether the text is only white space and characters without width (U+200B, U+FEFF), as editors leave in fields
  /// that are empty.
  package var isBlank: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0x200B, 0xFEFF: true
      case ..<0x80: false
      default: scalar.properties.isWhitespace
      }
    }
  }
}
