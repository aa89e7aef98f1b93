extension Unicode.Scalar {
  /// Whether it sets the direction of the text around it, so that text from outside could reorder a page.
  package var isDirectionMark: Bool {
    switch self {
    case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
    default: false
    }
  }
}
