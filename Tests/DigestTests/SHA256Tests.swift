import Digest
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "The digests of FIPS 180-2's examples come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func knownAnswers(text: String, digest: String) {
    var hash = SHA256()
    hash.update(text)
    let bytes = hash.finalize()
    #expect(hexadecimal(bytes) == digest)
  }

  @Test("It does not matter how the bytes are cut", arguments: [1, 7, 63, 64, 65, 1000])
  func cuts(size: Int) {
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    var whole = SHA256()
    whole.update(bytes)
    let expected = whole.finalize()
    var pieces = SHA256()
    for start in stride(from: 0, to: bytes.count, by: size) {
      pieces.update(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    let digest = pieces.finalize()
    #expect(digest == expected)
  }

  @Test("Bytes are written as two lower-case digits each")
  func digits() {
    #expect(hexadecimal([0x00, 0x0f, 0xa0, 0xff]) == "000fa0ff")
  }
}
