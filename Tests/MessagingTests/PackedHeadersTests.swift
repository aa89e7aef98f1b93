import Messaging
import Models
import Testing

@Suite("Headers as a log stores them")
struct PackedHeadersTests {
  private static let time = Timestamp(milliseconds: 1_493_593_200_123)

  /// The headers of a signal.
  private static func usual(id: String = "10c44785cc44d52b11187025a448d516") -> [Header] {
    [
      Header("ce_specversion", "1.0"), Header("ce_id", id), Header("ce_type", "beacon.signal.v1"),
      Header("ce_source", "/beacon/extraction"), Header("ce_time", time.description),
      Header("content-type", "application/json"),
      Header("traceparent", "00-d75f55252b6d660786c86ddd68c17033-bbe3a8cf19dcce79-01"),
    ]
  }

  private func decoded(_ bytes: [UInt8], time: Timestamp = time) -> [Header] {
    bytes.withUnsafeBytes { PackedHeaders.decode($0, time: time) }
  }

  @Test(
    "Headers come back byte for byte, whatever their names and values are",
    arguments: [
      [], usual(), usual(id: "10C44785CC44D52B11187025A448D516"), usual(id: "10c4"), usual().reversed(),
      [Header("", ""), Header("ce_id", bytes: [0xFF, 0]), Header("x", String(repeating: "ä", count: 300))],
      [Header("ce_type", "beacon.v1"), Header("ce_type", "beacon..v1"), Header("ce_source", "/beacon")],
      [
        Header("ce_specversion", "2.0"), Header("ce_specversion", ""), Header("x", "1.0"),
        Header("x", time.description),
      ],
      [
        Header("traceparent", "01-d75f55252b6d660786c86ddd68c17033-bbe3a8cf19dcce79-01"),
        Header("traceparent", "00-d75f55252b6d660786c86ddd68c17033-bbe3a8cf19dcce79-00"),
        Header("ce_time", "2017-04-30T23:00:00Z"), Header("ce_time", String(repeating: "0", count: 32)),
      ],
    ] as [[Header]])
  func roundTrip(headers: [Header]) {
    #expect(decoded(PackedHeaders.encode(headers, time: Self.time)) == headers)
  }

  @Test("The headers that every record has take little more than their ids")
  func size() {
    #expect(PackedHeaders.encode(Self.usual(), time: Self.time).count <= 67)
  }

  @Test("The bytes that files have for a record's headers stay the same")
  func bytes() {
    let id: [UInt8] = [0x10, 0xC4, 0x47, 0x85, 0xCC, 0x44, 0xD5, 0x2B, 0x11, 0x18, 0x70, 0x25, 0xA4, 0x48, 0xD5, 0x16]
    let trace: [UInt8] = [
      0xD7, 0x5F, 0x55, 0x25, 0x2B, 0x6D, 0x66, 0x07, 0x86, 0xC8, 0x6D, 0xDD, 0x68, 0xC1, 0x70, 0x33, 0xBB, 0xE3, 0xA8,
      0xCF, 0x19, 0xDC, 0xCE, 0x79,
    ]
    var expected: [UInt8] = [0, 0x11, 0x32] + id + [0x53, 6] + Array("signal".utf8)
    expected += [0x54, 10] + Array("extraction".utf8) + [0x25, 0x16, 0x47] + trace
    #expect(PackedHeaders.encode(Self.usual(), time: Self.time) == expected)
    let other = PackedHeaders.encode([Header("x", "1.0"), Header("ce_time", "ä")], time: Self.time)
    #expect(other == [0, 0x00, 1, UInt8(ascii: "x"), 3] + Array("1.0".utf8) + [0x05, 2] + Array("ä".utf8))
  }

  @Test("Headers of a file that was written before they were packed are read as they were")
  func older() {
    #expect(decoded(HeaderCoding.encode(Self.usual())) == Self.usual())
  }

  @Test("Bytes that are cut off or malformed give the headers before them, and never trap")
  func malformed() {
    let bytes = PackedHeaders.encode(Self.usual(), time: Self.time)
    for count in bytes.indices {
      let found = decoded(Array(bytes[..<count]))
      #expect(found == Array(Self.usual().prefix(found.count)))
    }
    for number in UInt8.min...UInt8.max { _ = decoded([0, number, 3, number]) }
  }
}
