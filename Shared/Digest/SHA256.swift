import CLibcrypto

/// An SHA-256 digest that is computed piece by piece.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory for a digest context") }
    self.context = context
    guard EVP_DigestInit_ex2(context, Algorithm.sha256.pointer, nil) == 1 else {
      fatalError("libcrypto: SHA-256 cannot be started")
    }
  }

  deinit { EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    EVP_DigestUpdate(context, base, bytes.count)
  }

  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  package mutating func update(_ text: String) {
    guard text.utf8.withContiguousStorageIfAvailable({ update(UnsafeRawBufferPointer($0)) }) == nil else { return }
    var copy = text
    copy.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The 32 bytes of the digest.
  package consuming func finalize() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.length) { digest, count in
      EVP_DigestFinal_ex(context, digest.baseAddress, nil)
      count = Self.length
    }
  }

  /// The first `count` bytes of the digest, at most 32, as lower-case hexadecimal digits.
  package consuming func hexadecimal(first count: Int) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.length) { digest in
      EVP_DigestFinal_ex(context, digest.baseAddress, nil)
      return Digest.hexadecimal(UnsafeBufferPointer(rebasing: digest[..<count]))
    }
  }

  /// The length of a digest in bytes.
  private static let length = 32
}

/// libcrypto's object for SHA-256, fetched once: fetching it for each digest costs more than a short digest itself.
private struct Algorithm: Sendable {
  static let sha256 = Algorithm()
  /// Read-only after it is fetched; libcrypto documents `EVP_MD` as safe to share between threads.
  nonisolated(unsafe) let pointer: OpaquePointer

  private init() {
    guard let pointer = EVP_MD_fetch(nil, "SHA256", nil) else { fatalError("libcrypto offers no SHA-256") }
    self.pointer = pointer
  }
}
