/// Text made of bytes that may not be UTF-8.
package enum UTF8Repair {
  /// The text of valid UTF-8; nil for anything else.
  package static func validated(_ bytes: some Collection<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)
  }

  /// The text of the bytes, with U+FFFD for each maximal part that is not UTF-8 (overlong forms and surrogates are not).
  /// At most three bytes come of each byte.
  package static func repaired(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
