import Gzip
import Testing

@Suite struct GzipTests {
  /// `hello\n`, compressed.
  private let hello: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 2, 0, 0x20, 0x30, 0x3A, 0x36, 6, 0, 0, 0,
  ]

  @Test("members are read one after the other, and what follows them is ignored")
  func members() throws {
    #expect(try Gzip.decompressed(hello, limit: 100) == Array("hello\n".utf8))
    #expect(try Gzip.decompressed(hello + hello, limit: 100) == Array("hello\nhello\n".utf8))
    #expect(try Gzip.decompressed(hello + [0, 0, 0], limit: 100) == Array("hello\n".utf8))
  }

  @Test("content over the limit is refused")
  func limit() throws {
    #expect(try Gzip.decompressed(hello, limit: 6).count == 6)
    #expect(throws: Gzip.Failure.tooLarge(limit: 5)) { try Gzip.decompressed(hello, limit: 5) }
  }

  @Test("what is cut off, damaged or not gzip is invalid", arguments: 0...25)
  func damaged(_ count: Int) {
    #expect(throws: Gzip.Failure.invalid) { try Gzip.decompressed(Array(hello.prefix(count)), limit: 100) }
    var changed = hello
    // Byte 17 ends in padding of the compressed data, which means nothing.
    if (10...24).contains(count), count != 17 {
      changed[count] ^= 0x10
      #expect(throws: (any Error).self) { try Gzip.decompressed(changed, limit: 100) }
    }
  }
}
